"""Where a proposal's words stand in the article: offsets are found here, never taken."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from kb.extract.llm.proposals import Fault
from kb.model.events import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.extract.llm.proposals import Naming, Proposal
    from kb.extract.sentences import Sentence

#: How often a repeated quote is looked at for the other words of its proposal.
_OCCURRENCES = 50


@dataclass(frozen=True, slots=True)
class Placed:
    """A proposal's words, where the article has them."""

    quote: Span  #: the whole sentences that hold the proposed quote
    trigger: Span
    actors: tuple[tuple[Naming, Span], ...]
    places: tuple[Span, ...]
    date: Span | None


def place(proposal: Proposal, text: str, sentences: Sequence[Sentence]) -> Placed | Fault:
    """The first occurrence of the quote in `sentences` whose sentence holds all other words.

    `text` is the article's. QUOTE: the narrative has no such words; WORDS: the sentence lacks some.
    """
    fault = Fault.QUOTE
    first, last = sentences[0].span.start, sentences[-1].span.end
    for start, end in islice(_occurrences(proposal.quote, text, first, last), _OCCURRENCES):
        quote = _widened(text, sentences, start, end)
        if quote is None:
            continue
        fault = Fault.WORDS
        placed = _place_within(proposal, text, quote, (start, end))
        if placed is not None:
            return placed
    return fault


def _widened(text: str, sentences: Sequence[Sentence], start: int, end: int) -> Span | None:
    """The sentences that words are in; None where some are outside, in a caption for example."""
    touched = [s.span for s in sentences if s.span.start < end and start < s.span.end]
    if not touched or start < touched[0].start or end > touched[-1].end:
        return None
    begin, stop = touched[0].start, touched[-1].end
    return Span(begin, stop, text[begin:stop])


def _place_within(
    proposal: Proposal, text: str, quote: Span, proposed: tuple[int, int]
) -> Placed | None:
    def find(words: str) -> Span:
        """The words in the proposed quote, else in its sentence; raises LookupError."""
        for start, end in (proposed, (quote.start, quote.end)):
            for found in _occurrences(words, text, start, end):
                return Span(*found, text[slice(*found)])
        raise LookupError(words)

    try:
        return Placed(
            quote,
            find(proposal.trigger),
            tuple((naming, find(naming.words)) for naming in proposal.actors),
            tuple(find(words) for words in proposal.places),
            find(proposal.date) if proposal.date else None,
        )
    except LookupError:
        return None


def _occurrences(words: str, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where words stand in a stretch of the text, as whole words; spaces of any kind are equal."""
    parts = words.split()
    pattern = r"\s+".join(re.escape(part) for part in parts)
    before = r"(?<!\w)" if re.match(r"\w", parts[0]) else ""
    after = r"(?!\w)" if re.search(r"\w\Z", parts[-1]) else ""
    for match in re.compile(before + pattern + after).finditer(text, start, end):
        yield match.span()
