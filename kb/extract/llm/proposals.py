"""What the model proposes: its answer parsed, each proposal whole or rejected with a reason."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from kb.errors import EndpointError
from kb.model.events import EventType, Role, Status

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    #: The modes of each type.
    Modes = Mapping[EventType, Collection[str]]

Kind = TypeVar("Kind", EventType, Status)

#: Longest quote, and longest words for anything in it, in characters.
MAX_QUOTE = 2_000
MAX_WORDS = 300
#: Most proposals of one answer, and most actors or places of one proposal.
MAX_PROPOSALS = 500
MAX_NAMES = 20

_FENCE = re.compile(r"\A```\w*\s*\n(.*?)\n?```\Z", re.DOTALL)
_ROLES = {
    "SOURCE": (Role.SOURCE,),
    "TARGET": (Role.TARGET,),
    "BOTH": (Role.SOURCE, Role.TARGET),
}


class Fault(StrEnum):
    """Why a proposal is rejected; completes "2 proposals rejected: 2 …"."""

    SHAPE = "not of the agreed shape"
    TYPE = "of no type that kb has"
    STATUS = "of no status that kb has"
    QUOTE = "quoting what the article doesn't say"
    WORDS = "naming words that aren't in their quote"
    ACTORS = "naming no actor that kb knows"


@dataclass(frozen=True, slots=True)
class Naming:
    """The words that name an actor, and the sides that it is on."""

    words: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One event as the model proposes it: of our enumerations, in words not checked yet."""

    quote: str
    trigger: str
    type: EventType
    status: Status
    mode: str | None = None
    actors: tuple[Naming, ...] = ()
    places: tuple[str, ...] = ()
    date: str | None = None  #: the words, never a value


class _RejectedError(Exception):
    """A proposal can't be taken."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def read_answer(content: str, modes: Modes) -> Iterator[Proposal | Fault]:
    """The proposals of an answer `{"events": [{…}, …]}`, and why others are none.

    Reasoning up to "</think>" and a code fence around the object are taken off. A mode that the
    type doesn't have is left out. Raises EndpointError when the whole isn't of that shape.
    """
    for event in _events(content):
        try:
            yield _proposal(event, modes)
        except _RejectedError as rejected:
            yield rejected.fault


def _events(content: str) -> list[Any]:
    text = content.rpartition("</think>")[2].strip()
    fenced = _FENCE.match(text)
    try:
        answer = json.loads(fenced.group(1) if fenced else text)
    except (ValueError, RecursionError) as error:
        raise EndpointError("the model's answer is no JSON") from error
    events = answer.get("events") if isinstance(answer, dict) else None
    if not isinstance(events, list):
        raise EndpointError("the model's answer is not of the agreed shape")
    if len(events) > MAX_PROPOSALS:
        raise EndpointError(f"the model's answer has more than {MAX_PROPOSALS} proposals")
    return events


def _proposal(event: Any, modes: Modes) -> Proposal:
    if not isinstance(event, dict):
        raise _RejectedError(Fault.SHAPE)
    kind, mode = _member(event, "type", EventType, Fault.TYPE), event.get("mode")
    return Proposal(
        quote=_words(event.get("quote"), MAX_QUOTE),
        trigger=_words(event.get("trigger")),
        type=kind,
        status=_member(event, "status", Status, Fault.STATUS),
        mode=mode if isinstance(mode, str) and mode in modes[kind] else None,
        actors=tuple(_naming(actor) for actor in _list(event.get("actors"))),
        places=tuple(_words(place) for place in _list(event.get("places"))),
        date=_words(date) if (date := event.get("date")) else None,
    )


def _member(event: dict[str, Any], name: str, kind: type[Kind], fault: Fault) -> Kind:
    try:
        return kind(str(event.get(name)).strip().upper())
    except ValueError as error:
        raise _RejectedError(fault) from error


def _naming(actor: Any) -> Naming:
    role = actor.get("role") if isinstance(actor, dict) else None
    roles = _ROLES.get(role.strip().upper()) if isinstance(role, str) else None
    if roles is None:
        raise _RejectedError(Fault.SHAPE)
    return Naming(_words(actor.get("words")), roles)


def _words(value: Any, limit: int = MAX_WORDS) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > limit:
        raise _RejectedError(Fault.SHAPE)
    return value


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list) or len(value) > MAX_NAMES:
        raise _RejectedError(Fault.SHAPE)
    return value
