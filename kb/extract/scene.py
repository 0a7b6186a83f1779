"""A sentence with the actors and places in it: what the rules for roles and places read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kb.extract import syntax
from kb.extract.groups import UNKNOWN, Groups
from kb.extract.rules import Rule
from kb.extract.trace import SILENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from spacy.tokens import Token

    from kb.extract.entities import EntityMention
    from kb.extract.sentences import Sentence
    from kb.extract.trace import Trace
    from kb.model.entities import Actor, Location
    from kb.model.events import Span

#: Edges from a noun to what tells whose it is, the tightest first.
OWNERS = {
    "poss": Rule.POSSESSOR,
    "nmod": Rule.MODIFIER,
    "compound": Rule.MODIFIER,
    "amod": Rule.MODIFIER,
    "appos": Rule.APPOSITION,
}
#: Prepositions that do the same: "the government of Chad", "rebels in Chad".
OWNING = ("of", "from", "in", "by")


@dataclass(frozen=True, slots=True)
class Party:
    """An actor, and the words that name it here."""

    actor: Actor
    span: Span
    sure: bool = True  #: False when it was inferred: a pronoun, a place, the sentence before
    #: how it was found, each rule with the words that it was applied to, the trigger's first
    steps: tuple[tuple[Rule, str], ...] = field(default=(), compare=False)

    @property
    def domestic(self) -> bool:
        """Whether it is a group whose country only the rest of the sentence tells."""
        return any(rule is Rule.DOMESTIC for rule, _ in self.steps)

    def by(self, rule: Rule, words: str) -> Party:
        """The same, reached from words further up by one more step."""
        return Party(self.actor, self.span, self.sure, ((rule, words), *self.steps))


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence as the rules see it."""

    sentence: Sentence
    number: int  #: index of the sentence
    entities: tuple[EntityMention, ...]  #: of this sentence, in order
    states: Mapping[str, Actor]  #: ISO alpha-3 -> the state, for places that stand for it
    voices: Mapping[int, Actor] = field(default_factory=dict)  #: token index of "I", "we" -> who
    #: Token indices whose parties are being looked for: "its" may lead back to its own noun.
    asked: set[int] = field(default_factory=set, compare=False, repr=False)
    open: tuple[EntityMention, ...] = ()  #: names of which nothing sure can be said, in order
    trace: Trace = field(default=SILENT, compare=False, repr=False)  #: hears what is dropped
    groups: Groups = field(default=UNKNOWN, compare=False, repr=False)
    country: str | None = None  #: ISO alpha-3 of the only one that it, else the article, names
    home: str | None = None  #: of which country people are whose country isn't named
    able: Callable[[Token], bool] | None = None  #: which of their nouns count; None: all

    def mention(self, token: Token) -> EntityMention | None:
        """The entity that a token is part of."""
        for mention in self.entities:
            if mention.first <= token.i <= mention.last:
                return mention
        return None

    def own(self, token: Token) -> Party | None:
        """The actor that a token itself names."""
        if token.i in self.voices:
            words = self.sentence.words(token.i, token.i)
            return Party(self.voices[token.i], words, sure=False).by(Rule.VOICE, words.text)
        mention = self.mention(token)
        if mention is None or mention.actor is None:
            return None
        return Party(mention.actor, mention.span, sure=not mention.generic)

    def place_state(self, token: Token) -> Party | None:
        """The state that a place stands for, where the place names no actor."""
        mention = self.mention(token)
        if mention is None or mention.location is None or mention.actor is not None:
            return None
        state = self.states.get(mention.location.country or "")
        if state is None:
            return None
        return Party(state, mention.span, sure=False).by(Rule.STATE_OF_PLACE, mention.span.text)

    def location(self, token: Token) -> tuple[Location, Span] | None:
        """The location that a token is part of the name of."""
        mention = self.mention(token)
        if mention is None or mention.location is None or mention.adjective:
            return None
        return mention.location, mention.span

    def parties(self, token: Token, *, places: bool = False) -> list[Party]:
        """The actors of a noun phrase: named by it, or telling whose soldiers or offer it is."""
        if token.i in self.asked:
            return []
        self.asked.add(token.i)
        found: list[Party] = []
        first = syntax.resolve_relative(token)
        for noun in syntax.conjuncts(first):
            named = self._named(noun, places=places)
            joined = noun.i != first.i
            found += [p.by(Rule.CONJUNCT, noun.text) for p in named] if joined else named
        self.asked.discard(token.i)
        return unique(found)

    def _named(self, noun: Token, *, places: bool) -> list[Party]:
        own = self.own(noun)
        if own is not None:
            return sorted([*self._beside(noun), own], key=lambda party: party.span)
        if noun.lower_ in syntax.PRONOUNS:
            return self._meant(syntax.antecedents(noun), Rule.PRONOUN, noun)
        found = self.owners(noun)
        if not found and noun.ent_type_ not in {"DATE", "TIME"}:
            found = [
                party.by(Rule.OF, place.head.text)
                for place in syntax.prepositions(noun, OWNING, depth=0)
                for party in self.parties(place, places=True)
            ]
        if found:
            return found
        if self.groups.key(noun) and (hailing := self._hailing(noun)):
            return hailing
        other = self._group(noun) or (self.place_state(noun) if places else None)
        return [other] if other else []

    def _hailing(self, noun: Token) -> list[Party]:
        """Where people are from whose "from" the parser gave to the verb: "shot men from Bor"."""
        behind = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
        if behind.lower_ != "from" or behind.head == noun:
            return []
        places = (p for at in syntax.prepositional_objects(behind) for p in self._places(at))
        return [party.by(Rule.OF, noun.text) for party in places]

    def _places(self, noun: Token) -> list[Party]:
        return self.parties(noun, places=True)

    def _group(self, noun: Token) -> Party | None:
        """People without a country's name, who are of the country that the scene is at home in."""
        actor = self.groups.actor(noun, self.home) if self.home else None
        if actor is None or not (self.able is None or self.able(noun)):
            return None
        before = [
            c.left_edge.i for c in syntax.children(noun, ("compound", "amod")) if c.i < noun.i
        ]
        words = self.sentence.words(min([*before, noun.i]), noun.i)
        return Party(actor, words, sure=False).by(Rule.DOMESTIC, words.text)

    def _lent(self, word: Token, party: Party) -> Party:
        """A party that only an adjective names, as in "Chadian licences", is not a sure one."""
        mention = self.mention(word)
        adjective = mention is not None and mention.adjective
        return replace(party, sure=False) if adjective else party

    def _meant(self, antecedents: Iterable[Token], rule: Rule, pronoun: Token) -> list[Party]:
        """The actors that a pronoun stands for."""
        meant = [p for noun in antecedents for p in self.parties(noun)]
        return [replace(party, sure=False).by(rule, pronoun.text) for party in meant]

    def _first_meant(self, antecedents: Iterable[Token], pronoun: Token) -> list[Party]:
        """The actors of the first word, of those "its" may stand for, that has any."""
        for noun in antecedents:
            if found := self._meant([noun], Rule.POSSESSIVE, pronoun):
                return found
        return []

    def _beside(self, noun: Token) -> list[Party]:
        """The other side of a shared noun: Chad in "Chadian and Malian officials"."""
        mention = self.mention(noun)
        if mention is None:
            return []
        found: list[Party] = []
        for child in syntax.children(noun, ("amod", "nmod", "compound")):
            joined = [w for w in syntax.conjuncts(child) if w.i != child.i]
            outside = not mention.first <= child.i <= mention.last
            inside = any(mention.first <= word.i <= mention.last for word in joined)
            own = self.own(child) if outside and inside else None
            found += [own.by(Rule.SHARED, noun.text)] if own is not None else []
        for word in noun.doc[mention.first : mention.last + 1]:  # "the ministers of Chad and Mali"
            inner = word.dep_ == "pobj" and word.i != noun.i
            joined = syntax.conjuncts(word)[1:] if inner else []
            others = [own for w in joined if w.i > mention.last and (own := self.own(w))]
            found += [own.by(Rule.SHARED, noun.text) for own in others]
        return found

    def owners(self, noun: Token, depth: int = 0) -> list[Party]:
        """The actors in what stands before a noun (or in apposition): "U.S. and Russian troops"."""
        found: list[Party] = []
        below = list(noun.children)
        for edge, rule in OWNERS.items():
            for child in (child for child in below if child.dep_ == edge):
                for word in syntax.conjuncts(child):
                    owners = self._owning(word, depth)
                    found += [party.by(rule, noun.text) for party in owners]
            if found:
                break
        return unique(found)

    def _owning(self, word: Token, depth: int) -> list[Party]:
        """The actors of one word that stands before a noun."""
        own = self.own(word)
        if own is not None:
            return [self._lent(word, own)]
        if word.lower_ in syntax.POSSESSIVES:
            return self._first_meant(syntax.possessors(word), word)
        # "the state of Chad's army's chief" is deep
        return self.owners(word, depth + 1) if depth < 2 else []  # noqa: PLR2004


def unique(parties: Iterable[Party]) -> list[Party]:
    """Parties, each actor once, at its first words."""
    found: dict[str, Party] = {}
    for party in parties:
        found.setdefault(party.actor.id, party)
    return list(found.values())
