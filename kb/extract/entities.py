"""Actors and places in the sentences of an article.

The gazetteer finds known names, `phrases` the noun phrases around them, `people` who is whom in
the article, `geocode` which place is meant. The entity recogniser only votes: alone, it takes a
foreign minister for a company.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.extract.meaning import Meaning, Reader
from kb.extract.names import NameKind
from kb.extract.people import People
from kb.extract.phrases import Phrase, PhraseKind
from kb.extract.phrasing import PhraseReader
from kb.extract.tagged import Tagged
from kb.extract.trace import SILENT
from kb.extract.words import read_words
from kb.model.events import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.extract.gazetteer import Gazetteer
    from kb.extract.sentences import Sentence
    from kb.extract.trace import Trace
    from kb.model.articles import Article
    from kb.model.entities import Actor, Location

_COUNTRIES = (NameKind.COUNTRY, NameKind.ADJECTIVE, NameKind.CAPITAL, NameKind.PEOPLE)
#: How many mentions in the text a country's name in the title counts for.
_TITLE = 3


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
    generic: bool = False  #: a pronoun, or words that don't say whose ("the foreign minister")


class EntityFinder:
    """Finds actors and places. Keeps nothing between articles."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def find(
        self, article: Article, sentences: Sequence[Sentence], trace: Trace = SILENT
    ) -> list[EntityMention]:
        """The mentions of all sentences, in the order of the text, none overlapping another."""
        tagged = [Tagged(one, i, self._gazetteer, trace) for i, one in enumerate(sentences)]
        bodies = self._gazetteer.actors.bodies
        read = [(line, list(PhraseReader(line, bodies).read())) for line in tagged]
        seen = self._countries(article, read)
        day = article.published.latest if article.published else None
        people = People(self._gazetteer, day, seen)
        reader = Reader(self._gazetteer, people, seen)
        for line, phrases in read:
            reader.introduce(line, phrases)
        people.restart()
        return [
            _mention(article, line, phrase, meaning)
            for line, phrases in read
            for phrase, meaning in reader.meanings(line, phrases)
        ]

    def _countries(
        self, article: Article, read: Sequence[tuple[Tagged, list[Phrase]]]
    ) -> Counter[str]:
        """How often the article, its title too, names each country."""
        found: Counter[str] = Counter()
        for match in self._gazetteer.match(read_words(article.title)):
            if (name := match.of(*_COUNTRIES)) and name.country:
                found[name.country] += _TITLE
        for _, phrases in read:
            for phrase in phrases:
                found.update(_countries_of(phrase))
        return found


def _countries_of(phrase: Phrase) -> set[str]:
    if phrase.owner and phrase.owner.country:
        return {phrase.owner.country}
    if phrase.kind is not PhraseKind.NAMED:
        return set()
    for name in phrase.names:
        if name.kind in _COUNTRIES and name.country:
            return {name.country}
    return set()


def _mention(article: Article, line: Tagged, phrase: Phrase, meaning: Meaning) -> EntityMention:
    start, end = line.words[phrase.first].start, line.words[phrase.last].end
    first, last, head = line.tokens(phrase.first, phrase.last)
    return EntityMention(
        Span(start, end, article.text[start:end]),
        line.number,
        first,
        last,
        head,
        meaning.actor,
        meaning.location,
        meaning.adjective,
        meaning.generic,
    )
