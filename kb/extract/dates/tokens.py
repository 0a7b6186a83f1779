"""Words and signs of a text, each with a one-character code that patterns match on.

Every word of the vocabulary, and every shape of number, has a code of its own (a private-use
character); all other words share one. A text becomes a short string of codes, on which regular
expressions are quick and can't stop inside a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kb.extract.dates import vocabulary as v
from kb.extract.dates.lists import listed, words

if TYPE_CHECKING:
    from collections.abc import Sequence

#: A word that says nothing about time.
OTHER = "x"
#: A sign that ends a phrase (full stop, semicolon, bracket).
BREAK = "|"
#: The end of a line that is no mere wrapping, or of a paragraph.
LINE = "¶"

#: Words come early, being most of a text, but after what begins like a word.
_TOKEN = re.compile(
    r"""
      (?P<meridiem>[aApP]\.[mM]\.)
    | (?P<fiscalyear>FY[ ]?(?:\d{4}|\d\d)\b)
    | (?P<quartername>[QH][1-4]\b)
    | (?P<word>[^\W\d_]+\d*)
    | (?P<iso>\d{4}-[01]\d-[0-3]\d(?:T[\d:.,]+(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-]))
    | (?P<dotted>[0-3]?\d\.[01]?\d\.\d{4}(?![\d.]*\d))
    | (?P<yearfirst>[12]\d{3}/[01]?\d/[0-3]?\d(?![\d/]))
    | (?P<slashed>[0-3]?\d/[0-3]?\d/(?:\d{4}|\d\d)(?![\d/]))
    | (?P<decade>(?:\d{3}0|['’]?\d0)['’]?s\b)
    | (?P<clock>(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?!\d))
    | (?P<shortyear>['’]\d\d(?!\w))
    | (?P<ordinal>\d+(?:st|nd|rd|th)\b)
    | (?P<decimal>\d+(?:,\d{3})*\.\d+)
    | (?P<grouped>\d{1,3}(?:,\d{3})+(?!\d))
    | (?P<glued>\d+[^\W\d_]\w*)
    | (?P<number>\d+)
    | (?P<possessive>['’]s?(?!\w))
    | (?P<line>\n\s*)
    | (?P<sign>[-–—,/$€£%+&])
    | (?P<stop>[.;:!?()\[\]"“”…|])
    """,
    re.VERBOSE,
)
#: Names of token kinds that have one code each, and stand in patterns as <name>.
SHAPES = listed(
    """
    iso dotted yearfirst slashed decade clock shortyear ordinal decimal grouped number meridiem
    hour latehour monthday year fiscalyear quartername possessive comma dash slash money percent
    military
    """
)
_SIGNS = {
    "-": "dash",
    "–": "dash",
    "—": "dash",
    ",": "comma",
    "/": "slash",
    "$": "money",
    "€": "money",
    "£": "money",
    "%": "percent",
}
#: Words without a value of their own that patterns name. Any other word in a pattern is an error.
LITERALS = words(
    """
    valentine bastille halloween thanksgiving labor ash palm good easter
    little not mere single trading business working calendar level figure session
    a about after afterwards ago an and annual another approximately around as at back be before
    beginning between birthday boxing by christmas close coming consecutive couple course
    current currently day days dozen during each earlier early end ending eve even every few
    final first fiscal financial following for former from full further future fy half hence
    history in into it its just last late later latest lately less long many mid middle midnight
    minute moment more near nearly new next night noon now nowadays o of old on once one only
    onward onwards or other our over overnight part past per period point present presently
    preceding previous previously prior q quarter recent recently remainder rest roughly row
    running same second several short shortly since so some soon start straight successive term
    than that the their then these this those through throughout till time to today tomorrow
    tonight turn twice two under until up upcoming very week weeks whole whose will with within
    year years yesterday hundred thousand date am pm local al ongoing immediate foreseeable
    being times old midday additional while formerly most entire ended ends finish finished
    closed per years hours cents months month almost whole at least most is was
    """
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign; offsets are those of the whole text."""

    start: int
    end: int
    word: str  #: lower case, but "May" and the like keep their capital
    capital: bool = False  #: whether it begins with a capital in the text


@cache
def codes() -> dict[str, str]:
    """Word or shape -> its code."""
    tables = (
        v.MONTHS, v.WEEKDAYS, v.SHORT_WEEKDAYS, v.PLURAL_WEEKDAYS, v.ONES, v.TENS, v.ORDINALS,
        v.DECADES, v.ALL_UNITS, v.SEASONS, v.DAY_PARTS, v.FREQUENCIES,
    )  # fmt: skip
    words = sorted(set().union(*tables, v.ZONES, LITERALS))
    names = [f"<{shape}>" for shape in SHAPES] + words
    return {name: chr(0xE000 + index) for index, name in enumerate(names)}


def read_tokens(text: str, start: int, end: int) -> tuple[list[Token], str]:
    """The tokens between two offsets, and their codes: one character for each token."""
    known = codes()
    tokens: list[Token] = []
    found: list[str] = []
    for match in _TOKEN.finditer(text, start, end):
        kind = match.lastgroup
        word = match.group()
        if kind == "word":
            word, code = _word(word, known)
        elif (sign := _code(kind, match, known)) is not None:
            code = sign
        else:
            continue
        capital = text[match.start()].isupper()
        tokens.append(Token(match.start(), match.end(), word, capital))
        found.append(code)
    return tokens, "".join(found)


def _word(word: str, known: dict[str, str]) -> tuple[str, str]:
    """A word's normal form and code; months and short weekdays count only with a capital."""
    lower = word.lower()
    if word[0] != lower[0] and (code := known.get(word.capitalize())):
        return word.capitalize(), code
    return lower, known.get(lower, OTHER)


def _code(kind: str | None, match: re.Match[str], known: dict[str, str]) -> str | None:
    match kind:
        case "sign":
            name = _SIGNS.get(match.group())
            return known[f"<{name}>"] if name else BREAK
        case "number":
            return known[f"<{_number(match.group())}>"]
        case "line":
            return _line(match)
        case "stop":
            return _stop(match)
        case "glued":
            return OTHER
        case _:
            return known[f"<{kind}>"]


def _number(digits: str) -> str:
    """The shape of a plain number: what it could be in a date."""
    if len(digits) == 4 and digits[0] in "12":  # noqa: PLR2004 -- a year has four digits
        return "year"
    if len(digits) == 4 and digits[0] == "0" and digits[2] < "6":  # noqa: PLR2004
        return "military"
    value = int(digits) if len(digits) < 3 else 99  # noqa: PLR2004
    if 1 <= value <= 12:  # noqa: PLR2004 -- months of a year, hours of a half day
        return "hour"
    if value <= 24:  # noqa: PLR2004
        return "latehour" if value else "number"
    return "monthday" if value <= 31 else "number"  # noqa: PLR2004


def _line(match: re.Match[str]) -> str | None:
    """A line end between words that wrap counts as space: the next line goes on in lower case."""
    after = match.string[match.end() : match.end() + 1]
    wraps = match.group().count("\n") == 1 and (after.islower() or after.isdecimal())
    return None if wraps else LINE


def _stop(match: re.Match[str]) -> str | None:
    """A full stop after an abbreviated month or weekday ("Sept. 4") is no stop."""
    if match.group() != ".":
        return BREAK
    before = match.string[max(0, match.start() - 5) : match.start()]
    word = re.search(r"[A-Z][A-Za-z]*$", before)
    short = word is not None and word.group().capitalize()
    return None if short and (short in v.SHORT_WEEKDAYS or short in _SHORT_MONTHS) else BREAK


_SHORT_MONTHS = frozenset(v.MONTHS) - v.CERTAIN_MONTHS - {"May", "March"}


def text_of(tokens: Sequence[Token]) -> list[str]:
    """The words of some tokens."""
    return [token.word for token in tokens]
