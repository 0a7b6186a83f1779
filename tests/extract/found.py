"""What the entity finder finds in a text; loads the model and the gazetteer once."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from kb.extract.entities import EntityFinder, EntityMention
from kb.extract.gazetteer import Gazetteer
from kb.extract.nlp import load_model
from kb.extract.sentences import read_sentences
from kb.model.articles import Article, Published, PublishedBasis

if TYPE_CHECKING:
    from kb.extract.nlp import LanguageModel
    from kb.extract.sentences import Sentence


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, loaded once for all tests."""
    return Gazetteer.load()


@cache
def model() -> LanguageModel:
    """SpaCy's model, loaded once for all tests."""
    return load_model()


def article(text: str, *, title: str = "", day: str | None = None) -> Article:
    """An article of a text, published on an ISO day if one is given."""
    when = date.fromisoformat(day) if day else None
    published = Published(when, when, when.isoformat(), PublishedBasis.USER) if when else None
    return Article(text, title=title, published=published)


def read(subject: Article) -> tuple[list[Sentence], list[EntityMention]]:
    """The sentences of an article, and the mentions in them."""
    sentences = read_sentences(subject, model())
    return sentences, EntityFinder(gazetteer()).find(subject, sentences)


def find(text: str, *, title: str = "", day: str | None = None) -> list[EntityMention]:
    """The mentions in a text."""
    return read(article(text, title=title, day=day))[1]


def actors(text: str, *, day: str | None = None) -> dict[str, str]:
    """Words -> name of the actor that they name last in the text."""
    return {m.span.text: m.actor.name for m in find(text, day=day) if m.actor}


def principals(text: str, *, day: str | None = None) -> dict[str, str]:
    """Words -> id of whom the actor that they name acts for."""
    return {m.span.text: m.actor.principal for m in find(text, day=day) if m.actor}


def places(text: str) -> dict[str, str]:
    """Words -> "NAME/COUNTRY" of the location that they name."""
    return {
        m.span.text: f"{m.location.name}/{m.location.country}" for m in find(text) if m.location
    }


def one(text: str, words: str, *, day: str | None = None) -> EntityMention:
    """The only mention with these words."""
    found = [m for m in find(text, day=day) if m.span.text == words]
    assert len(found) == 1, [m.span.text for m in find(text, day=day)]
    return found[0]
