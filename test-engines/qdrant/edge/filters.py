"""Filters from JSON to the engine."""

from typing import Any

import qdrant_edge as edge

from reading import Members, Reader, boolean, count, list_of, number, one_or_list_of, point_id, positive, text
from refusals import MalformedBody, NotInThisLayer

CLAUSES = ("must", "should", "must_not", "min_should")


def read_filter(value: Any) -> edge.Filter:
    members = Members(value, "filter")
    conditions = one_or_list_of(read_condition)
    must = members.take("must", conditions)
    should = members.take("should", conditions)
    must_not = members.take("must_not", conditions)
    min_should = members.take("min_should", read_min_should)
    members.finish()
    return edge.Filter(must=must, should=should, must_not=must_not, min_should=min_should)


def read_min_should(value: Any) -> edge.MinShould:
    members = Members(value, "min_should")
    conditions = members.require("conditions", list_of(read_condition))
    min_count = members.require("min_count", positive)
    members.finish()
    return edge.MinShould(conditions, min_count)


def read_condition(value: Any) -> Any:
    members = Members(value, "condition")
    if "key" in members:
        return read_field_condition(members)
    condition = members.take_only(CONDITIONS)
    if condition is not None:
        return condition
    if "slice" in members:
        raise NotInThisLayer("`slice` in a filter")
    if any(clause in members for clause in CLAUSES):
        return read_filter(value)
    raise MalformedBody("data did not match any variant of untagged enum Condition")


def read_key(value: Any) -> str:
    members = Members(value, "field")
    key = members.require("key", text)
    members.finish()
    return key


def read_nested(value: Any) -> edge.NestedCondition:
    members = Members(value, "nested")
    key = members.require("key", text)
    nested = members.require("filter", read_filter)
    members.finish()
    return edge.NestedCondition(key, nested)


CONDITIONS: dict[str, Reader[Any]] = {
    "is_empty": lambda value: edge.IsEmptyCondition(read_key(value)),
    "is_null": lambda value: edge.IsNullCondition(read_key(value)),
    "has_id": lambda value: edge.HasIdCondition(set(list_of(point_id)(value))),
    "has_vector": lambda value: edge.HasVectorCondition(text(value)),
    "nested": read_nested,
}


def read_field_condition(members: Members) -> edge.FieldCondition:
    key = members.require("key", text)
    tests = {name: members.take(name, read) for name, read in FIELD_TESTS.items() if name in members}
    members.finish()
    if not tests:
        raise MalformedBody(f"no condition on the key `{key}`")
    return edge.FieldCondition(key, **tests)


def read_match(value: Any) -> Any:
    match = Members(value, "match").take_only(MATCHES)
    if match is None:
        raise MalformedBody("data did not match any variant of untagged enum Match")
    return match


def match_value(value: Any) -> edge.MatchValue:
    # The bindings turn a boolean into the integer 1 or 0, which matches something else.
    if isinstance(value, bool):
        raise NotInThisLayer("a match on a boolean")
    if not isinstance(value, (int, str)):
        raise MalformedBody("expected a string or an integer to match")
    return edge.MatchValue(value)


def variants(value: Any) -> list[Any]:
    values = list_of(lambda element: match_value(element).value)(value)
    if len({type(element) for element in values}) > 1:
        raise MalformedBody("expected strings only or integers only")
    return values


MATCHES: dict[str, Reader[Any]] = {
    "value": match_value,
    "text": lambda value: edge.MatchText(text(value)),
    "text_any": lambda value: edge.MatchTextAny(text(value)),
    "phrase": lambda value: edge.MatchPhrase(text(value)),
    "prefix": lambda value: edge.MatchPrefix(text(value)),
    "any": lambda value: edge.MatchAny(variants(value)),
    "except": lambda value: edge.MatchExcept(variants(value)),
}


def read_bounds(value: Any, read: Reader[Any], make: Any, what: str) -> Any:
    members = Members(value, what)
    bounds = {name: members.take(name, read) for name in ("gte", "gt", "lte", "lt")}
    members.finish()
    return make(**bounds)


def read_range(value: Any) -> Any:
    is_date = isinstance(value, dict) and any(isinstance(bound, str) for bound in value.values())
    if is_date:
        return read_bounds(value, text, edge.RangeDateTime, "range")
    return read_bounds(value, number, edge.RangeFloat, "range")


def read_geo_point(value: Any) -> edge.GeoPoint:
    members = Members(value, "geo point")
    lon = members.require("lon", number)
    lat = members.require("lat", number)
    members.finish()
    return edge.GeoPoint(lon, lat)


def read_geo_bounding_box(value: Any) -> edge.GeoBoundingBox:
    members = Members(value, "geo_bounding_box")
    top_left = members.require("top_left", read_geo_point)
    bottom_right = members.require("bottom_right", read_geo_point)
    members.finish()
    return edge.GeoBoundingBox(top_left, bottom_right)


def read_geo_radius(value: Any) -> edge.GeoRadius:
    members = Members(value, "geo_radius")
    center = members.require("center", read_geo_point)
    radius = members.require("radius", number)
    members.finish()
    return edge.GeoRadius(center, radius)


def read_geo_ring(value: Any) -> list[edge.GeoPoint]:
    members = Members(value, "ring")
    points = members.require("points", list_of(read_geo_point))
    members.finish()
    return points


def read_geo_polygon(value: Any) -> edge.GeoPolygon:
    members = Members(value, "geo_polygon")
    exterior = members.require("exterior", read_geo_ring)
    interiors = members.take("interiors", list_of(read_geo_ring))
    members.finish()
    return edge.GeoPolygon(exterior, interiors)


FIELD_TESTS: dict[str, Reader[Any]] = {
    "match": read_match,
    "range": read_range,
    "geo_bounding_box": read_geo_bounding_box,
    "geo_radius": read_geo_radius,
    "geo_polygon": read_geo_polygon,
    "values_count": lambda value: read_bounds(value, count, edge.ValuesCount, "values_count"),
    "is_empty": boolean,
    "is_null": boolean,
}
