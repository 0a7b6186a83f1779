"""Credits and furniture around the narrative: dateline, by-line, source line, boilerplate."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)"
    r"(?:uary|ruary|ch|il|ust|tember|ober|ember)?\.?"
)
_DATE = rf"(?P<date>(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? (?P<year>\d{{4}}))?)"
_PLACE = r"[^\W\d_a-z][\w.'’-]*(?:[ /][^\W\d_a-z][\w.'’-]*){0,4}"
_CAPITALS = r"[^\W\d_a-z]{2}[^\Wa-z]*(?:[ /'’.-][^\W\d_a-z]+){0,4}"
_DASH = r"\s*(?:-{1,2}|–|—)(?=\s+[\"“‘'«]?[^\W_a-z])"

#: "WASHINGTON, April 3 (Reuters) -", "Ankara (AP) —", "(Reuters) -": an agency makes it sure
_CREDITED = re.compile(
    rf"(?:{_PLACE}(?:, {_PLACE}){{0,2}},? ?)?(?:{_DATE} ?)?"
    rf"\((?P<agency>[A-Z][^()\d\n]{{1,40}})\){_DASH}"
)
#: "ANKARA, April 3 -", "MOSCOW —": without an agency only capitals make it sure
_BARE = re.compile(rf"{_CAPITALS}(?:, {_PLACE}){{0,2}}(?:,? {_DATE})?{_DASH}")

_SOURCE = re.compile(r"\(?\s*source(?:s|\(s\))?\s*:\s*(?P<names>.{1,120})", re.IGNORECASE)
_INPUT = re.compile(r"\(?with (?:agency )?inputs? from (?P<names>.{1,100})", re.IGNORECASE)
_BYLINE = re.compile(r"(?:By|BY) [A-Z][\w.'’-]+(?:,? (?:and |[A-Z&])[\w.'’-]*){0,12}")
_BOILERPLATE = re.compile(
    r"\(?(?:additional |further )?(?:reporting|writing|editing|compiled) by\b"
    r"|our standards:|advertisement$|all rights reserved|(?:©|\(c\)|copyright\b)"
    r"|(?:read more|read also|also read|see also|related(?: stories| articles)?|sign up)\b\s*[:|]",
    re.IGNORECASE,
)
#: a dateline stands at the very start; what comes later is not searched
_HEAD = 200
#: by-lines and source lines are short
_SHORT = 160


@dataclass(frozen=True, slots=True)
class Dateline:
    """The start of a first sentence that says where, when and through whom it was written."""

    length: int  #: of its words, in code points, with the dash and without the space after it
    agency: str | None  #: the credit in brackets
    date: str | None  #: its date if it has a year; without one it is no date of publication


def read_dateline(paragraph: str) -> Dateline | None:
    """The dateline that a paragraph begins with, or None."""
    head = paragraph[:_HEAD]
    match = _CREDITED.match(head) or _BARE.match(head)
    if match is None:
        return None
    groups = match.groupdict()
    date = groups["date"] if groups.get("year") else None
    return Dateline(match.end(), groups.get("agency"), date)


def read_source_line(paragraph: str) -> str | None:
    """The names that a line such as "Source(s): Reuters, AFP" credits, or None."""
    match = _SOURCE.fullmatch(paragraph) or _INPUT.fullmatch(paragraph)
    return match.group("names").rstrip(" ).") if match else None


def is_byline(paragraph: str) -> bool:
    """Whether it is a line such as "By Jane Doe and John Roe, Ankara"."""
    return len(paragraph) <= _SHORT and bool(_BYLINE.fullmatch(paragraph))


def is_boilerplate(paragraph: str) -> bool:
    """Whether it is furniture: editors' credits, copyright, links to other stories."""
    return bool(_BOILERPLATE.match(paragraph))
