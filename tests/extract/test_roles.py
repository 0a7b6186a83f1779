"""Who does what to whom, by construction."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.extract.helpers import mentions, only, sides

if TYPE_CHECKING:
    from kb.extract import RuleExtractor

CASES = {
    "active": ("Sudan attacked Chad.", ["SDN"], ["TCD"]),
    "passive": ("Chad was attacked by Sudan.", ["SDN"], ["TCD"]),
    "past participle": ("Chad condemned a raid launched by Sudan.", ["TCD"], ["SDN"]),
    "nominal with a light verb": ("Sudan launched an attack on Chad.", ["SDN"], ["TCD"]),
    "nominal in the passive": ("An offer was made by Japan to Peru.", ["JPN"], ["PER"]),
    "possessive and of": (
        "Egypt's purchase of Italian frigates is a done deal.",
        ["EGY"],
        ["ITA"],
    ),
    "apposition": ("Sudan, a neighbour of Libya, attacked Chad.", ["SDN"], ["TCD"]),
    "office of a country": ("The prime minister of Japan condemned Iran.", ["JPN"], ["IRN"]),
    "whose people": ("Kenyan troops attacked Somali rebels.", ["KEN"], ["SOM"]),
    "conjunction of targets": ("Japan accused Iran and Syria of fraud.", ["JPN"], ["IRN", "SYR"]),
    "relative clause": ("Oman praised Kenya, which had helped Somalia.", ["OMN"], ["KEN"]),
    "pronoun": ("Japan said it had suspended aid to Myanmar.", ["JPN"], ["MMR"]),
    "receiving": ("Peru received emergency aid from Japan.", ["JPN"], ["PER"]),
    "demand": ("Japan demanded that Iran release the crew.", ["JPN"], ["IRN"]),
    "request with infinitive": ("Japan urged Iran to release the crew.", ["JPN"], ["IRN"]),
    "demand in a statement": (
        "Japan issued a statement demanding that Iran release the crew.",
        ["JPN"],
        ["IRN"],
    ),
    "threat": ("Sudan threatened to cut the pipeline to Chad.", ["SDN"], ["TCD"]),
    "refusal of an offer": ("Peru rejected an offer from Japan.", ["PER"], ["JPN"]),
    "refusal of somebody's plan": ("Peru rejected a Japanese plan.", ["PER"], ["JPN"]),
    "report below": ("Sudan attacked Chad, officials said.", ["SDN"], ["TCD"]),
    "warning with what must be done": (
        "The president of Kenya warned Uganda that it must choose between the dam and its loan.",
        ["KEN"],
        ["UGA"],
    ),
    "goods that arrive": (
        "The first batteries of a Swedish radar system arrived in Finland.",
        ["SWE"],
        ["FIN"],
    ),
    "goods that are brought": (
        "The radar equipment from Sweden was flown to Helsinki.",
        ["SWE"],
        ["FIN"],
    ),
    "delivery that begins": ("Deliveries of Swedish radars to Finland began.", ["SWE"], ["FIN"]),
    "topic of a quarrel is no side": (
        "Peru proposed a commission to end the quarrel over Bolivian tin.",
        ["PER"],
        [],
    ),
    "whose deed it is done for": (
        "Norway imposed sanctions over Ghana's purchase of fuel from Libya.",
        ["NOR"],
        ["GHA"],
    ),
    "topic of talks is no side": (
        "Kenya discussed Yemen with Oman.",
        ["KEN", "OMN"],
        ["KEN", "OMN"],
    ),
    "who weighs a proposal": (
        "Kenya rejected the joint fund that Uganda had proposed.",
        ["KEN"],
        ["UGA"],
    ),
    "where they return to": (
        "Kenya and Uganda returned to Geneva for talks.",
        ["KEN", "UGA"],
        ["KEN", "UGA"],
    ),
    "shelling that the parser takes for a tank": (
        "Four men were killed in Eritrean tank shelling in the east of Ethiopia on Friday.",
        ["ERI"],
        ["ETH"],
    ),
    "in spite of objections": (
        "Kenya agreed in July to build a dam over objections from Uganda.",
        ["KEN"],
        [],
    ),
    "own state is not the target": (
        "Canada warned that going ahead could bring Canadian sanctions on Belarus.",
        ["CAN"],
        ["BLR"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_sides(name: str, extractor: RuleExtractor) -> None:
    """Each construction gives its source and its target."""
    text, sources, targets = CASES[name]
    assert sides(mentions(extractor, text)[0]) == (sources, targets)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and Somalia held talks.",
        "Kenya held talks with Somalia.",
        "Talks between Kenya and Somalia resumed.",
        "Kenya met Somalia.",
        "Kenya and Somalia signed a treaty.",
        "Kenya signed a treaty with Somalia.",
    ],
)
def test_both_sides_of_a_symmetric_event(text: str, extractor: RuleExtractor) -> None:
    """Those who talk or sign are each both source and target."""
    assert sides(only(extractor, text)) == (["KEN", "SOM"], ["KEN", "SOM"])


def test_officials_of_two_countries(extractor: RuleExtractor) -> None:
    """A noun shared by two adjectives names both countries."""
    found = only(extractor, "Kenyan and Somali officials held talks.")
    assert sorted(sides(found)[0]) == ["KEN", "SOM"]


def test_proposal_is_made_to_who_weighs_it(extractor: RuleExtractor) -> None:
    """Who does not consider what was proposed is whom it was proposed to."""
    text = "Kenya is not considering the joint fund that Uganda had proposed over Somali ports."
    found = {m.status.value: (m.type.value, sides(m)) for m in mentions(extractor, text)}
    assert found["PROPOSED"] == ("AGREE", (["UGA"], ["KEN"]))
    assert found["OCCURRED"] == ("REJECT", (["KEN"], ["UGA"]))


def test_clause_beside_a_proposal_states_its_own_event(extractor: RuleExtractor) -> None:
    """What ", which" adds to a proposal is no part of it."""
    text = "Uganda has proposed a joint fund, which Kenya has refused."
    found = [(m.type.value, sides(m)) for m in mentions(extractor, text)]
    assert found == [("AGREE", (["UGA"], ["KEN"])), ("REJECT", (["KEN"], ["UGA"]))]


def test_place_of_the_topic(extractor: RuleExtractor) -> None:
    """The place of what is discussed is not where it is discussed."""
    found = only(extractor, "Kenya and Oman discussed the war in Yemen.")
    assert (sides(found)[0], found.places) == (["KEN", "OMN"], ())


def test_place_that_something_comes_to(extractor: RuleExtractor) -> None:
    """Goods arrive where they are brought to."""
    found = only(extractor, "The radar equipment from Sweden was flown to Helsinki.")
    assert [place.location.name for place in found.places] == ["Helsinki"]


def test_its_is_whose_deed_it_is(extractor: RuleExtractor) -> None:
    """What somebody is punished for is their own deed, not that of who punishes."""
    text = "Norway imposed sanctions on Ghana because of its purchase of fuel from Libya."
    found = [sides(mention) for mention in mentions(extractor, text)]
    assert found[0] == (["NOR"], ["GHA"])
    assert (["NOR"], ["LBY"]) not in found


def test_target_from_the_sentence_before(extractor: RuleExtractor) -> None:
    """A warning without addressee goes to the other state of the sentence before."""
    text = "Chad and Sudan are at odds over a dam. Chad has warned of consequences."
    assert sides(only(extractor, text)) == (["TCD"], ["SDN"])


def test_no_target_from_a_crowd(extractor: RuleExtractor) -> None:
    """With two other states in the sentence before, none is picked."""
    text = "Chad, Libya and Sudan are at odds over a dam. Chad has warned of consequences."
    assert sides(only(extractor, text)) == (["TCD"], [])


def test_no_target_from_another_paragraph(extractor: RuleExtractor) -> None:
    """Nor from a sentence of another paragraph."""
    text = "Chad and Sudan are at odds over a dam.\nChad has warned of consequences."
    assert sides(only(extractor, text)) == (["TCD"], [])


def test_place_is_where_it_happens(extractor: RuleExtractor) -> None:
    """The place is that of the event's own clause, and a city there is no target."""
    found = only(extractor, "Kenya and Somalia signed a treaty in Cairo, Libya said.")
    assert [place.location.name for place in found.places] == ["Cairo"]
    assert sides(found)[1] == ["KEN", "SOM"]
