"""`points/search`, `points/recommend` and `points/discover` of servers up to 1.18, as the queries that they are."""

from collections.abc import Callable
from typing import Any

from collection import Collection
from groups import query_groups
from reading import Members, anything, list_of
from searches import query
from store import Store

Rewrite = Callable[[dict[str, Any]], dict[str, Any]]
Answer = Callable[[Collection, Any, Store], Any]


def as_search(body: dict[str, Any]) -> dict[str, Any]:
    vector = body.pop("vector", None)
    if isinstance(vector, dict) and "name" in vector:
        return {**body, "query": vector.get("vector"), "using": vector["name"]}
    return {**body, "query": vector}


def as_recommend(body: dict[str, Any]) -> dict[str, Any]:
    names = ("positive", "negative", "strategy")
    examples = {name: body.pop(name) for name in names if body.get(name) is not None}
    return {**body, "query": {"recommend": examples}}


def as_discover(body: dict[str, Any]) -> dict[str, Any]:
    target, context = body.pop("target", None), body.pop("context", None) or []
    inner = {"context": context} if target is None else {"discover": {"target": target, "context": context}}
    return {**body, "query": inner}


def one(rewrite: Rewrite) -> Answer:
    def answer(collection: Collection, body: Any, store: Store) -> Any:
        Members(body, "request").require("limit", anything)
        return query(collection, rewrite(dict(body)), store)["points"]

    return answer


def batch(rewrite: Rewrite) -> Answer:
    def answer(collection: Collection, body: Any, store: Store) -> Any:
        members = Members(body, "batch")
        searches = members.require("searches", list_of(anything))
        members.finish()
        return [one(rewrite)(collection, search, store) for search in searches]

    return answer


def grouped(rewrite: Rewrite) -> Answer:
    return lambda collection, body, store: query_groups(collection, rewrite(dict(body)), store)


ANSWERS: dict[str, Answer] = {
    "search": one(as_search),
    "search/batch": batch(as_search),
    "search/groups": grouped(as_search),
    "recommend": one(as_recommend),
    "recommend/batch": batch(as_recommend),
    "recommend/groups": grouped(as_recommend),
    "discover": one(as_discover),
    "discover/batch": batch(as_discover),
}
