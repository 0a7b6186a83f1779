"""Relay connections and their cursors.

A cursor is base64url of a JSON list: the name of the order, then the sort keys of one element. A
page starts after those keys, so what is added or removed before it doesn't move it.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Generic, TypeVar

import orjson
import strawberry

from kb.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Sequence

#: The size of a page for which none is given.
DEFAULT_PAGE = 20
#: The largest page.
MAX_PAGE = 200

T = TypeVar("T")
Key = str | int | date

First = Annotated[int, strawberry.argument(description=f"The size of the page, 0 to {MAX_PAGE}.")]
After = Annotated[
    str | None, strawberry.argument(description="The cursor that the page starts after.")
]


@strawberry.type(description="Where a page lies in its list.")
class PageInfo:
    """GraphQL's PageInfo."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


@strawberry.type(description="An element of a page with its cursor.")
class Edge(Generic[T]):
    """GraphQL's EventEdge and so on."""

    cursor: str
    node: T


@strawberry.type(description="A page of a list.")
class Connection(Generic[T]):
    """GraphQL's EventConnection and so on."""

    edges: list[Edge[T]]
    nodes: list[T]
    page_info: PageInfo
    total_count: int = strawberry.field(
        description="How many there are on all pages; counted only when asked for."
    )


@dataclass(frozen=True, slots=True)
class Order:
    """A total order: two sort keys, the second one an id."""

    name: str  #: stands in every cursor; a cursor of another order is refused
    key: type[str] | type[int] | type[date]  #: the type of the first key
    descending: bool = False

    @property
    def before_all(self) -> tuple[Key, str]:
        """The keys that the first page starts after: none sorts before them."""
        lowest: dict[type, Key] = {str: "", int: -1, date: date.min}
        highest: dict[type, Key] = {str: "\U0010ffff", int: 2**53, date: date.max}
        # ids are ASCII, so "~" sorts after all of them
        return (highest[self.key], "~") if self.descending else (lowest[self.key], "")

    def encode(self, keys: Sequence[str | int]) -> str:
        """The cursor of the element with these sort keys (a day as an ISO string)."""
        return base64.urlsafe_b64encode(orjson.dumps([self.name, *keys])).decode().rstrip("=")

    def decode(self, cursor: str) -> tuple[Key, str]:
        """The sort keys in a cursor; raises QueryError if it is none, or of another order."""
        try:
            padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
            content = orjson.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        except (ValueError, binascii.Error) as error:
            raise QueryError("after: not a cursor of this API") from error
        match content:
            case [self.name, key, str(identifier)]:
                return self._key(key), identifier
            case [str(name), *_] if name != self.name:
                raise QueryError(f"after: a cursor of the order {name}, not {self.name}")
            case _:
                raise QueryError("after: not a cursor of this API")

    def _key(self, value: object) -> Key:
        """The first key, checked."""
        if self.key is date and isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError as error:
                raise QueryError("after: not a cursor of this API") from error
        if type(value) is self.key and isinstance(value, str | int):
            return value
        raise QueryError("after: not a cursor of this API")


def page_size(first: int) -> int:
    """`first`, if a page may have that size; raises QueryError."""
    if not 0 <= first <= MAX_PAGE:
        raise QueryError(f"first: {first} is not a page size (0 to {MAX_PAGE})")
    return first
