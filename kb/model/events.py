"""Mentions (what one revision says once) and the events that they agree on.

Types are PLOVER's sixteen (Political Language Ontology for Verifiable Event Records, manual 2.0,
Open Event Data Alliance, CC BY-SA 4.0); definitions stand in kb/extract/data/plover.toml.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kb.model.ids import fingerprint, make_id, words

if TYPE_CHECKING:
    from kb.model.articles import Article
    from kb.model.dates import EventDate
    from kb.model.entities import Actor, Location

#: Goes into every event's key; a change of what identifies an event takes the next one.
KEY_VERSION = 1
#: The extractor that is always there; a run of any other over the same revision goes before its.
BASE_EXTRACTOR = "rules"


class EventType(StrEnum):
    """PLOVER's event types, from most cooperative to most hostile."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Status(StrEnum):
    """Whether it happened, or was only said."""

    OCCURRED = "OCCURRED"
    ANNOUNCED = "ANNOUNCED"
    PLANNED = "PLANNED"
    PROPOSED = "PROPOSED"
    OFFERED = "OFFERED"
    THREATENED = "THREATENED"
    DENIED = "DENIED"
    CALLED_OFF = "CALLED_OFF"
    UNCLEAR = "UNCLEAR"


class StatusClass(StrEnum):
    """Statuses that can be two readings of one event share a class; the class is in its key."""

    DONE = "DONE"
    SPOKEN = "SPOKEN"
    PLANNED = "PLANNED"
    DENIED = "DENIED"
    CALLED_OFF = "CALLED_OFF"
    UNCLEAR = "UNCLEAR"


STATUS_CLASSES = {
    Status.OCCURRED: StatusClass.DONE,
    Status.ANNOUNCED: StatusClass.SPOKEN,
    Status.PROPOSED: StatusClass.SPOKEN,
    Status.OFFERED: StatusClass.SPOKEN,
    Status.THREATENED: StatusClass.SPOKEN,
    Status.PLANNED: StatusClass.PLANNED,
    Status.DENIED: StatusClass.DENIED,
    Status.CALLED_OFF: StatusClass.CALLED_OFF,
    Status.UNCLEAR: StatusClass.UNCLEAR,
}


class Role(StrEnum):
    """The side of an event that an actor is on; both for the sides of talks or an accord."""

    SOURCE = "SOURCE"
    TARGET = "TARGET"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Words of an article: `article.text[start:end] == text`, in Unicode code points."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """An actor or a location that an ambiguous name may mean."""

    id: str
    name: str
    kind: str  #: a value of ActorKind or LocationKind
    country: str | None  #: ISO 3166-1 alpha-3
    score: int  #: points; to be compared with those of the name's other candidates only
    reasons: tuple[str, ...]  #: short, stable words for what gave the points


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor on one side of a mention, and the words that name it."""

    role: Role
    actor: Actor
    span: Span
    #: who else may be meant, and the actor itself among them, the likeliest first; () if it is sure
    candidates: tuple[Candidate, ...] = ()
    #: which candidate is meant is open, and the actor is what they have in common: their state
    coarse: bool = False


@dataclass(frozen=True, slots=True)
class PlaceName:
    """Where a mention happens, and the words that name it."""

    location: Location
    span: Span
    candidates: tuple[Candidate, ...] = ()  #: as above
    #: which candidate is meant is open, and the location is the country that they all lie in
    coarse: bool = False


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Words of a mention that name somebody or somewhere, of which nothing sure can be said."""

    role: Role | None  #: the side; None for where it happens
    span: Span
    candidates: tuple[Candidate, ...]  #: the likeliest first; never empty


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so. A mention without one is the article's own word."""

    speaker: Actor | None  #: None when nobody is named ("officials said")
    span: Span  #: the words that name the speaker
    said: EventDate | None = None  #: the day of saying, as far as the words say
    via: Attribution | None = None  #: "A said that B had warned": B via A
    candidates: tuple[Candidate, ...] = ()  #: who else may be the speaker, as with participants


@dataclass(frozen=True, slots=True)
class Mention:
    """What one revision says once."""

    type: EventType
    mode: str | None  #: PLOVER's mode of the type, None when the words don't say
    status: Status
    quote: Span  #: the sentence
    trigger: Span  #: the word or phrase that states the event, inside the quote
    participants: tuple[Participant, ...]
    date: EventDate
    places: tuple[PlaceName, ...] = ()
    date_span: Span | None = None  #: the words of the date, None for a bound
    attribution: Attribution | None = None
    confidence: int = 50  #: 0 to 100
    rule: str = ""  #: name of the rule that found it
    unresolved: tuple[Unresolved, ...] = ()  #: in the order of the text

    def actors(self, role: Role) -> tuple[Actor, ...]:
        """The actors on one side, in the order of the text."""
        return tuple(p.actor for p in self.participants if p.role is role)

    @property
    def status_class(self) -> StatusClass:
        """The class of the status, which is in the event's key."""
        return STATUS_CLASSES[self.status]

    @property
    def strong(self) -> bool:
        """Whether a stated day and the principals (or one side and a place) identify the event."""
        both = bool(self.actors(Role.SOURCE)) and bool(self.actors(Role.TARGET))
        one = bool(self.participants) and bool(self.sure_places)
        return self.date.is_stated_day and (both or one)

    @property
    def sure_places(self) -> tuple[PlaceName, ...]:
        """The places that identify the event: not "somewhere in that country"."""
        return tuple(place for place in self.places if not place.coarse)


def principals(mention: Mention, role: Role) -> list[str]:
    """The ids of the principals on one side: sorted, each once."""
    return sorted({actor.principal for actor in mention.actors(role)})


def event_id(mention: Mention) -> str:
    """The id of the event that a mention states; mentions that share it agree on the event."""
    return make_id(
        "evt",
        KEY_VERSION,
        mention.type.value,
        mention.status_class.value,
        principals(mention, Role.SOURCE),
        principals(mention, Role.TARGET),
        _discriminator(mention),
    )


def _discriminator(mention: Mention) -> list[str | int | None]:
    """A strong mention's day (and place if one-sided), a weak one's sentence and trigger."""
    if mention.strong:
        both = mention.actors(Role.SOURCE) and mention.actors(Role.TARGET)
        place = None if both else min(p.location.id for p in mention.sure_places)
        return ["day", mention.date.edtf, place]
    before = mention.quote.text[: mention.trigger.start - mention.quote.start]
    return ["sentence", fingerprint(mention.quote.text), len(words(before))]


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one run of one extractor found in one article."""

    extractor: str  #: its name, "rules"
    version: str  #: its version with that of its model; part of the run's id
    mentions: tuple[Mention, ...] = ()
    principals: tuple[Actor, ...] = ()  #: whom the mentions' actors act for, from our own data
    regions: tuple[Location, ...] = ()  #: what the mentions' places lie in, from our own data
    warnings: tuple[str, ...] = ()  #: for the load report ("2 relative dates are unresolved")


def run_id(article: Article, extraction: Extraction) -> str:
    """The id of one extractor's run over one revision."""
    return make_id("run", article.revision_id, extraction.extractor, extraction.version)
