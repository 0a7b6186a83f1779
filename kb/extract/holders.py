"""People whom we know: holders of public offices, with the days between which they held them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kb.extract.actors import RoleClass
from kb.extract.names import Name, NameKind
from kb.extract.options import Choice, Option, choose
from kb.extract.rules import Rule
from kb.extract.tables import read_table, several
from kb.extract.words import listed, name_key
from kb.model.entities import Actor, ActorKind, ActsFor, actor_id, state_id

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from kb.extract.actors import Actors

#: Countries whose people's names begin with the family name, which news uses alone.
_FAMILY_FIRST = frozenset({"CHN", "TWN", "PRK", "KOR"})
#: Words that belong to the family name after them: "de Klerk", "von der Leyen", "al-Assad".
PARTICLES = listed(
    """
    al el bin bint ibn abu abd de del della di da do dos das du van von der den ter la le ben
    ul ud az ad ash as st ap af
    """
)
#: What speaks for an office holder: being in office, a point less for each FADING days away from
#: it; having led a state, or come last where no day is known; the country being named.
_OFFICE, _FADING, _RANK, _OF_COUNTRY = 300, 12, 60, 100
_DAY, _MONTH, _YEAR = 10, 7, 4  # lengths of ISO days, months and years


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office and the days between which somebody held it, as far as we know them."""

    role: str  #: key of a role
    country: str | None
    organisation: Actor | None
    first: date  #: the first day that can be meant
    last: date  #: the last one
    acts: ActsFor | None  #: whom the holder acts for

    def distance(self, day: date | None) -> int:
        """Days between a day and the nearest one in office; 0 in office or without a day."""
        if day is None:
            return 0
        return max((self.first - day).days, (day - self.last).days, 0)


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds or held offices."""

    actor: Actor
    tenures: tuple[Tenure, ...]

    def held(self, role: str, country: str | None = None) -> bool:
        """Whether they ever held that office (of that country, if one is given)."""
        return any(t.role == role and country in {None, t.country} for t in self.tenures)

    def on(self, day: date | None, country: str | None = None) -> Actor:
        """The actor, acting first for whom they act for on that day, else for the latest.

        A stated country for which they ever acted comes before the day.
        """
        acts = [t for t in self.tenures if t.acts]
        ranked = sorted(
            acts,
            key=lambda t: (
                country is not None and t.country != country,
                t.distance(day),
                -t.first.toordinal(),
            ),
        )
        return replace(self.actor, acts_for=tuple(t.acts for t in ranked if t.acts))

    def distance(self, day: date | None) -> int:
        """Days between a day and the nearest one in office; 0 in office or without a day."""
        return min((t.distance(day) for t in self.tenures), default=0)


class Holders:
    """All people of data/office_holders.tsv."""

    def __init__(self, actors: Actors) -> None:
        self._actors = actors
        rows: dict[str, list[dict[str, str]]] = {}
        for row in read_table("office_holders.tsv"):
            rows.setdefault(row["name"], []).append(row)
        self.all = [self._holder(name, stated) for name, stated in rows.items()]
        #: id of the actor -> holder
        self.by_id = {holder.actor.id: holder for holder in self.all}
        #: key of a family name -> those who have it
        self.by_surname: dict[str, list[Holder]] = {}
        for holder in self.all:
            for text in {surname(holder.actor.name, holder.actor.country), *_single(holder)}:
                self.by_surname.setdefault(name_key(text), []).append(holder)

    def names(self) -> Iterator[Name]:
        """Their full names, and those that they have beside them."""
        for holder in self.all:
            for text in (holder.actor.name, *holder.actor.aliases):
                if " " in text:
                    yield Name(text, NameKind.PERSON, holder.actor, country=holder.actor.country)

    def _holder(self, name: str, rows: list[dict[str, str]]) -> Holder:
        tenures = tuple(self._tenure(row) for row in rows)
        aliases = dict.fromkeys(alias for row in rows for alias in several(row["names"]))
        acts = sorted((t for t in tenures if t.acts), key=lambda t: t.first, reverse=True)
        actor = Actor(
            actor_id(ActorKind.PERSON, name),
            ActorKind.PERSON,
            name,
            country=next((t.country for t in tenures if t.country), None),
            aliases=tuple(aliases),
            wikidata=next((row["wikidata"] for row in rows if row["wikidata"]), None),
            acts_for=tuple(t.acts for t in acts if t.acts),
            known=True,
        )
        return Holder(actor, tenures)

    def _tenure(self, row: dict[str, str]) -> Tenure:
        organisation = self._actors.organisations.get(row["of"])
        country = organisation.country if organisation else row["of"]
        return Tenure(
            row["role"],
            country,
            organisation,
            _first(row["since"]),
            _last(row["until"]),
            self._acts(row, organisation),
        )

    def _acts(self, row: dict[str, str], organisation: Actor | None) -> ActsFor | None:
        if organisation:
            principal = organisation.principal
        elif self._actors.roles[row["role"]].holder is RoleClass.STATE:
            principal = state_id(row["of"])
        else:
            return None
        return ActsFor(principal, _exact(row["since"]), _exact(row["until"]))


def weigh_holders(
    holders: Iterable[Holder], day: date | None, seen: Container[str], leaders: frozenset[str]
) -> Choice:
    """Who of at least one is meant by a family name.

    `day` is the article's, `seen` the countries that it names, `leaders` the roles of those who
    lead a state.
    """
    everybody = list(holders)
    last = max(_latest(holder) for holder in everybody) if day is None else None
    options = []
    for holder in everybody:
        points = {Rule.IN_OFFICE: max(0, _OFFICE - holder.distance(day) // _FADING)}
        if holder.actor.country in seen:
            points[Rule.IN_ARTICLE] = _OF_COUNTRY
        if any(tenure.role in leaders for tenure in holder.tenures):
            points[Rule.LEADER] = _RANK
        if last is not None and _latest(holder) == last:
            points[Rule.LATEST] = _RANK
        options.append(Option(holder.on(day), points))
    return choose(options)


def _latest(holder: Holder) -> date:
    """When somebody came to office for the last time."""
    return max(tenure.first for tenure in holder.tenures)


def surname(name: str, country: str | None) -> str:
    """The part of a full name that is used alone: the family name with its particles."""
    parts = name.removesuffix(" Jr.").removesuffix(" III").removesuffix(" II").split(" ")
    if country in _FAMILY_FIRST:
        return parts[0]
    at = len(parts) - 1
    while at > 1 and name_key(parts[at - 1]).split(" ")[0] in PARTICLES and parts[at - 1].islower():
        at -= 1
    return " ".join(parts[at:])


def _single(holder: Holder) -> Iterator[str]:
    """Names of one word, and the family name without its article: "Assad" for "al-Assad"."""
    for text in (holder.actor.name, *holder.actor.aliases):
        if " " not in text:
            yield text
    last = surname(holder.actor.name, holder.actor.country)
    for article in ("al-", "el-", "Al ", "El "):
        if last.startswith(article):
            yield last.removeprefix(article)


def _exact(text: str) -> date | None:
    return date.fromisoformat(text) if len(text) == _DAY else None


def _first(text: str) -> date:
    """The first day of an ISO day, month or year; long ago when nothing is said."""
    if not text:
        return date(1900, 1, 1)
    return date.fromisoformat({_DAY: text, _MONTH: f"{text}-01", _YEAR: f"{text}-01-01"}[len(text)])


def _last(text: str) -> date:
    """The last day of an ISO day, month or year; never when nothing is said."""
    if not text:
        return date.max
    if len(text) == _DAY:
        return date.fromisoformat(text)
    if len(text) == _YEAR:
        return date(int(text), 12, 31)
    first = _first(text)
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
