"""Actors and places in the sentences of an article."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.extract.words import read_words
from kb.model.events import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.extract.gazetteer import Gazetteer, Match
    from kb.extract.sentences import Sentence
    from kb.extract.words import Word
    from kb.model.articles import Article
    from kb.model.entities import Actor, Location


@dataclass(frozen=True, slots=True)
class EntityMention:
    """Words of a sentence that name an actor, a location, or what can be either."""

    span: Span  #: the words; `article.text[start:end] == text`
    sentence: int  #: index of the sentence
    first: int  #: index in `sentence.tokens.doc` of the first token that it touches
    last: int  #: index of the last one, inclusive
    head: int  #: index of the token that the others hang on
    actor: Actor | None
    location: Location | None  #: both set: the grammar decides ("Ankara said", "in Ankara")
    adjective: bool = False  #: "Russian"
    generic: bool = False  #: a pronoun, or a role without a name ("the foreign minister")


class EntityFinder:
    """Finds actors and places. Keeps nothing between articles."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def find(self, article: Article, sentences: Sequence[Sentence]) -> list[EntityMention]:
        """The mentions of all sentences, in the order of the text, none overlapping another."""
        return [
            mention
            for number, sentence in enumerate(sentences)
            for mention in self._find(article, number, sentence)
        ]

    def _find(self, article: Article, number: int, sentence: Sentence) -> list[EntityMention]:
        span = sentence.span
        words = read_words(article.text[span.start : span.end], span.start)
        return [
            _mention(article, number, sentence, words, match)
            for match in self._gazetteer.match(words)
        ]


def _mention(
    article: Article, number: int, sentence: Sentence, words: Sequence[Word], match: Match
) -> EntityMention:
    start, end = words[match.first].start, words[match.last].end
    first, last, head = tokens_of(sentence, start, end)
    name = match.names[0]
    return EntityMention(
        Span(start, end, article.text[start:end]),
        number,
        first,
        last,
        head,
        name.actor,
        name.location,
    )


def tokens_of(sentence: Sentence, start: int, end: int) -> tuple[int, int, int]:
    """First, last and head token (indices in the doc) of `article.text[start:end]`."""
    tokens = sentence.tokens
    starts = [sentence.offset + token.idx for token in tokens]
    first = max(bisect_right(starts, start) - 1, 0)
    last = max(bisect_right(starts, end - 1) - 1, first)
    return tokens[first].i, tokens[last].i, tokens[first : last + 1].root.i
