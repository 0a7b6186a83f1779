"""Pieces of an article that a model gets at once: whole sentences of the narrative."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.extract.llm.prompt import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.extract.sentences import Sentence

#: How long a piece gets, in characters, unless a single sentence is longer: some 1,500 tokens, of
#: which small models with a window of 4,096 can take instructions, text and answer.
PIECE = 6_000


@dataclass(frozen=True, slots=True)
class Piece:
    """Some sentences in a row."""

    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """What the model reads: the sentences, a line a paragraph, every kind of space plain."""
        parts, paragraph = [""], None
        for sentence in self.sentences:
            gap = " " if sentence.paragraph == paragraph else "\n" * (paragraph is not None)
            parts += [gap, plain(sentence.span.text)]
            paragraph = sentence.paragraph
        return "".join(parts)


def split(sentences: Sequence[Sentence], size: int = PIECE) -> Iterator[Piece]:
    """The pieces of an article, cut where sentences end."""
    taken: list[Sentence] = []
    length = 0
    for sentence in sentences:
        more = len(sentence.span.text) + 1
        if taken and length + more > size:
            yield Piece(tuple(taken))
            taken, length = [], 0
        taken.append(sentence)
        length += more
    if taken:
        yield Piece(tuple(taken))
