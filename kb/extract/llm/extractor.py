"""`ChatExtractor`: a model proposes, kb decides; without an answer the rules read the article."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Self

from kb.errors import EndpointError
from kb.extract import RuleExtractor
from kb.extract.lexicon import load_ontology
from kb.extract.llm import pieces, places, prompt, proposals
from kb.extract.llm.endpoint import Endpoint
from kb.extract.llm.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kb.extract.claims import Reading
    from kb.extract.llm.pieces import Piece
    from kb.extract.llm.proposals import Fault, Modes
    from kb.model.articles import Article
    from kb.model.events import Extraction, Mention
    from kb.settings import Settings

_log = logging.getLogger(__name__)

#: Articles in a row without an answer after which the endpoint is not asked again.
FAILURES = 3
#: A longer article, in pieces, is left to the rules.
MAX_PIECES = 50


class ChatExtractor:
    """Mentions that a model proposes and the article bears out.

    An article whose answer can't be had or used is read by the rules, with a warning, and its
    extraction is theirs by name: the graph then has no run of this extractor over it, so the next
    load asks again.
    """

    name = "openai"

    def __init__(self, endpoint: Endpoint, rules: RuleExtractor | None = None) -> None:
        self._endpoint = endpoint
        self._rules = rules or RuleExtractor()
        self._failures = 0  #: articles in a row without an answer

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """With the endpoint that KB_LLM_* name; asks it nothing yet.

        Raises SettingsError when something isn't set, ExtractionError when httpx is missing.
        """
        return cls(Endpoint(settings.llm))

    @cached_property
    def version(self) -> str:
        """Of the prompt, the model's name, and the rules that actors and dates come from."""
        return f"{prompt.PROMPT}+{self._endpoint.model}+rules-{self._rules.version}"

    @cached_property
    def _instructions(self) -> str:
        return prompt.instructions()

    @cached_property
    def _modes(self) -> Modes:
        return {kind: tuple(row["modes"]) for kind, row in load_ontology().items()}

    def extract(self, article: Article) -> Extraction:
        """The mentions of an article, in the order of the text.

        Raises ExtractionError when the rules' language model can't be loaded.
        """
        if not article.language.lower().startswith("en"):
            found = self._rules.extract(article)
            return replace(found, extractor=self.name, version=self.version)
        if self._failures >= FAILURES:
            return self._rules.extract(article)
        reading = self._rules.read(article)
        parts = list(pieces.split([scene.sentence for scene in reading.scenes]))
        if len(parts) > MAX_PIECES:
            return self._by_rules(article, f"too long for a model ({len(parts)} pieces)")
        try:
            extraction = self._proposed(article, reading, parts)
        except EndpointError as error:
            return self._fallen_back(article, error)
        self._failures = 0
        return extraction

    def _fallen_back(self, article: Article, error: EndpointError) -> Extraction:
        self._failures += 1
        _log.debug("the endpoint failed", exc_info=True)
        end = f"; after {FAILURES} such articles in a row it is not asked again in this load"
        return self._by_rules(
            article,
            f"{self._endpoint.name} {error}",
            end if self._failures >= FAILURES else "",
        )

    def _by_rules(self, article: Article, reason: str, end: str = "") -> Extraction:
        """What the rules find, with the reason why it is they who read."""
        found = self._rules.extract(article)
        warning = f"{reason}: read by the rules instead{end}"
        return replace(found, warnings=(*found.warnings, warning))

    def _proposed(self, article: Article, reading: Reading, parts: Sequence[Piece]) -> Extraction:
        texts = [prompt.material(article.title, part.text) for part in parts]
        answers = self._endpoint.ask(self._instructions, texts) if texts else []
        faults: Counter[Fault] = Counter()
        mentions: dict[Mention, None] = {}
        for part, answer in zip(parts, answers, strict=True):
            for found in self._read(answer, part, reading):
                if isinstance(found, proposals.Fault):
                    faults[found] += 1
                else:
                    mentions[found] = None
        if faults and not mentions:
            raise EndpointError(f"answered with nothing that can be used ({_told(faults)})")
        ordered = sorted(mentions, key=lambda m: (m.quote, m.trigger, m.type, m.status))
        extraction = self._rules.extraction(reading, ordered)
        return replace(
            extraction,
            extractor=self.name,
            version=self.version,
            warnings=(*extraction.warnings, *self._warnings(faults, len(mentions))),
        )

    def _read(self, answer: str, piece: Piece, reading: Reading) -> Iterator[Mention | Fault]:
        for proposal in proposals.read_answer(answer, self._modes):
            if isinstance(proposal, proposals.Fault):
                yield proposal
                continue
            placed = places.place(proposal, reading.article.text, piece.sentences)
            if isinstance(placed, proposals.Fault):
                yield placed
            else:
                yield resolve(proposal, placed, reading)

    def _warnings(self, faults: Counter[Fault], kept: int) -> Iterable[str]:
        """What was rejected, and what the endpoint has to be known for, once."""
        while self._endpoint.warnings:
            yield self._endpoint.warnings.pop()
        if faults:
            total = kept + faults.total()
            yield f"{faults.total()} of {total} proposals rejected: {_told(faults)}"


def _told(faults: Counter[Fault]) -> str:
    """The faults with their numbers, the commonest first."""
    ranked = sorted(faults.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{number} {fault.value}" for fault, number in ranked)
