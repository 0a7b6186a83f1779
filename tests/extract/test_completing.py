"""The target that an event's own words leave open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kb.extract.rules import Rule
from kb.model.events import EventType, Role
from tests.extract.helpers import mentions, sides

if TYPE_CHECKING:
    from kb.extract import RuleExtractor

CASES = {
    "the only other country": (
        "Norway deployed two frigates after Danish trawlers cut nets off its coast.",
        EventType.MOBILIZE,
        ["NOR"],
        ["DNK"],
    ),
    "a state and its people": (
        "Nepal lifted a curfew on Wednesday.",
        EventType.CONCEDE,
        ["NPL"],
        ["NPL"],
    ),
    "people and their state": (
        "Workers in Togo rioted on Monday.",
        EventType.PROTEST,
        ["TGO"],
        ["TGO"],
    ),
    "of two others none": (
        "Norway deployed two frigates after Danish and Swedish trawlers met.",
        EventType.MOBILIZE,
        ["NOR"],
        [],
    ),
    "not who says so": (
        "Norway deployed two frigates, Denmark said.",
        EventType.MOBILIZE,
        ["NOR"],
        [],
    ),
    "not what it is about": (
        "Norway deployed two frigates despite objections from Denmark.",
        EventType.MOBILIZE,
        ["NOR"],
        [],
    ),
    "not a place": (
        "Norway deployed two frigates while its king was in Denmark.",
        EventType.MOBILIZE,
        ["NOR"],
        [],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_open_target(name: str, extractor: RuleExtractor) -> None:
    """It is the only other one of the sentence, else the source's own, and else nobody."""
    text, kind, sources, targets = CASES[name]
    found = [sides(m) for m in mentions(extractor, text) if m.type is kind]
    assert found == [(sources, targets)]


def test_a_state_acts_on_its_people(extractor: RuleExtractor) -> None:
    """The target of a curfew that is lifted is the people, named by the source's words."""
    (found,) = mentions(extractor, "Nepal lifted a curfew on Wednesday.")
    (party,) = [p for p in found.participants if p.role is Role.TARGET]
    assert (party.actor.name, party.span.text) == ("People of Nepal", "Nepal")


def test_rules_say_what_was_inferred() -> None:
    """The names of the two rules are part of what --explain prints."""
    assert [Rule.ONLY_OTHER.value, Rule.OWN_COUNTRY.value] == ["only other", "own country"]
