"""Lines and paragraphs of a text, with their offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

#: A hard-wrapped text has no longer lines than this; wire copy wraps at 60 to 90 characters.
WRAP = 100

_LINE = re.compile(r"[^\n]+")
#: what a line that ends a sentence ends with, closing quotes and brackets aside
_ENDS = re.compile(r"""[.!?:…]["”’'»)\]]*$""")


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a text without white space around it: `whole[start:end] == text`."""

    start: int
    end: int
    text: str

    @property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_ENDS.search(self.text))


def find_lines(text: str, start: int = 0) -> list[Piece]:
    """The lines from `start` on that hold anything, without the white space around them."""
    return [
        Piece(first, first + len(bare), bare)
        for match in _LINE.finditer(text, start)
        if (bare := match.group().strip())
        for first in [match.start() + match.group().index(bare)]
    ]


def find_paragraphs(text: str, start: int = 0) -> list[Piece]:
    """The paragraphs from `start` on: a line each, or a block of lines where lines are wrapped."""
    lines = find_lines(text, start)
    adjacent = [(a, b) for a, b in pairwise(lines) if _adjacent(text, a, b)]
    if not _wrapped(adjacent):
        return lines
    blocks: list[list[Piece]] = []
    for line in lines:
        if blocks and _adjacent(text, blocks[-1][-1], line):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    spans = ((block[0].start, block[-1].end) for block in blocks)
    return [Piece(first, last, text[first:last]) for first, last in spans]


def is_wrapped(text: str, start: int = 0) -> bool:
    """Whether sentences run over line ends, as in plain text of a fixed width."""
    lines = find_lines(text, start)
    return _wrapped([(a, b) for a, b in pairwise(lines) if _adjacent(text, a, b)])


def _wrapped(adjacent: list[tuple[Piece, Piece]]) -> bool:
    pairs = [(a, b) for a, b in adjacent if a.text != b.text]  # captions are printed twice
    width = max((len(line.text) for pair in pairs for line in pair), default=0)
    broken = [a for a, b in pairs if not a.ends_sentence and _full(a, b, width)]
    return width <= WRAP and len(broken) * 2 > len(pairs)


def _full(upper: Piece, lower: Piece, width: int) -> bool:
    """Whether the next word had no room in the line, so that it may have been broken there."""
    return len(upper.text) + 1 + len(lower.text.split(maxsplit=1)[0]) > width


def _adjacent(text: str, upper: Piece, lower: Piece) -> bool:
    return text.count("\n", upper.end, lower.start) == 1
