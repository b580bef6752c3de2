"""All collections of the process."""

from pathlib import Path
from typing import Any
from uuid import uuid4

from collection import Collection
from refusals import Conflict, NotFound


class Store:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._collections: dict[str, Collection] = {}

    @property
    def names(self) -> list[str]:
        return list(self._collections)

    def find(self, name: str) -> Collection:
        if name not in self._collections:
            raise NotFound(f"Collection `{name}` doesn't exist!")
        return self._collections[name]

    def create(self, name: str, settings: Any) -> None:
        if name in self._collections:
            raise Conflict(f"Collection `{name}` already exists!")
        # A name may hold what a path must not.
        self._collections[name] = Collection(self._folder / uuid4().hex, settings)

    def drop(self, name: str) -> bool:
        if name not in self._collections:
            return False
        self._collections.pop(name).drop()
        return True
