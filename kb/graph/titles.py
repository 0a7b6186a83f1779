"""An event in words: its title for lists, its type and its date for captions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.graph.records import shorten
from kb.model.dates import Precision
from kb.model.events import EventType, Role, Status

if TYPE_CHECKING:
    from kb.graph.derive import LiveMention
    from kb.model.dates import EventDate

#: An event of each type in one word.
_TYPES = {
    EventType.AGREE: "agreement",
    EventType.CONSULT: "talks",
    EventType.SUPPORT: "support",
    EventType.CONCEDE: "concession",
    EventType.COOPERATE: "cooperation",
    EventType.AID: "aid",
    EventType.RETREAT: "retreat",
    EventType.REQUEST: "request",
    EventType.ACCUSE: "accusation",
    EventType.REJECT: "rejection",
    EventType.THREATEN: "threat",
    EventType.PROTEST: "protest",
    EventType.SANCTION: "sanction",
    EventType.MOBILIZE: "mobilisation",
    EventType.COERCE: "coercion",
    EventType.ASSAULT: "assault",
}
#: How many actors of one side a title names.
_NAMED = 2
_TITLE = 120


def event_title(mention: LiveMention) -> str:
    """`United States → Turkey: agreement (offered)`; without actors, the quote.

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
    """`threat`, `sanction, embargo (planned)`: type, mode, and a status that needs to be said.

    What occurred needs none, nor does a threat that is threatened.
    """
    mode = f", {_plain(mention.mode)}" if mention.mode else ""
    plain = mention.status == Status.OCCURRED or (
        mention.type == EventType.THREATEN and mention.status == Status.THREATENED
    )
    status = "" if plain else f" ({_plain(mention.status)})"
    return f"{_TYPES[EventType(mention.type)]}{mode}{status}"


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
