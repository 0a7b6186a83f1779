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


def test_a_phrase_may_have_a_gap(extractor: RuleExtractor) -> None:
    """A phrase of the lexicon lets a few words stand where it has a star, and no verb."""
    assert only(extractor, "Cuba gave its solemn word to Haiti.").type == "AGREE"
    assert mentions(extractor, "Cuba gave what it had, a word to Haiti.") == ()


def test_what_needs_both_sides_is_none_with_one(extractor: RuleExtractor) -> None:
    """An entry that needs both sides states nothing where one isn't named."""
    assert only(extractor, "Iran traded crude with China for buses.").type == "COOPERATE"
    assert all(m.type != "COOPERATE" for m in mentions(extractor, "Iran traded with care."))
