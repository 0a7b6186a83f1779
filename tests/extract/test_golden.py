"""Whole articles of our own with the mentions they state: tests/data/extract/*.txt and *.json."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kb.model.articles import Article, Published, PublishedBasis
from kb.model.events import Role

if TYPE_CHECKING:
    from kb.extract import RuleExtractor
    from kb.model.events import Attribution, Mention

DATA = Path(__file__).parents[1] / "data" / "extract"
NAMES = sorted(path.stem for path in DATA.glob("*.txt"))


def chain(attribution: Attribution | None) -> list[dict[str, Any]]:
    """The speakers, the nearest first."""
    found = []
    while attribution is not None:
        found.append(
            {
                "speaker": attribution.speaker.name if attribution.speaker else None,
                "words": attribution.span.text,
                "said": attribution.said.edtf if attribution.said else None,
            }
        )
        attribution = attribution.via
    return found


def row(mention: Mention) -> dict[str, Any]:
    """A mention as the golden files have it."""
    return {
        "type": mention.type.value,
        "mode": mention.mode,
        "status": mention.status.value,
        "sources": [actor.name for actor in mention.actors(Role.SOURCE)],
        "targets": [actor.name for actor in mention.actors(Role.TARGET)],
        "date": mention.date.edtf,
        "basis": mention.date.basis.value if mention.date.basis else None,
        "trigger": mention.trigger.text,
        "places": [place.location.name for place in mention.places],
        "said_by": chain(mention.attribution),
    }


def read(name: str) -> tuple[Article, list[dict[str, Any]]]:
    """An article and what it should yield."""
    golden = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    day = date.fromisoformat(golden["published"])
    published = Published(day, day, golden["published"], PublishedBasis.USER)
    text = (DATA / f"{name}.txt").read_text(encoding="utf-8")
    return Article(text, published=published), golden["mentions"]


@pytest.mark.parametrize("name", NAMES)
def test_article_yields_its_mentions(name: str, extractor: RuleExtractor) -> None:
    """An article yields exactly the mentions of its golden file, in the order of the text."""
    article, expected = read(name)
    assert [row(m) for m in extractor.extract(article).mentions] == expected


def test_there_are_golden_articles() -> None:
    """The golden folder isn't empty, so that the test above tests something."""
    assert len(NAMES) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_spans_are_the_text(name: str, extractor: RuleExtractor) -> None:
    """Quote, trigger, actors, places and dates are verbatim, and the trigger is in the quote."""
    article, _ = read(name)
    for mention in extractor.extract(article).mentions:
        spans = [mention.quote, mention.trigger]
        spans += [p.span for p in mention.participants] + [p.span for p in mention.places]
        spans += [mention.date_span] if mention.date_span else []
        for span in spans:
            assert article.text[span.start : span.end] == span.text
        assert mention.quote.start <= mention.trigger.start
        assert mention.trigger.end <= mention.quote.end
        assert 0 <= mention.confidence <= 100
        assert mention.rule
