"""Slots: the actors that stand after a preposition, or in the clauses that are a word's content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract import syntax
from kb.extract.rules import Rule
from kb.extract.scene import unique

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from kb.extract.scene import Party, Scene

#: Prepositions of the other side, the surest first.
AGAINST = ("against", "on", "upon", "at", "with", "to", "toward", "towards", "into", "onto")
ABOUT = ("from", "for", "over", "of", "between", "among", "inside", "near", "behind")
#: Of these, what is only talked or quarrelled about: an adjective there names no side.
TOPIC = ("over", "about")
#: Prepositions of the deed that something is done for: whose deed it is.
GROUNDS = ("over", "because", "for")
WITH = ("with", "between", "among", "to", "by")


def grounds(word: Token, scene: Scene) -> list[Party]:
    """Whose deed it is done for: "imposed sanctions over Chad's purchase of Malian grain"."""
    nouns = syntax.prepositions(word, GROUNDS, depth=1)
    owners = (party.by(Rule.GROUNDS, noun.text) for noun in nouns for party in scene.owners(noun))
    return unique(party for party in owners if party.sure)


def _after(
    name: str,
    governed: Iterable[tuple[str, list[Token]]],
    scene: Scene,
    rule: Rule = Rule.AFTER,
) -> list[Party]:
    """The actors after a preposition; of a topic only those that are named outright."""
    nouns = [noun for preposition, below in governed if preposition == name for noun in below]
    found = [party for noun in nouns for party in scene.parties(noun, places=True)]
    return [party.by(rule, name) for party in found if party.sure or name not in TOPIC]


def _within(nouns: Iterable[Token], scene: Scene, rule: Rule, verb: Token) -> list[Party]:
    """The actors of nouns in a clause, each once."""
    found = (party for noun in nouns for party in scene.parties(noun, places=True))
    return [party.by(rule, verb.text) for party in unique(found)]


def around(word: Token, scene: Scene, names: Iterable[str]) -> list[Party]:
    """The actors after these prepositions: those of the first preposition that has any."""
    found: list[Party] = []
    governed = syntax.governed(word)
    for name in names:
        found += _after(name, governed, scene)
        if any(party.sure for party in found) and name not in WITH:
            break
    return unique(found)


def complements(
    word: Token, scene: Scene, *, subject_first: bool = False, depth: int = 0
) -> Iterator[list[Party]]:
    """The actors in the clauses that are a word's content, slot by slot."""
    for clause in _content(word):
        own = syntax.children(clause, syntax.SUBJECTS | syntax.PASSIVE_SUBJECTS)
        if syntax.is_passive(clause):
            own += syntax.logical_subjects(clause)
        objects = syntax.logical_objects(clause)
        governed = syntax.governed(clause)
        further = [
            party
            for name in (*AGAINST, *ABOUT, "in")
            for party in _after(name, governed, scene, Rule.CONTENT_AFTER)
        ]
        if subject_first and own:  # whoever is asked, named or not: nobody else
            yield _within(own, scene, Rule.CONTENT_SUBJECT, clause)
            continue
        yield _within(objects, scene, Rule.CONTENT_OBJECT, clause)
        yield unique(further)
        yield _within(own, scene, Rule.CONTENT_SUBJECT, clause)
        if depth < 4:  # noqa: PLR2004 -- no sane sentence nests deeper
            yield from complements(clause, scene, subject_first=subject_first, depth=depth + 1)


def _purpose(clause: Token) -> bool:
    """Whether an adverbial clause says what for, or on what condition; not when or why."""
    marks = {mark.lower_ for mark in syntax.children(clause, ("mark", "advmod"))}
    if clause.tag_ == "VBG" and syntax.is_passive(clause.head):  # "was freed, drawing praise from"
        return False
    return not marks & {"as", "after", "before", "while", "when", "because", "since", "although"}


def _content(word: Token) -> list[Token]:
    """The verbs of the clauses that are a word's content, or that its objects have."""
    clauses = syntax.children(word, (*syntax.COMPLEMENTS, "acl"))
    clauses += [c for c in syntax.children(word, ("advcl",)) if _purpose(c)]
    for child in word.children:
        if child.dep_ == "dobj" and child.pos_ in syntax.VERBS:
            clauses.append(child)
        if child.dep_ in {"dobj", "prep", "attr"}:
            clauses += syntax.children(child, ("acl", "relcl", "pcomp"))
            for noun in syntax.prepositional_objects(child):
                clauses += syntax.children(noun, ("acl", "relcl"))
    return clauses


def flat(scene: Scene, tokens: Iterable[Token], rule: Rule, words: str) -> list[Party]:
    """The actors of several nouns, which a rule found at some words, each once."""
    found = unique(party for token in tokens for party in scene.parties(token))
    return [party.by(rule, words) for party in found]


def doers(scene: Scene, verb: Token) -> list[Party]:
    """Who does it: the subject of an active verb, the agent of a passive one."""
    rule = Rule.AGENT if syntax.is_passive(verb) else Rule.SUBJECT
    return flat(scene, syntax.logical_subjects(verb), rule, verb.text)


def subjects(scene: Scene, verb: Token) -> list[Party]:
    """The subject as grammar has it."""
    rule = Rule.PASSIVE_SUBJECT if syntax.is_passive(verb) else Rule.SUBJECT
    return flat(scene, syntax.grammatical_subjects(verb), rule, verb.text)


def objects(scene: Scene, verb: Token) -> list[Party]:
    """Whom it is done to: the object of an active verb, the subject of a passive one."""
    rule = Rule.PASSIVE_SUBJECT if syntax.is_passive(verb) else Rule.OBJECT
    return flat(scene, syntax.logical_objects(verb), rule, verb.text)


def behind(scene: Scene, word: Token, names: Iterable[str], depth: int = 2) -> list[Party]:
    """The actors after any of these prepositions, which name them or what is theirs."""
    nouns = syntax.prepositions(word, names, depth=depth)
    found = [
        party.by(Rule.AFTER, noun.head.text) for noun in nouns for party in scene.parties(noun)
    ]
    return unique(found)


def excluding(parties: Iterable[Party], others: list[Party]) -> list[Party]:
    """Parties without those of the other side: the same words can't be on both.

    The same actor in other words can: what Chad's army does to Chadian herders.
    """
    taken = {(party.actor.id, party.span) for party in others}
    return [
        p
        for p in parties
        if (p.sure and (p.actor.id, p.span) not in taken)
        or not (p.sure or p.actor.id in {actor for actor, _ in taken})
    ]
