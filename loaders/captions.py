"""Captions of photos: they describe a picture, often of another day, and are not narrative."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loaders.paragraphs import Piece

_PICTURE = r"(?:photo(?:graph)?|picture|image|illustration|graphic)"
_NAME = r"[A-Z][\w.&'’-]*(?: (?:[A-Z&][\w.&'’-]*|de|van|von|al|bin)){0,5}"

#: A paragraph that is a caption by how it begins.
_BEGINS = re.compile(
    rf"(?:\(\s*(?:\w+ )?{_PICTURE}\s*:"  # (Cover image: …
    rf"|(?:file |cover |top |lead |undated )?{_PICTURE}(?: credit)?\s*[:|]"  # FILE PHOTO: …
    r"|FILE\s*[-–—]"  # FILE - …
    r"|caption\s*:)",
    re.IGNORECASE,
)
#: A paragraph that is a caption by the credit it ends with.
_ENDS = re.compile(
    rf"(?:(?:^|[\s.!?\"”)])/\s?{_NAME}(?i: {_PICTURE}s?)?"  # /VCG Photo
    rf"|\({_NAME}\s*/\s*{_NAME}(?:/(?i:file|pool|handout)[ \w]*)?\)"  # (Reuters/Jane Doe)
    rf"|\((?i:[^()\n]{{0,40}}\b{_PICTURE}\b[^()\n]{{0,60}})\)"  # (AP Photo/Jane Doe), (file photo)
    rf"|\[(?i:[^][\n]{{0,40}}\b{_PICTURE}\b[^][\n]{{0,60}})\]"  # [Photo/Xinhua]
    rf"|\[{_NAME}\s*/\s*{_NAME}\]"  # [Jane Doe/Reuters]
    rf"|(?:^|[.!?\"”)]\s){_NAME}/{_NAME}(?:/(?i:file|pool|handout)[ \w]*)?"  # REUTERS/Jane Doe
    rf"|[.!?\"”)]\s(?:©|\([cC]\)) ?{_NAME}"  # A ship at sea. © Agence
    # Photo: Jane Doe
    rf"|(?:^|[.!?\"”)]\s)(?i:{_PICTURE}(?: credit)?s?(?:\s*:| by)\s)[^\n]{{2,60}})$"
)
#: A credit stands at the end; longer tails aren't searched, so a long line costs no more.
_TAIL = 160


def find_captions(paragraphs: Sequence[Piece]) -> list[Piece]:
    """The captions: printed twice in a row, or with the beginning or the credit of one."""
    twice = set(_printed_twice(paragraphs))
    return [p for i, p in enumerate(paragraphs) if i in twice or is_caption(p.text)]


def is_caption(text: str) -> bool:
    """Whether a paragraph begins or ends as captions do."""
    tail = text[-_TAIL:] if len(text) <= _TAIL else " " + text[-_TAIL:]
    return bool(_BEGINS.match(text) or _ENDS.search(tail))


def _printed_twice(paragraphs: Sequence[Piece]) -> Iterator[int]:
    """Indexes of paragraphs that repeat, or are repeated by, their neighbour."""
    for index, (upper, lower) in enumerate(pairwise(paragraphs)):
        if upper.text.split() == lower.text.split():
            yield index
            yield index + 1
