"""The gazetteer: every name that we know, found by longest match over words.

A name is looked up by the folded keys of its words; one dictionary holds all names, another the
greatest number of words of a name that begins with a given word, so a text is read in linear time
whatever the number of names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.extract.actors import Actors
from kb.extract.countries import Countries
from kb.extract.holders import Holders
from kb.extract.locations import Cities, region_names
from kb.extract.names import Name, NameKind
from kb.extract.words import read_words, written_like
from kb.model.entities import LocationKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kb.extract.words import Word


@dataclass(frozen=True, slots=True)
class Match:
    """Words that are a name: `words[first:last + 1]` of the sentence, and its readings."""

    first: int
    last: int
    names: tuple[Name, ...]

    def of(self, *kinds: NameKind) -> Name | None:
        """The first reading of these kinds, in the order of the kinds."""
        for kind in kinds:
            for name in self.names:
                if name.kind is kind:
                    return name
        return None


class Gazetteer:
    """All names that we know. Immutable once built, and costs a quarter of a second: share one."""

    def __init__(self) -> None:
        self.countries = Countries()
        self.cities = Cities(self.countries)
        self.actors = Actors(self.countries)
        self.holders = Holders(self.actors)
        self._names: dict[str, list[tuple[tuple[str, ...], Name]]] = {}
        self._longest = dict(self.cities.longest)
        self._add(self.countries.names())
        self._add(self.actors.names())
        self._add(self._seats())
        self._add(self.holders.names())
        self._add(region_names(self.countries))

    @classmethod
    def load(cls) -> Gazetteer:
        """The gazetteer of our own data files and of GeoNames."""
        return cls()

    def _seats(self) -> Iterator[Name]:
        for text, country in self.countries.seats():
            where = self.cities.city(text, country)
            yield Name(text, NameKind.CAPITAL, self.countries.states[country], where, country)
        for text, country, actor in self.actors.seats:
            where = self.cities.city(text, country)
            yield Name(text, NameKind.CAPITAL, actor, where, country, key="seat")

    def _add(self, names: Iterable[Name]) -> None:
        for name in names:
            words = read_words(name.text)
            key = " ".join(word.key for word in words)
            first = words[0].key
            self._names.setdefault(key, []).append((tuple(w.text for w in words), name))
            self._longest[first] = max(self._longest.get(first, 0), len(words))

    def names(self) -> Iterator[Name]:
        """All names but those of cities, which are too many to hold."""
        for readings in self._names.values():
            yield from (name for _, name in readings)

    def readings(self, words: Sequence[Word]) -> tuple[Name, ...]:
        """What these words, all of them, can be the name of."""
        key = " ".join(word.key for word in words)
        entries = self._names.get(key, ())
        found = [name for texts, name in entries if written_like(texts, words)]
        if words[0].capitalised and words[-1].capitalised:
            seen = {name.location.id for name in found if name.location}
            cities = self.cities.named(key)
            found += [c for c in cities if c.location and c.location.id not in seen]
        return tuple(found)

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
                return Match(_without_article(words, at, stop, names), stop - 1, names)
        return None


def _without_article(words: Sequence[Word], at: int, stop: int, names: Sequence[Name]) -> int:
    """Where a name begins without its article: "the Gambia", but "The Hague"."""
    city = any(n.location and n.location.kind is LocationKind.CITY for n in names)
    return at + 1 if words[at].key == "the" and stop - at > 1 and not city else at
