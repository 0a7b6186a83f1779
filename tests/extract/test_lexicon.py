"""The lexicon, executed: every entry's example states what the entry says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kb.extract.countries import Countries
from kb.extract.lexicon import Lexicon, load_ontology
from kb.model.articles import Article
from kb.model.events import EventType, Role

if TYPE_CHECKING:
    from kb.extract import RuleExtractor
    from kb.extract.lexicon import Entry
    from kb.model.events import Mention

ENTRIES = Lexicon.load().entries


NAMES = {actor.name: code for code, actor in Countries().states.items()}


def countries(text: str) -> tuple[str, ...]:
    """The countries that a text names, in its order."""
    found = [
        (text.index(name), code) for name, code in NAMES.items() if re.search(rf"\b{name}\b", text)
    ]
    return tuple(code for _, code in sorted(found))


def sides(mention: Mention) -> tuple[str, str]:
    """The first source's country and that of the first target who is not the source."""
    sources = [actor.country or "" for actor in mention.actors(Role.SOURCE)]
    targets = [actor.country or "" for actor in mention.actors(Role.TARGET)]
    others = [country for country in targets if country != sources[0]] if sources else targets
    return next(iter(sources), ""), next(iter(others), "")


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry.name} {entry.mode or ''}")
def test_example_states_the_event(entry: Entry, extractor: RuleExtractor) -> None:
    """An entry's example yields one mention of its type and mode, between the sides it names."""
    found = extractor.extract(Article(entry.example)).mentions
    assert [(m.type, m.mode) for m in found] == [(entry.type, entry.mode)]
    named = tuple(NAMES.get(name, "") for name in entry.sides) or countries(entry.example)
    assert sides(found[0]) == named[:2]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry.name} {entry.mode or ''}")
def test_mode_is_of_the_ontology(entry: Entry) -> None:
    """An entry's mode is one that PLOVER has for the type."""
    assert entry.mode is None or entry.mode in load_ontology()[entry.type]["modes"]


def test_every_type_has_words() -> None:
    """No type of the ontology is without an entry."""
    assert {entry.type for entry in ENTRIES} == set(EventType)


def test_ontology_is_complete() -> None:
    """Every type has a definition, a quad class and a score."""
    for kind, facts in load_ontology().items():
        assert facts["definition"], kind
        assert facts["quad"] in {
            "verbal cooperation",
            "material cooperation",
            "verbal conflict",
            "material conflict",
        }
        assert -10 <= facts["score"] <= 10


def test_examples_differ() -> None:
    """No example sentence serves two entries."""
    examples = [entry.example for entry in ENTRIES]
    assert len(set(examples)) == len(examples)
