"""Small makers of domain values for tests; every argument has a plain default."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from kb.graph.records import Analysed
from kb.model.articles import Article, Published, PublishedBasis
from kb.model.dates import Basis, EventDate, day, not_later_than
from kb.model.entities import (
    Actor,
    ActorKind,
    ActsFor,
    Location,
    LocationKind,
    actor_id,
    location_id,
    state_id,
)
from kb.model.events import (
    Attribution,
    EventType,
    Extraction,
    Mention,
    Participant,
    PlaceName,
    Role,
    Span,
    Status,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def state(alpha3: str, name: str, *aliases: str) -> Actor:
    """A state, as our own data knows it."""
    return Actor(state_id(alpha3), ActorKind.STATE, name, alpha3, aliases, known=True)


TURKEY = state("TUR", "Turkey", "Türkiye", "Ankara")
USA = state("USA", "United States", "US", "Washington")
RUSSIA = state("RUS", "Russia", "Moscow")


def person(name: str, acts_for: Actor | None = None, *, known: bool = False) -> Actor:
    """A person, unknown to our own data unless `known`."""
    links = (ActsFor(acts_for.id),) if acts_for else ()
    country = acts_for.country if acts_for else None
    identifier = actor_id(ActorKind.PERSON, name)
    return Actor(identifier, ActorKind.PERSON, name, country, (), None, links, known)


def city(name: str, country: str = "TUR", *, parent: str | None = None) -> Location:
    """A city that our own data doesn't know."""
    return Location(location_id(name, country), LocationKind.CITY, name, country, parent=parent)


def published(when: date, basis: PublishedBasis = PublishedBasis.STATED) -> Published:
    """A publication on one day."""
    return Published(when, when, when.isoformat(), basis)


def article(
    text: str = "Washington warned Ankara on Wednesday.",
    *,
    when: date | None = date(2019, 4, 4),
    url: str | None = "https://news.example/a",
    title: str = "A warning",
    publisher: str | None = "Example News",
    origins: tuple[str, ...] = (),
    modified: str | None = None,
) -> Article:
    """One revision of an article."""
    return Article(
        text=text,
        title=title,
        url=url,
        publisher=publisher,
        origins=origins,
        published=published(when) if when else None,
        modified=modified,
    )


def span(text: str, words: str, start: int = 0) -> Span:
    """The first place of `words` in `text` from `start` on."""
    found = text.index(words, start)
    return Span(found, found + len(words), words)


def mention(
    text: str = "Washington warned Ankara on Wednesday.",
    *,
    trigger: str = "warned",
    type: EventType = EventType.THREATEN,  # noqa: A002 -- the field's name
    status: Status = Status.THREATENED,
    mode: str | None = None,
    sources: Sequence[tuple[Actor, str]] = ((USA, "Washington"),),
    targets: Sequence[tuple[Actor, str]] = ((TURKEY, "Ankara"),),
    when: EventDate | None = None,
    places: Sequence[tuple[Location, str]] = (),
    speaker: tuple[Actor, str] | None = None,
    quote: str | None = None,
    confidence: int = 50,
) -> Mention:
    """A mention of one sentence of `text` (all of it unless `quote` is given)."""
    sides = [(Role.SOURCE, *s) for s in sources] + [(Role.TARGET, *t) for t in targets]
    return Mention(
        type=type,
        mode=mode,
        status=status,
        quote=span(text, quote or text),
        trigger=span(text, trigger),
        participants=tuple(Participant(role, a, span(text, words)) for role, a, words in sides),
        date=when or not_later_than(date(2019, 4, 4), Basis.PUBLICATION_BOUND),
        places=tuple(PlaceName(place, span(text, words)) for place, words in places),
        attribution=Attribution(speaker[0], span(text, speaker[1])) if speaker else None,
        confidence=confidence,
        rule="test",
    )


def analysed(
    of: Article, *mentions: Mention, version: str = "1", extractor: str = "rules"
) -> Analysed:
    """An article with what an extractor found in it."""
    return Analysed(of, Extraction(extractor, version, mentions, (TURKEY, USA, RUSSIA)))


def on(year: int, month: int, number: int) -> EventDate:
    """One stated day."""
    return day(date(year, month, number))


def clock(hour: int = 12) -> Callable[[], datetime]:
    """A clock that stands still."""
    return lambda: datetime(2026, 1, 1, hour, tzinfo=UTC)
