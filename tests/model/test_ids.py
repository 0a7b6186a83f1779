"""Identifiers are stable, separate their parts and name their kind."""

from __future__ import annotations

import pytest

from kb.model.ids import fingerprint, fold, kind_of, make_id, words


def test_an_id_never_changes() -> None:
    """The same parts give the id that earlier versions of the program wrote into graphs."""
    assert make_id("evt", 1, "AGREE", ["act_TUR"]) == "evt_h5646nmajw4zh6yvhjsbb6h674"


def test_parts_are_kept_separate() -> None:
    """("ab", "c") and ("a", "bc") are different contents, so they get different ids."""
    assert make_id("art", "ab", "c") != make_id("art", "a", "bc")


def test_the_prefix_is_part_of_what_is_hashed() -> None:
    """Two kinds never share the part of an id that follows the prefix."""
    assert make_id("art", "x").partition("_")[2] != make_id("rev", "x").partition("_")[2]


@pytest.mark.parametrize(
    ("identifier", "kind"),
    [("evt_x", "Event"), ("act_TUR", "Actor"), ("loc_745044", "Location"), ("x", None), ("", None)],
)
def test_an_id_names_its_kind(identifier: str, kind: str | None) -> None:
    """The prefix of an id tells which GraphQL type it belongs to."""
    assert kind_of(identifier) == kind


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Mevlüt Çavuşoğlu", "mevlut cavusoglu"),
        ("  MEVLUT   Cavusoglu ", "mevlut cavusoglu"),
        ("Diyarbakır", "diyarbakir"),
        ("Côte d’Ivoire", "cote d ivoire"),
        ("", ""),
    ],
)
def test_folding_keeps_what_identifies_a_name(name: str, folded: str) -> None:
    """Case, accents, punctuation and surplus space don't make another name."""
    assert fold(name) == folded


def test_a_reprint_with_other_typography_has_the_same_fingerprint() -> None:
    """Quotation marks, dashes and spacing change in reprints; the words are what counts."""
    wire = 'The minister said: "It is a done deal" - no more.'
    reprint = "The minister said : “It is a done deal” — no more."
    assert fingerprint(wire) == fingerprint(reprint)
    assert fingerprint(wire) != fingerprint(wire.replace("done", "good"))


def test_words_of_a_sentence_are_case_folded() -> None:
    """A sentence's words are what fingerprints and trigger positions count."""
    assert words("The U.S. said: No.") == ["the", "u", "s", "said", "no"]
