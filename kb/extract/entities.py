"""Actors and places in the sentences of an article.

The gazetteer finds known names, `phrases` the noun phrases around them, `people` who is whom in
the article, `geocode` which place is meant. The entity recogniser only votes: alone, it takes a
foreign minister for a company.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.extract.evidence import read_evidence
from kb.extract.meaning import Meaning, Reader
from kb.extract.namesakes import settle_country
from kb.extract.people import People
from kb.extract.phrasing import PhraseReader
from kb.extract.tagged import Tagged
from kb.extract.trace import SILENT
from kb.model.events import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.extract.evidence import Evidence
    from kb.extract.gazetteer import Gazetteer
    from kb.extract.phrases import Phrase
    from kb.extract.sentences import Sentence
    from kb.extract.trace import Trace
    from kb.model.articles import Article
    from kb.model.entities import Actor, Location
    from kb.model.events import Candidate


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
    #: whom or what else it may mean, the likeliest first; without actor and location, the only
    #: thing that is known of it
    candidates: tuple[Candidate, ...] = ()
    coarse: bool = False  #: actor or location are only what the candidates have in common

    @property
    def open(self) -> bool:
        """Whether nothing sure can be said of it."""
        return self.actor is None and self.location is None


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
        evidence = read_evidence(article, read, self._gazetteer)
        read = [(line, self._settled(line, phrases, evidence)) for line, phrases in read]
        day = article.published.latest if article.published else None
        people = People(self._gazetteer, day, evidence.seen)
        reader = Reader(self._gazetteer, people, evidence)
        for line, phrases in read:
            reader.introduce(line, phrases)
        people.restart()
        return [
            _mention(article, line, phrase, meaning)
            for line, phrases in read
            for phrase, meaning in reader.meanings(line, phrases)
        ]

    def _settled(self, line: Tagged, phrases: Sequence[Phrase], evidence: Evidence) -> list[Phrase]:
        """The phrases with the countries that their names mean in this article."""
        countries = self._gazetteer.countries
        return [settle_country(line, phrase, evidence, countries) for phrase in phrases]


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
        meaning.candidates,
        meaning.coarse,
    )
