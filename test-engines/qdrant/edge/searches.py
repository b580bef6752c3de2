"""Reads of points: query, scroll, count, facet and retrieval."""

from typing import Any

import qdrant_edge as edge

from collection import Collection
from filters import read_filter
from queries import read_order_by
from reading import Members, boolean, list_of, point_id, positive, text
from records import write_id, write_record, write_scored_point
from refusals import NotFound, WrongInput
from stages import DEFAULT_LIMIT, SearchReader, Stage, read_with_payload, read_with_vector, take_page
from store import Store


def run(collection: Collection, stage: Stage, limit: int, with_payload: Any, with_vector: Any) -> list[edge.ScoredPoint]:
    return collection.shard.query(
        edge.QueryRequest(
            limit=limit,
            query=stage.query,
            prefetches=stage.prefetches,
            filter=stage.filter,
            score_threshold=stage.score_threshold,
            params=stage.params,
            with_payload=with_payload,
            with_vector=with_vector,
        )
    )


def query(collection: Collection, body: Any, store: Store) -> dict[str, Any]:
    members = Members(body, "request")
    limit, offset = take_page(members)
    with_payload = members.take("with_payload", read_with_payload, False)
    with_vector = members.take("with_vector", read_with_vector, False)
    stage = SearchReader(collection, store.find).read_stage(members, limit)
    members.finish()
    # The engine takes an offset and ignores it.
    points = run(collection, stage, limit + offset, with_payload, with_vector)
    return {"points": [write_scored_point(point, with_vector) for point in points[offset:]]}


def query_batch(collection: Collection, body: Any, store: Store) -> list[dict[str, Any]]:
    members = Members(body, "batch")
    searches = members.require("searches", list_of(lambda search: search))
    members.finish()
    return [query(collection, search, store) for search in searches]


def scroll(collection: Collection, body: Any, _store: Store) -> dict[str, Any]:
    members = Members(body, "request")
    limit = members.take("limit", positive, DEFAULT_LIMIT)
    offset = members.take("offset", point_id)
    with_vector = members.take("with_vector", read_with_vector, False)
    order_by = members.take("order_by", read_order_by)
    request = edge.ScrollRequest(
        offset=offset,
        limit=limit,
        filter=members.take("filter", read_filter),
        with_payload=members.take("with_payload", read_with_payload, True),
        with_vector=with_vector,
        order_by=order_by,
    )
    members.finish()
    if order_by is not None and offset is not None:
        raise WrongInput("Cannot use an `offset` when using `order_by`. Use `order_by.start_from` instead")
    records, following = collection.shard.scroll(request)
    return {
        "points": [write_record(record, with_vector) for record in records],
        "next_page_offset": None if following is None else write_id(following),
    }


def count(collection: Collection, body: Any, _store: Store) -> dict[str, Any]:
    members = Members(body, "request")
    exact = members.take("exact", boolean, True)
    condition = members.take("filter", read_filter)
    members.finish()
    return {"count": collection.shard.count(edge.CountRequest(exact, condition))}


def facet(collection: Collection, body: Any, _store: Store) -> dict[str, Any]:
    members = Members(body, "request")
    request = edge.FacetRequest(
        key=members.require("key", text),
        limit=members.take("limit", positive, DEFAULT_LIMIT),
        exact=members.take("exact", boolean, False),
        filter=members.take("filter", read_filter),
    )
    members.finish()
    hits = collection.shard.facet(request)
    return {"hits": [{"value": hit.value, "count": hit.count} for hit in hits]}


def retrieve(collection: Collection, body: Any, _store: Store) -> list[dict[str, Any]]:
    members = Members(body, "request")
    ids = members.require("ids", list_of(point_id))
    with_payload = members.take("with_payload", read_with_payload, True)
    with_vector = members.take("with_vector", read_with_vector, False)
    members.finish()
    records = collection.shard.retrieve(ids, with_payload, with_vector)
    return [write_record(record, with_vector) for record in records]


def retrieve_one(collection: Collection, identifier: str) -> dict[str, Any]:
    wanted = point_id(int(identifier) if identifier.isdecimal() else identifier)
    records = collection.shard.retrieve([wanted], True, True)
    if not records:
        raise NotFound(f"Point with id {wanted} does not exists!")
    return write_record(records[0], True)
