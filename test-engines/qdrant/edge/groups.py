"""`points/query/groups`: the best points of each value of a payload key."""

from typing import Any

import qdrant_edge as edge

from collection import Collection
from reading import Members, positive, text
from records import write_id, write_record, write_scored_point
from refusals import NotInThisLayer
from searches import run
from stages import SearchReader, read_with_payload, read_with_vector
from store import Store

DEFAULT_GROUPS = 10
DEFAULT_GROUP_SIZE = 3


def query_groups(collection: Collection, body: Any, store: Store) -> dict[str, Any]:
    members = Members(body, "request")
    group_by = members.require("group_by", read_plain_key)
    limit = members.take("limit", positive, DEFAULT_GROUPS)
    group_size = members.take("group_size", positive, DEFAULT_GROUP_SIZE)
    with_payload = members.take("with_payload", read_with_payload, False)
    with_vector = members.take("with_vector", read_with_vector, False)
    lookup = members.take("with_lookup", lambda value: read_lookup(value, store))
    # As the server does, so that every stage lets enough points through to fill the groups.
    stage = SearchReader(collection, store.find, group_size).read_stage(members, limit * group_size)
    members.finish()
    grouped = edge.Filter(must_not=[edge.IsEmptyCondition(group_by)])
    stage.filter = grouped if stage.filter is None else edge.Filter(must=[stage.filter, grouped])
    # The server asks again until its groups are full; asking for all points once comes to the same.
    points_count = max(1, collection.shard.info().points_count)
    candidates = run(collection, stage, points_count, edge.PayloadSelector.Include([group_by]), False)
    chosen = choose(candidates, group_by, limit, group_size)

    ids = list({write_id(point.id) for points in chosen.values() for point in points})
    records = collection.shard.retrieve(ids, with_payload, with_vector) if ids else []
    by_id = {write_id(record.id): write_record(record, with_vector) for record in records}
    groups = []
    for (_, value), points in chosen.items():
        hits = [{**write_scored_point(point, False), **by_id[write_id(point.id)]} for point in points]
        for hit in hits:
            if with_payload is False:
                hit.pop("payload", None)
        found = {} if lookup is None else {"lookup": lookup(value)}
        groups.append({"hits": hits, "id": value, **found})
    return {"groups": groups}


def choose(
    candidates: list[edge.ScoredPoint], group_by: str, limit: int, group_size: int
) -> dict[tuple[type, Any], list[edge.ScoredPoint]]:
    """Groups in the order of their best points; a point with several values is in several groups."""
    groups: dict[tuple[type, Any], list[edge.ScoredPoint]] = {}
    for point in candidates:
        for value in group_values(point.payload or {}, group_by):
            key = (type(value), value)
            if key not in groups and len(groups) < limit:
                groups[key] = []
            if key in groups and len(groups[key]) < group_size:
                groups[key].append(point)
    return groups


def group_values(payload: dict[str, Any], group_by: str) -> list[Any]:
    value: Any = payload
    for name in group_by.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    values = value if isinstance(value, list) else [value]
    groupable = [v for v in values if isinstance(v, (int, str)) and not isinstance(v, bool)]
    return list(dict.fromkeys(groupable))


def read_plain_key(value: Any) -> str:
    key = text(value)
    if any(sign in key for sign in '[]"'):
        raise NotInThisLayer("grouping by a key with brackets or quotes")
    return key


def read_lookup(value: Any, store: Store) -> Any:
    members = Members({"collection": value} if isinstance(value, str) else value, "with_lookup")
    source = store.find(members.require("collection", text))
    with_payload = members.take("with_payload", read_with_payload, True)
    with_vector = members.take("with_vectors", read_with_vector, False)
    members.finish()

    def look_up(identifier: int | str) -> dict[str, Any] | None:
        try:
            records = source.shard.retrieve([identifier], with_payload, with_vector)
        except ValueError:
            # A value that cannot be an id finds nothing.
            return None
        return write_record(records[0], with_vector) if records else None

    return look_up
