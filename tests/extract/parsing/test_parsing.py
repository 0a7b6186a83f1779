"""Parsing gives what spaCy's own pipeline gives, bit by bit."""

from __future__ import annotations

import json
import warnings
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import spacy

from kb.extract.nlp import BATCH, MODULE
from kb.extract.parsing.encoder import Encoder
from kb.extract.parsing.ruler import Ruler
from tests.extract.found import model

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

#: Words that the rarer rules are about, and text that is none.
ODD = (
    "Y'all ain't gonna let's c'mon: he's gotta say nothin' 'cause it's the U.S.'s.",
    "There are   two  spaces; is there any  ?",
    "   ",
    "(…) — 3.5% / $4bn @ http://a.example/b #tag 👍🏽 \u200b x",
    "I'd have done what she does, if you hadn't; the one that did it was him.",
)


@cache
def own() -> Language:
    """The same model, run by spaCy."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return spacy.load(MODULE)


def sentences() -> list[str]:
    """The sentences of our own set, and odd ones."""
    path = Path(__file__).parents[3] / "bench" / "meaning_set.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()
    return [*(json.loads(line)["text"] for line in lines), *ODD]


def annotated(doc: Doc) -> list[tuple[Any, ...]]:
    """All that is said of each word."""
    return [(*_grammar(word), word.ent_iob_, word.ent_type_) for word in doc]


def _grammar(word: Token) -> tuple[Any, ...]:
    forms = word.text, word.tag_, word.pos_, str(word.morph), word.lemma_
    return *forms, word.dep_, word.head.i, word.is_sent_start


def test_annotations_are_those_of_spacy() -> None:
    """Tags, forms, lemmas, edges, sentences and names are what spaCy's pipeline finds."""
    texts = sentences()
    for ours, theirs in zip(model().parse(texts), own().pipe(texts), strict=True):
        assert annotated(ours) == annotated(theirs)


def test_texts_do_not_see_each_other() -> None:
    """A text is parsed alike alone, among others, and in a batch of its own size."""
    long = " ".join(sentences())[: 8 * BATCH]
    texts = [*sentences()[:20], "", long, *ODD]
    together = [annotated(doc) for doc in model().parse(texts)]
    alone = [annotated(doc) for text in texts for doc in model().parse([text])]
    assert together == alone


@pytest.mark.parametrize("pipe", ["tok2vec", "ner"])
def test_vectors_are_those_of_spacy(pipe: str) -> None:
    """The vectors of words are those that the model's own layers compute, to the last bit."""
    layers: Any = own().get_pipe(pipe).model  # type: ignore[attr-defined]
    layers = layers if pipe == "tok2vec" else layers.layers[0].layers[0]
    docs = [own().make_doc(text) for text in sentences()]
    expected = layers.predict(docs)
    for ours, theirs in zip(Encoder(layers).vectors(docs), expected, strict=True):
        assert np.array_equal(ours, theirs)


@pytest.mark.parametrize(
    "pattern", [{"LENGTH": 3}, {"LOWER": {"FUZZY": "the"}}, {"TAG": {"IN": ["DT"], "NOT_IN": []}}]
)
def test_unknown_rules_are_refused(pattern: dict[str, Any]) -> None:
    """A rule that asks for what isn't understood is an error, not a rule that never holds."""
    rules: Any = spacy.blank("en").add_pipe("attribute_ruler")
    rules.add([[pattern]], {"POS": "DET"})
    with pytest.raises(ValueError, match="attribute rule: unknown"):
        Ruler(rules)


def test_rules_of_several_words() -> None:
    """A rule of several words holds where all stand in a row, not at the end of the text."""
    nlp = spacy.blank("en")
    rules: Any = nlp.add_pipe("attribute_ruler")
    rules.add([[{"LOWER": "let"}, {"LOWER": {"REGEX": "^'?s$"}}]], {"LEMMA": "us"}, index=1)
    found = []
    for text in ("Let's go", "Let it go 's", "now let"):
        doc = nlp.make_doc(text)
        Ruler(rules).apply(doc)
        found.append([word.lemma_ for word in doc])
    assert found == [["", "us", ""], ["", "", "", ""], ["", ""]]
