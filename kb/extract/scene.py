"""A sentence with the actors and places in it: what the rules for roles and places read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kb.extract import syntax

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from spacy.tokens import Token

    from kb.extract.entities import EntityMention
    from kb.extract.sentences import Sentence
    from kb.model.entities import Actor, Location
    from kb.model.events import Span

#: Edges from a noun to what tells whose it is, the tightest first.
OWNERS = ("poss", "nmod", "compound", "amod", "appos")
#: Prepositions that do the same: "the government of Chad", "rebels in Chad".
OWNING = ("of", "from", "in", "by")


@dataclass(frozen=True, slots=True)
class Party:
    """An actor, and the words that name it here."""

    actor: Actor
    span: Span
    sure: bool = True  #: False when it was inferred: a pronoun, a place, the sentence before


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

    def mention(self, token: Token) -> EntityMention | None:
        """The entity that a token is part of."""
        for mention in self.entities:
            if mention.first <= token.i <= mention.last:
                return mention
        return None

    def own(self, token: Token) -> Party | None:
        """The actor that a token itself names."""
        if token.i in self.voices:
            return Party(self.voices[token.i], self.sentence.words(token.i, token.i), sure=False)
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
        return Party(state, mention.span, sure=False) if state else None

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
        for noun in syntax.conjuncts(syntax.resolve_relative(token)):
            found += self._named(noun, places=places)
        self.asked.discard(token.i)
        return unique(found)

    def _named(self, noun: Token, *, places: bool) -> list[Party]:
        own = self.own(noun)
        if own is not None:
            return sorted([*self._beside(noun), own], key=lambda party: party.span)
        if noun.lower_ in syntax.PRONOUNS:
            return self._meant(syntax.antecedents(noun))
        found = self.owners(noun)
        if not found and noun.ent_type_ not in {"DATE", "TIME"}:
            found = [
                party
                for place in syntax.prepositions(noun, OWNING, depth=0)
                for party in self.parties(place, places=True)
            ]
        state = self.place_state(noun) if places and not found else None
        return [state] if state else found

    def _lent(self, word: Token, party: Party) -> Party:
        """A party that only an adjective names, as in "Chadian licences", is not a sure one."""
        mention = self.mention(word)
        adjective = mention is not None and mention.adjective
        return replace(party, sure=False) if adjective else party

    def _meant(self, antecedents: Iterable[Token]) -> list[Party]:
        """The actors that a pronoun stands for."""
        return [replace(p, sure=False) for noun in antecedents for p in self.parties(noun)]

    def _first_meant(self, antecedents: Iterable[Token]) -> list[Party]:
        """The actors of the first word, of those a pronoun may stand for, that has any."""
        return next((found for noun in antecedents if (found := self._meant([noun]))), [])

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
            found += [own] if own is not None else []
        for word in noun.doc[mention.first : mention.last + 1]:  # "the ministers of Chad and Mali"
            inner = word.dep_ == "pobj" and word.i != noun.i
            joined = syntax.conjuncts(word)[1:] if inner else []
            found += [own for w in joined if w.i > mention.last and (own := self.own(w))]
        return found

    def owners(self, noun: Token, depth: int = 0) -> list[Party]:
        """The actors in what stands before a noun (or in apposition): "U.S. and Russian troops"."""
        found: list[Party] = []
        for edge in OWNERS:
            for child in syntax.children(noun, (edge,)):
                for word in syntax.conjuncts(child):
                    own = self.own(word)
                    if own is not None:
                        found.append(self._lent(word, own))
                    elif word.lower_ in syntax.POSSESSIVES:
                        found += self._first_meant(syntax.possessors(word))
                    elif depth < 2:  # noqa: PLR2004 -- "the state of Chad's army's chief" is deep
                        found += self.owners(word, depth + 1)
            if found:
                break
        return unique(found)


def unique(parties: Iterable[Party]) -> list[Party]:
    """Parties, each actor once, at its first words."""
    found: dict[str, Party] = {}
    for party in parties:
        found.setdefault(party.actor.id, party)
    return list(found.values())
