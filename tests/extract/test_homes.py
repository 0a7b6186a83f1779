"""Whose people are whom a sentence names without a country."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kb.model.events import EventType, Role
from tests.extract.helpers import mentions, sides

if TYPE_CHECKING:
    from kb.extract import RuleExtractor

CASES = {
    "object, by the source": ("Togo's police arrested nine activists.", ["TGO"], ["TGO"]),
    "object, by the place": ("Ethiopian troops killed a herder in Kenya.", ["ETH"], ["KEN"]),
    "place inside a noun phrase": (
        "Eritrean soldiers shot two miners at a Nairobi market.",
        ["ERI"],
        ["KEN"],
    ),
    "after a preposition": (
        "Kenyan police fired tear gas at students in Nairobi.",
        ["KEN"],
        ["KEN"],
    ),
    "passive": ("Six journalists were arrested by police in Bolivia.", ["BOL"], ["BOL"]),
    "source, by the place": ("Gunmen attacked a Swiss convoy in Niger.", ["NER"], ["CHE"]),
    "both, by the place": ("Gunmen killed three miners in Peru.", ["PER"], ["PER"]),
    "source, by the target": ("Students burned the offices of Chad's president.", ["TCD"], ["TCD"]),
    "who is asked": ("Ghana's president urged teachers to return to work.", ["GHA"], ["GHA"]),
    "who takes part": ("Fiji's prime minister met farmers.", ["FJI", "FJI"], ["FJI", "FJI"]),
    "a name behind comes first": (
        "Oman asked for soldiers to be sent by Kenya against bandits.",
        ["OMN"],
        ["KEN"],
    ),
    "own soldiers are no target": ("Chad threatened to send troops.", ["TCD"], []),
    "where they are from": ("Chad held sailors from Sudan in custody.", ["TCD"], ["SDN"]),
    "help goes abroad": ("Norway donated tents for refugees.", ["NOR"], []),
}


@pytest.mark.parametrize("name", CASES)
def test_people_without_a_country(name: str, extractor: RuleExtractor) -> None:
    """They are of the country where it happens, else of the other side's."""
    text, sources, targets = CASES[name]
    assert sides(mentions(extractor, text)[0]) == (sources, targets)


def test_they_are_an_actor_of_that_country(extractor: RuleExtractor) -> None:
    """The actor is a group of the country, named by the words of the sentence."""
    found = mentions(extractor, "Togo's police arrested nine opposition activists.")[0]
    (party,) = [p for p in found.participants if p.role is Role.TARGET]
    assert (party.actor.name, party.span.text) == ("Opposition of Togo", "opposition activists")


@pytest.mark.parametrize(
    "text",
    [
        "Critics praised the Kenyan director's film.",
        "The bank blamed fuel costs for the jump in Kenyan inflation.",
        "A fan attacked the idea, Kenyan television said.",
        "The rebels who had seized trucks are students in Chad.",
    ],
)
def test_nobody_is_made_up(text: str, extractor: RuleExtractor) -> None:
    """Critics and banks do nothing to a country, nor is an aside with nobody named an event."""
    assert mentions(extractor, text) == ()


def test_the_only_country_of_the_article(extractor: RuleExtractor) -> None:
    """Where a sentence names no country, the only one of the article tells."""
    text = "Peru is to vote on Sunday. Gunmen killed three miners."
    (found,) = [m for m in mentions(extractor, text) if m.type is EventType.ASSAULT]
    assert sides(found) == (["PER"], ["PER"])
