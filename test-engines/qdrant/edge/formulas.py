"""Scoring formulas from JSON to the engine."""

from collections.abc import Callable
from typing import Any

from qdrant_edge import DecayKind, Expression, Formula

from filters import read_condition, read_geo_point
from reading import Members, Reader, list_of, mapping, number, text


def read_formula(expression: Any, defaults: Any) -> Formula:
    return Formula(read_expression(expression), mapping(defaults))


def read_expression(value: Any) -> Expression:
    if isinstance(value, str):
        return Expression.Variable(value)
    if isinstance(value, (int, float)):
        return Expression.Constant(number(value))
    expression = Members(value, "expression").take_only(EXPRESSIONS)
    return Expression.Condition(read_condition(value)) if expression is None else expression


def of_one(make: Callable[[Expression], Expression]) -> Reader[Expression]:
    return lambda value: make(read_expression(value))


def of_many(make: Callable[[list[Expression]], Expression]) -> Reader[Expression]:
    return lambda value: make(list_of(read_expression)(value))


def read_div(value: Any) -> Expression:
    members = Members(value, "div")
    left = members.require("left", read_expression)
    right = members.require("right", read_expression)
    by_zero_default = members.take("by_zero_default", number)
    members.finish()
    return Expression.Div(left, right, by_zero_default)


def read_pow(value: Any) -> Expression:
    members = Members(value, "pow")
    base = members.require("base", read_expression)
    exponent = members.require("exponent", read_expression)
    members.finish()
    return Expression.Pow(base, exponent)


def read_geo_distance(value: Any) -> Expression:
    members = Members(value, "geo_distance")
    origin = members.require("origin", read_geo_point)
    to = members.require("to", text)
    members.finish()
    return Expression.GeoDistance(origin, to)


def decay(kind: DecayKind) -> Reader[Expression]:
    def read_decay(value: Any) -> Expression:
        members = Members(value, "decay")
        x = members.require("x", read_expression)
        target = members.take("target", read_expression)
        midpoint = members.take("midpoint", number)
        scale = members.take("scale", number)
        members.finish()
        return Expression.Decay(kind, x, target, midpoint, scale)

    return read_decay


EXPRESSIONS: dict[str, Reader[Expression]] = {
    "mult": of_many(Expression.Mult),
    "sum": of_many(Expression.Sum),
    "neg": of_one(Expression.Neg),
    "abs": of_one(Expression.Abs),
    "sqrt": of_one(Expression.Sqrt),
    "exp": of_one(Expression.Exp),
    "log10": of_one(Expression.Log10),
    "ln": of_one(Expression.Ln),
    "div": read_div,
    "pow": read_pow,
    "geo_distance": read_geo_distance,
    "datetime": lambda value: Expression.Datetime(text(value)),
    "datetime_key": lambda value: Expression.DatetimeKey(text(value)),
    "lin_decay": decay(DecayKind.Lin),
    "exp_decay": decay(DecayKind.Exp),
    "gauss_decay": decay(DecayKind.Gauss),
}
