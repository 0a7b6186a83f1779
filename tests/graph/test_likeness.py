"""Near-duplicate texts: a pure score of the pair, and keys by which reprints find each other."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.graph.likeness import KEYS, SKETCH, Paper, compare, read_sketch


def _paragraphs(text: str) -> tuple[str, ...]:
    """Paragraphs, each on one line."""
    return tuple(" ".join(part.split()) for part in text.split("\n\n"))


def made_up(seed: int, count: int, vocabulary: int) -> list[str]:
    """Words in an order that a seed gives."""
    rng = random.Random(seed)  # noqa: S311 -- makes test data, guards nothing
    return [f"w{rng.randrange(vocabulary)}" for _ in range(count)]


PARAGRAPHS = _paragraphs("""
The ferry operators of Ruritania will stop work from midnight on Thursday after the transport
ministry refused to raise the subsidy for the island routes, their union said.

Some forty thousand commuters cross the strait on a weekday, and the bridge that was meant to
replace the boats is three years behind its plan.

Minister Hentzau told reporters that the treasury had no more to give and accused the owners of
holding islanders hostage for the sake of their dividends.

The union's chairwoman answered that fuel had become a third dearer since the contract was signed,
while fares were frozen by decree.

Hospitals on the two larger islands said they had moved urgent cases to the mainland, and the navy
offered a patrol vessel for patients.

Talks are to resume on Saturday under the mediation of the archbishop of Strelsau, who ended a
similar dispute nine years ago.
""")
#: Another writer on the same event.
OTHER = _paragraphs("""
Islanders face days without boats as crews walk out in a row over money for the crossings.

From Thursday night nothing will sail between Strelsau and the islands, and nobody could say on
Wednesday when service would be back.

Hentzau, whose ministry pays for half of each ticket, blamed the companies; the companies blamed
the price of diesel. An archbishop will try to bring both to one table.

At the fish market people stocked up on flour and medicine. 'We have seen it all before', said a
baker who has lived through three such strikes.
""")
WIRE = "\n\n".join(PARAGRAPHS)


def paper(text: str, number: int = 1, title: str = "", by: str = "") -> Paper:
    """An article as linking reads it."""
    credit = frozenset({by}) if by else frozenset[str]()
    return Paper(f"art_{number}", read_sketch(text), title, credit)


def score(one: str, other: str) -> int:
    """The score of the link between two texts, 0 without one."""
    link = compare(paper(one, 1), paper(other, 2))
    return link.score if link else 0


@pytest.mark.parametrize(
    ("reprint", "least", "most"),
    [
        (WIRE, 100, 100),
        ("\n".join(PARAGRAPHS).replace("'", "’").upper(), 100, 100),
        ("\n\n".join(PARAGRAPHS[:3]), 80, 86),
        ("\n\n".join(PARAGRAPHS[3:]), 80, 86),
        ("\n\n".join(["Boats will stand still, it was said today.", *PARAGRAPHS[1:]]), 75, 90),
        (WIRE.replace("told reporters", "said").replace("dearer", "costlier"), 75, 95),
        ("\n\n".join([WIRE, *OTHER[:2]]), 85, 95),
    ],
    ids=["same", "typography", "first half", "second half", "new lead", "edited", "added to"],
)
def test_a_reprint_is_linked(reprint: str, least: int, most: int) -> None:
    """What was cut, got a new lead, or was edited lightly has a high score."""
    assert least <= score(WIRE, reprint) <= most


@pytest.mark.parametrize(
    "other",
    [
        "\n\n".join(OTHER),
        "\n\n".join([*OTHER, PARAGRAPHS[2]]),
        PARAGRAPHS[0][:90],
        "",
    ],
    ids=["same event", "same event and the same quotation", "too short", "empty"],
)
def test_another_article_on_the_same_event_is_not_linked(other: str) -> None:
    """A report by somebody else shares words, and perhaps a quotation, but not its text."""
    assert score(WIRE, other) == 0


def test_a_brief_inside_a_survey_is_not_linked() -> None:
    """A text that is a small part of a long one is no near-duplicate of it."""
    assert score(PARAGRAPHS[1], WIRE + " " + " ".join(f"w{n}" for n in range(300))) == 0


def test_forms_with_the_same_lines_are_not_linked() -> None:
    """A notice of a dozen words says the same about everybody."""
    notice = (
        "Quarterly dividend 15 cents against 15 cents before, payable April 1, record March 15."
    )
    assert score(f"Acme Corp. {notice}", f"Globex Inc. {notice}") == 0


def test_asides_do_not_count() -> None:
    """Headlines, bylines and source lines are each outlet's own."""
    own = "Ferries to stop, union says. By our own correspondent in Strelsau, with agencies. "
    end = len(own)
    assert read_sketch(own + WIRE, [(0, end)]) == read_sketch(WIRE)
    tail = read_sketch(WIRE + " " + own, [(0, 0), (len(WIRE), len(WIRE) + 1 + end)])
    assert tail == read_sketch(WIRE)


def test_reasons_explain_the_score() -> None:
    """An analyst sees how much is shared, and whether headline and credit are."""
    half = "\n\n".join(PARAGRAPHS[:3])
    link = compare(
        paper(WIRE, 2, "Ferries stop", "agency"), paper(half, 1, "FERRIES STOP", "agency")
    )
    assert link is not None
    assert (link.start, link.end) == ("art_1", "art_2")
    contained, both = link.reasons[0], link.reasons[1]
    assert contained == "100 % of the shorter text"
    assert both.endswith("% of both texts")
    assert link.reasons[2:] == ("same headline", "same credit")
    assert (2 * 100 + int(both.split()[0])) // 3 == link.score


def test_an_article_is_no_duplicate_of_itself() -> None:
    """The same id is the same article."""
    assert compare(paper(WIRE), paper(WIRE)) is None


_WORDS = st.lists(st.sampled_from([f"w{n}" for n in range(9)]), max_size=60).map(" ".join)


@given(_WORDS, _WORDS, _WORDS)
def test_the_score_is_symmetrical_and_in_bounds(one: str, other: str, shared: str) -> None:
    """Which article is given first doesn't matter, and percentages are percentages."""
    first, second = paper(f"{one} {shared}", 1), paper(f"{shared} {other}", 2)
    link = compare(first, second)
    assert link == compare(second, first)
    if link:
        assert 60 <= link.score <= 100
        assert all(0 <= int(reason.split()[0]) <= 100 for reason in link.reasons)


def test_long_texts_are_compared_by_a_sample() -> None:
    """A sketch is bounded, and its estimate is near what is really shared."""
    words = made_up(5, 9000, 5000)
    whole, most = " ".join(words), " ".join(words[:6300])
    sketch = read_sketch(whole)
    assert len(sketch.prints) == SKETCH < sketch.count
    link = compare(paper(whole, 1), paper(most, 2))
    assert link is not None
    contained, both = (int(reason.split()[0]) for reason in link.reasons)
    assert contained >= 93
    assert 63 <= both <= 77
    assert score(whole, " ".join(words[8000:] + [f"x{n}" for n in range(5000)])) == 0


def test_reprints_find_each_other() -> None:
    """Of 300 stories cut to a third, all but a few share a key with the whole; most share several.

    Strangers share none.
    """
    missed = 0
    for seed in range(300):
        words = made_up(seed, 400, 3000)
        whole, cut = read_sketch(" ".join(words)), read_sketch(" ".join(words[:133]))
        assert len(whole.keys) == KEYS
        missed += not set(whole.keys) & set(cut.keys)
    assert missed <= 3
    strangers = read_sketch(" ".join(f"a{n}" for n in range(400)))
    assert not set(strangers.keys) & set(whole.keys)
