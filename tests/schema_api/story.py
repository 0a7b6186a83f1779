"""A small story for the API's tests: every field of the schema has a value somewhere in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from kb.graph.records import Analysed
from kb.model.dates import Basis, EventDate, Extent, Part, Precision, not_later_than, unknown
from kb.model.entities import Location, LocationKind, geonames_id
from kb.model.events import (
    Attribution,
    Candidate,
    EventType,
    Extraction,
    Mention,
    Role,
    Status,
    Unresolved,
    event_id,
)
from tests import factories as make
from tests.factories import RUSSIA, TURKEY, USA, article, mention, on, span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.model.articles import Article

MINISTER = make.person("Mevlut Cavusoglu", TURKEY)
TURKIYE = Location(geonames_id(298795), LocationKind.COUNTRY, "Turkey", "TUR", 298795, known=True)
ANKARA = Location(
    geonames_id(323786),
    LocationKind.CITY,
    "Ankara",
    "TUR",
    323786,
    39.92,
    32.85,
    parent=TURKIYE.id,
    known=True,
)

#: What ambiguous names may mean.
STATE = Candidate("act_RUS", "Russia", "STATE", "RUS", 150, ("usual",))
CAPITAL = Candidate("loc_323786", "Ankara", "CITY", "TUR", 800, ("population", "capital"))

WARNING = "Washington warned Ankara on Wednesday, officials said."
TALKS = "Russia and Turkey met in Ankara in early April 2019, Cavusoglu said, citing an aide."
SIGNED = "Turkey signed the accord with Russia on 3 April 2019."
REPRINT = "Turkey signed the accord with Russia on 3 April 2019. The rest is ours."
UNDATED = "Moscow and Ankara had talked before."


def _part_of_april() -> EventDate:
    return EventDate(
        earliest=date(2019, 4, 1),
        latest=date(2019, 4, 10),
        precision=Precision.MONTH,
        part=Part.EARLY,
        extent=Extent.WITHIN,
        edtf="2019-04~",
        phrase="in early April 2019",
        basis=Basis.EXPLICIT,
    )


def _signed(text: str) -> Analysed:
    found = replace(
        mention(
            text,
            trigger="signed",
            type=EventType.AGREE,
            status=Status.OCCURRED,
            mode="bilateral",
            sources=((TURKEY, "Turkey"), (RUSSIA, "Russia")),
            targets=((TURKEY, "Turkey"), (RUSSIA, "Russia")),
            when=replace(on(2019, 4, 3), phrase="on 3 April 2019"),
            quote="Turkey signed the accord with Russia on 3 April 2019.",
            confidence=80,
        ),
        date_span=span(text, "on 3 April 2019"),
    )
    first = text == SIGNED
    of = article(
        text,
        title="An accord" if first else "The accord again",
        url=f"https://news.example/{'signed' if first else 'reprint'}",
        publisher="Example News" if first else "Other Paper",
        origins=("Reuters",) if not first else (),
        when=date(2019, 4, 4) if first else date(2019, 4, 5),
    )
    return _analysed(replace(of, tags=("defence",)), found)


def _analysed(of: Article, *mentions: Mention) -> Analysed:
    actors = (TURKEY, USA, RUSSIA, MINISTER)
    return Analysed(of, Extraction("rules", "1", mentions, actors, (TURKIYE, ANKARA)))


def _doubted(found: Mention) -> Mention:
    """The mention with a place that is only roughly known, and a source that may be another."""
    first, *others = found.participants
    return replace(
        found,
        participants=(replace(first, candidates=(CAPITAL, STATE)), *others),
        places=tuple(replace(p, candidates=(CAPITAL,), coarse=True) for p in found.places),
        unresolved=(Unresolved(Role.TARGET, span(TALKS, "an aide"), (STATE,)),),
    )


def story() -> list[Analysed]:
    """Five articles, one of them a reprint; four events."""
    warned = mention(WARNING)
    said = Attribution(
        None, span(WARNING, "officials"), said=on(2019, 4, 3), candidates=(STATE, CAPITAL)
    )
    talks = mention(
        TALKS,
        trigger="met",
        type=EventType.CONSULT,
        status=Status.OCCURRED,
        sources=((RUSSIA, "Russia"), (MINISTER, "Cavusoglu")),
        targets=((TURKEY, "Turkey"),),
        when=_part_of_april(),
        places=((ANKARA, "Ankara"),),
    )
    cited = Attribution(
        MINISTER,
        span(TALKS, "Cavusoglu"),
        said=not_later_than(date(2019, 4, 12), Basis.PUBLICATION_BOUND),
        via=Attribution(None, span(TALKS, "an aide")),
    )
    undated = mention(
        UNDATED,
        trigger="talked",
        type=EventType.CONSULT,
        status=Status.OCCURRED,
        sources=((RUSSIA, "Moscow"),),
        targets=((TURKEY, "Ankara"),),
        when=unknown(),
    )
    return [
        _analysed(
            article(WARNING, url="https://news.example/warning"), replace(warned, attribution=said)
        ),
        _analysed(
            article(TALKS, url="https://news.example/talks", when=date(2019, 4, 12)),
            _doubted(
                replace(talks, attribution=cited, date_span=span(TALKS, "in early April 2019"))
            ),
        ),
        _signed(SIGNED),
        _signed(REPRINT),
        _analysed(article(UNDATED, url="https://news.example/undated", when=None), undated),
    ]


def crowd(dates: Sequence[EventDate]) -> list[Analysed]:
    """One article with an event for each date, and nothing else that tells the events apart."""
    sentences = [f"Number {number}: Moscow talked." for number in range(len(dates))]
    text = " ".join(sentences)
    return [_analysed(article(text), *(talk(text, n, when) for n, when in enumerate(dates)))]


def talk(text: str, number: int, when: EventDate) -> Mention:
    """The mention of one sentence of a crowd's article."""
    sentence = f"Number {number}: Moscow talked."
    quote = span(text, sentence)
    found = mention(
        sentence,
        trigger="talked",
        type=EventType.CONSULT,
        status=Status.OCCURRED,
        sources=((RUSSIA, "Moscow"),),
        targets=(),
        when=when,
    )
    return replace(
        found,
        quote=quote,
        trigger=span(text, "talked", quote.start),
        participants=(replace(found.participants[0], span=span(text, "Moscow", quote.start)),),
    )


def crowd_ids(dates: Sequence[EventDate]) -> list[str]:
    """The ids of a crowd's events, in the order of the dates."""
    ((analysed),) = crowd(dates)
    return [event_id(found) for found in analysed.extraction.mentions]
