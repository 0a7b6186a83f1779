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
        found: list[Party] = []
        for noun in syntax.conjuncts(syntax.resolve_relative(token)):
            found += self._named(noun, places=places)
        return unique(found)

    def _named(self, noun: Token, *, places: bool) -> list[Party]:
        own = self.own(noun)
        if own is not None:
            return [own]
        if noun.lower_ in syntax.PRONOUNS:
            subjects = syntax.antecedents(noun)
            return [replace(p, sure=False) for s in subjects for p in self.parties(s)]
        found = self.owners(noun)
        if not found and noun.ent_type_ not in {"DATE", "TIME"}:
            found = [
                party
                for place in syntax.prepositions(noun, OWNING, depth=0)
                for party in self.parties(place, places=True)
            ]
        state = self.place_state(noun) if places and not found else None
        return [state] if state else found

    def owners(self, noun: Token, depth: int = 0) -> list[Party]:
        """The actors in what stands before a noun (or in apposition): "U.S. and Russian troops"."""
        found: list[Party] = []
        for edge in OWNERS:
            for child in syntax.children(noun, (edge,)):
                for word in syntax.conjuncts(child):
                    own = self.own(word)
                    if own is not None:
                        found.append(own)
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
