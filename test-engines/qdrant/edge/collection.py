"""One collection: its settings, and the shard of the engine that holds its points."""

import shutil
from pathlib import Path
from typing import Any

import qdrant_edge as edge

from reading import Members, boolean, choice, count, integer, mapping, positive
from refusals import MalformedBody, NotInThisLayer
from vectors import DEFAULT

DISTANCES = {
    "Cosine": edge.Distance.Cosine,
    "Euclid": edge.Distance.Euclid,
    "Dot": edge.Distance.Dot,
    "Manhattan": edge.Distance.Manhattan,
}
DATATYPES = {
    "float32": edge.VectorStorageDatatype.Float32,
    "float16": edge.VectorStorageDatatype.Float16,
    "uint8": edge.VectorStorageDatatype.Uint8,
}
COMPARATORS = {"max_sim": edge.MultiVectorComparator.MaxSim}
MODIFIERS = {"none": None, "idf": edge.Modifier.Idf}
# One node with one copy of everything: the counts that it can take at their word.
SINGLE = ("shard_number", "replication_factor", "write_consistency_factor")


class Collection:
    def __init__(self, folder: Path, settings: Any) -> None:
        members = Members(settings, "collection")
        self.vectors = members.take("vectors", mapping, {})
        self.sparse_vectors = members.take("sparse_vectors", mapping, {})
        self.on_disk_payload = members.take("on_disk_payload", boolean, True)
        for name in SINGLE:
            if members.take(name, integer, 1) != 1:
                raise NotInThisLayer(f"`{name}` other than 1")
        members.finish()
        config = edge.EdgeConfig(
            vectors=read_dense(self.vectors),
            sparse_vectors={name: read_sparse(params) for name, params in self.sparse_vectors.items()},
            on_disk_payload=self.on_disk_payload,
        )
        folder.mkdir(parents=True)
        self._folder = folder
        self._operations = 0
        self.shard = edge.EdgeShard.create(str(folder), config)

    def update(self, operation: edge.UpdateOperation) -> int:
        """Applies it and gives its number."""
        self.shard.update(operation)
        self._operations += 1
        return self._operations

    def drop(self) -> None:
        self.shard.close()
        shutil.rmtree(self._folder)

    def describe(self) -> dict[str, Any]:
        facts = self.shard.info()
        params = {
            "vectors": self.vectors,
            **({"sparse_vectors": self.sparse_vectors} if self.sparse_vectors else {}),
            "shard_number": 1,
            "replication_factor": 1,
            "write_consistency_factor": 1,
            "on_disk_payload": self.on_disk_payload,
        }
        return {
            "status": "green",
            "optimizer_status": "ok",
            "indexed_vectors_count": facts.indexed_vectors_count,
            "points_count": facts.points_count,
            "segments_count": facts.segments_count,
            "config": {"params": params, **SERVER_DEFAULTS},
            "payload_schema": {
                key: {"data_type": SCHEMA_NAMES[index.data_type], "points": index.points}
                for key, index in facts.payload_schema.items()
            },
        }


def read_dense(vectors: dict[str, Any]) -> dict[str, edge.EdgeVectorParams]:
    if "size" in vectors and not isinstance(vectors["size"], dict):
        return {DEFAULT: read_vector_params(vectors)}
    return {name: read_vector_params(params) for name, params in vectors.items()}


def read_vector_params(value: Any) -> edge.EdgeVectorParams:
    members = Members(value, "vector params")
    params = edge.EdgeVectorParams(
        size=members.require("size", positive),
        distance=members.require("distance", choice(DISTANCES, "distance")),
        on_disk=members.take("on_disk", boolean),
        multivector_config=members.take("multivector_config", read_multivector),
        datatype=members.take("datatype", choice(DATATYPES, "datatype")),
    )
    members.finish()
    return params


def read_multivector(value: Any) -> edge.MultiVectorConfig:
    members = Members(value, "multivector_config")
    comparator = members.require("comparator", choice(COMPARATORS, "comparator"))
    members.finish()
    return edge.MultiVectorConfig(comparator)


def read_sparse(value: Any) -> edge.EdgeSparseVectorParams:
    members = Members(value, "sparse vector params")
    index = members.take("index", lambda inner: Members(inner, "index"), Members({}, "index"))
    params = edge.EdgeSparseVectorParams(
        full_scan_threshold=index.take("full_scan_threshold", count),
        on_disk=index.take("on_disk", boolean),
        datatype=index.take("datatype", choice(DATATYPES, "datatype")),
        modifier=members.take("modifier", choice(MODIFIERS, "modifier")),
    )
    index.finish()
    members.finish()
    return params


def read_schema(value: Any) -> edge.PayloadSchemaType:
    if isinstance(value, str):
        return choice(SCHEMAS, "schema")(value)
    members = Members(value, "field_schema")
    schema = members.require("type", choice(SCHEMAS, "schema"))
    members.finish()
    return schema


SCHEMAS = {
    "keyword": edge.PayloadSchemaType.Keyword,
    "integer": edge.PayloadSchemaType.Integer,
    "float": edge.PayloadSchemaType.Float,
    "geo": edge.PayloadSchemaType.Geo,
    "text": edge.PayloadSchemaType.Text,
    "bool": edge.PayloadSchemaType.Bool,
    "datetime": edge.PayloadSchemaType.Datetime,
    "uuid": edge.PayloadSchemaType.Uuid,
}
SCHEMA_NAMES = {schema: name for name, schema in SCHEMAS.items()}

# What a server reports of a collection that left these alone; the engine here keeps no index of its own.
SERVER_DEFAULTS = {
    "hnsw_config": {
        "m": 16,
        "ef_construct": 100,
        "full_scan_threshold": 10_000,
        "max_indexing_threads": 0,
        "on_disk": False,
    },
    "optimizer_config": {
        "deleted_threshold": 0.2,
        "vacuum_min_vector_number": 1000,
        "default_segment_number": 0,
        "flush_interval_sec": 5,
    },
}
