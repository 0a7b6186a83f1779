"""Text that is a date."""

from __future__ import annotations

from datetime import date

import pytest

from kb.errors import DateParseError
from kb.extract.dates import parse_date, parse_published
from kb.model.articles import PublishedBasis
from kb.model.dates import Basis, Part, Precision


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2019-04-04", "2019-04-04"),
        ("20190404", "2019-04-04"),
        (" 4  April 2019 ", "2019-04-04"),
        ("April 4th, 2019", "2019-04-04"),
        ("Thursday, 4 April 2019", "2019-04-04"),
        ("2019-04-04T23:59:59-05:00", "2019-04-04"),
        ("Thu, 04 Apr 2019 12:30:00 +0300", "2019-04-04"),
        ("2019-W14", "2019-04-01/2019-04-07"),
        ("2019-04-01/2019-04-07", "2019-04-01/2019-04-07"),
        ("[..2019-04-04]", "../2019-04-04"),
        ("../2019-04-04", "../2019-04-04"),
        ("[2019-04-04..]", "2019-04-04/.."),
        ("2014/", "2014/.."),
        ("2019-04~", "2019-04~"),
        ("2019?", "2019?"),
        ("20XX", "20XX"),
        ("2019-34", "2019-34"),
        ("2019-41", "2019-41"),
        ("spring 2019", "2019-21"),
        ("from 3 to 5 April 2019", "2019-04-03/2019-04-05"),
        ("Apr 4 2019 3:04 PM", "2019-04-04"),
    ],
)
def test_text_that_is_a_date(text: str, edtf: str) -> None:
    """ISO, EDTF, feeds' notation and English all parse, and rest on themselves."""
    when = parse_date(text)
    assert when.edtf == edtf
    assert when.basis is Basis.EXPLICIT


@pytest.mark.parametrize(
    "text",
    [
        *("", "  ", "/", "../..", "[..]", "99", "12345678901"),
        *("yesterday", "Thursday", "April 4", "soon", "every Monday", "two weeks", "not a date"),
        *("2019-13", "2019-02-30", "2019-04-31/2019", "2020/2019", "2019-04-04 banana"),
        "4 April 2019 and 5 May 2019",
    ],
)
def test_text_that_is_no_date_is_refused(text: str) -> None:
    """Words that need a reference, days that don't exist and other text raise DateParseError."""
    with pytest.raises(DateParseError) as error:
        parse_date(text)
    assert error.value.text.strip() == text.strip()


def test_a_winter_runs_into_the_next_year() -> None:
    """Bounds are ours: the edtf library reads a winter as December only."""
    when = parse_date("2017-24")
    assert (when.earliest, when.latest) == (date(2017, 12, 1), date(2018, 2, 28))


def test_a_part_in_words_is_kept() -> None:
    """Early March 2018 is March with its part."""
    assert parse_date("early March 2018").part is Part.EARLY


def test_a_published_day() -> None:
    """A day is both bounds, and has no instant."""
    published = parse_published("4 April 2019", PublishedBasis.USER)
    assert (published.earliest, published.latest, published.edtf) == (
        date(2019, 4, 4),
        date(2019, 4, 4),
        "2019-04-04",
    )
    assert published.instant is None
    assert published.basis is PublishedBasis.USER


def test_a_published_instant_keeps_its_zone_and_its_own_day() -> None:
    """The day is the one that the zone's calendar shows, not UTC's."""
    published = parse_published("2019-04-04T01:30:00+03:00", PublishedBasis.STATED)
    assert published.day == date(2019, 4, 4)
    assert published.instant == "2019-04-04T01:30:00+03:00"


def test_a_time_without_a_zone_is_no_instant() -> None:
    """Without a zone the time of day is dropped, and the day kept."""
    published = parse_published("2019-04-04 10:00:00", PublishedBasis.STATED)
    assert (published.day, published.instant) == (date(2019, 4, 4), None)


def test_a_feeds_time_is_an_instant() -> None:
    """RFC 5322 dates of feeds become ISO instants."""
    published = parse_published("Thu, 04 Apr 2019 10:00:00 GMT", PublishedBasis.STATED)
    assert published.instant == "2019-04-04T10:00:00+00:00"


def test_a_published_month() -> None:
    """Any closed period can be the date of publication."""
    published = parse_published("2019-04", PublishedBasis.SIDECAR)
    assert (published.earliest, published.latest) == (date(2019, 4, 1), date(2019, 4, 30))
    assert parse_date("2019-04").precision is Precision.MONTH


@pytest.mark.parametrize("text", ["../2019", "2014/..", "last week", ""])
def test_nothing_is_published_in_an_open_period(text: str) -> None:
    """An open or unknown date of publication is refused."""
    with pytest.raises(DateParseError):
        parse_published(text, PublishedBasis.USER)
