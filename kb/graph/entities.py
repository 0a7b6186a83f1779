"""Writing the actors and locations that mentions name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kb.graph import unresolved
from kb.graph.mentions import speakers
from kb.graph.records import actor_row, acts_for_rows, in_rows, location_row, principal_row
from kb.graph.rows import ask, bare, send, settle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from kb.graph.records import Analysed, Row
    from kb.graph.session import Transaction
    from kb.model.entities import Actor, Location

#: Nodes whose live mentions are read in one statement.
_CHUNK = 500


@dataclass(slots=True)
class Entities:
    """What a batch says of actors or of locations."""

    known: dict[str, Row] = field(default_factory=dict)  #: id -> properties from our own data
    links: dict[str, list[Row]] = field(default_factory=dict)  #: id -> ACTS_FOR or IN rows
    unknown: set[str] = field(default_factory=set)  #: ids that our own data doesn't know
    referred: set[str] = field(default_factory=set)  #: ids of principals or regions

    def ids(self) -> set[str]:
        """All of them."""
        return {*self.known, *self.unknown, *self.referred}


def actors_of(batch: Iterable[Analysed]) -> Entities:
    """The actors that a batch's mentions name, with their principals."""
    found = Entities()
    for actor in _all_actors(batch):
        found.referred.update(link.principal for link in actor.acts_for)
        if actor.known:
            found.known[actor.id] = actor_row(actor)
            found.links[actor.id] = acts_for_rows(actor)
        else:
            found.unknown.add(actor.id)
    found.unknown -= found.known.keys()
    return found


def locations_of(batch: Iterable[Analysed]) -> Entities:
    """The locations that a batch's mentions name, with what they lie in."""
    found = Entities()
    for location in _all_locations(batch):
        if location.parent:
            found.referred.add(location.parent)
        if location.known:
            found.known[location.id] = location_row(location)
            found.links[location.id] = in_rows(location)
        else:
            found.unknown.add(location.id)
    found.unknown -= found.known.keys()
    return found


def store_actors(transaction: Transaction, found: Entities) -> None:
    """Write the actors of our own data where they differ, and the others as bare nodes."""
    stored = {row["id"]: row for row in ask(transaction, "stored_actors", found.ids())}
    ask(transaction, "create_actors", found.ids() - stored.keys())
    _store_known(transaction, found, stored, ("set_actors", "acts_for"))
    stubs = [i for i in found.ids() - stored.keys() - found.known.keys() if i in found.referred]
    send(transaction, "set_actors", [principal_row(identifier) for identifier in stubs])


def store_locations(transaction: Transaction, found: Entities) -> None:
    """Write the locations of our own data where they differ, and the others as bare nodes."""
    stored = {row["id"]: row for row in ask(transaction, "stored_locations", found.ids())}
    ask(transaction, "create_locations", found.ids() - stored.keys())
    _store_known(transaction, found, stored, ("set_locations", "in"))


def derive_unresolved(transaction: Transaction, mentions: Iterable[str]) -> None:
    """Derive anew what our own data doesn't know and these mentions name."""
    touched = ask(transaction, "unresolved_of", mentions)
    actors = {row["id"] for row in touched if row["actor"]}
    locations = {row["id"] for row in touched if not row["actor"]}
    ask(transaction, "lock_actors", actors)
    _derive(transaction, actors, ("actor_sayings", "set_actors", "acts_for"), _actor)
    ask(transaction, "lock_locations", locations)
    _derive(transaction, locations, ("location_sayings", "set_locations", "in"), _location)


def _all_actors(batch: Iterable[Analysed]) -> Iterable[Actor]:
    for analysed in batch:
        yield from analysed.extraction.principals
        for mention in analysed.extraction.mentions:
            yield from (participant.actor for participant in mention.participants)
            yield from (actor for _, _, actor in speakers(mention.attribution))


def _all_locations(batch: Iterable[Analysed]) -> Iterable[Location]:
    for analysed in batch:
        yield from analysed.extraction.regions
        for mention in analysed.extraction.mentions:
            yield from (place.location for place in mention.places)


def _store_known(
    transaction: Transaction, found: Entities, stored: dict[str, Row], names: tuple[str, str]
) -> None:
    put, links = names
    changed = [
        row for identifier, row in found.known.items() if _differs(row, stored.get(identifier))
    ]
    send(transaction, put, changed)
    before = [link for i in found.known if i in stored for link in stored[i]["links"]]
    settle(transaction, links, [row for i in found.known for row in found.links[i]], before)


def _differs(row: Row, stored: Row | None) -> bool:
    if stored is None:
        return True
    props = {key: value for key, value in stored["props"].items() if key != "point"}
    return bare(row) != props


def _derive(
    transaction: Transaction,
    ids: Iterable[str],
    names: tuple[str, str, str],
    derive: Callable[[str, Sequence[Any]], tuple[Row, list[Row]]],
) -> None:
    sayings, put, links = names
    for_all, before, changed = [], [], []
    for row in ask(transaction, sayings, ids, _CHUNK):
        props, wanted = derive(row["id"], row["sayings"])
        for_all += wanted
        before += row["links"]
        if _differs(props, row):
            changed.append(props)
    send(transaction, put, changed)
    settle(transaction, links, for_all, before)


def _actor(identifier: str, sayings: Sequence[Any]) -> tuple[Row, list[Row]]:
    if not sayings:
        return principal_row(identifier), []
    return unresolved.derive_actor(identifier, sayings)


def _location(identifier: str, sayings: Sequence[Any]) -> tuple[Row, list[Row]]:
    return unresolved.derive_location(identifier, sayings)
