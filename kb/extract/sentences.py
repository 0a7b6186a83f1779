"""Sentences: the narrative of an article, as spaCy reads it, with offsets in the article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan

    from kb.model.events import Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the narrative."""

    span: Span
    tokens: TokenSpan
    offset: int  #: a token's offset in the article is `offset + token.idx`
    paragraph: int  #: number of its paragraph in the narrative, from 0
