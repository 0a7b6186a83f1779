"""The classifier: its file, its guesses, and what extraction makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kb.extract.classifier import NONE, Classifier
from kb.extract.features import Describer, candidates
from kb.extract.lexicon import Lexicon
from kb.model.articles import Article
from kb.model.events import EventType, Status
from tests.extract.helpers import mentions

if TYPE_CHECKING:
    from kb.extract import RuleExtractor

SMALL = f"AID {NONE} SANCTION\n\t0:0 1:100 2:0\nw=feed\t0:300\nw=shun\t2:250 1:-50\n"


def test_guess_takes_the_class_with_the_most_weight() -> None:
    """Weights of the features and the bias add up; the probabilities are their softmax."""
    guess = Classifier.parse(SMALL).guess({"w=feed", "w=unknown"})
    assert (guess.type, guess.percent, guess.none) == (EventType.AID, 84, 11)


def test_guess_without_known_features_is_the_bias() -> None:
    """A verb that was never seen most likely states no event."""
    guess = Classifier.parse(SMALL).guess(set())
    assert guess.none > guess.percent


def test_shipped_classifier_has_every_type() -> None:
    """Its classes are the types of the ontology and "none"."""
    assert set(Classifier.load().classes) == {*(kind.value for kind in EventType), NONE}


def described(text: str, extractor: RuleExtractor) -> dict[str, set[str]]:
    """The features of each verb of a sentence, by the verb's text."""
    (scene,) = extractor.read(Article(text)).scenes
    describer = Describer(scene, Lexicon.load())
    return {verb.text: describer.describe(verb) for verb in candidates(scene)}


def test_features_say_what_stands_around_a_verb(extractor: RuleExtractor) -> None:
    """Kinds of actors, common nouns, particles, prepositions and auxiliaries are features."""
    found = described("Chad will hand over the rebels to Mali.", extractor)["hand"]
    assert found >= {"w=hand_over", "S=STATE", "aux=will", "O=ARMED_GROUP", "P=to:STATE", "n=rebel"}


def test_features_name_no_actor(extractor: RuleExtractor) -> None:
    """Two sentences that differ in their countries only have the same features."""
    one = described("Chad shunned envoys from Mali.", extractor)["shunned"]
    other = described("Peru shunned envoys from Laos.", extractor)["shunned"]
    assert one == other


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kenya flew two planeloads of medicine to Malawi for the flood victims.", "AID"),
        ("Uganda kicked a Rwandan colonel out of the country on Friday.", "SANCTION"),
    ],
)
def test_words_beyond_the_lexicon_are_typed(text: str, kind: str, extractor: RuleExtractor) -> None:
    """An event in words that the lexicon may not have is found with both sides."""
    (found,) = mentions(extractor, text)
    assert (found.type.value, found.status) == (kind, Status.OCCURRED)
    assert len(found.participants) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Chad is a landlocked country that borders Sudan and Niger.",
        "Kenya won the semi-final in Uganda on penalties.",
        "Chad and Mali lie in the Sahel.",
        "Ghana produces more cocoa than Togo.",
    ],
)
def test_sentences_that_only_describe_have_no_event(text: str, extractor: RuleExtractor) -> None:
    """The classifier adds nothing to descriptions and sport."""
    assert mentions(extractor, text) == ()
