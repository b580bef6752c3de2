"""Changes to points: request bodies to operations of the engine."""

from collections.abc import Callable
from typing import Any

from qdrant_edge import Filter, Point, PointVectors, UpdateMode, UpdateOperation

from filters import read_filter
from reading import Members, anything, choice, list_of, mapping, point_id, text
from refusals import MalformedBody
from vectors import read_vectors

UPDATE_MODES = {
    "upsert": UpdateMode.Upsert,
    "insert_only": UpdateMode.InsertOnly,
    "update_only": UpdateMode.UpdateOnly,
}


def upsert(body: Any) -> UpdateOperation:
    members = Members(body, "points")
    if "batch" in members:
        points = members.take("batch", read_batch)
    else:
        points = members.require("points", list_of(read_point))
    condition = members.take("update_filter", read_filter)
    mode = members.take("update_mode", choice(UPDATE_MODES, "update mode"))
    members.finish()
    return UpdateOperation.upsert_points(points, condition, mode)


def read_point(value: Any) -> Point:
    members = Members(value, "point")
    identifier = members.require("id", point_id)
    vectors = members.require("vector", read_vectors)
    payload = members.take("payload", mapping)
    members.finish()
    return Point(identifier, vectors, payload)


def read_batch(value: Any) -> list[Point]:
    members = Members(value, "batch")
    ids = members.require("ids", list_of(point_id))
    vectors = members.require("vectors", anything)
    payloads = members.take("payloads", list_of(lambda payload: payload and mapping(payload)), [None] * len(ids))
    members.finish()
    if isinstance(vectors, dict):
        columns = {name: list_of(anything)(column) for name, column in vectors.items()}
        if any(len(column) != len(ids) for column in columns.values()):
            raise MalformedBody("number of ids and vectors must be equal")
        vectors = [{name: column[row] for name, column in columns.items()} for row in range(len(ids))]
    if len(vectors) != len(ids) or len(payloads) != len(ids):
        raise MalformedBody("number of ids, vectors and payloads must be equal")
    rows = zip(ids, vectors, payloads, strict=True)
    return [Point(identifier, read_vectors(vector), payload) for identifier, vector, payload in rows]


def on_selected(
    members: Members,
    by_ids: Callable[[list[int | str]], UpdateOperation],
    by_filter: Callable[[Filter], UpdateOperation],
) -> UpdateOperation:
    """The operation on the points that `points` or `filter` names."""
    ids = members.take("points", list_of(point_id))
    condition = members.take("filter", read_filter)
    members.finish()
    if ids is not None:
        return by_ids(ids)
    if condition is None:
        raise MalformedBody("either `points` or `filter` must be given")
    return by_filter(condition)


def delete(body: Any) -> UpdateOperation:
    members = Members({"points": body} if isinstance(body, list) else body, "selector")
    return on_selected(members, UpdateOperation.delete_points, UpdateOperation.delete_points_by_filter)


def clear_payload(body: Any) -> UpdateOperation:
    members = Members({"points": body} if isinstance(body, list) else body, "selector")
    return on_selected(members, UpdateOperation.clear_payload, UpdateOperation.clear_payload_by_filter)


def set_payload(body: Any) -> UpdateOperation:
    members = Members(body, "set payload")
    payload, key = members.require("payload", mapping), members.take("key", text)
    return on_selected(
        members,
        lambda ids: UpdateOperation.set_payload(ids, payload, key),
        lambda condition: UpdateOperation.set_payload_by_filter(condition, payload, key),
    )


def overwrite_payload(body: Any) -> UpdateOperation:
    members = Members(body, "overwrite payload")
    payload, key = members.require("payload", mapping), members.take("key", text)
    return on_selected(
        members,
        lambda ids: UpdateOperation.overwrite_payload(ids, payload, key),
        lambda condition: UpdateOperation.overwrite_payload_by_filter(condition, payload, key),
    )


def delete_payload(body: Any) -> UpdateOperation:
    members = Members(body, "delete payload")
    keys = members.require("keys", list_of(text))
    return on_selected(
        members,
        lambda ids: UpdateOperation.delete_payload(ids, keys),
        lambda condition: UpdateOperation.delete_payload_by_filter(condition, keys),
    )


def update_vectors(body: Any) -> UpdateOperation:
    members = Members(body, "vectors")
    points = members.require("points", list_of(read_point_vectors))
    condition = members.take("update_filter", read_filter)
    members.finish()
    return UpdateOperation.update_vectors(points, condition)


def read_point_vectors(value: Any) -> PointVectors:
    members = Members(value, "point")
    point = PointVectors(members.require("id", point_id), members.require("vector", read_vectors))
    members.finish()
    return point


def delete_vectors(body: Any) -> UpdateOperation:
    members = Members(body, "delete vectors")
    names = members.require("vector", list_of(text))
    return on_selected(
        members,
        lambda ids: UpdateOperation.delete_vectors(ids, names),
        lambda condition: UpdateOperation.delete_vectors_by_filter(condition, names),
    )


BATCHED = {
    "upsert": upsert,
    "delete": delete,
    "set_payload": set_payload,
    "overwrite_payload": overwrite_payload,
    "delete_payload": delete_payload,
    "clear_payload": clear_payload,
    "update_vectors": update_vectors,
    "delete_vectors": delete_vectors,
}


def batch(body: Any) -> list[UpdateOperation]:
    members = Members(body, "batch")
    operations = members.require("operations", list_of(read_operation))
    members.finish()
    return operations


def read_operation(value: Any) -> UpdateOperation:
    operation = Members(value, "operation").take_only(BATCHED)
    if operation is None:
        raise MalformedBody("data did not match any variant of untagged enum UpdateOperation")
    return operation
