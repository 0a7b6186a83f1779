"""Organisations, armed groups, offices by name, and the words for bodies and roles."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kb.extract.names import Name, NameKind
from kb.extract.tables import read_table, several
from kb.model.entities import (
    Actor,
    ActorKind,
    ActsFor,
    Location,
    LocationKind,
    actor_id,
    location_id,
    state_id,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.extract.countries import Countries


class BodyClass(StrEnum):
    """Whose act the act of a country's body is."""

    STATE = "STATE"  #: it is the state
    OFFICE = "OFFICE"  #: it acts for the state
    ARMED = "ARMED"  #: an armed group of the country
    PEOPLE = "PEOPLE"  #: others of the country


class RoleClass(StrEnum):
    """Whom the holder of a role acts for."""

    STATE = "STATE"  #: the country
    ORG = "ORG"  #: the organisation
    PERSON = "PERSON"  #: nobody else


@dataclass(frozen=True, slots=True)
class Role:
    """An office that people hold."""

    key: str
    holder: RoleClass
    name: str  #: "Foreign Minister"; empty for "Mr."


@dataclass(frozen=True, slots=True)
class Body:
    """A sort of body that countries have."""

    key: str
    acts: BodyClass
    name: str  #: "Foreign Ministry"


_KINDS = {
    BodyClass.OFFICE: ActorKind.OFFICE,
    BodyClass.ARMED: ActorKind.ARMED_GROUP,
    BodyClass.PEOPLE: ActorKind.ORGANISATION,
}


class Actors:
    """Known actors other than states and people, and what is said with a country's name."""

    def __init__(self, countries: Countries) -> None:
        self._countries = countries
        self.roles: dict[str, Role] = {}
        self.bodies: dict[str, Body] = {}
        #: organisations, armed groups and companies, by name
        self.organisations: dict[str, Actor] = {}
        self._offices: dict[tuple[str, str], Actor] = {}
        #: (city, its country, the organisation that it stands for)
        self.seats: list[tuple[str, str, Actor]] = []
        self._names = [*self._read_bodies(), *self._read_roles()]
        self._names += [*self._read_organisations(), *self._read_offices()]

    def names(self) -> Iterator[Name]:
        """The names of all of them, and the longer names that name nothing."""
        yield from self._names
        for row in read_table("not_names.tsv"):
            yield Name(row["name"], NameKind.NOTHING)
        for row in read_table("peoples.tsv"):
            countries = several(row["countries"])
            for text in several(row["adjectives"]):
                yield Name(text, NameKind.NATION, key=row["name"], countries=countries)
            for text in several(row["nouns"]):
                yield Name(text, NameKind.NATION, key=row["name"], countries=countries, alone=True)

    def body_of(self, country: str, key: str) -> Actor:
        """A country's body: the state itself, an office that acts for it, or a group of it."""
        body = self.bodies[key]
        if body.acts is BodyClass.STATE:
            return self._countries.states[country]
        if office := self._offices.get((country, key)):
            return office
        name = f"{body.name} of {self._countries.name(country)}"
        kind = _KINDS[body.acts]
        acts_for = (ActsFor(state_id(country)),) if body.acts is BodyClass.OFFICE else ()
        return Actor(actor_id(kind, name), kind, name, country, acts_for=acts_for, known=True)

    def group_of(self, nation: str, country: str | None, key: str | None = None) -> Actor:
        """A people or region that is no state, or a body of it: "Rebels of Chechnya (Russia)".

        The country is in the name, because Iraq's Kurds and Turkey's are two actors.
        """
        body = self.bodies[key] if key else None
        if body and body.acts is BodyClass.STATE:
            body = None
        name = f"{body.name} of {nation}" if body else nation
        name += f" ({self._countries.name(country)})" if country else ""
        armed = body is not None and body.acts is BodyClass.ARMED
        kind = ActorKind.ARMED_GROUP if armed else ActorKind.ORGANISATION
        return Actor(actor_id(kind, name), kind, name, country, known=True)

    def holder_of(self, country: str, key: str) -> Actor:
        """The office that a role is, of a country: "Foreign Minister of Turkey"."""
        role = self.roles[key]
        name = f"{role.name} of {self._countries.name(country)}"
        acts_for = (ActsFor(state_id(country)),) if role.holder is not RoleClass.PERSON else ()
        identity = actor_id(ActorKind.OFFICE, name)
        return Actor(identity, ActorKind.OFFICE, name, country, acts_for=acts_for, known=True)

    def head_of(self, organisation: Actor, key: str) -> Actor:
        """The office that a role is, of an organisation: "Secretary-General of NATO"."""
        name = f"{self.roles[key].name} of {organisation.name}"
        identity = actor_id(ActorKind.OFFICE, name)
        acts_for = (ActsFor(organisation.principal),)
        return Actor(
            identity, ActorKind.OFFICE, name, organisation.country, acts_for=acts_for, known=True
        )

    def _read_bodies(self) -> Iterator[Name]:
        for row in read_table("bodies.tsv"):
            key = row["key"]
            self.bodies[key] = Body(key, BodyClass(row["class"]), row["name"])
            alone = several(row["alone"])
            for text in dict.fromkeys((*several(row["words"]), *alone)):
                yield Name(text, NameKind.BODY, key=key, alone=text in alone)

    def _read_roles(self) -> Iterator[Name]:
        for row in read_table("roles.tsv"):
            key = row["key"]
            self.roles[key] = Role(key, RoleClass(row["class"]), row["name"])
            for text in several(row["words"]):
                yield Name(text, NameKind.ROLE, country=row["country"] or None, key=key)

    def _read_organisations(self) -> Iterator[Name]:
        for row in read_table("organisations.tsv"):
            armed = row["kind"] == "A"
            kind = ActorKind.ARMED_GROUP if armed else ActorKind.ORGANISATION
            parent = self.organisations[row["of"]].id if row["of"] else None
            actor = Actor(
                actor_id(kind, row["name"]),
                kind,
                row["name"],
                country=row["country"] or None,
                aliases=several(row["names"]),
                wikidata=row["wikidata"] or None,
                acts_for=(ActsFor(parent),) if parent else (),
                known=True,
            )
            self.organisations[actor.name] = actor
            if row["seat"]:
                city, country = several(row["seat"])
                self.seats.append((city, country, actor))
            names = NameKind.ARMED_GROUP if armed else NameKind.ORGANISATION
            for text in (actor.name, *actor.aliases):
                yield Name(text, names, actor, country=actor.country)

    def _read_offices(self) -> Iterator[Name]:
        for row in read_table("offices.tsv"):
            country = row["country"]
            actor = Actor(
                actor_id(ActorKind.OFFICE, row["name"]),
                ActorKind.OFFICE,
                row["name"],
                country=country,
                aliases=several(row["names"]),
                wikidata=row["wikidata"] or None,
                acts_for=(ActsFor(state_id(country)),),
                known=True,
            )
            if row["body"]:
                self._offices.setdefault((country, row["body"]), actor)
            for text in (actor.name, *actor.aliases):
                place = self._building(row)
                yield Name(text, NameKind.OFFICE, actor, place, country, key=row["body"])

    def _building(self, row: dict[str, str]) -> Location | None:
        if not row["latitude"]:
            return None
        country = row["country"]
        around = self._countries.locations[country]
        return Location(
            location_id(row["name"], country),
            LocationKind.SITE,
            row["name"],
            country=country,
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            parent=around.id if around else None,
            known=True,
        )
