"""What follows for an event from its live mentions. Pure: the order of mentions doesn't matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from kb.graph import origins
from kb.graph.records import shorten
from kb.graph.titles import date_words, event_title, type_words
from kb.model.dates import Basis, EventDate, Extent, Part, Precision
from kb.model.events import STATUS_CLASSES, Status
from kb.model.ids import fold, make_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kb.graph.records import Row

#: How many quotes the full-text index sees of one event: those of the best mentions.
_QUOTES = 20
_EMPTY = {"mention_count": 0, "article_count": 0, "origin_count": 0, "origins": []}


@dataclass(frozen=True, slots=True)
class Naming:
    """That a live mention names an actor."""

    role: str
    actor: str  #: id
    name: str
    principal: str | None  #: id of whom the actor acts for, None when it acts for itself
    start: int  #: where in the article


@dataclass(frozen=True, slots=True)
class Placing:
    """That a live mention names a place."""

    location: str  #: id
    name: str


@dataclass(frozen=True, slots=True)
class LiveMention:
    """What derivation reads of one live mention and of its revision."""

    id: str
    article: str
    type: str
    mode: str | None
    status: str
    quote: str
    confidence: int
    when: EventDate
    published_earliest: date | None
    published_latest: date | None
    publisher: str | None
    credits: tuple[str, ...]  #: who wrote it, as credited
    namings: tuple[Naming, ...]
    placings: tuple[Placing, ...]

    @property
    def rank(self) -> tuple[int, date, str]:
        """The best mention has the least: highest confidence, first published, smallest id."""
        return -self.confidence, self.published_earliest or date.max, self.id


@dataclass(frozen=True, slots=True)
class Derived:
    """An event's properties and its relationships (rows with id, start, end, props)."""

    props: Row
    involves: tuple[Row, ...]
    occurred_at: tuple[Row, ...]
    reports: tuple[Row, ...]


def read_mention(row: Mapping[str, Any]) -> LiveMention:
    """A live mention from a row of the statement `event_mentions`; days are ISO strings there."""
    return LiveMention(
        id=row["id"],
        article=row["article"],
        type=row["type"],
        mode=row["mode"],
        status=row["status"],
        quote=row["quote"],
        confidence=row["confidence"],
        when=_read_date(row),
        published_earliest=_day(row["published_earliest"]),
        published_latest=_day(row["published_latest"]),
        publisher=row["publisher"],
        credits=tuple(row["origins"] or ()),
        namings=tuple(Naming(**naming) for naming in row["names"]),
        placings=tuple(Placing(**placing) for placing in row["places"]),
    )


def derive_event(identifier: str, mentions: Sequence[LiveMention]) -> Derived:
    """An event's derived data; of one without live mentions only the id is left."""
    if not mentions:
        return Derived({"id": identifier, "caption": "(no live mention)", **_EMPTY}, (), (), ())
    ranked = sorted(mentions, key=lambda mention: mention.rank)
    return Derived(
        _props(identifier, ranked),
        _involves(identifier, ranked),
        _occurred_at(identifier, ranked),
        _reports(identifier, ranked),
    )


def choose_date(ranked: Sequence[LiveMention]) -> EventDate:
    """The most precise stated date, else the smallest bound, else words without a date.

    Among equals the mention that comes first in `ranked` decides.
    """
    stated = [m.when for m in ranked if m.when.resolved and not m.when.bound]
    if stated:
        return min(stated, key=_width)
    bounds = [m.when for m in ranked if m.when.bound and m.when.latest is not None]
    if bounds:
        return min(bounds, key=lambda when: when.latest or date.max)
    return ranked[0].when


def _width(when: EventDate) -> int:
    window = when.window
    return (window[1] - window[0]).days if window else date.max.toordinal()


def _props(identifier: str, ranked: Sequence[LiveMention]) -> Row:
    best, when = ranked[0], choose_date(ranked)
    names = _all_names(ranked)
    quotes = list(dict.fromkeys(m.quote for m in ranked))[:_QUOTES]
    folded = {fold(name) for name in names} - set(names)
    return {
        "id": identifier,
        "caption": shorten(f"{type_words(best)} {date_words(when)}"),
        "title": event_title(best),
        "words": [*quotes, *names, *sorted(folded)],
        "type": best.type,
        "mode": next((m.mode for m in ranked if m.mode), None),
        "status": best.status,
        "status_class": STATUS_CLASSES[Status(best.status)].value,
        **_date_props(when),
        "confidence": best.confidence,
        "mention_count": len(ranked),
        "article_count": len({m.article for m in ranked}),
        "origin_count": origins.count(ranked),
        "origins": origins.names(ranked),
        "first_published": min((d for m in ranked if (d := m.published_earliest)), default=None),
        "last_published": max((d for m in ranked if (d := m.published_latest)), default=None),
    }


def _all_names(ranked: Sequence[LiveMention]) -> list[str]:
    actors = {naming.name for mention in ranked for naming in mention.namings}
    return sorted(actors | {placing.name for mention in ranked for placing in mention.placings})


def _date_props(when: EventDate) -> Row:
    first, last = when.window or (None, None)
    return {
        "earliest": when.earliest,
        "latest": when.latest,
        "precision": when.precision and when.precision.value,
        "part": when.part and when.part.value,
        "extent": when.extent.value,
        "edtf": when.edtf,
        "phrase": when.phrase,
        "basis": when.basis and when.basis.value,
        "sort": when.sort,
        "span": when.span,
        "window_from": first,
        "window_to": last,
    }


def _involves(event: str, ranked: Sequence[LiveMention]) -> tuple[Row, ...]:
    """The named actors (direct), and their principals; `via` is who acts for one."""
    direct = {(n.role, n.actor) for m in ranked for n in m.namings}
    via: dict[tuple[str, str], set[str]] = {key: set() for key in direct}
    for naming in (n for m in ranked for n in m.namings if n.principal):
        via.setdefault((naming.role, str(naming.principal)), set()).add(naming.actor)
    return _sorted(
        {
            "id": make_id("involves", event, role, actor),
            "start": event,
            "end": actor,
            "props": {
                "caption": role.lower() + ("" if (role, actor) in direct else " (by its people)"),
                "role": role,
                "direct": (role, actor) in direct,
                "via": sorted(actors),
            },
        }
        for (role, actor), actors in via.items()
    )


def _occurred_at(event: str, ranked: Sequence[LiveMention]) -> tuple[Row, ...]:
    places = {p.location for m in ranked for p in m.placings}
    return _sorted(
        {"id": make_id("occurred", event, place), "start": event, "end": place, "props": {}}
        for place in places
    )


def _reports(event: str, ranked: Sequence[LiveMention]) -> tuple[Row, ...]:
    counts: dict[str, int] = {}
    for mention in ranked:
        counts[mention.article] = counts.get(mention.article, 0) + 1
    return _sorted(
        {
            "id": make_id("reports", article, event),
            "start": article,
            "end": event,
            "props": {"mention_count": count},
        }
        for article, count in counts.items()
    )


def _sorted(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: str(row["id"])))


def _read_date(row: Mapping[str, Any]) -> EventDate:
    return EventDate(
        earliest=_day(row["earliest"]),
        latest=_day(row["latest"]),
        precision=Precision(row["precision"]) if row["precision"] else None,
        part=Part(row["part"]) if row["part"] else None,
        extent=Extent(row["extent"]),
        edtf=row["edtf"],
        phrase=row["phrase"],
        basis=Basis(row["basis"]) if row["basis"] else None,
    )


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
