"""What follows for an event from its live mentions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.graph import origins
from kb.graph.derive import (
    LiveMention,
    Naming,
    Placing,
    choose_date,
    derive_event,
    read_mention,
)
from kb.graph.titles import date_words, event_title
from kb.model.dates import Basis, EventDate, Precision, day, not_later_than, unknown

BASE = LiveMention(
    id="men_a",
    article="art_a",
    type="THREATEN",
    mode=None,
    status="THREATENED",
    quote="Washington warned Ankara.",
    confidence=50,
    when=not_later_than(date(2019, 4, 4), Basis.PUBLICATION_BOUND),
    published_earliest=date(2019, 4, 4),
    published_latest=date(2019, 4, 4),
    publisher="A",
    credits=(),
    namings=(
        Naming("SOURCE", "act_USA", "United States", None, 0),
        Naming("TARGET", "act_TUR", "Turkey", None, 18),
    ),
    placings=(),
)
APRIL = EventDate(date(2019, 4, 1), date(2019, 4, 30), Precision.MONTH, edtf="2019-04")


def words(number: int) -> str:
    """A sentence of its own."""
    return f"Sentence number {number}."


def test_no_live_mention_leaves_only_the_id() -> None:
    """An event that nothing says any more has no sort, no span and no relationships."""
    derived = derive_event("evt_a", [])
    assert "sort" not in derived.props
    assert derived.props["mention_count"] == 0
    assert derived.involves == derived.occurred_at == derived.reports == ()


def test_the_best_mention_gives_title_status_and_confidence() -> None:
    """The highest confidence wins, then the first published, then the smallest id."""
    better = replace(BASE, id="men_b", confidence=60, status="ANNOUNCED")
    props = derive_event("evt_a", [BASE, better]).props
    assert (props["status"], props["confidence"]) == ("ANNOUNCED", 60)
    earlier = replace(BASE, id="men_c", status="OFFERED", published_earliest=date(2019, 4, 3))
    assert derive_event("evt_a", [BASE, earlier]).props["status"] == "OFFERED"
    undated = replace(BASE, id="men_0", status="OFFERED", published_earliest=None)
    assert derive_event("evt_a", [BASE, undated]).props["status"] == "THREATENED"


@pytest.mark.parametrize(
    ("dates", "chosen"),
    [
        ([APRIL, day(date(2019, 4, 3))], day(date(2019, 4, 3))),
        ([not_later_than(date(2019, 4, 3), Basis.SAYING_BOUND), APRIL], APRIL),
        (
            [
                not_later_than(date(2019, 4, 4), Basis.PUBLICATION_BOUND),
                not_later_than(date(2019, 4, 3), Basis.SAYING_BOUND),
            ],
            not_later_than(date(2019, 4, 3), Basis.SAYING_BOUND),
        ),
        ([unknown(phrase="soon"), unknown(phrase="later")], unknown(phrase="soon")),
        ([unknown(), APRIL], APRIL),
    ],
    ids=["most precise", "stated before bound", "smallest bound", "words", "anything stated"],
)
def test_the_date(dates: list[EventDate], chosen: EventDate) -> None:
    """The most precise stated date wins, else the smallest bound, else unresolved words."""
    ranked = [replace(BASE, id=f"men_{n}", when=when) for n, when in enumerate(dates)]
    assert choose_date(ranked) == chosen


def test_date_properties_serve_the_filters() -> None:
    """A bound counts as its day: window, span and sort are those of the model."""
    props = derive_event("evt_a", [BASE]).props
    assert (props["earliest"], props["latest"]) == (None, date(2019, 4, 4))
    assert props["window_from"] == props["window_to"] == props["sort"] == date(2019, 4, 4)
    assert (props["span"], props["edtf"]) == (1, "../2019-04-04")


def test_principals_are_involved_too() -> None:
    """Who acts for a state involves it indirectly; named itself it is involved directly."""
    minister = Naming("TARGET", "act_m", "Mevlut Cavusoglu", "act_TUR", 5)
    source = BASE.namings[0]
    one = derive_event("evt_a", [replace(BASE, namings=(source, minister))]).involves
    found = {row["end"]: (row["props"]["direct"], row["props"]["via"]) for row in one}
    assert found == {
        "act_USA": (True, []),
        "act_m": (True, []),
        "act_TUR": (False, ["act_m"]),
    }
    both = derive_event("evt_a", [BASE, replace(BASE, id="men_b", namings=(minister,))]).involves
    found = {row["end"]: (row["props"]["direct"], row["props"]["via"]) for row in both}
    assert found["act_TUR"] == (True, ["act_m"])


def test_articles_and_places() -> None:
    """Each article reports the event once, with its number of mentions; places are united."""
    mentions = [
        BASE,
        replace(BASE, id="men_b", placings=(Placing("loc_b", "Izmir"),)),
        replace(BASE, id="men_c", article="art_c", placings=(Placing("loc_c", "Ankara"),)),
    ]
    derived = derive_event("evt_a", mentions)
    reports = {row["start"]: row["props"]["mention_count"] for row in derived.reports}
    assert reports == {"art_a": 2, "art_c": 1}
    assert {row["end"] for row in derived.occurred_at} == {"loc_b", "loc_c"}
    assert derived.props["article_count"] == 2


def test_first_and_last_published() -> None:
    """The days span what the revisions state; a month counts from its first to its last day."""
    month = replace(
        BASE, id="b", published_earliest=date(2019, 3, 1), published_latest=date(2019, 3, 31)
    )
    undated = replace(BASE, id="c", published_earliest=None, published_latest=None)
    props = derive_event("evt_a", [BASE, month, undated]).props
    assert props["first_published"] == date(2019, 3, 1)
    assert props["last_published"] == date(2019, 4, 4)
    assert derive_event("evt_a", [undated]).props["first_published"] is None


@pytest.mark.parametrize(
    ("described", "count"),
    [
        ([("A", (), 1), ("B", (), 2)], 2),
        ([("A", (), 1), ("a", (), 2)], 1),
        ([("A", (), 1), ("B", (), 1)], 1),
        ([("A", ("Reuters",), 1), ("B", ("REUTERS",), 2)], 1),
        ([("A", ("Reuters",), 1), ("B", ("AFP",), 2), ("C", ("AFP", "Reuters"), 3)], 1),
        ([("A", ("Reuters",), 1), ("Reuters", (), 2)], 1),
        ([("A", (), 1), ("A", ("Reuters",), 2)], 2),
        ([(None, (), 1), (None, (), 2)], 2),
    ],
    ids=[
        "two publishers",
        "one publisher, written differently",
        "the same sentence",
        "one agency",
        "several credits join",
        "an agency that publishes itself",
        "a credit goes before the publisher",
        "nobody named",
    ],
)
def test_independent_origins(
    described: list[tuple[str | None, tuple[str, ...], int]], count: int
) -> None:
    """Mentions of one credit or of one sentence are one origin."""
    mentions = [
        replace(
            BASE, id=f"m{n}", article=f"a{n}", publisher=by, credits=credits_, quote=words(number)
        )
        for n, (by, credits_, number) in enumerate(described)
    ]
    assert origins.count(mentions) == count


def test_titles() -> None:
    """A title says who does what to whom, and what the status is unless it occurred."""
    assert event_title(BASE) == "United States → Turkey: threat"
    talks = replace(
        BASE,
        type="CONSULT",
        status="OCCURRED",
        mode="visit",
        namings=tuple(replace(n, role=r) for n in BASE.namings for r in ("SOURCE", "TARGET")),
    )
    assert event_title(talks) == "United States – Turkey: talks, visit"
    assert event_title(replace(BASE, namings=BASE.namings[:1])) == "United States: threat"
    assert event_title(replace(BASE, namings=BASE.namings[1:])) == "? → Turkey: threat"
    assert event_title(replace(BASE, namings=())) == BASE.quote
    crowd = tuple(Naming("SOURCE", f"act_{n}", f"N{n}", None, n) for n in range(4))
    assert event_title(replace(BASE, namings=crowd)) == "N0, N1, 2 more: threat"
    offered = replace(BASE, type="AGREE", status="OFFERED")
    assert event_title(offered) == "United States → Turkey: agreement (offered)"


def test_dates_in_captions() -> None:
    """A bound reads "by", an open end "since"."""
    assert date_words(BASE.when) == "by 2019-04-04"
    assert date_words(APRIL) == "2019-04"
    assert date_words(unknown(phrase="soon")) == "undated"
    since = EventDate(date(2014, 1, 1), None, Precision.OPEN, edtf="2014/..", basis=Basis.EXPLICIT)
    assert date_words(since) == "since 2014-01-01"


def test_a_row_of_the_graph_is_read() -> None:
    """The statement's row gives back the mention, dates and enumerations included."""
    row = {
        "id": "men_a", "article": "art_a", "type": "THREATEN", "mode": None,
        "status": "THREATENED", "quote": "Washington warned Ankara.", "confidence": 50,
        "earliest": None, "latest": "2019-04-04", "precision": "OPEN", "part": None,
        "extent": "WITHIN", "edtf": "../2019-04-04", "phrase": None,
        "basis": "PUBLICATION_BOUND", "published_earliest": "2019-04-04",
        "published_latest": "2019-04-04", "publisher": "A", "origins": [],
        "names": [
            {"role": "SOURCE", "actor": "act_USA", "name": "United States", "principal": None,
             "start": 0},
            {"role": "TARGET", "actor": "act_TUR", "name": "Turkey", "principal": None,
             "start": 18},
        ],
        "places": [],
    }  # fmt: skip
    assert read_mention(row) == BASE


_DATES = st.sampled_from(
    [BASE.when, APRIL, day(date(2019, 4, 3)), day(date(2019, 4, 2)), unknown(phrase="soon")]
)
_ACTORS = st.sampled_from(["act_USA", "act_TUR", "act_m"])
_NAMINGS = st.builds(
    Naming,
    role=st.sampled_from(["SOURCE", "TARGET"]),
    actor=_ACTORS,
    name=st.sampled_from(["United States", "Turkey", "M"]),
    principal=st.sampled_from([None, "act_TUR"]),
    start=st.integers(0, 9),
)
_MENTIONS = st.builds(
    LiveMention,
    id=st.integers(0, 99).map(lambda n: f"men_{n}"),
    article=st.sampled_from(["a", "b", "c"]),
    type=st.just("THREATEN"),
    mode=st.sampled_from([None, "x", "y"]),
    status=st.sampled_from(["THREATENED", "OFFERED"]),
    quote=st.integers(0, 4).map(words),
    confidence=st.sampled_from([50, 60]),
    when=_DATES,
    published_earliest=st.sampled_from([None, date(2019, 4, 4), date(2019, 4, 5)]),
    published_latest=st.sampled_from([None, date(2019, 4, 6)]),
    publisher=st.sampled_from([None, "A", "a", "B"]),
    credits=st.lists(st.sampled_from(["R", "r", "AFP", "B"]), max_size=2).map(tuple),
    namings=st.lists(_NAMINGS, max_size=3).map(tuple),
    placings=st.lists(
        st.sampled_from([Placing("loc_a", "A"), Placing("loc_b", "B")]), max_size=2
    ).map(tuple),
)


@given(st.lists(_MENTIONS, min_size=1, max_size=6, unique_by=lambda m: m.id), st.data())
def test_the_order_of_mentions_does_not_matter(
    mentions: list[LiveMention], data: st.DataObject
) -> None:
    """Derived data is a function of the set of live mentions."""
    shuffled = data.draw(st.permutations(mentions))
    assert derive_event("evt_a", shuffled) == derive_event("evt_a", mentions)
    assert 1 <= origins.count(mentions) <= len({m.article for m in mentions}) + len(mentions)
