"""What one request asks of the graph, and how its row becomes the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from schema.shapes import Shape


@dataclass(frozen=True, slots=True)
class Column:
    """The answer to one root field."""

    key: str  #: its response key
    name: str  #: the statement's column
    shape: Shape


@dataclass(frozen=True, slots=True)
class Plan:
    """What one request asks of the graph."""

    text: str  #: the statement; empty when nothing needs the database
    params: Mapping[str, Any]
    columns: Sequence[Column]
    unknown: Sequence[str]  #: response keys of root fields that are null whatever the graph has

    def run(self, read: Callable[[str, Mapping[str, Any]], list[dict[str, Any]]]) -> dict[str, Any]:
        """Response key of each root field -> its finished value; at most one statement is read."""
        values: dict[str, Any] = dict.fromkeys(self.unknown)
        if self.text:
            (row,) = read(self.text, self.params)
            values |= {column.key: column.shape(row[column.name]) for column in self.columns}
        return values
