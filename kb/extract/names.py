"""Names: what words can be the name of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb.model.entities import Actor, Location


class NameKind(StrEnum):
    """What a name is the name of."""

    COUNTRY = "COUNTRY"  #: a state and its territory: "Turkey"
    ADJECTIVE = "ADJECTIVE"  #: "Turkish"; "Franco-", only as a prefix
    PEOPLE = "PEOPLE"  #: "Turks"
    NATION = "NATION"  #: a people or region that is no state: "Chechen", "Kurds"
    CAPITAL = "CAPITAL"  #: a city that also stands for the government
    ORGANISATION = "ORGANISATION"
    ARMED_GROUP = "ARMED_GROUP"
    OFFICE = "OFFICE"  #: of one state, known by name: "the Bundestag", "the Kremlin"
    PERSON = "PERSON"
    PLACE = "PLACE"  #: a city, region or site
    ROLE = "ROLE"  #: "foreign minister"
    BODY = "BODY"  #: "foreign ministry", "troops": an office, or a group, of some country
    NOTHING = "NOTHING"  #: names none of these, though a part of it would: "Washington Post"


@dataclass(frozen=True, slots=True)
class Name:
    """One reading of a name."""

    text: str  #: as it is written
    kind: NameKind
    actor: Actor | None = None
    location: Location | None = None
    country: str | None = None  #: ISO 3166-1 alpha-3
    key: str = ""  #: which role or body; the US state of a city ("TX")
    weight: int = 0  #: population of a place: the greater is likelier
    #: where a people is; of a country's name that may mean another one, both, the usual one first
    countries: tuple[str, ...] = ()
    alone: bool = False  #: of a body: "the army" can be one whose country the context tells
