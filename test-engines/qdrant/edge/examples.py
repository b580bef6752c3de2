"""The vectors that a query compares with: given as such, or as the id of a point that has them."""

from dataclasses import dataclass, field
from typing import Any

from collection import Collection
from reading import Members, point_id, text
from refusals import NotFound
from vectors import DEFAULT, read_vector


@dataclass
class Examples:
    """Reads the examples of one query and remembers which points of its own collection they are."""

    collection: Collection
    using: str
    source: Collection
    source_vector: str
    used_ids: list[int | str] = field(default_factory=list)

    @staticmethod
    def of(members: Members, collection: Collection, find_collection: Any) -> "Examples":
        using = members.take("using", text, DEFAULT)
        lookup = members.take("lookup_from", lambda value: Members(value, "lookup_from"))
        if lookup is None:
            return Examples(collection, using, collection, using)
        source = find_collection(lookup.require("collection", text))
        source_vector = lookup.take("vector", text, DEFAULT)
        lookup.finish()
        return Examples(collection, using, source, source_vector)

    def read(self, value: Any) -> Any:
        if isinstance(value, (int, str)) and not isinstance(value, bool):
            return self._vector_of(point_id(value))
        return read_vector(value)

    def _vector_of(self, example: int | str) -> Any:
        records = self.source.shard.retrieve([example], False, True)
        if not records:
            raise NotFound(f"No point with id {example} found")
        vectors = records[0].vector
        named = vectors if isinstance(vectors, dict) else {DEFAULT: vectors}
        if named.get(self.source_vector) is None:
            raise NotFound(f"Point {example} does not have vector `{self.source_vector}`")
        # A point is never its own neighbour, but one of another collection may share its id by chance.
        if self.source is self.collection:
            self.used_ids.append(example)
        return named[self.source_vector]
