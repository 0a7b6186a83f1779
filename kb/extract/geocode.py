"""Which place a name means, and whether it means a place at all."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kb.extract.locations import SUBDIVISION
from kb.extract.names import NameKind
from kb.extract.rules import Rule
from kb.extract.words import listed
from kb.model.entities import LocationKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kb.extract.names import Name
    from kb.extract.phrases import Phrase
    from kb.extract.tagged import Tagged

K = NameKind
#: Prepositions that only a place, or nearly, follows; and those that others follow as well.
_SURE = listed("in near outside inside into around across throughout at")
_LIKELY = listed("from to of toward towards over through via between against for")
#: What may stand between the preposition and the place.
_BETWEEN = listed(
    """
    the city town village port capital province region district state suburb of northern
    southern eastern western central downtown north south east west nearby northeastern
    northwestern southeastern southwestern coastal border resort island old greater holy
    occupied besieged s
    """
)
_KINDS_OF_PLACE = listed(
    "city town village port capital province region district suburb governorate oblast county"
)
_REACH = 5
_PLACES = frozenset({"GPE", "LOC", "FAC"})
#: Added to the decimal logarithm of the population.
#: Less for the United States, which have a namesake of every city and are in half of all news.
_CAPITAL, _CONTEXT, _ADJACENT, _NAMESAKE = 2.0, 1.5, 5.0, 0.5
#: The logarithm for a capital; that for less than any city of GeoNames' list.
_MILLION, _TOWN = 6.0, 4.0
#: People in a city that is named without a preposition, or against the entity recogniser.
_LARGE, _HUGE = 100_000, 500_000


def choose(
    tagged: Tagged, phrase: Phrase, seen: Mapping[str, int], states: frozenset[str]
) -> Name | None:
    """The likeliest reading of a place's name; None for a phrase without one.

    `seen` counts the article's countries; `states` are the US states that it names.
    """
    places = [n for n in phrase.names if n.kind in {K.PLACE, K.CAPITAL} and n.location]
    if phrase.within:
        places = [n for n in places if phrase.within in {n.key, n.country}]
    if not places:
        return None
    beside = _adjacent_countries(tagged, phrase)

    def points(name: Name) -> dict[Rule, float]:
        found = {Rule.SIZE: _size(tagged, phrase, name)}
        if name.key in states or (name.country in seen and name.country != "USA"):
            found[Rule.IN_ARTICLE] = _CONTEXT
        elif name.country in seen:
            found[Rule.IN_ARTICLE] = _NAMESAKE
        if name.country in beside:
            found[Rule.COUNTRY_BESIDE] = _ADJACENT
        return found

    if len(places) > 1:
        readings = ((name, points(name)) for name in places)
        tagged.trace.weighed(tagged.span(phrase.first, phrase.last), readings)
    return max(places, key=lambda name: sum(points(name).values()))


def _size(tagged: Tagged, phrase: Phrase, name: Name) -> float:
    """How likely a name is by itself: the decimal logarithm of its population."""
    if name.kind is K.CAPITAL:
        return _MILLION + _CAPITAL
    if name.key == SUBDIVISION:  # its capital has its name, and is meant unless the text says so
        said = tagged.key(phrase.last + 1) in _KINDS_OF_PLACE
        return _MILLION if said else _TOWN
    return math.log10(name.weight + 1)


def is_place(tagged: Tagged, phrase: Phrase, name: Name) -> bool:
    """Whether the words around it, and what they are, make a city's name one.

    Names of regions and capitals are places by themselves; a town's name can be an ordinary word
    ("Nice", "Reading") or a family name.
    """
    if phrase.within or name.kind is K.CAPITAL or not _is_city(name):
        return True
    before, kind_of_place = _preposition(tagged, phrase.first)
    label = tagged.entity(phrase.first, phrase.last)
    if kind_of_place or before in _SURE:
        return label != "PERSON" or name.weight >= _LARGE or before != "at"
    if before in _LIKELY:
        return label in _PLACES or (label != "PERSON" and name.weight >= _HUGE)
    return label in _PLACES and name.weight >= _LARGE


def _is_city(name: Name) -> bool:
    kind = name.location.kind if name.location else None
    return kind is LocationKind.CITY or name.key == SUBDIVISION


def _preposition(tagged: Tagged, first: int) -> tuple[str, bool]:
    """The preposition before a place, and whether "city of", "town of" stands between."""
    kind_of_place = False
    for at in range(first - 1, max(first - 1 - _REACH, -1), -1):
        key = tagged.key(at)
        kind_of_place = kind_of_place or key in _KINDS_OF_PLACE
        if key in _SURE or (key in _LIKELY and not (key == "of" and _follows_kind(tagged, at))):
            return key, kind_of_place
        match = tagged.matches.get(at)
        adjective = match is not None and match.of(K.ADJECTIVE, K.COUNTRY) is not None
        if key not in _BETWEEN and not adjective:
            break
    return "", kind_of_place


def _follows_kind(tagged: Tagged, of: int) -> bool:
    return tagged.key(of - 1) in _KINDS_OF_PLACE


def _adjacent_countries(tagged: Tagged, phrase: Phrase) -> set[str | None]:
    """Countries said right beside a place: "the Lebanese city of Tripoli", "Tripoli in Lebanon"."""
    found: set[str | None] = set()
    for at in range(phrase.first - 1, max(phrase.first - 1 - _REACH, -1), -1):
        match = tagged.matches.get(at)
        if match and (name := match.of(K.ADJECTIVE, K.COUNTRY)):
            found.add(name.country)
        if match is None and tagged.key(at) not in _BETWEEN:
            break
    after = phrase.last + 1
    if tagged.key(after) in {"in", "of"} or tagged.gap(after).strip() == ",":
        for at in range(after, min(after + 4, len(tagged))):
            match = tagged.matches.get(at)
            if match and (name := match.of(K.COUNTRY)):
                found.add(name.country)
            if match is None and tagged.key(at) not in _BETWEEN | {"in"}:
                break
    return found
