"""Dates, actors and sayings in words."""

from __future__ import annotations

from typing import Any

import pytest

from kb.cli.words import date_words, names, saying_words, who_to_whom
from tests.cli.conftest import a_date, an_event


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "2019-04-04"),
        (
            {"earliest": None, "precision": "OPEN", "basis": "PUBLICATION_BOUND"},
            "by 2019-04-04",
        ),
        ({"earliest": None, "precision": "OPEN", "basis": "SAYING_BOUND"}, "by 2019-04-04"),
        ({"earliest": None, "precision": "OPEN", "basis": "EXPLICIT"}, "by 2019-04-04"),
        ({"latest": None, "precision": "OPEN", "basis": "EXPLICIT"}, "from 2019-04-04"),
        ({"earliest": None, "latest": None, "phrase": "recently"}, 'undated ("recently")'),
        ({"earliest": None, "latest": None, "phrase": None}, "undated"),
        ({"earliest": "2019-04-01", "latest": "2019-04-30", "precision": "MONTH"}, "2019-04"),
        (
            {
                "earliest": "2019-03-01",
                "latest": "2019-03-10",
                "precision": "MONTH",
                "part": "EARLY",
            },
            "early 2019-03",
        ),
        (
            {"earliest": "2019-04-01", "latest": "2019-04-07", "precision": "WEEK"},
            "week of 2019-04-01",
        ),
        (
            {"earliest": "2019-04-01", "latest": "2019-06-30", "precision": "QUARTER"},
            "Q2 2019",
        ),
        ({"earliest": "2019-01-01", "latest": "2019-06-30", "precision": "HALF"}, "H1 2019"),
        ({"earliest": "2019-07-01", "latest": "2019-12-31", "precision": "HALF"}, "H2 2019"),
        (
            {
                "earliest": "2017-12-01",
                "latest": "2018-02-28",
                "precision": "SEASON",
                "edtf": "2017-24",
            },
            "winter 2017",
        ),
        (
            {"earliest": "2019-03-20", "latest": "2019-06-20", "precision": "SEASON", "edtf": None},
            "2019-03-20 to 2019-06-20",
        ),
        ({"earliest": "2019-01-01", "latest": "2019-12-31", "precision": "YEAR"}, "2019"),
        (
            {
                "earliest": "2019-09-01",
                "latest": "2019-12-31",
                "precision": "YEAR",
                "part": "LATE",
            },
            "late 2019",
        ),
        ({"earliest": "2010-01-01", "latest": "2019-12-31", "precision": "DECADE"}, "2010s"),
        ({"earliest": "1900-01-01", "latest": "1999-12-31", "precision": "CENTURY"}, "1900s"),
        (
            {"earliest": "2019-04-01", "latest": "2019-04-03", "precision": "RANGE"},
            "2019-04-01 to 2019-04-03",
        ),
        (
            {
                "earliest": "2019-01-01",
                "latest": "2019-12-31",
                "precision": "YEAR",
                "extent": "THROUGHOUT",
            },
            "all 2019",
        ),
    ],
)
def test_a_date_shows_its_precision(changes: dict[str, Any], words: str) -> None:
    """A date is printed as precisely as it is known, and never more."""
    assert date_words(a_date(**changes)) == words


def test_no_date_is_undated() -> None:
    """A missing date reads like one of which nothing is known."""
    assert date_words(None) == "undated"


def test_both_sides_of_talks_are_listed_once() -> None:
    """When both sides are source and target, no arrow claims a direction."""
    sides = [{"id": "a", "name": "Ruritania"}, {"id": "b", "name": "Freedonia"}]
    assert who_to_whom(an_event(sources=sides, targets=sides[::-1])) == "Ruritania, Freedonia"


def test_an_unknown_side_is_a_dash() -> None:
    """An event whose source is not named keeps its arrow."""
    assert who_to_whom(an_event(sources=[])) == "– → Freedonia"
    assert who_to_whom(an_event(targets=[])) == "Ruritania"


def test_a_name_is_listed_once() -> None:
    """Two actors of one name take no more room than one."""
    assert names([{"name": "A"}, {"name": "B"}, {"name": "A"}]) == "A, B"


def test_nested_sayings_name_the_speaker_first() -> None:
    """The words "A said that B had warned" make it B's word, according to A."""
    inner = {
        "speaker": {"name": "B"},
        "words": {"text": "b"},
        "said": None,
        "via": {"speaker": None, "words": {"text": "officials"}, "said": a_date(), "via": None},
    }
    assert saying_words(inner) == "B, according to officials, 2019-04-04"
    assert saying_words(None) == ""
