"""Requests for points from JSON to the engine: `points/query` with its prefetches, and search parameters."""

from dataclasses import dataclass
from typing import Any

import qdrant_edge as edge

from collection import Collection
from examples import Examples
from filters import read_filter
from queries import read_query
from reading import Members, boolean, count, list_of, number, one_or_list_of, positive, text
from refusals import NotInThisLayer

DEFAULT_LIMIT = 10


@dataclass
class Stage:
    """What the request itself and each of its prefetches have in common."""

    query: Any
    prefetches: list[edge.Prefetch]
    filter: edge.Filter | None
    params: edge.SearchParams | None
    score_threshold: float | None


class SearchReader:
    """Reads the searches of one collection; `prefetch_factor` is more than 1 where groups are to be filled."""

    def __init__(self, collection: Collection, find_collection: Any, prefetch_factor: int = 1) -> None:
        self._collection = collection
        self._find_collection = find_collection
        self._prefetch_factor = prefetch_factor

    def read_stage(self, members: Members, limit: int) -> Stage:
        if "shard_key" in members:
            raise NotInThisLayer("`shard_key`")
        prefetches = members.take("prefetch", one_or_list_of(self.read_prefetch), [])
        examples = Examples.of(members, self._collection, self._find_collection)
        query = members.take("query", lambda value: read_query(value, examples, limit))
        condition = members.take("filter", read_filter)
        return Stage(
            query=query,
            prefetches=prefetches,
            filter=without_examples(condition, examples),
            params=members.take("params", read_params),
            score_threshold=members.take("score_threshold", number),
        )

    def read_prefetch(self, value: Any) -> edge.Prefetch:
        members = Members(value, "prefetch")
        limit = members.take("limit", positive, DEFAULT_LIMIT)
        stage = self.read_stage(members, limit)
        members.finish()
        return edge.Prefetch(
            limit=limit * self._prefetch_factor,
            query=stage.query,
            prefetches=stage.prefetches,
            params=stage.params,
            filter=stage.filter,
            score_threshold=stage.score_threshold,
        )


def without_examples(condition: edge.Filter | None, examples: Examples) -> edge.Filter | None:
    if not examples.used_ids:
        return condition
    others = edge.HasIdCondition(set(examples.used_ids))
    return edge.Filter(must=None if condition is None else [condition], must_not=[others])


def read_params(value: Any) -> edge.SearchParams:
    members = Members(value, "params")
    params = edge.SearchParams(
        hnsw_ef=members.take("hnsw_ef", positive),
        exact=members.take("exact", boolean, False),
        quantization=members.take("quantization", read_quantization),
        indexed_only=members.take("indexed_only", boolean, False),
        acorn=members.take("acorn", read_acorn),
        idf=members.take("idf", read_idf),
    )
    members.finish()
    return params


def read_quantization(value: Any) -> edge.QuantizationSearchParams:
    members = Members(value, "quantization")
    ignore = members.take("ignore", boolean, False)
    rescore = members.take("rescore", boolean)
    oversampling = members.take("oversampling", number)
    members.finish()
    return edge.QuantizationSearchParams(ignore, rescore, oversampling)


def read_acorn(value: Any) -> edge.AcornSearchParams:
    members = Members(value, "acorn")
    enable = members.take("enable", boolean, False)
    max_selectivity = members.take("max_selectivity", number)
    members.finish()
    return edge.AcornSearchParams(enable, max_selectivity)


def read_idf(value: Any) -> edge.IdfParams:
    if value == "global":
        return edge.IdfParams()
    members = Members(value, "idf")
    corpus = members.require("corpus", read_filter)
    members.finish()
    return edge.IdfParams(corpus)


def read_with_payload(value: Any) -> Any:
    if isinstance(value, list):
        return edge.PayloadSelector.Include(list_of(text)(value))
    if isinstance(value, bool):
        return value
    members = Members(value, "with_payload")
    if "include" in members:
        selector = edge.PayloadSelector.Include(members.take("include", list_of(text)))
    else:
        selector = edge.PayloadSelector.Exclude(members.require("exclude", list_of(text)))
    members.finish()
    return selector


def read_with_vector(value: Any) -> Any:
    return list_of(text)(value) if isinstance(value, list) else boolean(value)


def take_page(members: Members, default_limit: int = DEFAULT_LIMIT) -> tuple[int, int]:
    return members.take("limit", positive, default_limit), members.take("offset", count, 0)
