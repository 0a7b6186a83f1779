"""Text that is a date: options of the command line, metadata of articles."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from kb.errors import DateParseError
from kb.extract.dates import calendar as c
from kb.extract.dates.edtf import read_edtf
from kb.extract.dates.find import find_dates
from kb.extract.dates.timex import TimexKind
from kb.model.articles import Published, PublishedBasis
from kb.model.dates import Basis, EventDate

_ISO_TIME = re.compile(r"\d{4}-?\d\d-?\d\d[T ]\d\d:?\d\d.*")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_REMEDY = 'write it like "2019-04-04", "2019-04" or "4 April 2019"'


def parse_date(text: str) -> EventDate:
    """The date that a text is: ISO, EDTF, "[..2019-04-04]", or English ("4 April 2019").

    Raises DateParseError for anything else, and for words that need a reference ("yesterday").
    """
    stripped = " ".join(text.split())
    period = _read(stripped) if stripped else None
    if period is None:
        raise DateParseError(text, _REMEDY)
    return EventDate(
        earliest=period.first,
        latest=period.last,
        precision=period.precision,
        part=period.part,
        extent=period.extent,
        edtf=period.edtf,
        phrase=stripped,
        basis=Basis.EXPLICIT,
    )


def parse_published(text: str, basis: PublishedBasis) -> Published:
    """When an article was published, as precisely as `text` says it.

    An ISO or RFC 5322 time gives the day in its own zone, and `instant` when the zone is stated.
    Raises DateParseError.
    """
    stripped = " ".join(text.split())
    when = _read_time(stripped)
    if when is not None:
        day = when.date()
        instant = when.isoformat() if when.tzinfo else None
        return Published(day, day, day.isoformat(), basis, instant)
    parsed = parse_date(stripped)
    if parsed.earliest is None or parsed.latest is None or parsed.edtf is None:
        raise DateParseError(text, "an article is published on a day or in a closed period")
    return Published(parsed.earliest, parsed.latest, parsed.edtf, basis)


def _read(text: str) -> c.Period | None:
    """The period, by the strictest reader that takes the text."""
    if compact := _COMPACT.fullmatch(text):
        text = "-".join(compact.groups())
    try:
        period = read_edtf(text)
    except DateParseError as error:
        raise DateParseError(text, error.reason) from error
    if period is None and (when := _read_time(text)):
        period = c.day(when.date())
    return period or _read_words(text) or _read_loosely(text)


def _read_time(text: str) -> datetime | None:
    """A time of day with its day, in ISO 8601 or as e-mail and feeds write it."""
    if _ISO_TIME.fullmatch(text):
        try:
            return datetime.fromisoformat(text.replace(" UTC", "Z").replace(" GMT", "Z"))
        except ValueError:
            return None
    if ":" not in text:
        return None
    try:
        return parsedate_to_datetime(text)
    except (ValueError, IndexError):
        return None


def _read_words(text: str) -> c.Period | None:
    """One expression that is the whole text and needs no reference."""
    found = find_dates(text, None)
    if len(found) != 1 or found[0].span.text != text.rstrip(".") or not found[0].date.resolved:
        return None
    date_ = found[0].date
    if found[0].kind not in {TimexKind.DATE, TimexKind.TIME} or date_.edtf is None:
        return None
    period = read_edtf(date_.edtf)
    return period and _as_found(period, date_)


def _as_found(period: c.Period, found: EventDate) -> c.Period:
    return replace(period, part=found.part, extent=found.extent)


def _read_loosely(text: str) -> c.Period | None:
    """What `dateparser` reads as a whole day; it may not fill in what the text leaves out."""
    import dateparser  # heavy: only metadata in odd formats gets here

    settings = {
        "REQUIRE_PARTS": ["day", "month", "year"],
        "STRICT_PARSING": True,
        "PARSERS": ["absolute-time"],
    }
    when = dateparser.parse(text, languages=["en"], settings=settings)
    return c.day(date(when.year, when.month, when.day)) if when else None
