"""Features: how the classifier sees a word that may state an event.

A feature is a short string, "kind=value", of the word, of what hangs on it in the dependency
parse, of what it hangs on, and of the sentence's other words. Names of actors never are features:
only what kind of actor stands where.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract import syntax

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from kb.extract.lexicon import Lexicon
    from kb.extract.scene import Scene

#: Parts of speech whose words tell what a sentence is about.
_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN"})
#: Words before and after a candidate that count as near.
_BEFORE, _AFTER = 3, 5
#: Subjects, objects and actors of a sentence beyond these add nothing.
_MOST = 3


def candidates(scene: Scene) -> list[Token]:
    """The words of a sentence that may state an event without being in the lexicon: its verbs."""
    return [
        token
        for token in scene.sentence.tokens
        if token.pos_ in syntax.VERBS and token.dep_ not in {"aux", "auxpass"}
    ]


class Describer:
    """Describes the verbs of one sentence."""

    def __init__(self, scene: Scene, lexicon: Lexicon) -> None:
        self._scene = scene
        self._lexicon = lexicon
        self._names = {i for e in scene.entities for i in range(e.first, e.last + 1)}
        self._common = {f"b={lemma}" for lemma in self._topic()} | {f"E={self._actors()}"}

    def describe(self, verb: Token) -> set[str]:
        """The features of a verb in its sentence."""
        found = set(self._common)
        word = self._word(verb, found)
        self._sides(verb, word, found)
        for child in verb.children:
            self._child(child, word, found)
        self._governor(verb, found)
        found.update(f"n={lemma}" for lemma in self._near(verb))
        return found

    def _topic(self) -> Iterator[str]:
        """The lemmas of what the sentence is about, names and numbers left out."""
        for token in self._scene.sentence.tokens:
            named = token.i in self._names or token.ent_type_
            if token.pos_ in _CONTENT and token.is_alpha and not named:
                yield syntax.lemma(token)

    def _actors(self) -> int:
        found = {e.actor.principal for e in self._scene.entities if e.actor is not None}
        return min(len(found), _MOST)

    def _near(self, verb: Token) -> Iterator[str]:
        tokens = self._scene.sentence.tokens
        for token in tokens.doc[
            max(verb.i - _BEFORE, tokens.start) : min(verb.i + _AFTER, tokens.end)
        ]:
            if token.i != verb.i and token.is_alpha and not token.ent_type_:
                yield syntax.lemma(token)

    def _kind(self, noun: Token) -> str:
        """What kind of actor a noun names or belongs to."""
        parties = self._scene.parties(noun, places=True)
        return parties[0].actor.kind.value if parties else "none"

    def _types(self, token: Token) -> set[str]:
        """The types that the lexicon has for a word, whether or not it would match here."""
        words = self._lexicon.verbs if token.pos_ in syntax.VERBS else self._lexicon.nouns
        return {entry.type.value for entry in words.get(syntax.lemma(token), ())}

    def _word(self, verb: Token, found: set[str]) -> str:
        """The verb itself, with its particle; returns the word for features of pairs."""
        word = syntax.lemma(verb)
        found.add(f"w={word}")
        particles = [child.lower_ for child in verb.children if child.dep_ == "prt"]
        if particles:
            word = f"{word}_{particles[0]}"
            found.add(f"w={word}")
        found.update(f"L={kind}" for kind in self._types(verb))
        if syntax.is_passive(verb):
            found.update(("passive", f"w={word},passive"))
        return word

    def _sides(self, verb: Token, word: str, found: set[str]) -> None:
        subjects = syntax.logical_subjects(verb)[:_MOST]
        things = syntax.logical_objects(verb)[:_MOST]
        found.update(f"S={self._kind(noun)}" for noun in subjects)
        found.update(f"s={syntax.lemma(noun)}" for noun in subjects if not self._names_actor(noun))
        found.update(f"O={self._kind(noun)}" for noun in things)
        found.update(f"{side}=no" for side, nouns in (("S", subjects), ("O", things)) if not nouns)
        for noun in things:
            if not self._names_actor(noun):
                self._noun(noun, word, "o", found)
                self._around(noun, found)

    def _names_actor(self, noun: Token) -> bool:
        return self._scene.own(noun) is not None

    def _noun(self, noun: Token, word: str, slot: str, found: set[str]) -> None:
        """A common noun in a slot of the verb."""
        lemma = syntax.lemma(noun)
        found.update((f"{slot}={lemma}", f"w={word},{slot}={lemma}"))
        found.update(f"L{slot}={kind}" for kind in self._types(noun))

    def _around(self, noun: Token, found: set[str]) -> None:
        """What stands before an object, and after its prepositions."""
        for child in noun.children:
            if child.dep_ in {"compound", "amod", "nmod"} and not self._names_actor(child):
                found.add(f"om={syntax.lemma(child)}")
            if child.dep_ != "prep":
                continue
            for thing in syntax.prepositional_objects(child):
                found.add(f"op={child.lower_}:{self._kind(thing)}")
                if not self._names_actor(thing):
                    found.add(f"opn={syntax.lemma(thing)}")
                    found.update(f"Lopn={kind}" for kind in self._types(thing))

    def _child(self, child: Token, word: str, found: set[str]) -> None:
        edge = child.dep_
        if edge == "aux":
            found.add(f"aux={child.lower_}")
        elif edge == "neg":
            found.update(("neg", f"w={word},neg"))
        elif edge in syntax.COMPLEMENTS:
            self._complement(child, word, found)
        elif edge == "advcl":
            found.update(f"m={t.lower_}" for t in syntax.children(child, {"mark", "advmod"}))
        elif edge in {"prep", "agent", "dative"}:
            self._preposition(child, word, found)
        elif edge in {"acomp", "advmod", "npadvmod"} and not child.ent_type_:
            found.update((f"a={child.lower_}", f"w={word},a={child.lower_}"))

    def _complement(self, clause: Token, word: str, found: set[str]) -> None:
        """The clause that is the verb's content."""
        self._noun(clause, word, "x", found)
        found.add(f"w={word},{clause.dep_}")
        found.update(f"w={word},Lx={kind}" for kind in self._types(clause))
        if syntax.children(clause, {"neg"}):
            found.update(("xneg", f"w={word},xneg"))
        found.update(f"xaux={child.lower_}" for child in syntax.children(clause, {"aux"}))

    def _preposition(self, prep: Token, word: str, found: set[str]) -> None:
        name = prep.lower_
        found.update((f"p={name}", f"w={word},p={name}"))
        for noun in syntax.prepositional_objects(prep):
            found.add(f"P={name}:{self._kind(noun)}")
            if not self._names_actor(noun):
                self._noun(noun, word, "pn", found)

    def _governor(self, verb: Token, found: set[str]) -> None:
        """What the verb hangs on."""
        head = verb.head
        if head.i == verb.i:
            found.add("d=ROOT")
            return
        lemma = syntax.lemma(head)
        found.update((f"d={verb.dep_}", f"g={lemma}", f"g={lemma}:{verb.dep_}"))
        found.update(f"Lg={kind}" for kind in self._types(head))
