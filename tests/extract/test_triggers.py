"""Triggers: which words of a sentence may state an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.extract.helpers import mentions, only

if TYPE_CHECKING:
    from kb.extract import RuleExtractor


@pytest.mark.parametrize("verb", ["if", "whether", "what", "why"])
def test_a_question_requests_nothing(verb: str, extractor: RuleExtractor) -> None:
    """Who only wants to know something asks nobody to do it."""
    assert mentions(extractor, f"Canada asked {verb} Chad would close the plant.") == ()


def test_asking_to_act_is_a_request(extractor: RuleExtractor) -> None:
    """Who asks somebody to do something requests it."""
    assert only(extractor, "Canada asked Chad to close the plant.").type == "REQUEST"


def test_nor_negates_as_the_verb_before(extractor: RuleExtractor) -> None:
    """What stands after "nor" is denied with what stands before it."""
    text = "Iran will not visit Iraq nor abandon its commitment to Syria."
    assert {m.status for m in mentions(extractor, text)} <= {"OCCURRED"}
    assert {m.type for m in mentions(extractor, text)} == {"REJECT"}
