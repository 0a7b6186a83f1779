"""Short ways to ask what a sentence states."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kb.model.articles import Article, Published, PublishedBasis
from kb.model.events import Role

if TYPE_CHECKING:
    from kb.extract import RuleExtractor
    from kb.model.events import Mention


def published(day: str) -> Published:
    """A publication date that the user gave."""
    when = date.fromisoformat(day)
    return Published(when, when, day, PublishedBasis.USER)


def mentions(extractor: RuleExtractor, text: str, day: str | None = None) -> tuple[Mention, ...]:
    """The mentions of a text, published on a day if one is given."""
    when = published(day) if day else None
    return extractor.extract(Article(text, published=when)).mentions


def only(extractor: RuleExtractor, text: str, day: str | None = None) -> Mention:
    """The one mention of a text."""
    found = mentions(extractor, text, day)
    assert len(found) == 1, [(m.type.value, m.trigger.text) for m in found]
    return found[0]


def sides(mention: Mention) -> tuple[list[str], list[str]]:
    """The countries of the sources and of the targets."""
    return (
        [actor.country or actor.name for actor in mention.actors(Role.SOURCE)],
        [actor.country or actor.name for actor in mention.actors(Role.TARGET)],
    )
