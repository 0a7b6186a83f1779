"""A graph that only listens, and one that fails."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from schema import Reader


@dataclass(slots=True)
class Spy:
    """Keeps each statement with its parameters; answers from `graph`, else null everywhere."""

    graph: Reader | None = None
    statements: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def read(self, text: str, params: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Keep the statement and answer it."""
        self.statements.append((text, dict(params)))
        if self.graph is not None:
            return self.graph.read(text, params)
        columns = text.rpartition("RETURN ")[2].split(", ")
        return [dict.fromkeys(columns)]

    @property
    def text(self) -> str:
        """The text of the one statement."""
        ((text, _),) = self.statements
        return text

    @property
    def values(self) -> list[Any]:
        """The parameters of the one statement."""
        ((_, params),) = self.statements
        return list(params.values())


@dataclass(slots=True)
class Failing:
    """Raises an error whenever it is read."""

    error: Exception

    def read(self, _text: str, _params: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Raise the error."""
        raise self.error
