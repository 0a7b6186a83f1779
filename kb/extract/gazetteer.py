"""The gazetteer: every name that we know, found by longest match over words.

A name is looked up by the folded keys of its words; one dictionary holds all names, another the
greatest number of words of a name that begins with a given word, so a text is read in linear time
whatever the number of names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.extract.countries import country_names
from kb.extract.words import name_key, read_words, written_like

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kb.extract.names import Name
    from kb.extract.words import Word


@dataclass(frozen=True, slots=True)
class Match:
    """Words that are a name: `words[first:last + 1]` of the sentence, and its readings."""

    first: int
    last: int
    names: tuple[Name, ...]


class Gazetteer:
    """All names that we know. Immutable once built; share one."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._names: dict[str, list[tuple[tuple[str, ...], Name]]] = {}
        self._longest: dict[str, int] = {}
        for name in names:
            self._add(name)

    @classmethod
    def load(cls) -> Gazetteer:
        """The gazetteer of our own data files and of GeoNames."""
        return cls(country_names())

    def _add(self, name: Name) -> None:
        texts = tuple(word.text for word in read_words(name.text))
        key = name_key(name.text)
        if not key:
            return
        first = key.split(" ", 1)[0]
        self._names.setdefault(key, []).append((texts, name))
        self._longest[first] = max(self._longest.get(first, 0), len(texts))

    def readings(self, words: Sequence[Word]) -> tuple[Name, ...]:
        """What these words, all of them, can be the name of."""
        entries = self._names.get(" ".join(word.key for word in words), ())
        return tuple(name for texts, name in entries if written_like(texts, words))

    def match(self, words: Sequence[Word]) -> Iterator[Match]:
        """The names in a sentence, from left to right, the longest at each place, none twice."""
        at = 0
        while at < len(words):
            found = self._match_at(words, at)
            if found:
                yield found
                at = found.last + 1
            else:
                at += 1

    def _match_at(self, words: Sequence[Word], at: int) -> Match | None:
        reach = min(at + self._longest.get(words[at].key, 0), len(words))
        end = at + 1
        while end < reach and words[end].joined:
            end += 1
        for stop in range(min(end, reach), at, -1):
            if names := self.readings(words[at:stop]):
                return Match(at, stop - 1, names)
        return None
