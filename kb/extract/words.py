"""The words of a text as names are made of them, and whether a text is written like a name.

spaCy's tokens don't serve: they keep "U.S.-backed" as one and split others by context. Names are
looked up over words of our own, whose offsets then find the tokens.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kb.model.ids import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

#: "U.S.", "U.N.", "D.C." with or without the last dot; else letters and digits.
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]\.[^\W\d_]\b|\w+")
#: What may stand between two words of one name: "al-Qaeda", "Cote d'Ivoire", "St. Petersburg".
_JOINT = re.compile(r"\s{1,2}|\.\s|\s?[-‐‑–/]\s?|['’‘ʼ`]\s?|\.?")
#: Written in capitals when they stand for something: "US" but not the pronoun, "WHO" but not "who".
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence."""

    key: str  #: folded, without dots: "us" for "U.S."
    text: str
    start: int  #: offset in the article
    end: int
    joined: bool  #: whether what stands before it may stand inside a name

    @property
    def capitalised(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


def listed(words: str) -> frozenset[str]:
    """A set of words, written as a list between spaces."""
    return frozenset(words.split())


@lru_cache(maxsize=65536)
def word_key(text: str) -> str:
    """What a word is looked up by: no case, accents or dots."""
    return fold(text.replace(".", "")).replace(" ", "")


def read_words(text: str, start: int = 0) -> list[Word]:
    """The words of `text`; `start` is the offset of `text` in the article."""
    words: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        joint = text[last : match.start()]
        joined = bool(words) and _JOINT.fullmatch(joint) is not None
        found = match.group()
        words.append(
            Word(word_key(found), found, start + match.start(), start + match.end(), joined)
        )
        last = match.end()
    return words


def name_key(name: str) -> str:
    """What a name is looked up by: the keys of its words."""
    return " ".join(word.key for word in read_words(name))


def written_like(name: Sequence[str], words: Sequence[Word]) -> bool:
    """Whether words are written as the name is.

    A short name in capitals must be in capitals ("US", never "us"), a longer one at least begin
    with one ("Nato"); a capitalised word must be capitalised; any other may be.
    """
    return all(_written(model, word.text) for model, word in zip(name, words, strict=True))


def _written(model: str, text: str) -> bool:
    bare = model.replace(".", "")
    if len(bare) > 1 and bare.isupper():
        letters = text.replace(".", "")
        return letters.isupper() or (len(letters) > _SHORT and letters[0].isupper())
    return not model[0].isupper() or text[0].isupper()
