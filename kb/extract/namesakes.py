"""Words that may mean several countries, or a country and a US state: which one is meant."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.extract.evidence import COUNTRIES, key_of
from kb.extract.names import NameKind
from kb.extract.options import Choice, Option, choose
from kb.extract.phrases import PhraseKind
from kb.extract.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.extract.countries import Countries
    from kb.extract.evidence import Evidence
    from kb.extract.names import Name
    from kb.extract.phrases import Phrase
    from kb.extract.tagged import Tagged

#: What speaks for a country. Being the usual one, or a country at all, is outweighed by being
#: named by other words in the article; then by a neighbour's name.
_USUAL, _NAMED, _DATELINE, _NEIGHBOUR = 100, 150, 100, 150
#: What speaks for a US state: that the article names others, or the United States.
_STATES, _UNION = 150, 50


def settle_country(
    line: Tagged, phrase: Phrase, evidence: Evidence, countries: Countries
) -> Phrase:
    """The phrase with the country that its name, or its owner's, means here."""
    codes = phrase.owner.countries if phrase.owner else ()
    name = next((n for n in phrase.names if n.kind in COUNTRIES), None)
    if not codes and phrase.kind is PhraseKind.NAMED and name:
        codes = name.countries
    if not codes:
        return phrase
    key = line.key(phrase.first) if phrase.owner else key_of(line, phrase)
    options = [
        Option(countries.states[code], _points(code, key, evidence, usual=code == codes[0]))
        for code in codes
    ]
    line.trace.weighed(line.span(phrase.first, phrase.last), options)
    choice = choose(options)
    code = choice.best.thing.country or codes[0]
    owner = phrase.owner and replace(phrase.owner, country=code)
    names = tuple(_moved(n, code, countries) for n in phrase.names)
    return replace(phrase, owner=owner, names=names, choice=choice)


def weigh_state(
    line: Tagged, phrase: Phrase, evidence: Evidence, countries: Countries
) -> Choice | None:
    """Whether a name that both have is a country's or a US state's ("Georgia"); None without both.

    The best option's thing is the country's actor, or the state's location.
    """
    country = next((n for n in phrase.names if n.kind is NameKind.COUNTRY), None)
    state = next((n for n in phrase.names if n.key.startswith("state:")), None)
    if not (country and country.actor and country.country and state and state.location):
        return None
    points = _points(country.country, key_of(line, phrase), evidence, usual=True)
    points[Rule.USUAL] += _USUAL
    if countries.neighbours(country.country) & evidence.words.keys():
        points[Rule.NEIGHBOUR] = _NEIGHBOUR
    own = state.key.removeprefix("state:")
    other = {Rule.OTHER: _USUAL}
    if evidence.states - {own}:
        other[Rule.OTHER_STATES] = _STATES
    if evidence.names("USA", "") and not points.get(Rule.NEIGHBOUR):
        other[Rule.IN_ARTICLE] = _UNION
    if {own, "USA"} & evidence.dateline:
        other[Rule.DATELINE] = _STATES
    options = [Option(country.actor, points), Option(state.location, other)]
    line.trace.weighed(line.span(phrase.first, phrase.last), options)
    return choose(options)


def _points(code: str, key: str, evidence: Evidence, *, usual: bool) -> dict[Rule, int]:
    points = {Rule.USUAL: _USUAL} if usual else {Rule.OTHER: 0}
    if evidence.names(code, key):
        points[Rule.IN_ARTICLE] = _NAMED
    if code in evidence.dateline:
        points[Rule.DATELINE] = _DATELINE
    return points


def _moved(name: Name, code: str, countries: Countries) -> Name:
    """A reading as the name of another country that it may mean."""
    if name.country == code or code not in name.countries:
        return name
    return replace(
        name, actor=countries.states[code], location=countries.locations[code], country=code
    )


def weigh_owners(
    codes: Sequence[str], here: set[str], evidence: Evidence
) -> list[tuple[str, dict[Rule, int]]]:
    """What speaks for each of the countries whose parliament, or president, may be meant."""
    found = []
    for code in codes:
        often = min(evidence.seen[code], 5)
        points = {Rule.IN_ARTICLE: 100 + 10 * often}
        if code in here:
            points[Rule.IN_SENTENCE] = 100
        if code in evidence.dateline:
            points[Rule.DATELINE] = _DATELINE
        found.append((code, points))
    return found
