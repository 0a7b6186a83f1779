"""Options: what an ambiguous name can mean, weighed by what speaks for each.

Points are integers, so that the choice is the same on every machine. A lead of DECISIVE decides;
whoever is within MARGIN of the likeliest is a real competitor and is kept as a candidate.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kb.model.entities import Actor, Location, LocationKind
from kb.model.events import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kb.extract.rules import Rule

#: How far the likeliest must lead to be what is meant: three times the population.
DECISIVE = 50
#: How far behind the likeliest one may be and still count: being named in the article.
MARGIN = 150
#: Candidates that are kept of one name.
MOST = 10
#: Two records of one place are this near to each other, in degrees.
_NEAR = 0.5


@dataclass(frozen=True, slots=True)
class Option:
    """One actor or location that a name can mean, and what speaks for it."""

    thing: Actor | Location
    points: Mapping[Rule, int] = field(compare=False)

    @property
    def score(self) -> int:
        """All points together."""
        return sum(self.points.values())

    @property
    def candidate(self) -> Candidate:
        """The option as mentions keep it."""
        thing, reasons = self.thing, tuple(rule.value for rule in self.points)
        kind, country = thing.kind.value, thing.country
        return Candidate(thing.id, thing.name, kind, country, self.score, reasons)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a name means."""

    best: Option  #: the likeliest
    candidates: tuple[Candidate, ...] = ()  #: with the best; () when it has no competitor
    close: tuple[Option, ...] = ()  #: the best, and those that are about as likely

    @property
    def decided(self) -> bool:
        """Whether the best is clearly the likeliest."""
        return len(self.close) == 1

    @property
    def country(self) -> str | None:
        """Where all belong that are about as likely, ISO 3166-1 alpha-3; None if that differs."""
        countries = {option.thing.country for option in self.close}
        return countries.pop() if len(countries) == 1 else None


def rank(options: Iterable[Option]) -> list[Option]:
    """The options by points and id, each actor or location once, less what is far behind."""
    found: dict[str, Option] = {}
    for option in options:
        if option.thing.id not in found or found[option.thing.id].score < option.score:
            found[option.thing.id] = option
    if not found:
        return []
    ranked = sorted(found.values(), key=lambda option: (-option.score, option.thing.id))
    return [
        option
        for option in ranked
        if ranked[0].score - option.score <= MARGIN and not _same_area(ranked[0], option)
    ]


def candidates(ranked: Iterable[Option]) -> tuple[Candidate, ...]:
    """Ranked options as mentions keep them."""
    return tuple(option.candidate for option in ranked)[:MOST]


def named_as(candidate: Candidate, thing: Actor | Location) -> Candidate:
    """A candidate's score and reasons for something that goes with it: a country's army."""
    name, kind = thing.name, thing.kind.value
    return replace(candidate, id=thing.id, name=name, kind=kind, country=thing.country)


def choose(options: Iterable[Option]) -> Choice:
    """The choice among at least one option."""
    ranked = rank(options)
    best = ranked[0]
    close = tuple(option for option in ranked if best.score - option.score < DECISIVE)
    return Choice(best, candidates(ranked) if len(ranked) > 1 else (), close)


def _same_area(best: Option, other: Option) -> bool:
    """Whether two locations are a city and its province, or two records of one place."""
    one, two = best.thing, other.thing
    if not isinstance(one, Location) or not isinstance(two, Location) or one.id == two.id:
        return False
    if one.country is None or one.country != two.country:
        return False
    if LocationKind.REGION in {one.kind, two.kind} and one.kind is not two.kind:
        return True
    places = [(p.latitude, p.longitude) for p in (one, two)]
    (north, east), (south, west) = places
    if north is None or east is None or south is None or west is None:
        return False
    return abs(north - south) < _NEAR and abs(east - west) < _NEAR
