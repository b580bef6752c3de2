"""Scoring queries from JSON to the engine."""

from typing import Any

import qdrant_edge as edge

from examples import Examples
from formulas import read_formula
from reading import Members, Reader, anything, choice, count, list_of, number, one_or_list_of, positive, text
from refusals import InvalidValue, MalformedBody, WrongInput

DEFAULT_RRF_K = 2
DIRECTIONS = {"asc": edge.Direction.Asc, "desc": edge.Direction.Desc}
SAMPLES = {"random": edge.Sample.Random}
FUSIONS = {"rrf": edge.Fusion.Rrf(k=DEFAULT_RRF_K), "dbsf": edge.Fusion.Dbsf()}


def read_query(value: Any, examples: Examples, limit: int) -> Any:
    """A query of the engine; a bare vector or point id asks for its nearest points."""
    if not isinstance(value, dict) or "indices" in value:
        return edge.Query.Nearest(examples.read(value), examples.using)
    members = Members(value, "query")
    if "nearest" in members:
        query = read_nearest(members, examples, limit)
    elif "formula" in members:
        query = read_formula(members.take("formula", anything), members.take("defaults", anything, {}))
    else:
        variants: dict[str, Reader[Any]] = {
            "recommend": lambda inner: read_recommend(inner, examples),
            "discover": lambda inner: read_discover(inner, examples),
            "context": lambda inner: read_context(inner, examples),
            "relevance_feedback": lambda inner: read_feedback(inner, examples),
            "order_by": read_order_by,
            "fusion": choice(FUSIONS, "fusion"),
            "rrf": read_rrf,
            "sample": choice(SAMPLES, "sample"),
        }
        query = members.take_only(variants)
        if query is None:
            # Text and images to embed are objects too; this tells them from a slip.
            examples.read(value)
            raise MalformedBody("data did not match any variant of untagged enum QueryInterface")
    members.finish()
    return query


def read_nearest(members: Members, examples: Examples, limit: int) -> Any:
    vector = members.take("nearest", examples.read)
    mmr = members.take("mmr", lambda value: Members(value, "mmr"))
    if mmr is None:
        return edge.Query.Nearest(vector, examples.using)
    diversity = mmr.take("diversity", number, 0.5)
    candidates_limit = mmr.take("candidates_limit", count, limit)
    mmr.finish()
    if not 0 <= diversity <= 1:
        raise InvalidValue(f"diversity: value {diversity} invalid, must be from 0.0 to 1.0")
    return edge.Mmr(vector, 1 - diversity, candidates_limit, examples.using)


def read_recommend(value: Any, examples: Examples) -> Any:
    members = Members(value, "recommend")
    positives = members.take("positive", list_of(examples.read), [])
    negatives = members.take("negative", list_of(examples.read), [])
    strategy = members.take("strategy", text, "average_vector")
    members.finish()
    if strategy == "average_vector":
        return edge.Query.Nearest(average_vector(positives, negatives), examples.using)
    strategies = {
        "best_score": edge.Query.RecommendBestScore,
        "sum_scores": edge.Query.RecommendSumScores,
    }
    make = choice(strategies, "strategy")(strategy)
    if not positives and not negatives:
        raise WrongInput("At least one positive or negative vector ID required")
    return make(edge.RecommendQuery(positives, negatives), examples.using)


def average_vector(positives: list[Any], negatives: list[Any]) -> list[float]:
    """Twice the positives' mean less the negatives' mean, as the server computes it."""
    if not positives:
        raise WrongInput("At least one positive vector ID required with this strategy")
    towards = mean(positives)
    if not negatives:
        return towards
    return [2 * a - b for a, b in zip(towards, mean(negatives), strict=True)]


def mean(vectors: list[Any]) -> list[float]:
    sizes = {len(vector) if isinstance(vector, list) else 0 for vector in vectors}
    if len(sizes) > 1 or 0 in sizes or any(isinstance(vector[0], list) for vector in vectors):
        raise WrongInput("only dense vectors of one size can be averaged by this test layer")
    return [sum(column) / len(vectors) for column in zip(*vectors, strict=True)]


def read_pair(value: Any, examples: Examples) -> edge.ContextPair:
    members = Members(value, "context pair")
    positive_example = members.require("positive", examples.read)
    negative_example = members.require("negative", examples.read)
    members.finish()
    return edge.ContextPair(positive_example, negative_example)


def read_discover(value: Any, examples: Examples) -> Any:
    members = Members(value, "discover")
    target = members.require("target", examples.read)
    pairs = members.take("context", one_or_list_of(lambda pair: read_pair(pair, examples)), [])
    members.finish()
    return edge.Query.Discover(edge.DiscoverQuery(target, pairs), examples.using)


def read_context(value: Any, examples: Examples) -> Any:
    pairs = one_or_list_of(lambda pair: read_pair(pair, examples))(value)
    return edge.Query.Context(edge.ContextQuery(pairs), examples.using)


def read_feedback(value: Any, examples: Examples) -> Any:
    members = Members(value, "relevance_feedback")
    target = members.require("target", examples.read)
    items = members.require("feedback", list_of(lambda item: read_feedback_item(item, examples)))
    strategy = members.require("strategy", lambda inner: Members(inner, "strategy"))
    naive = strategy.require("naive", lambda inner: Members(inner, "naive"))
    coefficients = [naive.require(name, number) for name in ("a", "b", "c")]
    for read in (naive, strategy, members):
        read.finish()
    query = edge.FeedbackNaiveQuery(target, items, edge.NaiveFeedbackStrategy(*coefficients))
    return edge.Query.FeedbackNaive(query, examples.using)


def read_feedback_item(value: Any, examples: Examples) -> edge.FeedbackItem:
    members = Members(value, "feedback item")
    example = members.require("example", examples.read)
    score = members.require("score", number)
    members.finish()
    return edge.FeedbackItem(example, score)


def read_order_by(value: Any) -> edge.OrderBy:
    if isinstance(value, str):
        return edge.OrderBy(value)
    members = Members(value, "order_by")
    key = members.require("key", text)
    direction = members.take("direction", choice(DIRECTIONS, "direction"))
    start_from = members.take("start_from", lambda start: start if isinstance(start, str) else number(start))
    members.finish()
    return edge.OrderBy(key, direction, start_from)


def read_rrf(value: Any) -> Any:
    members = Members(value, "rrf")
    k = members.take("k", positive, DEFAULT_RRF_K)
    weights = members.take("weights", list_of(number))
    members.finish()
    return edge.Fusion.Rrf(k=k, weights=weights)
