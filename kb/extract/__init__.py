"""Extraction: an article in, its mentions out. Pure: no graph, no network, no clock.

`Extractor` is what a model or a service would implement (docs/extractors.md); `RuleExtractor` is
ours: spaCy's small English model, a lexicon and rules.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Protocol, Self

from kb.extract.checks import verify
from kb.extract.claims import find_claims, read_article
from kb.extract.classifier import Classifier
from kb.extract.entities import EntityFinder
from kb.extract.expressions import find_expressions
from kb.extract.gazetteer import Gazetteer
from kb.extract.groups import Groups
from kb.extract.guesses import Guesser
from kb.extract.lexicon import Lexicon
from kb.extract.nlp import load_model, model_version
from kb.extract.referents import Referents
from kb.extract.sentences import read_sentences
from kb.extract.trace import SILENT
from kb.model.events import BASE_EXTRACTOR, Extraction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.extract.claims import Reading
    from kb.extract.dates import Timex
    from kb.extract.nlp import LanguageModel
    from kb.extract.trace import Trace
    from kb.model.articles import Article
    from kb.model.events import Mention
    from kb.settings import Settings

#: Version of rules and data; every change that changes mentions takes the next one.
RULES = "5"


class Extractor(Protocol):
    """What reads mentions from articles."""

    @property
    def name(self) -> str:
        """Its name, "rules"."""
        ...

    @property
    def version(self) -> str:
        """Version of all that its answers depend on; a new one makes a new run."""
        ...

    def extract(self, article: Article) -> Extraction:
        """The mentions of one article; the same whatever was extracted before."""
        ...


class RuleExtractor:
    """The offline extractor. Loads model and data when first used; keeps nothing of an article."""

    name = BASE_EXTRACTOR

    @classmethod
    def open(cls, settings: Settings) -> Self:  # noqa: ARG003 -- what entry points are called with
        """A new one; the rules have no settings."""
        return cls()

    @cached_property
    def version(self) -> str:
        """Of the rules and of the language model."""
        return f"{RULES}+{model_version()}"

    @cached_property
    def _nlp(self) -> LanguageModel:
        return load_model()

    @cached_property
    def _lexicon(self) -> Lexicon:
        return Lexicon.load()

    @cached_property
    def _guesser(self) -> Guesser:
        return Guesser(Classifier.load(), self._lexicon)

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return Gazetteer.load()

    @cached_property
    def _groups(self) -> Groups:
        return Groups(self._gazetteer.actors)

    @cached_property
    def _referents(self) -> Referents:
        return Referents(self._gazetteer)

    def extract(self, article: Article, trace: Trace = SILENT) -> Extraction:
        """The mentions of an article, in the order of the text.

        The trace hears what is decided on the way, and changes nothing. Raises ExtractionError
        when the language model can't be loaded. An article in another language than English has
        no mentions and a warning.
        """
        if not article.language.lower().startswith("en"):
            reason = f"language {article.language!r} is not English: no events extracted"
            return Extraction(self.name, self.version, warnings=(reason,))
        reading = self.read(article, trace)
        mentions = find_claims(reading, self._lexicon, self._guesser)
        return self.extraction(reading, mentions)

    def extraction(self, reading: Reading, mentions: Sequence[Mention]) -> Extraction:
        """Mentions of a reading, whoever found them, with whom and what they refer to.

        It bears the rules' name: a plug-in puts its own.
        """
        verify(reading.article, mentions)
        return Extraction(
            self.name,
            self.version,
            tuple(mentions),
            principals=self._referents.principals(mentions),
            regions=self._referents.regions(mentions),
            warnings=tuple(_warnings(reading)),
        )

    def find_dates(self, article: Article, *, day_first: bool | None = None) -> tuple[Timex, ...]:
        """The temporal expressions of an article's text, those of durations and the like included.

        Raises ExtractionError when the language model, which finds the days on which quotations
        were spoken, is needed and can't be loaded.
        """
        return find_expressions(article, lambda: self.read(article).spoken, day_first=day_first)

    def read(self, article: Article, trace: Trace = SILENT) -> Reading:
        """The sentences of an article with their actors, places, dates and speakers.

        Raises ExtractionError when the language model can't be loaded.
        """
        sentences = read_sentences(article, self._nlp)
        entities = EntityFinder(self._gazetteer).find(article, sentences, trace)
        states = self._gazetteer.countries.states
        return read_article(article, sentences, entities, states, trace, groups=self._groups)


def _warnings(reading: Reading) -> list[str]:
    """What the load report should say of an article."""
    unresolved = sum(
        not anchor.timex.date.resolved for found in reading.anchors for anchor in found
    )
    if not unresolved or reading.article.published is not None:
        return []
    what = "date is" if unresolved == 1 else "dates are"
    return [f"no publication date is known: {unresolved} relative {what} unresolved"]
