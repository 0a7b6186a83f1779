"""Whether it happened or was only said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.extract.helpers import mentions, only

if TYPE_CHECKING:
    from kb.extract import RuleExtractor

STATED = {
    "Canada imposed sanctions on Belarus.": ("SANCTION", "OCCURRED"),
    "Canada has imposed sanctions on Belarus.": ("SANCTION", "OCCURRED"),
    "Canada announced sanctions on Belarus.": ("SANCTION", "ANNOUNCED"),
    "Canada announced that it had imposed sanctions on Belarus.": ("SANCTION", "ANNOUNCED"),
    "Canada is expected to impose sanctions on Belarus.": ("SANCTION", "PLANNED"),
    "Canada said it would impose sanctions on Belarus.": ("THREATEN", "THREATENED"),
    "Canada threatened to impose sanctions on Belarus.": ("THREATEN", "THREATENED"),
    "Canada warned Belarus of consequences.": ("THREATEN", "THREATENED"),
    "Canada might impose sanctions on Belarus unless it frees the bishop.": (
        "THREATEN",
        "THREATENED",
    ),
    "Peru did not accept the claim of Chile.": ("REJECT", "OCCURRED"),
    "Canada said it would not hesitate to use force against Belarus.": ("THREATEN", "THREATENED"),
    "Canada denied that it had imposed sanctions on Belarus.": ("SANCTION", "DENIED"),
    "Canada denied imposing sanctions on Belarus.": ("SANCTION", "DENIED"),
    "Canada will send aid to Haiti.": ("AGREE", "PLANNED"),
    "Canada said it would send aid to Haiti.": ("AGREE", "PLANNED"),
    "Canada announced that it would send aid to Haiti.": ("AGREE", "ANNOUNCED"),
    "Canada offered to send aid to Haiti.": ("AGREE", "OFFERED"),
    "Canada pledged to send aid to Haiti.": ("AGREE", "ANNOUNCED"),
    "Canada proposed a joint fund with Haiti.": ("AGREE", "PROPOSED"),
    "Canada said it would not send aid to Haiti.": ("REJECT", "OCCURRED"),
    "Canada will not send aid to Haiti.": ("REJECT", "OCCURRED"),
    "Canada refused to send aid to Haiti.": ("REJECT", "OCCURRED"),
    "The president of Ghana will meet the president of Togo.": ("CONSULT", "PLANNED"),
    "The president of Ghana is due to meet the president of Togo.": ("CONSULT", "PLANNED"),
    "The president of Ghana plans to visit Togo.": ("CONSULT", "PLANNED"),
    "Ghana cancelled talks with Togo.": ("CONSULT", "CALLED_OFF"),
    "Ghana called off talks with Togo.": ("CONSULT", "CALLED_OFF"),
    "Nigeria said it would withdraw its troops from Chad unless Chad held elections.": (
        "THREATEN",
        "THREATENED",
    ),
    "Sudan fired a missile toward Chad.": ("MOBILIZE", "OCCURRED"),
    "Sudan fired rockets into Chad.": ("ASSAULT", "OCCURRED"),
    "Chad and Sudan agreed that trade should resume.": ("AGREE", "OCCURRED"),
    "Chad mounted its long-threatened invasion of Sudan.": ("ASSAULT", "OCCURRED"),
    "Deliveries of Swedish radars to Finland are to begin in July.": ("AGREE", "PLANNED"),
    "Deliveries of Swedish radars to Finland are expected to resume.": ("AGREE", "PLANNED"),
    "Deliveries of Swedish radars to Finland resumed.": ("COOPERATE", "OCCURRED"),
    "Talks between Kenya and Somalia are due to start in Rome.": ("CONSULT", "PLANNED"),
    "Sudan promised to answer the embargo of Chad.": ("THREATEN", "THREATENED"),
    "Militants from Mali tried to assassinate the envoy of Niger.": ("ASSAULT", "OCCURRED"),
}


@pytest.mark.parametrize("text", STATED)
def test_type_and_status(text: str, extractor: RuleExtractor) -> None:
    """The words around a trigger decide what it states, and one sentence states it once."""
    found = only(extractor, text)
    assert (found.type.value, found.status.value) == STATED[text]


@pytest.mark.parametrize(
    "text",
    [
        "Canada did not impose sanctions on Belarus.",
        "Canada has never imposed sanctions on Belarus.",
        "Canada could impose sanctions on Belarus.",
        "Canada may impose sanctions on Belarus.",
        "Canada should impose sanctions on Belarus.",
        "Canada wants to impose sanctions on Belarus.",
        "Canada is considering sanctions on Belarus.",
        "Going ahead could result in Canadian sanctions on Belarus.",
        "If Canada imposed sanctions on Belarus, trade would stop.",
        "Will Canada impose sanctions on Belarus?",
        "Canada would have imposed sanctions on Belarus.",
        "There is a risk of war between Chad and Sudan.",
        "Chad hopes to avoid a war with Sudan.",
        "Chad and Sudan held no talks.",
        "The weather in Chad was fine.",
        "Chad is larger than Togo.",
        "Chad is arming itself with rockets that can reach Sudan.",
        "Chad agreed that it was late.",
        "Chad was fined for committing a series of errors against Sudan.",
        "Chad has offered a sober outlook.",
        "Ministers of Chad had a deadline to attack Sudan.",
        "Chad no longer blames Sudan for the flood.",
        "Chad will never abandon its commitment to Sudan.",
        "Chad fought to gain access to the footage.",
        "The step won support from Chad and Sudan.",
        "Chad is allowed to build rockets.",
        "Whatever is given to the rebels of Chad in exchange would be used.",
        "Kenya said it hoped officials of Chad would be indicted.",
        "",
    ],
)
def test_no_event(text: str, extractor: RuleExtractor) -> None:
    """What is negated, possible, wished, asked, feared or merely described is no event."""
    assert mentions(extractor, text) == ()


def test_warning_is_no_sanction(extractor: RuleExtractor) -> None:
    """What a warning is about is not an event beside it."""
    found = mentions(extractor, "Canada warned Belarus that arrests would lead to sanctions.")
    assert [m.type.value for m in found] == ["THREATEN"]


def test_one_event_for_two_triggers(extractor: RuleExtractor) -> None:
    """What "proposed holding talks" states is one proposal, not a proposal and talks."""
    found = mentions(extractor, "Chad proposed holding talks with Sudan.")
    assert [m.type.value for m in found] == ["AGREE"]


def test_two_events_in_one_sentence(extractor: RuleExtractor) -> None:
    """A sentence that states two events gives both."""
    found = mentions(extractor, "Sudan accused Chad of theft and expelled two Chadian diplomats.")
    assert [m.type.value for m in found] == ["ACCUSE", "SANCTION"]
