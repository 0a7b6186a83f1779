"""The head of a plain text: title, publisher, date, by-line and tags, where they are stated.

Two layouts are known. With tags: a title line, a publisher line, then a JSON list of tags, as in

    Parliament approves the harbour treaty
    Bosphorus Ledger
    ["turkey", "trade"]

where lines with a date or by-line may stand between, and bare: perhaps a title, perhaps a by-line
and a date. Whatever is not recognised stays narrative.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kb.errors import DateParseError
from kb.extract.dates import parse_published
from kb.model.articles import Aside, AsideKind, Published, PublishedBasis
from loaders.credit_lines import is_byline, read_dateline
from loaders.metadata import Metadata, unique
from loaders.paragraphs import find_lines, is_wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loaders.paragraphs import Piece

#: The list of tags stands within this many lines, else it is no header.
_HEADER_LINES = 6
#: A longer first line is a paragraph, not a title.
_TITLE_LENGTH = 150
_LINE_LENGTH = 200
_DATE_LENGTH = 60

_STAMP = re.compile(
    r"(?P<what>(?:published|posted|updated|last updated|modified|date)(?: (?:on|at))?\s*:?\s+)?"
    r"(?P<when>.*\d.*)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Header:
    """What the head of a text states, and where its narrative begins."""

    stated: Metadata = field(default_factory=Metadata)
    asides: tuple[Aside, ...] = ()
    end: int = 0  #: offset where the narrative begins


def read_header(text: str, *, title: str | None = None, guess: bool = True) -> Header:
    """Find the head of a text.

    `title` is the title as stated elsewhere (a first line that repeats it is the headline);
    `guess` allows a first line that looks like a title to be one.
    """
    lines = find_lines(text)
    tagged = _read_tagged(lines[: _HEADER_LINES + 1])
    if tagged is not None:
        return tagged
    first = lines[0] if lines else None
    if first is None:
        return Header()
    if title and first.text == title:
        return _extend(
            Header(Metadata(title=title), (_aside(first, "HEADLINE"),), first.end), lines
        )
    if guess and not title and _looks_like_title(text, lines):
        header = Header(Metadata(title=first.text), (_aside(first, "HEADLINE"),), first.end)
        return _extend(header, lines)
    return _extend(Header(), lines)


def _read_tagged(lines: Sequence[Piece]) -> Header | None:
    tags, at = None, 0
    for at, line in enumerate(lines[:_HEADER_LINES]):  # noqa: B007 -- `at` is used after the loop
        tags = _parse_tags(line.text)
        if tags is not None:
            break
    if tags is None or any(len(line.text) > _LINE_LENGTH for line in lines[:at]):
        return None
    header = Header(Metadata(tags=tags), (_aside(lines[at], "TAGS"),), lines[at].end)
    for line in lines[:at]:
        header = _add_line(header, line)
    return _extend(replace(header, asides=tuple(sorted(header.asides))), lines)


def _add_line(header: Header, line: Piece) -> Header:
    """One line above the tags: the title first, then by-lines, dates, and one publisher."""
    stated, kind = header.stated, "BYLINE"
    stamp = _read_stamp(line)
    if stated.title in (None, line.text):
        stated, kind = replace(stated, title=line.text), "HEADLINE"
    elif stamp is not None:
        stated = stated.or_else(stamp)
    elif not is_byline(line.text) and stated.publisher is None:
        stated = replace(stated, publisher=line.text)
    return replace(header, stated=stated, asides=(*header.asides, _aside(line, kind)))


def _extend(header: Header, lines: Sequence[Piece]) -> Header:
    """The by-lines and dates that follow the title or the tags directly."""
    for line in lines:
        if line.start < header.end:
            continue
        stamp = _read_stamp(line)
        if stamp is None and not is_byline(line.text):
            break
        header = Header(
            header.stated.or_else(stamp or Metadata()),
            (*header.asides, _aside(line, "BYLINE")),
            line.end,
        )
    return header


def _looks_like_title(text: str, lines: Sequence[Piece]) -> bool:
    """Whether the first line is short, ends no sentence, and stands on its own before others."""
    first, rest = lines[0], lines[1:]
    if not rest or len(first.text) > _TITLE_LENGTH or first.text[-1] in ".,;:…-–—":
        return False
    if read_dateline(first.text) or _is_credit(first):
        return False
    if text.count("\n", first.end, rest[0].start) > 1 or _is_credit(rest[0]):
        return True
    starts = rest[0].text.lstrip("\"“‘'«(")[:1]
    return not is_wrapped(text) and not starts.islower()


def _is_credit(line: Piece) -> bool:
    return is_byline(line.text) or _read_stamp(line) is not None


def _parse_tags(line: str) -> tuple[str, ...] | None:
    if not line.startswith("["):
        return None
    try:
        tags = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        return None
    return unique(name for tag in tags if (name := " ".join(tag.split())))


def _read_stamp(line: Piece) -> Metadata | None:
    """The date of publication or of change that a line states, if it states nothing else."""
    match = _STAMP.fullmatch(line.text) if len(line.text) <= _DATE_LENGTH else None
    if match is None or not _YEAR.search(match.group("when")):
        return None
    when = _parse(match.group("when").strip(" |·,"))
    if when is None or (when.day is None and not match.group("what")):
        return None  # a year alone on a line may be anything
    if re.match(r"(?:last )?updated|modified", match.group("what") or "", re.IGNORECASE):
        return Metadata(modified=when.instant or when.edtf)
    return Metadata(published=when)


def _parse(text: str) -> Published | None:
    try:
        return parse_published(text, PublishedBasis.STATED)
    except DateParseError:
        return None


def _aside(line: Piece, kind: str) -> Aside:
    return Aside(line.start, line.end, AsideKind(kind))
