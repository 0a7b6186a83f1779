"""Whom and what mentions refer to without naming: the state of a minister, the country of a city.

The graph needs their names, too; they come from our own data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from kb.model.entities import Actor, Location

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kb.extract.gazetteer import Gazetteer
    from kb.model.events import Attribution, Mention

Known = TypeVar("Known", Actor, Location)


class Referents:
    """All actors and locations of the gazetteer by id."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        names = list(gazetteer.names())
        countries = gazetteer.countries
        self._actors = {name.actor.id: name.actor for name in names if name.actor}
        self._actors.update((state.id, state) for state in countries.states.values())
        self._locations = {where.id: where for where in countries.locations.values() if where}
        self._locations.update((n.location.id, n.location) for n in names if n.location)

    def principals(self, mentions: Iterable[Mention]) -> tuple[Actor, ...]:
        """Whom the mentions' actors act for, and whom those act for; sorted by id."""
        actors = [actor for mention in mentions for actor in _named(mention)]
        return _closure(actors, self._actors, lambda actor: [a.principal for a in actor.acts_for])

    def regions(self, mentions: Iterable[Mention]) -> tuple[Location, ...]:
        """What the mentions' places lie in, and what that lies in; sorted by id."""
        places = [place.location for mention in mentions for place in mention.places]
        return _closure(places, self._locations, lambda where: [where.parent])


def _named(mention: Mention) -> list[Actor]:
    actors = [participant.actor for participant in mention.participants]
    attribution: Attribution | None = mention.attribution
    while attribution is not None:
        actors += [attribution.speaker] if attribution.speaker else []
        attribution = attribution.via
    return actors


def _closure(
    start: Iterable[Known],
    known: Mapping[str, Known],
    above: Callable[[Known], Iterable[str | None]],
) -> tuple[Known, ...]:
    found: dict[str, Known] = {}
    stack = list(start)
    while stack:
        for identifier in above(stack.pop()):
            referent = known.get(identifier or "")
            if referent is not None and referent.id not in found:
                found[referent.id] = referent
                stack.append(referent)
    return tuple(found[identifier] for identifier in sorted(found))
