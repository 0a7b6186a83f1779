"""The people of one article: who is whom, which office they hold, and for whom they act."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.extract.actors import RoleClass
from kb.extract.holders import surname, weigh_holders
from kb.extract.names import NameKind
from kb.extract.options import DECISIVE, Choice, Option, choose
from kb.extract.rules import Rule
from kb.extract.words import listed, name_key
from kb.model.entities import Actor, ActorKind, ActsFor, actor_id, state_id

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import date

    from kb.extract.gazetteer import Gazetteer
    from kb.extract.holders import Holder
    from kb.extract.phrases import Owner, Phrase
    from kb.model.events import Candidate

#: Family names that are words or common names too: alone, they need an office or their country.
_COMMON = listed(
    """
    abbott abdullah abe abiy ahmed ali aoun arce aso austin baker ban barrow bennett bishop blair
    bongo boric brown bush cameron carney carter castillo chapo clark clarke cohen conte cook cooper
    costa deby doe dodik downer duda esper faye fernandez fischer ford fox francis gandhi garcia
    gates grant grossi hague hamad harris hassan healey hernandez howard hu hunt hussein ito ivanov
    johnson kan katz key khan kim king lam lammy lasso lee li ma major martin martinez may michel
    monti moon morales mori morsi noboa omar park pavel payne peters petro powell power rama ramos
    rice robertson rodriguez roh rubio rudd salam salman sall sanchez santos sharif singh straw
    stubb sullivan talon taylor truss turnbull vance wade walker wallace wang wong wu xi yoon
    """
)
#: Offices that one person of a country holds at a time, so that surname and office tell who it is.
_SINGLE = listed(
    """
    president prime_minister foreign_minister defence_minister chancellor supreme_leader
    finance_minister vice_president secretary_general
    """
)
#: Offices that, said without a country, are of the state whose acts are told.
_GOVERNING = listed(
    """
    president vice_president prime_minister deputy_prime_minister chancellor foreign_minister
    deputy_foreign_minister defence_minister interior_minister finance_minister trade_minister
    energy_minister justice_minister minister monarch emir sultan crown_prince supreme_leader
    national_security_adviser chief_of_staff general commander speaker government_spokesman
    central_bank_governor intelligence_chief party_leader governor
    """
)
#: Who is "the minister".
_MINISTERS = listed(
    """
    minister foreign_minister defence_minister interior_minister finance_minister trade_minister
    energy_minister justice_minister deputy_foreign_minister
    """
)
#: Who is "the Turkish leader".
_LEADERS = listed(
    """
    state_leader president prime_minister chancellor monarch emir sultan supreme_leader crown_prince
    """
)
#: Days out of office after which a common family name alone is no hint.
_LONG_AGO = 3_650
#: What speaks for somebody whom the article names before.
_NAMED = 100


@dataclass(slots=True, eq=False)
class Person:
    """Somebody whom the article names; what it says of them adds up while it is read."""

    words: tuple[str, ...]  #: the longest form of the name
    holder: Holder | None = None
    role: str = ""
    owner: Owner | None = None
    home: str | None = None  #: the country for want of a stated one
    former: bool = False
    spelt: bool = False  #: whether the article gives more than the family name
    named: int = 0  #: when they were named last, in mentions of people

    @property
    def country(self) -> str | None:
        """ISO 3166-1 alpha-3 of the state that they belong to, if known."""
        if self.holder and self.holder.actor.country:
            return self.holder.actor.country
        if self.owner and self.owner.nation:
            return self.owner.nation.countries[0] if len(self.owner.nation.countries) == 1 else None
        if self.owner:
            return self.owner.country or (self.owner.actor.country if self.owner.actor else None)
        return self.home


class People:
    """The people of one article."""

    def __init__(self, gazetteer: Gazetteer, day: date | None, seen: Container[str]) -> None:
        self._gazetteer = gazetteer
        self._day = day  #: when the article was published
        self._seen = seen  #: countries that it names
        #: id of whom a family name was taken to mean -> all whom it may
        self._doubts: dict[str, Choice] = {}
        self._by_surname: dict[str, list[Person]] = {}
        self._all: list[Person] = []
        self._clock = 0

    def introduce(self, phrase: Phrase, home: str | None = None) -> Person:
        """The person of a phrase with a full name or a title."""
        assert phrase.chunk is not None
        words = phrase.chunk.words
        holder = self._holder(phrase)
        person = self._known(words, holder)
        if person is None:
            person = Person(words, holder)
            self._all.append(person)
        self._learn(person, phrase, home, holder)
        self.note(person)
        for key in self._keys(person):
            listed = self._by_surname.setdefault(key, [])
            if person not in listed:
                listed.append(person)
        return person

    def note(self, person: Person) -> None:
        """Remember that the person has just been named."""
        self._clock += 1
        person.named = self._clock

    def restart(self) -> None:
        """Begin to read the article again, with all its people known."""
        for person in self._all:
            person.named = 0

    def named(self, words: tuple[str, ...]) -> Person | None:
        """The person of the article that has this name, or this family name: the last one named."""
        found = self._by_surname.get(name_key(" ".join(words)), ())
        return max(found, key=lambda p: p.named, default=None)

    def famous(self, words: tuple[str, ...], label: str) -> Person | None:
        """An office holder of our table that a family name alone means; None when in doubt."""
        key = name_key(" ".join(words))
        found = self._gazetteer.holders.by_surname.get(key, [])
        near = [h for h in found if h.actor.country in self._seen]
        sure = label == "PERSON" and key not in _COMMON
        choice = self._nearest(near or (found if sure else []))
        if choice is None or (key in _COMMON and (label != "PERSON" or choice.distance(self._day))):
            return None
        return self._adopt(choice)

    def perhaps(self, words: tuple[str, ...]) -> tuple[Candidate, ...]:
        """Who of our table a family name may mean that is too common to tell, the likeliest first.

        Those who held an office at the time, or whose country the article names.
        """
        found = [
            holder
            for holder in self._gazetteer.holders.by_surname.get(name_key(" ".join(words)), ())
            if holder.distance(self._day) < _LONG_AGO or holder.actor.country in self._seen
        ]
        if not found:
            return ()
        choice = weigh_holders(found, self._day, self._seen, _LEADERS)
        return choice.candidates or (choice.best.candidate,)

    def ruler(self, words: tuple[str, ...]) -> Person | None:
        """Whose administration a family name tells: who led a state on the article's day."""
        if person := self.named(words):
            return person
        key = name_key(" ".join(words))
        found = [
            holder
            for holder in self._gazetteer.holders.by_surname.get(key, ())
            if any(holder.held(role) for role in _LEADERS)
        ]
        holder = self._nearest(found)
        return self._adopt(holder) if holder else None

    def holding(self, role: str, owner: Owner | None) -> Person | None:
        """Who has that office (of that owner) in the article: the last one named."""
        found = [person for person in self._all if self._has(person, role, owner)]
        return max(found, key=lambda p: p.named, default=None)

    def role(self, person: Person) -> str:
        """The office of a person: the stated one, else the one that they held last."""
        if person.role or not person.holder:
            return person.role
        return min(person.holder.tenures, key=lambda t: t.distance(self._day)).role

    def doubt(self, person: Person, words: tuple[str, ...]) -> Choice | None:
        """Who may be meant by a family name that was taken for a person's; None without doubt."""
        key = name_key(" ".join(words))
        if key == name_key(" ".join(person.words)) and person.spelt:
            return None
        named = [other for other in self._by_surname.get(key, ()) if other.named]
        if len(named) < 2:  # noqa: PLR2004 -- others of the article
            doubted = person.holder and not person.spelt
            found = self._doubts.get(person.holder.actor.id) if doubted and person.holder else None
            return found if found and found.candidates else None
        options = []
        for other in named:
            points = {Rule.NAMED: _NAMED}
            if other is person:
                points[Rule.NAMED_LAST] = DECISIVE
            options.append(Option(self.actor(other), points))
        return choose(options)

    def actor(self, person: Person) -> Actor:
        """A person as an actor."""
        if person.holder:
            stated = person.owner.country if person.owner else None
            return person.holder.on(self._day, stated)
        name = " ".join(person.words)
        return Actor(
            actor_id(ActorKind.PERSON, name),
            ActorKind.PERSON,
            name,
            country=person.country,
            acts_for=self._acts_for(person),
        )

    def _acts_for(self, person: Person) -> tuple[ActsFor, ...]:
        role = self._gazetteer.actors.roles.get(person.role)
        if role is None or person.former or (person.owner and person.owner.nation):
            return ()
        organisation = person.owner.actor if person.owner else None
        if organisation:
            return (ActsFor(organisation.principal),)
        if role.holder is RoleClass.STATE and person.country:
            return (ActsFor(state_id(person.country)),)
        return ()

    def _adopt(self, holder: Holder) -> Person:
        for person in self._all:
            if person.holder is holder:
                return person
        person = Person(tuple(holder.actor.name.split(" ")), holder)
        self._all.append(person)
        for key in self._keys(person):
            self._by_surname.setdefault(key, []).append(person)
        return person

    def _learn(
        self, person: Person, phrase: Phrase, home: str | None, holder: Holder | None
    ) -> None:
        assert phrase.chunk is not None
        if name_key(" ".join(phrase.chunk.words)) not in self._gazetteer.holders.by_surname:
            person.spelt = True
        if len(phrase.chunk.words) > len(person.words):
            person.words = phrase.chunk.words
        person.holder = person.holder or holder
        if phrase.role and (not person.role or (phrase.owner and not person.owner)):
            person.role, person.owner, person.former = phrase.role, phrase.owner, phrase.former
        person.home = person.home or (home if phrase.role in _GOVERNING else None)

    def _keys(self, person: Person) -> set[str]:
        """What the person can be called alone."""
        name = " ".join(person.words)
        keys = {name_key(name), name_key(surname(name, person.country))}
        last = person.words[-1]
        keys.add(name_key(last))
        keys.update(name_key(" ".join(person.words[at:])) for at in range(1, len(person.words)))
        for article in ("al-", "el-", "Al-", "El-"):
            keys.add(name_key(last.removeprefix(article)))
        if person.holder:
            keys.add(name_key(surname(person.holder.actor.name, person.country)))
        return keys

    def _known(self, words: tuple[str, ...], holder: Holder | None) -> Person | None:
        """The person of the article that a name means: the same given names, or none."""
        if holder:
            for person in self._all:
                if person.holder is holder:
                    return person
        given = {name_key(word) for word in words[:-1]}
        found = self._by_surname.get(name_key(words[-1]), ())
        for person in sorted(found, key=lambda p: -p.named):
            other = {name_key(word) for word in person.words[:-1]}
            if not given or not other or given <= other or other <= given:
                return person
        return None

    def _holder(self, phrase: Phrase) -> Holder | None:
        holders = self._gazetteer.holders
        for name in phrase.names:
            if name.kind is NameKind.PERSON and name.actor:
                return holders.by_id[name.actor.id]
        assert phrase.chunk is not None
        words = phrase.chunk.words
        country = phrase.owner.country if phrase.owner else None
        found = holders.by_surname.get(name_key(" ".join(words)), [])
        if len(words) > 1 and not found:
            return self._misspelt(words, phrase.role, country)
        if country:
            found = [h for h in found if h.actor.country == country]
        held = [h for h in found if h.held(phrase.role)]
        if held or phrase.role in _SINGLE:
            return self._nearest(held)
        return self._nearest([h for h in found if country or h.actor.country in self._seen])

    def _misspelt(self, words: tuple[str, ...], role: str, country: str | None) -> Holder | None:
        """Whom our table spells otherwise: same family name, office and initial."""
        if role not in _SINGLE:
            return None
        found = [
            holder
            for holder in self._gazetteer.holders.by_surname.get(name_key(words[-1]), ())
            if holder.held(role, country) and holder.actor.name[0] == words[0][0]
        ]
        return self._nearest(found)

    def _nearest(self, holders: list[Holder]) -> Holder | None:
        """Who was in office nearest to the article's day; without a day, the latest one."""
        if not holders:
            return None
        nearest = min(
            holders,
            key=lambda h: (
                h.distance(self._day),
                -max(t.first for t in h.tenures).toordinal(),
                h.actor.id,
            ),
        )
        doubt = weigh_holders(holders, self._day, self._seen, _LEADERS)
        if doubt.decided:
            nearest = self._gazetteer.holders.by_id[doubt.best.thing.id]
        self._doubts[nearest.actor.id] = doubt
        return nearest

    def _has(self, person: Person, role: str, owner: Owner | None) -> bool:
        if owner and owner.actor and person.owner and person.owner.actor:
            return person.role == role and person.owner.actor.id == owner.actor.id
        country = owner.country if owner else None
        if (owner and not country) or (country and person.country != country):
            return False
        roles = frozenset({role})
        if role == "minister" or (role == "state_leader" and owner):
            roles = _MINISTERS if role == "minister" else _LEADERS
        if person.role in roles and not person.former:
            return True
        holder = person.holder
        return holder is not None and any(self._holds(holder, key, country) for key in roles)

    def _holds(self, holder: Holder, role: str, country: str | None) -> bool:
        tenures = [t for t in holder.tenures if t.role == role and country in {None, t.country}]
        if not tenures:
            return False
        only = replace(holder, tenures=tuple(tenures))
        return only.distance(self._day) == 0
