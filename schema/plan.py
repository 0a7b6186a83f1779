"""What one request asks of the graph, and how its row is finished."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

#: Response keys from the row down to a value.
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finish:
    """A value of the row that Python finishes."""

    path: Path
    apply: Callable[[Any], Any]

    def __call__(self, row: dict[str, Any]) -> None:
        """Replace the values at the path, through any lists on the way; null stays null."""
        level: list[Any] = [row]
        for key in self.path[:-1]:
            level = [item for parent in level for item in _items(parent[key])]
        key = self.path[-1]
        for parent in level:
            if parent[key] is not None:
                parent[key] = self.apply(parent[key])


def _items(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


@dataclass(frozen=True, slots=True)
class Plan:
    """What one request asks of the graph."""

    text: str  #: the statement; empty when nothing needs the database
    params: Mapping[str, Any]
    columns: Mapping[str, str]  #: the statement's column -> response key
    constants: Mapping[str, Any]  #: response key -> value, where no database is needed
    finishes: Sequence[Finish]

    def row(self, read: Callable[[str, Mapping[str, Any]], list[dict[str, Any]]]) -> dict[str, Any]:
        """The finished row: response key of each root field -> its value."""
        values = dict(self.constants)
        if self.text:
            (found,) = read(self.text, self.params)
            values |= {key: found[column] for column, key in self.columns.items()}
        for finish in self.finishes:
            finish(values)
        return values
