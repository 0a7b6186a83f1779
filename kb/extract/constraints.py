"""Constraints: what an entry of the lexicon asks of the words around a trigger."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kb.extract import syntax
from kb.extract.rules import Rule
from kb.extract.syntax import listed
from kb.model.events import EventType

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kb.extract.lexicon import Entry

#: Objects of what one does to oneself, which is no event: "arming itself".
REFLEXIVE = listed("itself themselves himself herself ourselves myself")
#: What a noun is by the name recogniser, as entries write it among lemmas.
KINDS = {"NORP": "<people>", "PERSON": "<person>", "GPE": "<place>"}
#: Prepositions that never lead to what a verb is about.
ASIDE = listed("by under during after before since amid despite until within without because")
#: Names that tell when, so that "for" before them gives no ground: "attacked it for days".
TIMES = frozenset({"DATE", "TIME", "ORDINAL", "CARDINAL"})


@dataclass(frozen=True)
class Around:
    """The words around one that may be a trigger, each looked up once for all entries."""

    token: Token
    top: Token  #: the light verb of a noun, else the word itself

    @cached_property
    def things(self) -> list[Token]:
        """What it can be about."""
        return things(self.token)

    @cached_property
    def objects(self) -> frozenset[str]:
        """The lemmas of the phrases of what it can be about."""
        return _phrases(self.things)

    @cached_property
    def subjects(self) -> frozenset[str]:
        """The lemmas of the phrases of its subjects."""
        return _phrases(syntax.grammatical_subjects(self.token))

    @cached_property
    def below(self) -> frozenset[str]:
        """The lemmas below: after a verb, anywhere by a noun or its light verb.

        An adverb may stand before its verb: "jointly run".
        """
        noun = self.token.pos_ not in syntax.VERBS
        return frozenset(
            syntax.lemma(word)
            for word in self.top.subtree
            if (noun or word.i > self.token.i or _adverb(word, self.token))
            and word.i != self.token.i
        )

    @cached_property
    def all(self) -> frozenset[str]:
        """The lemmas below on either side, with those of subjects that stand farther up."""
        return self.subjects | {syntax.lemma(word) for word in self.top.subtree}

    @cached_property
    def prepositions(self) -> frozenset[str]:
        """The prepositions and particles that hang on it and don't lead to a time."""
        found = (child for child in self.top.children if child.dep_ in {"prep", "prt", "agent"})
        return frozenset(
            child.lower_
            for child in found
            if not any(noun.ent_type_ in TIMES for noun in syntax.prepositional_objects(child))
        )


def _adverb(word: Token, verb: Token) -> bool:
    return word.pos_ == "ADV" and word.head.i == verb.i


def things(verb: Token) -> list[Token]:
    """What a verb can be about: its objects, and what its particles govern."""
    found = syntax.logical_objects(verb)
    found = [noun for thing in found for noun in syntax.conjuncts(thing)]
    for child in () if found else verb.children:
        if child.dep_ in {"prep", "prt", "advmod"} and child.lower_ not in ASIDE:
            found += syntax.prepositional_objects(child)
    return found


def negated(verb: Token) -> bool:
    """Whether the verb itself is negated: "did not accept", "no longer accepts"."""
    return any(
        child.dep_ == "neg" or child.lower_ == "never" or no_longer(child)
        for child in verb.children
    )


def no_longer(word: Token) -> bool:
    """Whether it is the adverb of "no longer"."""
    return word.lower_ == "longer" and any(child.lower_ == "no" for child in word.children)


def unmet(around: Around, entry: Entry) -> Rule | None:
    """What of the words around isn't as the entry asks; None if all is."""
    if not _asked(around, entry):
        return Rule.WORD_MISSING
    told = bool(entry.phrases or entry.objects & REFLEXIVE)  # "gave themselves up"
    told = told or entry.type is EventType.ASSAULT
    if not told and any(o.lower_ in REFLEXIVE for o in around.things):
        return Rule.REFLEXIVE
    if entry.infinitive and not _infinitive(around.token):
        return Rule.NO_INFINITIVE
    return Rule.NEVER if barred(around, entry) else None


def barred(around: Around, entry: Entry) -> bool:
    """Whether a word is there that the entry bars: "beat" in a sentence with "goalkeeper"."""
    return bool(
        (entry.never and entry.never & around.objects)
        or (entry.without and entry.without & around.all)
    )


def _asked(around: Around, entry: Entry) -> bool:
    """Whether each kind of word that the entry asks for is there."""
    return (
        (not entry.objects or bool(entry.objects & around.objects))
        and (not entry.subjects or bool(entry.subjects & around.subjects))
        and (not entry.contains or bool(entry.contains & around.below))
        and (not entry.prepositions or bool(entry.prepositions & around.prepositions))
    )


def _infinitive(verb: Token) -> bool:
    return any(
        child.dep_ in {"xcomp", "ccomp", "advcl", "acl"} and syntax.has_infinitive(child)
        for child in verb.children
    )


def _phrases(nouns: list[Token]) -> frozenset[str]:
    found: set[str] = set()
    for noun in nouns:
        found |= syntax.phrase_lemmas(noun)
        if noun.ent_type_ in KINDS:
            found.add(KINDS[noun.ent_type_])
    return frozenset(found)
