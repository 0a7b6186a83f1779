"""What every extraction must keep to, whoever made it: kb stores no words that aren't there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.model.events import BASE_EXTRACTOR, Extraction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kb.extract import Extractor
    from kb.model.articles import Article
    from kb.model.events import Mention, Span


def extract_checked(extractor: Extractor, article: Article) -> Extraction:
    """The extraction of an article, held against the article and the extractor.

    It bears the extractor's name and version, or is the rules' own (what a plug-in falls back on).
    Raises ValueError where it breaks the protocol, and whatever the extractor raises.
    """
    extraction = extractor.extract(article)
    if not isinstance(extraction, Extraction):
        raise TypeError(f"extract() gave no Extraction but {type(extraction).__name__}")
    mine = (extractor.name, extractor.version)
    stated = (extraction.extractor, extraction.version)
    if stated != mine and extraction.extractor != BASE_EXTRACTOR:
        raise ValueError(f"the extraction says it is by {stated}, and the extractor is {mine}")
    verify(article, extraction.mentions)
    return extraction


def verify(article: Article, mentions: Iterable[Mention]) -> None:
    """Hold every span against the text: offsets that don't fit are a bug, never an answer.

    Raises ValueError for a span that isn't the text at its offsets, and for a trigger outside its
    quote, from which the event's identity is counted.
    """
    for mention in mentions:
        for span in _spans(mention):
            if span.start < 0 or article.text[span.start : span.end] != span.text:
                raise ValueError(f"{span} is not what the text has there")
        if not mention.quote.start <= mention.trigger.start <= mention.quote.end:
            raise ValueError(f"the trigger {mention.trigger} is not in its quote")


def _spans(mention: Mention) -> Iterator[Span]:
    yield from (mention.quote, mention.trigger)
    yield from (participant.span for participant in mention.participants)
    yield from (place.span for place in mention.places)
    yield from (name.span for name in mention.unresolved)
    if mention.date_span:
        yield mention.date_span
    attribution = mention.attribution
    while attribution is not None:
        yield attribution.span
        attribution = attribution.via
