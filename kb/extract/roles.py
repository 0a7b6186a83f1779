"""Roles: who is on which side of an event, from the dependency parse."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.extract import syntax
from kb.extract.lexicon import Frame
from kb.extract.scene import unique
from kb.extract.triggers import RECEIVING
from kb.model.events import EventType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from kb.extract.scene import Party, Scene
    from kb.extract.triggers import Trigger

#: Prepositions of the other side, the surest first.
AGAINST = ("against", "on", "upon", "at", "with", "to", "toward", "towards", "into", "onto")
ABOUT = ("from", "for", "over", "of", "between", "among", "inside", "near")
#: Of these, what is only talked or quarrelled about: an adjective there names no side.
TOPIC = ("over", "about")
#: Prepositions of the deed that something is done for: whose deed it is.
GROUNDS = ("over", "because", "for")
#: Prepositions of where something comes to.
TOWARD = ("in", "at", "to", "into", "near")
#: Nouns for goods on their way, from whose they are.
DELIVERIES = frozenset({"delivery", "shipment"})
WITH = ("with", "between", "among", "to", "by")
BY = ("by", "from")
#: Types whose target may be the state of the place where they happen.
LOCAL = frozenset(
    {
        EventType.PROTEST,
        EventType.COERCE,
        EventType.CONCEDE,
        EventType.ASSAULT,
        EventType.CONSULT,
        EventType.REQUEST,
        EventType.AID,
        EventType.RETREAT,
        EventType.THREATEN,
    }
)


#: Verbs whose several subjects do it with each other: "Chad and Mali agreed to".
TOGETHER = frozenset({"agree", "fight", "clash", "battle", "skirmish", "engage"})
#: Nouns for what people are killed in.
ATTACKS = frozenset(
    {
        "attack",
        "strike",
        "airstrike",
        "raid",
        "shelling",
        "bombing",
        "bombardment",
        "fire",
        "ambush",
    }
    | {"assault", "offensive", "explosion", "blast", "clash", "operation", "attacks", "gunfire"}
)
#: Modes that only the state of the place can act in: "was arrested in Chad".
CUSTODY = frozenset({"arrest", "deport", "convict"})


@dataclass(frozen=True, slots=True)
class Sides:
    """Who is on which side; the lists are equal for a symmetric event."""

    sources: tuple[Party, ...]
    targets: tuple[Party, ...]


def find_sides(trigger: Trigger, scene: Scene) -> Sides:
    """The sides of the event that a trigger states."""
    frame = trigger.entry.frame
    if frame is Frame.MUTUAL:
        return _mutual(trigger, scene)
    if frame is Frame.SETTLED:
        return _settled(trigger, scene)
    if frame is Frame.SUFFER:
        return _suffered(trigger, scene)
    if frame is Frame.ARRIVE:
        return _arrived(trigger, scene)
    sources = _sources(trigger, scene)
    targets = _targets(trigger, scene, sources)
    if syntax.lemma(trigger.token) in TOGETHER and len(sources) > 1 and not targets:
        return Sides(tuple(sources), tuple(sources))
    if frame is Frame.RECEIVE or (trigger.light and syntax.lemma(trigger.light) in RECEIVING):
        return _received(trigger, scene, sources)
    return Sides(tuple(sources), tuple(targets))


def _received(trigger: Trigger, scene: Scene, subjects: list[Party]) -> Sides:
    """The sides of "Chad received an offer from Mali": from Mali to Chad."""
    verb = trigger.light or trigger.token
    receivers = _flat(scene, syntax.grammatical_subjects(verb)) or subjects
    givers = _excluding(
        _flat(scene, syntax.prepositions(verb, BY)) or _flat(scene, _things(trigger)), receivers
    )
    if not givers and trigger.light:
        givers = _excluding(scene.owners(trigger.token), receivers)
    return Sides(tuple(givers), tuple(receivers))


def _settled(trigger: Trigger, scene: Scene) -> Sides:
    """The sides of "Chad's purchase of Malian grain is a done deal": those of the purchase."""
    verb = trigger.predicate
    nouns = syntax.grammatical_subjects(verb) if verb is not None else []
    for noun in nouns:
        sources = scene.owners(noun)
        targets = _excluding(_around(noun, scene, (*AGAINST, *ABOUT)), sources)
        if (sources and targets) or (noun.pos_ in syntax.VERBS and targets):
            return Sides(tuple(sources), tuple(targets))
        named = scene.parties(noun)
        if named:
            return Sides(tuple(named), tuple(targets))
    both = tuple(_around(trigger.token, scene, WITH))
    return Sides(both, both) if len(both) > 1 else Sides(both, ())


def _suffered(trigger: Trigger, scene: Scene) -> Sides:
    """The sides of "a Malian is under investigation in Chad": from Chad to the Malian."""
    verb = trigger.predicate
    if verb is None:
        return Sides((), ())
    targets = _flat(scene, syntax.grammatical_subjects(verb))
    words = [verb, *trigger.token.doc[trigger.first : trigger.last + 1]]
    found = unique(party for word in words for party in _around(word, scene, ("by", "in")))
    sources = _excluding(found, targets)
    return Sides(tuple(sources), tuple(targets))


def _arrived(trigger: Trigger, scene: Scene) -> Sides:
    """The sides of "parts of a Chadian radar arrived in Mali": from Chad to Mali."""
    verb = trigger.token
    goods = syntax.grammatical_subjects(verb)
    sources = _around(verb, scene, ("from",)) or _flat(scene, goods)
    targets = _excluding(_around(verb, scene, TOWARD) or _flat(scene, _things(trigger)), sources)
    others = [p for p in targets if p.actor.principal not in {s.actor.principal for s in sources}]
    return Sides(tuple(sources), tuple(others))


def _mutual(trigger: Trigger, scene: Scene) -> Sides:
    """All who take part; with one side only, that one is the source."""
    verb = trigger.predicate
    found: list[Party] = []
    if not trigger.nominal:
        found += _flat(scene, syntax.logical_subjects(trigger.token))
        if not trigger.entry.topical:
            found += _flat(scene, syntax.logical_objects(trigger.token))
        found += _around(trigger.token, scene, WITH)
    else:
        if trigger.light is not None:
            found += _flat(scene, syntax.logical_subjects(trigger.light))
        elif _circumstance(trigger.token) and _around(trigger.token, scene, ("with",)):
            found += _flat(scene, syntax.grammatical_subjects(verb)) if verb is not None else []
        found += scene.owners(trigger.token)
        found += _around(trigger.token, scene, (*WITH, "of"))
        if trigger.light is not None:
            found += _around(trigger.light, scene, WITH)
    both = unique(found)
    if len(both) == 1:
        both = unique(both + _beyond(trigger, scene))
    return Sides(tuple(both), tuple(both)) if len(both) > 1 else Sides(tuple(both), ())


def turned(sides: Sides, trigger: Trigger, scene: Scene) -> Sides:
    """The sides of a promise, threat or refusal of something mutual: who speaks, to the others."""
    verb = trigger.light or trigger.token
    speakers = {party.actor.id for party in _flat(scene, syntax.logical_subjects(verb))}
    sources = tuple(party for party in sides.sources if party.actor.id in speakers)
    others = tuple(party for party in sides.sources if party.actor.id not in speakers)
    return Sides(sources, others) if sources and others else sides


def _beyond(trigger: Trigger, scene: Scene) -> list[Party]:
    """The other side in what an accord is for: "signed a deal to buy jets from Chad"."""
    nouns = [trigger.token] if trigger.nominal else syntax.logical_objects(trigger.token)
    for noun in nouns:
        for clause in syntax.children(noun, ("acl", "relcl")):
            found = _around(clause, scene, ("from", "with", "to"))
            if found:
                return found
    return []


def _circumstance(noun: Token) -> bool:
    """Whether it is "during a visit": who does what the sentence says is on the visit."""
    return noun.dep_ == "pobj" and noun.head.lower_ in {"during", "in", "on", "after", "at", "for"}


def _sources(trigger: Trigger, scene: Scene) -> list[Party]:
    if trigger.predicative:
        verb = trigger.predicate
        return _flat(scene, syntax.grammatical_subjects(verb)) if verb is not None else []
    if not trigger.nominal:
        agents = _flat(scene, syntax.logical_subjects(trigger.token))
        if not agents and trigger.entry.mode in CUSTODY and syntax.is_passive(trigger.token):
            return _around(trigger.token, scene, ("in",))[:1]
        if not agents and trigger.entry.type is EventType.ASSAULT:
            return _attackers(trigger.token, scene)
        return agents
    return _nominal_sources(trigger, scene)


def _nominal_sources(trigger: Trigger, scene: Scene) -> list[Party]:
    noun = trigger.token
    found: list[Party] = []
    if trigger.light is not None and syntax.lemma(trigger.light) not in RECEIVING:
        found = _flat(scene, syntax.logical_subjects(trigger.light))
    if not found:
        found = scene.owners(noun) or _flat(scene, syntax.prepositions(noun, ("by",), depth=0))
    if not found and trigger.light is not None:
        found = _flat(scene, syntax.prepositions(trigger.light, ("by",), depth=1))
    if not found and trigger.entry.frame is Frame.PLEDGE:
        found = _flat(scene, syntax.prepositions(noun, ("from",), depth=1))
    if not found and _circumstance(noun) and trigger.predicate is not None:
        found = _flat(scene, syntax.grammatical_subjects(trigger.predicate))
    if not found and syntax.lemma(noun) in DELIVERIES:
        found = _around(noun, scene, ("from", "of"))
    return found


def _attackers(verb: Token, scene: Scene) -> list[Party]:
    """Whose attack it was: "were killed in Chadian shelling", "in a raid by Chad"."""
    for noun in syntax.prepositions(verb, ("in", "by", "during"), depth=0):
        if syntax.lemma(noun) in ATTACKS:
            found = scene.owners(noun) or _flat(scene, syntax.prepositions(noun, ("by",), depth=0))
            return [replace(party, sure=True) for party in found]
    return []


def _targets(trigger: Trigger, scene: Scene, sources: list[Party]) -> list[Party]:
    """The other side: the first slot of the frame that names somebody else.

    A slot whose actors act for the source's own state counts only when no other slot has anybody.
    """
    slots = (_excluding(slot, sources) for slot in _slots(trigger, scene))
    mine = {party.actor.principal for party in sources}
    spare: list[Party] = []
    for slot in slots:
        if any(party.actor.principal not in mine for party in slot):
            return slot
        spare = spare or slot
    return spare


def _slots(trigger: Trigger, scene: Scene) -> Iterator[list[Party]]:
    """The slots that the frame looks for the other side in, the surest first."""
    frame, noun, word = trigger.entry.frame, trigger.token, trigger.light or trigger.token
    if frame is Frame.ALONE:
        yield _around(word, scene, ("against", "on", "to", "with"))
        return
    if frame is Frame.OBLIGE:
        yield from _complements(word, scene, subject_first=True)
    if trigger.light is None:
        yield _flat(scene, _things(trigger))
    else:
        yield _around(noun, scene, AGAINST)
        yield _datives(trigger.light, scene)
    if frame is Frame.ASK:
        yield from _complements(word, scene, subject_first=True)
        if _asked(word):
            return
    yield _around(word, scene, AGAINST)
    if trigger.entry.absorbs:
        yield _conditional(word, scene)
        yield from _complements(noun, scene)
    yield _grounds(word, scene)
    yield _around(word, scene, ABOUT)
    yield from _complements(noun, scene)
    if trigger.light is not None:
        yield from _complements(trigger.light, scene)
    if trigger.entry.type in LOCAL:
        yield _around(word, scene, ("in", "at", "outside"))


def _asked(word: Token) -> bool:
    """Whether the words tell who shall do it ("asked the army to"), so that nobody else is."""
    clauses = syntax.children(word, syntax.COMPLEMENTS)
    subjects = [s for clause in clauses for s in syntax.children(clause, syntax.SUBJECTS)]
    return bool(clauses) and bool(subjects or syntax.children(word, ("dobj",)))


def _conditional(word: Token, scene: Scene) -> list[Party]:
    """Whom a condition is put to: "warned of consequences if Chad attacked"."""
    for clause in syntax.children(word, ("advcl",)):
        marks = {mark.lower_ for mark in syntax.children(clause, ("mark",))}
        if marks & {"if", "unless", "should"}:
            return _flat(scene, syntax.logical_subjects(clause))
    return []


def _things(trigger: Trigger) -> list[Token]:
    """The objects of a verb; a noun has none but what its prepositions say."""
    return [] if trigger.nominal or trigger.predicative else syntax.logical_objects(trigger.token)


def _datives(verb: Token, scene: Scene) -> list[Party]:
    return _flat(scene, (t for t in syntax.children(verb, ("dative",)) if t.pos_ in syntax.NOUNS))


def _grounds(word: Token, scene: Scene) -> list[Party]:
    """Whose deed it is done for: "imposed sanctions over Chad's purchase of Malian grain"."""
    nouns = syntax.prepositions(word, GROUNDS, depth=1)
    return unique(party for noun in nouns for party in scene.owners(noun) if party.sure)


def _after(name: str, nouns: Iterable[Token], scene: Scene) -> list[Party]:
    """The actors of nouns after a preposition; of a topic only those that are named outright."""
    found = [party for noun in nouns for party in scene.parties(noun, places=True)]
    return [party for party in found if party.sure or name not in TOPIC]


def _around(word: Token, scene: Scene, names: Iterable[str]) -> list[Party]:
    """The actors after these prepositions: those of the first preposition that has any."""
    found: list[Party] = []
    for name in names:
        found += _after(name, syntax.prepositions(word, (name,)), scene)
        if any(party.sure for party in found) and name not in WITH:
            break
    return unique(found)


def _complements(
    word: Token, scene: Scene, *, subject_first: bool = False, depth: int = 0
) -> Iterator[list[Party]]:
    """The actors in the clauses that are a word's content, slot by slot."""
    for clause in _content(word):
        own = syntax.children(clause, syntax.SUBJECTS | syntax.PASSIVE_SUBJECTS)
        if syntax.is_passive(clause):
            own += syntax.logical_subjects(clause)
        objects = syntax.logical_objects(clause)
        further = [
            party
            for name in (*AGAINST, *ABOUT, "in")
            for party in _after(name, syntax.prepositions(clause, (name,)), scene)
        ]
        if subject_first and own:  # whoever is asked, named or not: nobody else
            yield unique(p for noun in own for p in scene.parties(noun, places=True))
            continue
        yield unique(p for noun in objects for p in scene.parties(noun, places=True))
        yield unique(further)
        yield unique(p for noun in own for p in scene.parties(noun, places=True))
        if depth < 4:  # noqa: PLR2004 -- no sane sentence nests deeper
            yield from _complements(clause, scene, subject_first=subject_first, depth=depth + 1)


def _purpose(clause: Token) -> bool:
    """Whether an adverbial clause says what for, or on what condition; not when or why."""
    marks = {mark.lower_ for mark in syntax.children(clause, ("mark", "advmod"))}
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


def _flat(scene: Scene, tokens: Iterable[Token]) -> list[Party]:
    return unique(party for token in tokens for party in scene.parties(token))


def _excluding(parties: Iterable[Party], others: list[Party]) -> list[Party]:
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
