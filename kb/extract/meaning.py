"""What the phrases of an article mean: actors and locations."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.extract.actors import BodyClass, RoleClass
from kb.extract.geocode import choose, is_place
from kb.extract.names import NameKind
from kb.extract.phrases import OF_COUNTRIES, Owner, Phrase, PhraseKind
from kb.extract.rules import Rule
from kb.extract.words import listed
from kb.model.entities import Actor, ActorKind, actor_id

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Sequence

    from kb.extract.gazetteer import Gazetteer
    from kb.extract.names import Name
    from kb.extract.people import People, Person
    from kb.extract.tagged import Tagged
    from kb.model.entities import Location

K = NameKind
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
#: Roles that many hold at a time: alone, their words say nothing of whose they are.
_VAGUE = listed(
    """
    general official minister government_spokesman lawmaker prosecutor party_leader state_leader
    org_head candidate chief_executive cleric governor mayor commander spokesman ambassador prince
    secretary_general deputy_foreign_minister chief_of_staff police_chief intelligence_chief speaker
    """
)
#: Bodies that are of the country that they are in.
_LOCAL = listed("police court supreme_court parliament intelligence")
_DOMINANT = 3  # times as often as any other, for the country that an article is about
_WINDOW = 2  # sentences before a pronoun that may hold whom it means
_QUOTES = '"“”'
#: Why a phrase of each kind means nothing.
_UNKNOWN = {
    PhraseKind.NAMED: Rule.NO_PLACE,
    PhraseKind.PERSON: Rule.NOBODY_KNOWN,
    PhraseKind.ROLE: Rule.WHOSE,
    PhraseKind.BODY: Rule.WHOSE,
    PhraseKind.UNKNOWN: Rule.NOBODY_KNOWN,
    PhraseKind.PRONOUN: Rule.NO_ANTECEDENT,
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase means."""

    actor: Actor | None = None
    location: Location | None = None
    adjective: bool = False
    generic: bool = False


class Reader:
    """Reads the phrases of one article, sentence by sentence, in the order of the text."""

    def __init__(self, gazetteer: Gazetteer, people: People, seen: Counter[str]) -> None:
        self._actors = gazetteer.actors
        self._people = people
        self._seen = seen
        self._states: set[str] = set()  #: US states that the article names
        #: last word and actor of the mention before, in the sentence
        self._before: tuple[int, Actor | None] = (-1, None)
        self._role_before = "official"  #: of the person named last, for "her Swedish counterpart"
        self._named_actors: set[str] = set()  #: ids of the organisations that the article names
        self._owners: dict[str, Owner] = {}  #: last word of a body -> whose it was said to be
        #: the people who were subjects, of the sentences before and of this one
        self._subjects: deque[list[Person]] = deque([[]], maxlen=_WINDOW + 1)

    def introduce(self, line: Tagged, phrases: Sequence[Phrase]) -> None:
        """Learn who the article names with a title or a full name, and which US states."""
        for phrase in phrases:
            if phrase.kind is PhraseKind.PERSON or self._full_name(line, phrase):
                self._people.introduce(phrase, self._home(line, phrases))
            if phrase.owner and phrase.owner.actor:
                self._named_actors.add(phrase.owner.actor.principal)
            for name in phrase.names:
                if name.kind is K.ORGANISATION and name.actor:
                    self._named_actors.update({name.actor.id, name.actor.principal})
                if name.key.startswith("state:"):
                    self._states.add(name.key.removeprefix("state:"))
            if phrase.within:
                self._states.add(phrase.within)

    def meanings(self, line: Tagged, phrases: Sequence[Phrase]) -> Iterator[tuple[Phrase, Meaning]]:
        """The phrases of a sentence that mean something, with what they mean."""
        self._subjects.append([])
        self._before = (-1, None)
        for phrase in phrases:
            meaning = self._meaning(line, phrase, phrases)
            if meaning and (meaning.actor or meaning.location):
                self._before = (phrase.last, meaning.actor)
                yield phrase, meaning
            else:
                line.trace.unnamed(line.span(phrase.first, phrase.last), _UNKNOWN[phrase.kind])

    def _meaning(self, line: Tagged, phrase: Phrase, phrases: Sequence[Phrase]) -> Meaning | None:
        match phrase.kind:
            case PhraseKind.PERSON:
                return self._person(line, phrase, self._people.introduce(phrase))
            case PhraseKind.ROLE:
                return self._role(line, phrase, phrases)
            case PhraseKind.BODY:
                return self._body(line, phrase, phrases)
            case PhraseKind.PRONOUN:
                return self._pronoun(line, phrase)
            case PhraseKind.UNKNOWN:
                return self._unknown(line, phrase)
            case PhraseKind.NAMED:
                return self._named(line, phrase, phrases)

    # --- people -----------------------------------------------------------------------------

    def _person(
        self, line: Tagged, phrase: Phrase, person: Person, *, generic: bool = False
    ) -> Meaning:
        if _is_subject(line, phrase):
            self._subjects[-1].append(person)
        self._people.note(person)
        self._role_before = self._people.role(person) or self._role_before
        return Meaning(self._people.actor(person), generic=generic)

    def _role(self, line: Tagged, phrase: Phrase, phrases: Sequence[Phrase]) -> Meaning | None:
        """The person of the article who has the office, else the office."""
        stated = phrase.owner is not None
        if phrase.role == "counterpart":
            phrase = replace(phrase, role=self._role_before)
        if not phrase.former:
            person = self._people.holding(phrase.role, phrase.owner)
            if person:
                return self._person(line, phrase, person, generic=not stated)
        vague = phrase.role in _VAGUE
        owner = phrase.owner or (None if vague else self._context(line, phrase, phrases))
        if owner is None:
            return None
        if owner.nation:
            return Meaning(self._nation(owner.nation, None))
        if owner.actor:
            return Meaning(self._actors.head_of(owner.actor, phrase.role), generic=not stated)
        if owner.country is None:
            return None
        if phrase.former or self._actors.roles[phrase.role].holder is RoleClass.PERSON:
            return Meaning(self._actors.body_of(owner.country, "people"))
        actor = self._actors.holder_of(owner.country, phrase.role)
        return Meaning(actor, generic=not stated)

    def _pronoun(self, line: Tagged, phrase: Phrase) -> Meaning | None:
        """Whom "he" or "she" means: the only subject of this sentence, or of the one before."""
        start = line.words[phrase.first].start - line.sentence.span.start
        before = line.text[:start]
        if sum(before.count(mark) for mark in _QUOTES) % 2:
            return None
        for subjects in reversed(self._subjects):
            if subjects:
                found = list(dict.fromkeys(subjects))
                person = found[0] if len(found) == 1 else None
                return self._person(line, phrase, person, generic=True) if person else None
        return None

    def _full_name(self, line: Tagged, phrase: Phrase) -> bool:
        chunk = phrase.chunk
        if phrase.kind is not PhraseKind.UNKNOWN or chunk is None or chunk.organisational:
            return False
        if phrase.role:
            return True
        return len(chunk.words) > 1 and line.same_entity(chunk.first, chunk.last) == "PERSON"

    # --- bodies and organisations -----------------------------------------------------------

    def _body(self, line: Tagged, phrase: Phrase, phrases: Sequence[Phrase]) -> Meaning | None:
        stated = phrase.owner is not None
        word = line.key(phrase.last)
        owner = phrase.owner or self._local(phrase) or self._ruled(line, phrase)
        if owner is None and (phrase.chunk or phrase.around):
            return None
        if owner is None:
            owner = self._owners.get(word) or self._context(line, phrase, phrases)
        if owner is None:
            return None
        stated = stated or phrase.around is not None or phrase.chunk is not None
        if stated:
            self._owners[word] = owner
        if owner.nation:
            return Meaning(self._nation(owner.nation, phrase.body))
        if owner.actor:
            return Meaning(owner.actor, generic=not stated)
        if owner.country is None:
            return None
        return Meaning(self._actors.body_of(owner.country, phrase.body), generic=not stated)

    def _nation(self, name: Name, body: str | None, stated: str | None = None) -> Actor:
        """A people that is no state, in the one of its countries that the article names."""
        found = [stated] if stated else [c for c in name.countries if c in self._seen]
        country = name.countries[0] if len(name.countries) == 1 else None
        return self._actors.group_of(name.key, found[0] if found else country, body)

    def _ruled(self, line: Tagged, phrase: Phrase) -> Owner | None:
        """The country whose ruler is named: "the Assad regime", "President X's government"."""
        if phrase.chunk:
            person = self._people.ruler(phrase.chunk.words)
            return Owner(person.country, None) if person and person.country else None
        last, actor = self._before
        if actor and line.possessive(phrase.first - 1) and last == phrase.first - 2:
            return Owner(actor.country, None) if actor.country else None
        return None

    def _local(self, phrase: Phrase) -> Owner | None:
        """The country of a body that is in it: not a state's, nor soldiers', who may be abroad."""
        acts = self._actors.bodies[phrase.body].acts
        local = acts in {BodyClass.ARMED, BodyClass.PEOPLE} or phrase.body in _LOCAL
        return Owner(phrase.around, None) if phrase.around and local else None

    def _unknown(self, line: Tagged, phrase: Phrase) -> Meaning | None:
        """Capitalised words: somebody of the article, an office holder, an organisation."""
        chunk = phrase.chunk
        if chunk is None:
            return None
        if chunk.organisational:
            return Meaning(self._organisation(phrase))
        if person := self._people.named(chunk.words):
            return self._person(line, phrase, person)
        if len(chunk.words) > 1 or line.hyphen(chunk.first) or not chunk.sure:
            return None
        label = line.entity(chunk.first, chunk.last)
        person = self._people.famous(chunk.words, label)
        return self._person(line, phrase, person) if person else None

    def _organisation(self, phrase: Phrase) -> Actor:
        assert phrase.chunk is not None
        name = phrase.chunk.text
        country = phrase.owner.country if phrase.owner else None
        kind = ActorKind.ORGANISATION
        return Actor(actor_id(kind, name), kind, name, country)

    # --- names ------------------------------------------------------------------------------

    def _named(self, line: Tagged, phrase: Phrase, phrases: Sequence[Phrase]) -> Meaning | None:
        for name in phrase.names:
            if name.kind in {K.ORGANISATION, K.ARMED_GROUP}:
                return Meaning(name.actor)
            if name.kind is K.OFFICE:
                return Meaning(name.actor, name.location)
            if name.kind is K.NATION:
                adjective = line.modifies(phrase.last, phrase.last)
                country = phrase.owner.country if phrase.owner else None
                return Meaning(self._nation(name, None, country), adjective=adjective)
            if line.key(phrase.first - 1) == "ethnic" and name.kind in {K.ADJECTIVE, K.PEOPLE}:
                return Meaning(self._community(line, phrase, phrases))
            if name.kind in {K.ADJECTIVE, K.PEOPLE}:
                modifies = line.modifies(phrase.last, phrase.last)
                adjective = name.kind is K.ADJECTIVE and modifies
                return Meaning(name.actor, adjective=adjective)
            if name.kind is K.COUNTRY and not self._us_state(phrase):
                return self._country(line, phrase)
        return self._place(line, phrase)

    def _community(self, line: Tagged, phrase: Phrase, phrases: Sequence[Phrase]) -> Actor:
        """As in "ethnic Albanians", who are none of Albania's but of where they are."""
        name = f"Ethnic {line.words[phrase.first].text}"
        others = (_country_name(p) for p in phrases if p is not phrase)
        country = next((n.country for n in others if n and n.kind is not K.ADJECTIVE), None)
        return self._actors.group_of(name, country)

    def _country(self, line: Tagged, phrase: Phrase) -> Meaning:
        name = next(n for n in phrase.names if n.kind is K.COUNTRY)
        possessive = line.owner_end(phrase.last)[1]
        adjective = line.modifies(phrase.last, phrase.last) and not possessive
        return Meaning(name.actor, name.location, adjective=adjective)

    def _us_state(self, phrase: Phrase) -> bool:
        """Whether "Georgia" is the US state: the article has other states, no neighbour country."""
        if not any(name.key.startswith("state:") for name in phrase.names):
            return False
        own = {name.key.removeprefix("state:") for name in phrase.names}
        return bool(self._states - own) and not self._near(phrase)

    def _near(self, phrase: Phrase) -> bool:
        codes = {name.country for name in phrase.names if name.kind is K.COUNTRY}
        around = {"RUS", "ARM", "AZE", "TUR"}
        return bool(around & set(self._seen)) and bool(codes)

    def _place(self, line: Tagged, phrase: Phrase) -> Meaning | None:
        if person := self._somebody(line, phrase):
            return self._person(line, phrase, person)
        name = choose(line, phrase, self._seen, frozenset(self._states))
        if name is None or not is_place(line, phrase, name):
            return None
        return Meaning(None if phrase.within else self._seated(name), name.location)

    def _seated(self, name: Name) -> Actor | None:
        """Who a city stands for; an organisation only where the article names it too."""
        if name.key == "seat" and name.actor and name.actor.id not in self._named_actors:
            return None
        return name.actor if name.kind is K.CAPITAL else None

    def _somebody(self, line: Tagged, phrase: Phrase) -> Person | None:
        """Whose family name a place's name is here: "Clinton", "Obama"."""
        if phrase.within or any(name.kind is K.CAPITAL for name in phrase.names):
            return None
        words = tuple(w.text for w in line.words[phrase.first : phrase.last + 1])
        if person := self._people.named(words):
            return person
        label = line.entity(phrase.first, phrase.last)
        return self._people.famous(words, label) if label == "PERSON" else None

    # --- context ----------------------------------------------------------------------------

    def _home(self, line: Tagged, phrases: Sequence[Phrase]) -> str | None:
        """The country of whoever a sentence names with an office and no country.

        The first one that acts or owns in the sentence, else the only one of the article.
        """
        for phrase in phrases:
            name = _country_name(phrase)
            if name is None:
                continue
            token = line.token(phrase.last)
            if token.dep_ in _SUBJECTS or line.owner_end(phrase.last)[1]:
                return name.country
        described = {
            name.country
            for phrase in phrases
            if (name := _country_name(phrase)) and name.kind is K.ADJECTIVE
        }
        if len(described) == 1 and len(self._seen) == 1:
            return described.pop()
        return self._subject()

    def _subject(self) -> str | None:
        """The country that the whole article is about: named often, and far more than others."""
        counts = [*self._seen.most_common(2), ("", 0)]
        (first, most), (_, next_most) = counts[0], counts[1] if len(counts) > 1 else ("", 0)
        return first if most > 1 and most >= _DOMINANT * next_most else None

    def _context(self, line: Tagged, phrase: Phrase, phrases: Sequence[Phrase]) -> Owner | None:
        """Whose "the army" or "the president" is.

        The only country that the sentence names before it, else the only one of the article.
        """
        before = [p for p in phrases if p.first < phrase.first]
        here = {name.country for p in before if (name := _country_name(p))}
        here |= {p.owner.country for p in before if p.owner and p.owner.country}
        if len(here) == 1:
            return Owner(here.pop(), None)
        if not here and line.number and len(self._seen) == 1:
            return Owner(next(iter(self._seen)), None)
        return None


def _is_subject(line: Tagged, phrase: Phrase) -> bool:
    """Whether a phrase is the subject of its sentence, not of a clause inside it."""
    token = line.sentence.tokens.doc[line.tokens(phrase.first, phrase.last)[2]]
    verb = token.head.head if token.head.dep_ == "conj" else token.head
    reported = verb.dep_ == "ccomp" and verb.head.dep_ == "ROOT" and verb.i < verb.head.i
    return token.dep_ in _SUBJECTS and (verb.dep_ == "ROOT" or reported)


def _country_name(phrase: Phrase) -> Name | None:
    """The reading of a phrase as a country's name, adjective or capital."""
    if phrase.kind is not PhraseKind.NAMED:
        return None
    for name in phrase.names:
        if name.country and name.kind in OF_COUNTRIES:
            return name
    return None
