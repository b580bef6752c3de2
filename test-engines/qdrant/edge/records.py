"""Points from the engine to JSON."""

from typing import Any
from uuid import UUID

import qdrant_edge as edge

from vectors import shortest, write_vectors


def write_id(identifier: int | UUID | str) -> int | str:
    return identifier if isinstance(identifier, int) else str(identifier)


def write_record(record: edge.Record, with_vector: Any) -> dict[str, Any]:
    written: dict[str, Any] = {"id": write_id(record.id)}
    if record.payload is not None:
        written["payload"] = record.payload
    # Some queries bring vectors that nobody asked for.
    if record.vector is not None and with_vector is not False:
        written["vector"] = write_vectors(record.vector)
    if record.order_value is not None:
        written["order_value"] = record.order_value
    return written


def write_scored_point(point: edge.ScoredPoint, with_vector: Any) -> dict[str, Any]:
    record = write_record(point, with_vector)
    return {"id": record.pop("id"), "version": point.version, "score": shortest(point.score), **record}
