"""An event in words: its title for lists, its type and its date for captions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.graph.records import shorten
from kb.model.dates import Precision
from kb.model.events import Role, Status

if TYPE_CHECKING:
    from kb.graph.derive import LiveMention
    from kb.model.dates import EventDate

#: How many actors of one side a title names.
_NAMED = 2
_TITLE = 120


def event_title(mention: LiveMention) -> str:
    """`United States → Turkey: threaten (threatened)`; without actors, the quote.

    Sides that are the same ("Turkey and Russia agreed") are joined by a dash, not an arrow.
    """
    sources, targets = _side(mention, Role.SOURCE), _side(mention, Role.TARGET)
    if not sources and not targets:
        return shorten(mention.quote, _TITLE)
    if set(sources) == set(targets):
        who = " – ".join(_some(sources))
    elif not targets:
        who = ", ".join(_some(sources))
    else:
        who = f"{', '.join(_some(sources)) or '?'} → {', '.join(_some(targets))}"
    return shorten(f"{who}: {type_words(mention)}", _TITLE)


def type_words(mention: LiveMention) -> str:
    """`threaten`, `sanction, embargo (planned)`: type, mode, and status unless it occurred."""
    mode = f", {_plain(mention.mode)}" if mention.mode else ""
    status = "" if mention.status == Status.OCCURRED else f" ({_plain(mention.status)})"
    return f"{_plain(mention.type)}{mode}{status}"


def date_words(when: EventDate) -> str:
    """`2019-04-03`, `by 2019-04-04` for a bound, `undated`."""
    if when.bound and when.latest is not None and when.earliest is None:
        return f"by {when.latest.isoformat()}"
    if when.precision is Precision.OPEN and when.earliest is not None:
        return f"since {when.earliest.isoformat()}"
    return when.edtf or "undated"


def _side(mention: LiveMention, role: Role) -> list[str]:
    """The names of one side in the order of the text, each once."""
    named = sorted((n.start, n.name) for n in mention.namings if n.role == role)
    return list(dict.fromkeys(name for _, name in named))


def _some(names: list[str]) -> list[str]:
    more = len(names) - _NAMED
    return names if more <= 0 else [*names[:_NAMED], f"{more} more"]


def _plain(word: str | None) -> str:
    return (word or "").lower().replace("_", " ")
