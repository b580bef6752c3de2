"""Reads JSON values strictly: a wrong type is refused, and so is a member that this layer does not know."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from refusals import InvalidValue, MalformedBody, MisreadMember, NotInThisLayer

T = TypeVar("T")
Reader = Callable[[Any], T]
LARGEST_ID = 2**64 - 1


class Members:
    """The members of one JSON object, taken one by one; null counts as absent, as it does in Qdrant."""

    def __init__(self, value: Any, what: str) -> None:
        if not isinstance(value, dict):
            raise MalformedBody(f"{what} must be an object")
        self._what = what
        self._left = {name: member for name, member in value.items() if member is not None}

    def __contains__(self, name: str) -> bool:
        return name in self._left

    def take(self, name: str, read: Reader[T], default: Any = None) -> T | Any:
        if name not in self._left:
            return default
        try:
            return read(self._left.pop(name))
        except MisreadMember as refusal:
            raise refusal.within(name) from refusal

    def require(self, name: str, read: Reader[T]) -> T:
        if name not in self._left:
            raise MalformedBody(f"missing field `{name}` in {self._what}")
        return self.take(name, read)

    def take_only(self, readers: dict[str, Reader[T]]) -> T | None:
        """The one member that names a variant, beside which there is no other; None where none of the variants is named."""
        for name, read in readers.items():
            if name in self:
                variant = self.take(name, read)
                self.finish()
                return variant
        return None

    def finish(self) -> None:
        for name in self._left:
            raise NotInThisLayer(f"`{name}` in {self._what}")


def anything(value: Any) -> Any:
    return value


def boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise MalformedBody("expected a boolean")
    return value


def text(value: Any) -> str:
    if not isinstance(value, str):
        raise MalformedBody("expected a string")
    return value


def number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise MalformedBody("expected a number")
    return float(value)


def integer(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise MalformedBody("expected an integer")
    return value


def count(value: Any) -> int:
    if integer(value) < 0:
        raise MalformedBody(f"invalid value: integer `{value}`, expected usize")
    return value


def positive(value: Any) -> int:
    if count(value) == 0:
        raise InvalidValue("value 0 invalid, must be 1 or larger")
    return value


def mapping(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise MalformedBody("expected an object")
    return value


def list_of(read: Reader[T]) -> Reader[list[T]]:
    def read_list(value: Any) -> list[T]:
        if not isinstance(value, list):
            raise MalformedBody("expected an array")
        return [read(element) for element in value]

    return read_list


def one_or_list_of(read: Reader[T]) -> Reader[list[T]]:
    return lambda value: list_of(read)(value) if isinstance(value, list) else [read(value)]


def choice(options: dict[str, T], what: str) -> Reader[T]:
    def read_choice(value: Any) -> T:
        if value not in options:
            raise MalformedBody(f"unknown {what} `{value}`, expected one of {', '.join(options)}")
        return options[value]

    return read_choice


def point_id(value: Any) -> int | str:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST_ID:
        return value
    if isinstance(value, str):
        try:
            return str(UUID(value))
        except ValueError:
            pass
    raise MalformedBody(f"value {value} is not a valid point ID, valid values are either an unsigned integer or a UUID")
