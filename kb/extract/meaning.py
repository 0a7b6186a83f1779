"""What the phrases of an article mean: actors and locations."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.extract.actors import BodyClass, RoleClass
from kb.extract.geocode import is_place, weigh_places
from kb.extract.names import NameKind
from kb.extract.namesakes import weigh_state
from kb.extract.options import named_as
from kb.extract.phrases import Owner, Phrase, PhraseKind
from kb.extract.rules import Rule
from kb.extract.whose import Whose, country_name
from kb.extract.words import listed
from kb.model.entities import Actor, ActorKind, Location, actor_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kb.extract.evidence import Evidence
    from kb.extract.gazetteer import Gazetteer
    from kb.extract.names import Name
    from kb.extract.options import Choice
    from kb.extract.people import People, Person
    from kb.extract.tagged import Tagged
    from kb.model.events import Candidate

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
    #: whom or what else it may mean; without actor and location, nothing sure can be said
    candidates: tuple[Candidate, ...] = ()
    coarse: bool = False  #: actor or location are only what the candidates have in common


class Reader:
    """Reads the phrases of one article, sentence by sentence, in the order of the text."""

    def __init__(self, gazetteer: Gazetteer, people: People, evidence: Evidence) -> None:
        self._actors = gazetteer.actors
        self._countries = gazetteer.countries
        self._people = people
        self._evidence = evidence
        self._seen = evidence.seen
        self._states = evidence.states
        self._whose = Whose(evidence)
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
                self._people.introduce(phrase, self._whose.home(line, phrases))
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
                yield phrase, replace(meaning, candidates=self._candidates(phrase, meaning))
                continue
            words, several = line.span(phrase.first, phrase.last), meaning and meaning.candidates
            why = Rule.UNDECIDED if several and len(several) > 1 else _UNKNOWN[phrase.kind]
            line.trace.unnamed(words, why)
            if meaning and several:
                yield phrase, meaning

    def _candidates(self, phrase: Phrase, meaning: Meaning) -> tuple[Candidate, ...]:
        """Those of the name, else those that its country's name gives: "the Congolese army"."""
        if meaning.candidates or phrase.choice is None or meaning.actor is None:
            return meaning.candidates
        found = phrase.choice.candidates
        if phrase.kind is PhraseKind.NAMED:
            return found
        if phrase.kind is PhraseKind.BODY:
            make, key = self._actors.body_of, phrase.body
        elif phrase.kind is PhraseKind.ROLE and meaning.actor.kind is ActorKind.OFFICE:
            make, key = self._actors.holder_of, phrase.role
        else:  # a person is the same whatever the country's name may mean
            return ()
        return tuple(named_as(c, make(c.country, key)) for c in found if c.country)

    def _meaning(self, line: Tagged, phrase: Phrase, phrases: Sequence[Phrase]) -> Meaning | None:
        match phrase.kind:
            case PhraseKind.PERSON:
                return self._called(line, phrase, self._people.introduce(phrase))
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

    def _called(
        self, line: Tagged, phrase: Phrase, person: Person, words: tuple[str, ...] | None = None
    ) -> Meaning:
        """Somebody by name; of a family name, who else may be meant."""
        words = words or (phrase.chunk.words if phrase.chunk else ())
        choice = self._people.doubt(person, words)
        if choice is None:
            return self._person(line, phrase, person)
        line.trace.weighed(line.span(phrase.first, phrase.last), choice.close)
        if choice.decided:
            meaning = self._person(line, phrase, person)
            return replace(meaning, candidates=choice.candidates)
        state = _common_state(choice, self._countries.states)
        return Meaning(state, candidates=choice.candidates, coarse=True)

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
        owner = phrase.owner or (None if vague else self._whose.context(line, phrase, phrases))
        if owner is None:
            role = self._actors.roles[phrase.role]
            if vague or phrase.former or role.holder is not RoleClass.STATE:
                return None
            return _open(self._whose.any_of(line, phrase, phrases, self._actors.holder_of))
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
            owner = self._owners.get(word) or self._whose.context(line, phrase, phrases)
        if owner is None:
            theirs = self._actors.bodies[phrase.body].acts in {BodyClass.STATE, BodyClass.OFFICE}
            make = self._actors.body_of
            return _open(self._whose.any_of(line, phrase, phrases, make)) if theirs else None
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
            return self._called(line, phrase, person)
        if len(chunk.words) > 1 or line.hyphen(chunk.first) or not chunk.sure:
            return None
        label = line.entity(chunk.first, chunk.last)
        person = self._people.famous(chunk.words, label)
        if person:
            return self._called(line, phrase, person)
        return _open(self._people.perhaps(chunk.words) if label != "ORG" else ())

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
            if name.kind is K.COUNTRY:
                return self._country_or_state(line, phrase)
        return self._place(line, phrase)

    def _country_or_state(self, line: Tagged, phrase: Phrase) -> Meaning | None:
        """As in "Georgia", which may be the US state."""
        choice = weigh_state(line, phrase, self._evidence, self._countries)
        state = choice is not None and isinstance(choice.best.thing, Location)
        meaning = self._place(line, phrase) if state else self._country(line, phrase)
        return replace(meaning, candidates=choice.candidates) if meaning and choice else meaning

    def _community(self, line: Tagged, phrase: Phrase, phrases: Sequence[Phrase]) -> Actor:
        """As in "ethnic Albanians", who are none of Albania's but of where they are."""
        name = f"Ethnic {line.words[phrase.first].text}"
        others = (country_name(p) for p in phrases if p is not phrase)
        country = next((n.country for n in others if n and n.kind is not K.ADJECTIVE), None)
        return self._actors.group_of(name, country)

    def _country(self, line: Tagged, phrase: Phrase) -> Meaning:
        name = next(n for n in phrase.names if n.kind is K.COUNTRY)
        possessive = line.owner_end(phrase.last)[1]
        adjective = line.modifies(phrase.last, phrase.last) and not possessive
        return Meaning(name.actor, name.location, adjective=adjective)

    def _place(self, line: Tagged, phrase: Phrase) -> Meaning | None:
        words = tuple(w.text for w in line.words[phrase.first : phrase.last + 1])
        if person := self._somebody(line, phrase, words):
            return self._called(line, phrase, person, words)
        found = weigh_places(line, phrase, self._evidence)
        if found is None or not is_place(line, phrase, found[1]):
            somebody = line.entity(phrase.first, phrase.last) == "PERSON" and not phrase.within
            return _open(self._people.perhaps(words) if somebody else ())
        choice, name = found
        if not choice.decided:
            where = self._countries.locations.get(choice.country or "")
            return Meaning(location=where, candidates=choice.candidates, coarse=True)
        actor = None if phrase.within else self._seated(name)
        return Meaning(actor, name.location, candidates=choice.candidates)

    def _seated(self, name: Name) -> Actor | None:
        """Who a city stands for; an organisation only where the article names it too."""
        if name.key == "seat" and name.actor and name.actor.id not in self._named_actors:
            return None
        return name.actor if name.kind is K.CAPITAL else None

    def _somebody(self, line: Tagged, phrase: Phrase, words: tuple[str, ...]) -> Person | None:
        """Whose family name a place's name is here: "Clinton", "Obama"."""
        if phrase.within or any(name.kind is K.CAPITAL for name in phrase.names):
            return None
        if person := self._people.named(words):
            return person
        label = line.entity(phrase.first, phrase.last)
        return self._people.famous(words, label) if label == "PERSON" else None


def _is_subject(line: Tagged, phrase: Phrase) -> bool:
    """Whether a phrase is the subject of its sentence, not of a clause inside it."""
    token = line.sentence.tokens.doc[line.tokens(phrase.first, phrase.last)[2]]
    verb = token.head.head if token.head.dep_ == "conj" else token.head
    reported = verb.dep_ == "ccomp" and verb.head.dep_ == "ROOT" and verb.i < verb.head.i
    return token.dep_ in _SUBJECTS and (verb.dep_ == "ROOT" or reported)


def _open(candidates: tuple[Candidate, ...]) -> Meaning | None:
    """What is left open; None for what nobody can be meant by."""
    return Meaning(candidates=candidates) if candidates else None


def _common_state(choice: Choice, states: Mapping[str, Actor]) -> Actor | None:
    """The state that all act for who are about as likely."""
    state = states.get(choice.country or "")
    principals = {o.thing.principal for o in choice.close if isinstance(o.thing, Actor)}
    return state if state and principals == {state.id} else None
