"""How an article is cut for the model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.llm.pieces import split
from kb.model.articles import Article, Aside, AsideKind

if TYPE_CHECKING:
    from kb.extract import RuleExtractor
    from kb.extract.sentences import Sentence

TEXT = """\
Sudan attacked Chad.\u00a0 Togo protested.

A photo of Bor.

Ghana left \ud800 Mali. Chad and Mali met.
"""


def sentences(extractor: RuleExtractor, text: str = TEXT) -> list[Sentence]:
    """The sentences of the narrative, without the photo's caption."""
    start = text.find("A photo")
    asides = (Aside(start, start + 15, AsideKind.CAPTION),) if start >= 0 else ()
    return [s.sentence for s in extractor.read(Article(text, asides=asides)).scenes]


def test_a_short_article_is_one_piece(extractor: RuleExtractor) -> None:
    """A paragraph is a line, spaces are plain, captions and half letters are not in it."""
    (piece,) = split(sentences(extractor))
    assert piece.text == (
        "Sudan attacked Chad. Togo protested.\nGhana left \ufffd Mali. Chad and Mali met."
    )


def test_cuts_are_where_sentences_end(extractor: RuleExtractor) -> None:
    """Pieces are as long as they may be; all sentences are in one, in their order."""
    whole = sentences(extractor)
    found = list(split(whole, 40))
    assert [piece.text for piece in found] == [
        "Sudan attacked Chad. Togo protested.",
        "Ghana left \ufffd Mali. Chad and Mali met.",
    ]
    assert [s for piece in found for s in piece.sentences] == whole


def test_a_sentence_is_never_cut(extractor: RuleExtractor) -> None:
    """One that is longer than a piece is a piece."""
    found = list(split(sentences(extractor), 5))
    assert [len(piece.sentences) for piece in found] == [1] * 4


def test_nothing_to_read(extractor: RuleExtractor) -> None:
    """An article without narrative has no piece."""
    assert list(split(sentences(extractor, " \n"))) == []
