"""Which place a name means, and whether it means a place at all."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kb.extract.evidence import key_of
from kb.extract.locations import SUBDIVISION
from kb.extract.names import NameKind
from kb.extract.options import Choice, Option, choose
from kb.extract.rules import Rule
from kb.extract.words import listed
from kb.model.entities import LocationKind

if TYPE_CHECKING:
    from kb.extract.evidence import Evidence
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
#: Added to the decimal logarithm of the population, in hundredths.
#: Less for the United States, which have a namesake of every city and are in half of all news.
_CAPITAL, _CONTEXT, _DATELINE, _ADJACENT, _NAMESAKE = 200, 150, 100, 500, 40
#: The logarithm for a capital; that for less than any city of GeoNames' list.
_MILLION, _TOWN = 600, 400
#: People in a city that is named without a preposition, or against the entity recogniser.
_LARGE, _HUGE = 100_000, 500_000


def weigh_places(tagged: Tagged, phrase: Phrase, evidence: Evidence) -> tuple[Choice, Name] | None:
    """What a place's name means, and the likeliest reading; None for a phrase without a place."""
    places = [n for n in phrase.names if n.kind in {K.PLACE, K.CAPITAL} and n.location]
    if phrase.within:
        places = [n for n in places if phrase.within in {n.key, n.country}]
    if not places:
        return None
    beside = _adjacent_countries(tagged, phrase)
    key = key_of(tagged, phrase)
    options: list[Option] = []
    for name in places:
        assert name.location is not None
        points = _size(tagged, phrase, name) | _context(name, key, evidence)
        if name.country in beside:
            points[Rule.COUNTRY_BESIDE] = _ADJACENT
        options.append(Option(name.location, points))
    if len(places) > 1:
        tagged.trace.weighed(tagged.span(phrase.first, phrase.last), options)
    choice = choose(options)
    scored = zip(places, options, strict=True)
    return choice, next(name for name, option in scored if option is choice.best)


def _size(tagged: Tagged, phrase: Phrase, name: Name) -> dict[Rule, int]:
    """How likely a name is by itself: a hundred for each power of ten of its population."""
    if name.kind is K.CAPITAL:
        return {Rule.SIZE: _MILLION, Rule.CAPITAL: _CAPITAL}
    if name.key == SUBDIVISION:  # its capital has its name, and is meant unless the text says so
        said = tagged.key(phrase.last + 1) in _KINDS_OF_PLACE
        return {Rule.SIZE: _MILLION if said else _TOWN}
    return {Rule.SIZE: round(100 * math.log10(name.weight + 1))}


def _context(name: Name, key: str, evidence: Evidence) -> dict[Rule, int]:
    """How much likelier the rest of the article makes a name."""
    points: dict[Rule, int] = {}
    abroad = name.country != "USA"
    state = name.key.removeprefix("state:")
    if state in evidence.states or (abroad and evidence.names(name.country, key)):
        points[Rule.IN_ARTICLE] = _CONTEXT
    elif evidence.names(name.country, key):
        points[Rule.IN_ARTICLE] = _NAMESAKE
    if state in evidence.dateline or (abroad and name.country in evidence.dateline):
        points[Rule.DATELINE] = _DATELINE
    elif name.country in evidence.dateline:
        points[Rule.DATELINE] = _NAMESAKE
    return points


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
