"""Noun phrases that can name actors and places, as `phrasing` reads them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kb.extract.names import Name, NameKind

if TYPE_CHECKING:
    from kb.extract.options import Choice
    from kb.extract.personal import Chunk
    from kb.model.entities import Actor

#: Names of states, of what is theirs, and of places in them.
OF_COUNTRIES = frozenset(
    {NameKind.COUNTRY, NameKind.ADJECTIVE, NameKind.CAPITAL, NameKind.PEOPLE, NameKind.PLACE}
)


class PhraseKind(StrEnum):
    """What a phrase can be."""

    NAMED = "NAMED"  #: a name that we know, of anything but a person
    PERSON = "PERSON"  #: a personal name, with title and owner as far as stated
    ROLE = "ROLE"  #: a role without a name: "the Turkish foreign minister"
    BODY = "BODY"  #: "Turkish troops", "the army"
    UNKNOWN = "UNKNOWN"  #: capitalised words that we don't know
    PRONOUN = "PRONOUN"  #: "he"


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a role or a body is."""

    country: str | None  #: ISO 3166-1 alpha-3
    actor: Actor | None  #: the organisation, or the office by name
    nation: Name | None = None  #: the people or region that is no state
    countries: tuple[str, ...] = ()  #: all that the country's name may mean, the usual one first


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words `first` to `last` of a sentence."""

    first: int
    last: int
    kind: PhraseKind
    names: tuple[Name, ...] = ()  #: readings
    owner: Owner | None = None
    role: str = ""  #: key of a role
    body: str = ""  #: key of a body
    chunk: Chunk | None = None  #: the personal name, or the unknown words
    former: bool = False
    around: str | None = None  #: the country in which a body is, which may be another one's
    within: str = ""  #: where a place lies, as the next words say: a country, or a US state ("TX")
    #: the countries that its name or its owner's may mean, weighed; None when they mean one only
    choice: Choice | None = None


def owner_of(name: Name) -> Owner:
    """Whose a role or body said with that name is."""
    if name.kind is NameKind.NATION:
        return Owner(None, None, name)
    if name.key == "seat":
        return Owner(None, name.actor)
    if name.kind in OF_COUNTRIES:
        return Owner(name.country, None, countries=name.countries)
    return Owner(name.country if name.kind is NameKind.OFFICE else None, name.actor)
