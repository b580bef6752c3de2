"""Vectors between JSON and the engine."""

import struct
from typing import Any

from qdrant_edge import SparseVector

from reading import Members, count, list_of, number
from refusals import MalformedBody, NotInThisLayer, WrongInput

DEFAULT = ""
INFERENCE = ("text", "image", "object", "model")


def read_vector(value: Any) -> Any:
    """A dense, multi or sparse vector; text to embed is a matter of a real server."""
    if isinstance(value, list):
        if value and isinstance(value[0], list):
            return list_of(list_of(number))(value)
        return list_of(number)(value)
    if isinstance(value, dict) and "indices" in value:
        return read_sparse(value)
    if isinstance(value, dict) and any(name in value for name in INFERENCE):
        raise NotInThisLayer("inference of vectors")
    raise MalformedBody("data did not match any variant of a vector")


def read_sparse(value: Any) -> SparseVector:
    members = Members(value, "sparse vector")
    indices = members.require("indices", list_of(count))
    values = members.require("values", list_of(number))
    members.finish()
    if len(indices) != len(values):
        raise WrongInput("sparse vector: must be the same length as indices")
    if len(set(indices)) != len(indices):
        raise WrongInput("sparse vector: indices must be unique")
    return SparseVector(indices, values)


def read_vectors(value: Any) -> Any:
    """All vectors of a point: the unnamed one, or an object from names to vectors."""
    if isinstance(value, dict) and not any(name in value for name in INFERENCE):
        return {name: read_vector(vector) for name, vector in value.items()}
    return read_vector(value)


def write_vectors(vectors: Any) -> Any:
    if isinstance(vectors, dict):
        return {name: write_vectors(vector) for name, vector in vectors.items()}
    if isinstance(vectors, SparseVector):
        return {"indices": list(vectors.indices), "values": [shortest(value) for value in vectors.values]}
    return [write_vectors(row) if isinstance(row, list) else shortest(row) for row in vectors]


def shortest(value: float) -> float:
    """The shortest number that means the same 32-bit float, as the real server prints it."""
    for digits in range(6, 9):
        candidate = float(f"{value:.{digits}g}")
        if struct.pack("f", candidate) == struct.pack("f", value):
            return candidate
    return float(f"{value:.9g}")
