"""Stable identifiers: a hash over canonical JSON with a version byte.

The same content gets the same id on every machine, in any order of loading. Canonical JSON (sorted
keys, no spaces, UTF-8) keeps the parts separate, so ("ab", "c") and ("a", "bc") differ.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    JSONValue = str | int | bool | None | Sequence["JSONValue"] | Mapping[str, "JSONValue"]

#: Goes into every hash; a change of what is hashed, or how, takes the next one.
VERSION = b"\x01"

#: prefix of an id -> the GraphQL type that it names
KINDS = {
    "art": "Article",
    "rev": "Revision",
    "run": "Run",
    "men": "Mention",
    "evt": "Event",
    "act": "Actor",
    "loc": "Location",
    "pub": "Publisher",
}


def make_id(prefix: str, *parts: JSONValue) -> str:
    """`prefix`, an underscore and 26 characters of base 32: 128 bits of SHA-256 over `parts`."""
    canonical = json.dumps(
        [prefix, *parts], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    digest = hashlib.sha256(VERSION + canonical.encode("utf-8", "surrogatepass")).digest()[:16]
    return f"{prefix}_{base64.b32encode(digest).decode().rstrip('=').lower()}"


def kind_of(identifier: str) -> str | None:
    """The type that an id names ("Event" for "evt_…"), or None for what is no id of ours."""
    return KINDS.get(identifier.partition("_")[0])


def fold(name: str) -> str:
    """A name without case, accents, punctuation and surplus space: what identity compares.

    >>> fold("  Mevlüt  ÇAVUŞOĞLU ")
    'mevlut cavusoglu'
    """
    # Decomposed before and after the case goes: the mathematical "𝙰" only then becomes a letter.
    folded = unicodedata.normalize("NFKD", name).casefold().replace("ı", "i")
    bare = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", bare))


def words(text: str) -> list[str]:
    """The words of a sentence as fingerprints see them: NFKC, case-folded, words only."""
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())


def fingerprint(sentence: str) -> str:
    """What a sentence keeps when a wire reprint changes its typography: its words, joined."""
    return " ".join(words(sentence))
