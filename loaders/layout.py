"""What a text says about itself: its header, and the spans in it that are not narrative."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.errors import DateParseError
from kb.extract.dates import parse_published
from kb.model.articles import Aside, AsideKind, PublishedBasis
from loaders.captions import find_captions
from loaders.credit_lines import is_boilerplate, is_byline, read_dateline, read_source_line
from loaders.header import read_header
from loaders.metadata import Metadata, split_credits, unique
from loaders.paragraphs import find_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from loaders.paragraphs import Piece

#: A source line stands among this many last paragraphs.
_FOOT = 4
#: By-lines stand among this many first paragraphs.
_TOP = 4


@dataclass(frozen=True, slots=True)
class Layout:
    """A text taken apart."""

    stated: Metadata  #: by the header, the source line and the dateline's credit
    dateline: Metadata  #: the dateline's date, which is weaker than any that is stated
    asides: tuple[Aside, ...]  #: sorted, not overlapping


def read_layout(
    text: str, *, title: str | None = None, guess: bool = True, known: Sequence[Aside] = ()
) -> Layout:
    """Take a text apart; `title` and `guess` as for `read_header`, `known` are asides to keep."""
    header = read_header(text, title=title, guess=guess)
    paragraphs = find_paragraphs(text, header.end)
    captions = find_captions(paragraphs)
    skip = {p.start for p in captions} | {a.start for a in known}
    rest = [p for p in paragraphs if p.start not in skip]
    furniture, origins = _furniture(rest)
    taken = {aside.start for aside in furniture}
    lead = next((p for p in rest if p.start not in taken), None)
    line = read_dateline(lead.text) if lead else None
    asides = [*known, *header.asides, *(_aside(p, AsideKind.CAPTION) for p in captions), *furniture]
    if lead and line:
        asides.append(Aside(lead.start, lead.start + line.length, AsideKind.DATELINE))
        origins = (*origins, *split_credits(line.agency or ""))
    stated = header.stated.or_else(Metadata(origins=unique(origins)))
    return Layout(stated, _dated(line.date if line else None), without_overlaps(asides))


def without_overlaps(asides: Iterable[Aside]) -> tuple[Aside, ...]:
    """The asides in order; of two that overlap the one that begins first stays, then the longer."""
    kept: list[Aside] = []
    for aside in sorted(asides, key=lambda a: (a.start, -a.end, a.kind.value)):
        if aside.start < aside.end and (not kept or kept[-1].end <= aside.start):
            kept.append(aside)
    return tuple(kept)


def _furniture(paragraphs: Sequence[Piece]) -> tuple[list[Aside], tuple[str, ...]]:
    """By-lines at the top, source lines at the foot, boilerplate anywhere; and who is credited."""
    found: list[Aside] = []
    origins: list[str] = []
    foot = len(paragraphs) - _FOOT
    for index, paragraph in enumerate(paragraphs):
        names = read_source_line(paragraph.text) if index >= foot else None
        if names is not None:
            origins.extend(split_credits(names))
            found.append(_aside(paragraph, AsideKind.SOURCE_LINE))
        elif index < _TOP and is_byline(paragraph.text):
            found.append(_aside(paragraph, AsideKind.BYLINE))
        elif is_boilerplate(paragraph.text):
            found.append(_aside(paragraph, AsideKind.BOILERPLATE))
    return found, tuple(origins)


def _dated(date: str | None) -> Metadata:
    if date is None:
        return Metadata()
    try:
        return Metadata(published=parse_published(date, PublishedBasis.DATELINE))
    except DateParseError:
        return Metadata()


def _aside(paragraph: Piece, kind: AsideKind) -> Aside:
    # A wrapped paragraph spans lines; white space around it is already gone.
    return Aside(paragraph.start, paragraph.end, kind)
