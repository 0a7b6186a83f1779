"""Finding expressions: what docs/dates.md does not show."""

from __future__ import annotations

import time
from datetime import date

import pytest

from kb.extract.dates import Quoted, Reference, Timex, TimexKind, find_dates
from kb.model.dates import Basis, Part, Precision

PUBLISHED = Reference(date(2019, 4, 4), date(2019, 4, 4), Basis.RELATIVE_TO_PUBLICATION)
SPOKEN = Reference(date(2019, 4, 3), date(2019, 4, 3), Basis.RELATIVE_TO_QUOTATION)


def found(text: str, reference: Reference | None = PUBLISHED) -> dict[str, str | None]:
    """Words -> EDTF, of all that is found."""
    return {timex.span.text: timex.date.edtf for timex in find_dates(text, reference)}


def only(text: str, reference: Reference | None = PUBLISHED) -> Timex:
    """The one expression of a text."""
    (timex,) = find_dates(text, reference)
    return timex


def test_reporting_day_and_event_day_are_two_expressions() -> None:
    """The day of saying and the year of what is said are found apart."""
    assert found("He said on Thursday that it had bought the system in 2017.") == {
        "Thursday": "2019-04-04",
        "2017": "2017",
    }


def test_offsets_count_code_points_of_the_whole_text() -> None:
    """With start and end, only that part is read, and offsets stay those of the whole text."""
    text = "In 2014 𝒳 İstanbul voted; on Monday Çavuşoğlu left in 2018."
    start, end = text.index("on Monday"), text.index(" in 2018")
    (timex,) = find_dates(text, PUBLISHED, start=start, end=end)
    assert timex.span.text == "Monday"
    assert text[timex.span.start : timex.span.end] == "Monday"


def test_a_quotation_resolves_against_the_day_of_speaking() -> None:
    """With the day of speaking as reference, deictic words count from it and rest on it."""
    timex = only("I had a conversation yesterday", SPOKEN)
    assert timex.date.edtf == "2019-04-02"
    assert timex.date.basis is Basis.RELATIVE_TO_QUOTATION


QUOTE = 'On Monday he said: "We met yesterday, and on the same day they left." The next day'


def spoken(reference: Reference | None) -> list[tuple[str, str | None, Basis | None]]:
    """What is found in QUOTE when its speech was spoken on a day."""
    quoted = Quoted(QUOTE.index('"'), QUOTE.rindex('"') + 1, reference)
    timexes = find_dates(QUOTE, PUBLISHED, quoted=[quoted])
    return [(t.span.text, t.date.edtf, t.date.basis) for t in timexes]


def test_what_is_quoted_counts_from_its_own_day() -> None:
    """Quoted words count from the day of speaking and from dates in quotations only."""
    published, quotation = Basis.RELATIVE_TO_PUBLICATION, Basis.RELATIVE_TO_QUOTATION
    monday, next_day = (
        ("Monday", "2019-04-01", published),
        ("The next day", "2019-04-02", published),
    )
    assert spoken(SPOKEN) == [
        monday,
        ("yesterday", "2019-04-02", quotation),
        ("the same day", "2019-04-02", quotation),
        next_day,
    ]
    assert spoken(None) == [
        monday,
        ("yesterday", None, quotation),
        ("the same day", None, quotation),
        next_day,
    ]


def test_this_winter_in_january_began_last_year() -> None:
    """A season that runs over the new year is named after the year in which it began."""
    january = Reference(date(2019, 1, 9), date(2019, 1, 9), Basis.RELATIVE_TO_PUBLICATION)
    assert only("this winter", january).date.edtf == "2018-24"


def test_a_number_of_days_that_a_month_lacks_is_no_day() -> None:
    """There is no 31st of February and no fifth Monday of a short month."""
    assert not only("the 31st of that month").date.resolved
    assert found("In February 2018 it began; on the 30th it ended") == {
        "February 2018": "2018-02",
        "the 30th": None,
    }
    assert found("the fifth Monday in February 2019") == {"the fifth Monday in February 2019": None}


def test_months_ago_in_a_quotation_is_bounded_by_the_saying() -> None:
    """An uncounted distance is not later than the reference, and is marked as a bound."""
    timex = only("We told them months ago", SPOKEN)
    assert (timex.date.earliest, timex.date.latest) == (None, date(2019, 4, 3))
    assert timex.date.basis is Basis.SAYING_BOUND
    assert timex.date.bound


def test_without_a_reference_relative_words_stay_unresolved() -> None:
    """They keep their phrase and say what they would rest on; explicit dates resolve."""
    relative, explicit = find_dates("On Thursday they marked 4 April 1949.", None)
    assert not relative.date.resolved
    assert relative.date.phrase == "Thursday"
    assert relative.date.basis is Basis.RELATIVE_TO_PUBLICATION
    assert relative.value is None
    assert explicit.date.edtf == "1949-04-04"


def test_a_date_without_a_year_needs_the_reference() -> None:
    """A month and day is relative: its year is the nearest to the publication."""
    assert only("on December 29").date.basis is Basis.RELATIVE_TO_PUBLICATION
    assert not only("on December 29", None).date.resolved


def test_the_leap_day_goes_to_the_nearest_leap_year() -> None:
    """29 February without a year is in the nearest year that has one."""
    assert only("on February 29").date.edtf == "2020-02-29"


def test_days_that_no_month_has_are_no_dates() -> None:
    """30 February is not read as a day; its month and its year still are."""
    assert found("on February 30, 2019") == {"February": "2019-02", "2019": "2019"}


def test_a_part_keeps_the_bounds_of_the_whole() -> None:
    """Early March is March, with the part beside it."""
    when = only("in early March").date
    assert (when.earliest, when.latest) == (date(2019, 3, 1), date(2019, 3, 31))
    assert when.part is Part.EARLY


def test_a_range_across_the_new_year_takes_both_years() -> None:
    """What begins a range may lie in the year before the one that is written."""
    assert found("from 30 December to 2 January 2019") == {
        "from 30 December to 2 January 2019": "2018-12-30/2019-01-02"
    }


def test_a_moved_meeting_does_not_last_from_day_to_day() -> None:
    """To be moved from Monday to Friday names two days and no range."""
    assert set(found("The meeting was moved from Monday to Friday.")) == {"Monday", "Friday"}


def test_a_possessive_keeps_the_day_from_being_an_end() -> None:
    """The words "after Monday's attack" name the day of the attack, not a time after that day."""
    assert found("The border closed after Monday's attack.") == {"Monday": "2019-04-01"}


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("will meet on Friday", "2019-04-05"),
        ("is expected to meet on Friday", "2019-04-05"),
        ("would be signed on Friday, he said", "2019-04-05"),
        ("shops stayed shut until Friday", "../2019-03-29"),
        ("shops will stay closed until Friday", "../2019-04-05"),
        ("was killed on Friday", "2019-03-29"),
        ("the deadline is Friday", "2019-04-05"),
        ("talks may be held on Friday", "2019-04-05"),
        ("he could put it to a vote on Friday", "2019-03-29"),
        ("he revealed his plans on Friday", "2019-03-29"),
        ("he plans to leave on Friday", "2019-04-05"),
        ("a speech in advance of the vote on Friday", "2019-04-05"),
        ("Friday was the deadline", "2019-03-29"),
    ],
)
def test_the_governing_verb_says_where_a_weekday_lies(text: str, edtf: str) -> None:
    """A weekday lies ahead only where a future verb or a deadline governs it."""
    assert list(found(text).values()) == [edtf]


@pytest.mark.parametrize(
    "text", ["Black Monday", "Super Tuesday", "the Sunday Times", "a sun in march"]
)
def test_names_that_hold_a_weekday_are_no_days(text: str) -> None:
    """Names of days that are not of this week, and of newspapers, are left alone."""
    assert found(f"It was {text} again.") == {}


@pytest.mark.parametrize(
    "text", ["2000 people", "1900 dollars", "$1900", "1,999 homes", "the Russell 2000", "room 1984"]
)
def test_numbers_that_count_are_no_years(text: str) -> None:
    """Four digits with a unit or a currency are a quantity."""
    assert found(f"It counted {text}, they said.") == {}


def test_the_eleventh_of_september_attacks_are_of_2001() -> None:
    """A name that holds its year does not take the nearest one."""
    assert found("after the September 11 attacks") == {"September 11": "2001-09-11"}


def test_a_line_that_wraps_does_not_cut_a_date() -> None:
    """A single line end before lower case or a digit is white space; a headline's end is not."""
    assert found("signed on April\n4, 2017, in Ankara") == {"April\n4, 2017": "2017-04-04"}
    assert list(found("closed until Friday\nApril 4, 2019\nThe")) == [
        "until Friday",
        "April 4, 2019",
    ]


def test_kinds_say_what_can_date_an_event() -> None:
    """Durations, sets and references have no date."""
    timexes = find_dates("now, for two weeks, every Monday, at noon", PUBLISHED)
    kinds = {timex.span.text: timex.kind for timex in timexes}
    assert kinds == {
        "now": TimexKind.REFERENCE,
        "two weeks": TimexKind.DURATION,
        "every Monday": TimexKind.SET,
        "noon": TimexKind.TIME,
    }
    assert not any(timex.date.resolved for timex in timexes)


def test_the_reading_of_slashes_can_be_said() -> None:
    """day_first decides 7/8/2018; 25/12/2018 has one reading only."""
    (day_first,) = find_dates("on 7/8/2018", PUBLISHED, day_first=True)
    (month_first,) = find_dates("on 7/8/2018", PUBLISHED, day_first=False)
    assert (day_first.date.edtf, month_first.date.edtf) == ("2018-08-07", "2018-07-08")
    (either,) = find_dates("on 25/12/2018", PUBLISHED, day_first=False)
    assert either.date.edtf == "2018-12-25"


def test_hours_ago_may_be_the_day_before() -> None:
    """Two hours before an unknown time of the day may be yesterday."""
    when = only("two hours ago").date
    assert (when.earliest, when.latest) == (date(2019, 4, 3), date(2019, 4, 4))
    assert when.precision is Precision.RANGE


def test_a_range_keeps_the_elements_that_timex3_marks() -> None:
    """A range is one expression; its pieces are the single dates inside it."""
    timex = only("from March to May 2018")
    assert [(p.value, timex.span.text[p.start : p.end]) for p in timex.pieces] == [
        ("2018-03", "March"),
        ("2018-05", "May 2018"),
    ]


@pytest.mark.parametrize(
    "unit",
    [" ", "\n", "\n ", "1", "1,111", "a ", "the ", "very long ", "'", "2019 ", "the same day ",
     "April 4 ", "noon, ", "from 2 to ", "May ", "two weeks ago ", "1.1", "- "],
)  # fmt: skip
def test_time_grows_with_the_text_and_not_faster(unit: str) -> None:
    """Text made to be slow takes seconds at most: no rule reads on from every place to the end."""
    started = time.process_time()
    find_dates(unit * (60_000 // len(unit)), PUBLISHED)
    assert time.process_time() - started < 10


def test_the_end_of_the_calendar_is_no_error() -> None:
    """Words that count past the calendar stay unresolved."""
    last = Reference(date(9999, 12, 31), date(9999, 12, 31), Basis.RELATIVE_TO_PUBLICATION)
    first = Reference(date(1, 1, 1), date(1, 1, 1), Basis.RELATIVE_TO_PUBLICATION)
    assert found("tomorrow and next year", last) == {"tomorrow": None, "next year": None}
    assert found("yesterday and 50 centuries ago", first) == {
        "yesterday": None,
        "50 centuries ago": None,
    }
