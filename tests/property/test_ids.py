"""Identifiers: stable, separate, and independent of what doesn't matter."""

from __future__ import annotations

import json
import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from kb.model.articles import canonical_url
from kb.model.ids import KINDS, fingerprint, fold, kind_of, make_id, words

_TEXT = st.text(max_size=12)
_PARTS = st.recursive(
    st.none() | st.booleans() | st.integers(-99, 99) | _TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXT, inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(sorted(KINDS)), st.lists(_PARTS, max_size=4))
def test_an_id_names_its_kind(prefix: str, parts: list[object]) -> None:
    """Any content gives an id of one form, always the same one, that tells its kind."""
    identifier = make_id(prefix, *parts)  # type: ignore[arg-type]
    assert re.fullmatch(rf"{prefix}_[a-z2-7]{{26}}", identifier)
    assert identifier == make_id(prefix, *parts)  # type: ignore[arg-type]
    assert kind_of(identifier) == KINDS[prefix]


@given(st.lists(_PARTS, max_size=3), st.lists(_PARTS, max_size=3))
def test_different_parts_have_different_ids(one: list[object], other: list[object]) -> None:
    """Two lists of parts share an id only when they are the same JSON."""
    same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    assert (make_id("evt", *one) == make_id("evt", *other)) == same  # type: ignore[arg-type]


@given(_TEXT, _TEXT)
def test_parts_stay_separate(one: str, other: str) -> None:
    """Moving a character from one part to the next gives another id."""
    assert make_id("evt", one + "x", other) != make_id("evt", one, "x" + other)
    assert make_id("evt", one, other) != make_id("evt", one + other)
    assert make_id("evt", [one], other) != make_id("evt", one, [other])


@given(st.dictionaries(_TEXT, st.integers(), max_size=5))
def test_the_order_of_keys_does_not_matter(content: dict[str, int]) -> None:
    """An object is hashed by its content, not by the order in which it was built."""
    backwards = dict(reversed(content.items()))
    assert make_id("evt", content) == make_id("evt", backwards)


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(name: str) -> None:
    """A folded name is its own folded form."""
    assert fold(fold(name)) == fold(name)


@given(st.text(alphabet=st.characters(codec="latin-1", categories=["L"]), max_size=20))
def test_folding_ignores_case_and_composition(name: str) -> None:
    """How a name is composed, and its case, don't change what identity compares."""
    assert fold(unicodedata.normalize("NFD", name)) == fold(unicodedata.normalize("NFC", name))
    assert fold(name.lower()) == fold(name)


@given(st.lists(st.text(alphabet="abcğüÇ1", min_size=1, max_size=5), max_size=6))
def test_a_fingerprint_keeps_only_words(tokens: list[str]) -> None:
    """Typography between words doesn't change a sentence's fingerprint."""
    plain = " ".join(tokens)
    typeset = "“" + "\u00a0— ".join(tokens) + "”."
    assert fingerprint(typeset) == fingerprint(plain)
    assert len(words(plain)) == len(tokens)


_HOSTS = st.from_regex(r"[a-z]{1,8}\.(com|org)", fullmatch=True)
_PATHS = st.from_regex(r"(/[a-z0-9]{1,5}){0,3}", fullmatch=True)


@given(_HOSTS, _PATHS, st.dictionaries(st.sampled_from("abc"), st.sampled_from("123"), max_size=3))
def test_a_canonical_url_is_stable(host: str, path: str, query: dict[str, str]) -> None:
    """Trackers, fragments, the order of parameters and the host's case name the same page."""
    plain = "&".join(f"{key}={value}" for key, value in query.items())
    tracked = "&".join(["utm_source=x", *reversed(plain.split("&"))] if plain else ["gclid=1"])
    one = canonical_url(f"https://{host}{path}?{plain}")
    assert canonical_url(f"HTTPS://{host.upper()}:443{path}/?{tracked}#top") == one
    assert canonical_url(one) == one
