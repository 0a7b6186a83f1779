"""Roles: who is on which side of an event, from the dependency parse."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb.extract import syntax
from kb.extract.homes import (
    ABROAD,
    INWARD,
    acting,
    at_home,
    country_of,
    country_where,
    undergoing,
)
from kb.extract.lexicon import Frame
from kb.extract.rules import Rule
from kb.extract.scene import unique
from kb.extract.slots import (
    ABOUT,
    AGAINST,
    WITH,
    around,
    behind,
    complements,
    doers,
    excluding,
    flat,
    grounds,
    objects,
    subjects,
)
from kb.extract.triggers import RECEIVING
from kb.model.events import EventType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from kb.extract.scene import Party, Scene
    from kb.extract.triggers import Trigger

BY = ("by", "from")
#: Nouns for goods on their way, from whose they are.
DELIVERIES = frozenset({"delivery", "shipment"})
#: Prepositions of where something comes to.
TOWARD = ("in", "at", "to", "into", "near")
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
#: Types that soldiers of a country do to its people.
VIOLENT = frozenset({EventType.ASSAULT, EventType.COERCE})
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
        return _mutual_at_home(trigger, scene)
    if frame is Frame.SETTLED:
        return _settled(trigger, scene)
    if frame is Frame.SUFFER:
        return _suffered(trigger, scene)
    if frame is Frame.ARRIVE:
        return _arrived(trigger, scene)
    where, kind = country_where(trigger, scene), trigger.entry.type
    sources = _sources(trigger, acting(scene, where or scene.country, kind))
    targets = _targets(trigger, _for_targets(trigger, scene, where, sources), sources)
    if not sources and targets:
        sources = _at_home_of(targets, trigger, scene)
    if syntax.lemma(trigger.token) in TOGETHER and len(sources) > 1 and not targets:
        return Sides(tuple(sources), tuple(sources))
    if frame is Frame.RECEIVE or (trigger.light and syntax.lemma(trigger.light) in RECEIVING):
        return _received(trigger, scene, sources)
    return Sides(tuple(sources), tuple(targets))


def _for_targets(trigger: Trigger, scene: Scene, where: str | None, sources: list[Party]) -> Scene:
    """The scene in which targets without a country's name are of where it happens.

    Else, unless the type is one that goes abroad, they are of the source's own country.
    """
    kind = trigger.entry.type
    if where or kind in ABROAD:
        return undergoing(scene, where, kind)
    return undergoing(scene, country_of(sources) or scene.country, kind)


def _at_home_of(targets: list[Party], trigger: Trigger, scene: Scene) -> list[Party]:
    """Sources without a country's name, of the target's: never its government."""
    country, kind = country_of(targets), trigger.entry.type
    found = _sources(trigger, acting(scene, country, kind))
    state = scene.states.get(country or "")
    if state is None:
        return found
    loyal = (
        {state.id}
        if kind in VIOLENT
        else {p.actor.id for p in found if p.actor.principal == state.id}
    )
    return [party for party in found if party.actor.id not in loyal]


def _received(trigger: Trigger, scene: Scene, named: list[Party]) -> Sides:
    """The sides of "Chad received an offer from Mali": from Mali to Chad."""
    verb = trigger.light or trigger.token
    receivers = subjects(scene, verb) or named
    givers = excluding(behind(scene, verb, BY) or _things(trigger, scene), receivers)
    if not givers and trigger.light:
        givers = excluding(scene.owners(trigger.token), receivers)
    return Sides(tuple(givers), tuple(receivers))


def _settled(trigger: Trigger, scene: Scene) -> Sides:
    """The sides of "Chad's purchase of Malian grain is a done deal": those of the purchase."""
    verb = trigger.predicate
    nouns = syntax.grammatical_subjects(verb) if verb is not None else []
    for noun in nouns:
        sources = scene.owners(noun)
        targets = excluding(around(noun, scene, (*AGAINST, *ABOUT)), sources)
        if (sources and targets) or (noun.pos_ in syntax.VERBS and targets):
            return Sides(tuple(sources), tuple(targets))
        named = scene.parties(noun)
        if named:
            return Sides(tuple(named), tuple(targets))
    both = tuple(around(trigger.token, scene, WITH))
    return Sides(both, both) if len(both) > 1 else Sides(both, ())


def _suffered(trigger: Trigger, scene: Scene) -> Sides:
    """The sides of "a Malian is under investigation in Chad": from Chad to the Malian."""
    verb = trigger.predicate
    if verb is None:
        return Sides((), ())
    targets = subjects(scene, verb)
    words = [verb, *trigger.token.doc[trigger.first : trigger.last + 1]]
    found = unique(party for word in words for party in around(word, scene, ("by", "in")))
    sources = excluding(found, targets)
    return Sides(tuple(sources), tuple(targets))


def _arrived(trigger: Trigger, scene: Scene) -> Sides:
    """The sides of "parts of a Chadian radar arrived in Mali": from Chad to Mali."""
    verb = trigger.token
    sources = around(verb, scene, ("from",)) or subjects(scene, verb)
    targets = excluding(around(verb, scene, TOWARD) or _things(trigger, scene), sources)
    others = [p for p in targets if p.actor.principal not in {s.actor.principal for s in sources}]
    return Sides(tuple(sources), tuple(others))


def _mutual_at_home(trigger: Trigger, scene: Scene) -> Sides:
    """All who take part; who is named without a country is of the country of who has one."""
    sides = _mutual(trigger, scene)
    inner = trigger.entry.type not in ABROAD
    country = country_of(sides.sources) if inner else None
    return sides if sides.targets or not country else _mutual(trigger, at_home(scene, country))


def _mutual(trigger: Trigger, scene: Scene) -> Sides:
    """All who take part; with one side only, that one is the source."""
    verb = trigger.predicate
    found: list[Party] = []
    if not trigger.nominal:
        found += doers(scene, trigger.token)
        if not trigger.entry.topical:
            found += objects(scene, trigger.token)
        goal = trigger.token.doc[trigger.last].lower_  # "return to Bor for talks"
        found += around(trigger.token, scene, [name for name in WITH if name != goal])
    else:
        if trigger.light is not None:
            found += doers(scene, trigger.light)
        elif _circumstance(trigger.token):
            named = subjects(scene, verb) if verb is not None else []
            together = len(named) > 1 and trigger.token.head.head.pos_ in syntax.VERBS
            found += named if together or around(trigger.token, scene, ("with",)) else []
        found += scene.owners(trigger.token)
        found += around(trigger.token, scene, (*WITH, "of"))
        if trigger.light is not None:
            found += around(trigger.light, scene, WITH)
    both = unique(found)
    if len(both) == 1:
        both = unique(both + _beyond(trigger, scene))
    return Sides(tuple(both), tuple(both)) if len(both) > 1 else Sides(tuple(both), ())


def turned(sides: Sides, trigger: Trigger, scene: Scene) -> Sides:
    """The sides of a promise, threat or refusal of something mutual: who speaks, to the others."""
    verb = trigger.light or trigger.token
    speakers = {party.actor.id for party in doers(scene, verb)}
    sources = tuple(party for party in sides.sources if party.actor.id in speakers)
    others = tuple(party for party in sides.sources if party.actor.id not in speakers)
    return Sides(sources, others) if sources and others else sides


def _beyond(trigger: Trigger, scene: Scene) -> list[Party]:
    """The other side in what an accord is for: "signed a deal to buy jets from Chad"."""
    nouns = [trigger.token] if trigger.nominal else syntax.logical_objects(trigger.token)
    for noun in nouns:
        for clause in syntax.children(noun, ("acl", "relcl")):
            found = around(clause, scene, ("from", "with", "to"))
            if found:
                return found
    return []


def _circumstance(noun: Token) -> bool:
    """Whether it is "during a visit": who does what the sentence says is on the visit."""
    return noun.dep_ == "pobj" and noun.head.lower_ in {"during", "in", "on", "after", "at", "for"}


def _sources(trigger: Trigger, scene: Scene) -> list[Party]:
    if trigger.predicative:
        verb = trigger.predicate
        return subjects(scene, verb) if verb is not None else []
    if not trigger.nominal:
        agents = doers(scene, trigger.token)
        if not agents and trigger.entry.mode in CUSTODY and syntax.is_passive(trigger.token):
            return around(trigger.token, scene, ("in",))[:1]
        if not agents and trigger.entry.type is EventType.ASSAULT:
            return _attackers(trigger.token, scene)
        return agents
    return _nominal_sources(trigger, scene)


def _nominal_sources(trigger: Trigger, scene: Scene) -> list[Party]:
    noun = trigger.token
    found: list[Party] = []
    if trigger.light is not None and syntax.lemma(trigger.light) not in RECEIVING:
        found = doers(scene, trigger.light)
    if not found:
        found = scene.owners(noun) or behind(scene, noun, ("by",), depth=0)
    if not found and trigger.light is not None:
        found = behind(scene, trigger.light, ("by",), depth=1)
    if not found and trigger.entry.frame is Frame.PLEDGE:
        found = behind(scene, noun, ("from",), depth=1)
    if not found and _circumstance(noun) and trigger.predicate is not None:
        found = subjects(scene, trigger.predicate)
    if not found and syntax.lemma(noun) in DELIVERIES:
        found = around(noun, scene, ("from", "of"))
    return found


def _attackers(verb: Token, scene: Scene) -> list[Party]:
    """Whose attack it was: "were killed in Chadian shelling", "in a raid by Chad"."""
    for noun in syntax.prepositions(verb, ("in", "by", "during"), depth=0):
        shelled = noun.nbor(1).lower_ in ATTACKS if noun.i + 1 < len(noun.doc) else False
        if shelled:  # the parser takes "Chadian tank shelling" for a tank that shells
            return [_attacking(party, noun) for party in scene.parties(noun)]
        if syntax.lemma(noun) in ATTACKS:
            found = scene.owners(noun) or behind(scene, noun, ("by",), depth=0)
            return [_attacking(party, noun) for party in found]
    return []


def _attacking(party: Party, attack: Token) -> Party:
    return replace(party, sure=True).by(Rule.ATTACK, attack.text)


def _targets(trigger: Trigger, scene: Scene, sources: list[Party]) -> list[Party]:
    """The other side: the first slot of the frame that names somebody else.

    A slot whose actors act for the source's own state counts only when no other slot has anybody.
    """
    mine = {party.actor.principal for party in sources}
    spare: list[Party] = []
    home: list[Party] = []
    outward = trigger.entry.type not in INWARD or trigger.entry.mode == "deport"
    nameless = len(sources) < 2 or syntax.lemma(trigger.token) not in TOGETHER  # noqa: PLR2004
    for named in _slots(trigger, scene):
        slot = excluding(named, sources)
        scene.trace.passed(trigger, (p for p in named if p not in slot), Rule.SAME_WORDS)
        if outward and slot and all(party.domestic for party in slot):
            home = home or (slot if nameless else [])
            continue
        if any(party.actor.principal not in mine for party in slot):
            scene.trace.passed(trigger, spare, Rule.SAME_SIDE)
            return slot
        spare = spare or slot
    return home or spare


def _slots(trigger: Trigger, scene: Scene) -> Iterator[list[Party]]:
    """The slots that the frame looks for the other side in, the surest first."""
    frame, noun, word = trigger.entry.frame, trigger.token, trigger.light or trigger.token
    if frame is Frame.ALONE:
        yield around(word, scene, ("against", "on", "to", "with"))
        return
    if frame is Frame.OBLIGE:
        yield from complements(word, scene, subject_first=True)
    if trigger.light is None:
        yield _things(trigger, scene)
    else:
        yield around(noun, scene, AGAINST)
        yield _datives(trigger.light, scene)
    if frame is Frame.ASK:
        yield from complements(word, scene, subject_first=True)
        if _asked(word):
            return
    yield around(word, scene, AGAINST)
    if trigger.entry.absorbs:
        yield _conditional(word, scene)
        yield from complements(noun, scene)
    yield grounds(word, scene)
    home = trigger.entry.mode == "visit"  # "visited from Bor" is where they live
    yield around(word, scene, [name for name in ABOUT if not (home and name == "from")])
    yield from complements(noun, scene)
    if frame in {Frame.PLEDGE, Frame.REFUSE}:
        yield _dealing(trigger.token, scene)
    if trigger.light is not None:
        yield from complements(trigger.light, scene)
    if trigger.entry.type in LOCAL or trigger.entry.future or "in" in trigger.entry.prepositions:
        yield around(word, scene, ("in", "at", "outside"))


def _dealing(verb: Token, scene: Scene) -> list[Party]:
    """Who else deals with it: "rejected the fund that Chad had proposed", "which Mali refused"."""
    noun = verb.head
    if verb.dep_ != "relcl" or noun.dep_ != "dobj" or noun not in syntax.logical_objects(verb):
        return []
    return [party.by(Rule.DEALING, noun.text) for party in doers(scene, noun.head)]


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
            return [p.by(Rule.CONDITION, clause.text) for p in doers(scene, clause)]
    return []


def _things(trigger: Trigger, scene: Scene) -> list[Party]:
    """The objects of a verb; a noun has none but what its prepositions say."""
    return [] if trigger.nominal or trigger.predicative else objects(scene, trigger.token)


def _datives(verb: Token, scene: Scene) -> list[Party]:
    nouns = (t for t in syntax.children(verb, ("dative",)) if t.pos_ in syntax.NOUNS)
    return flat(scene, nouns, Rule.INDIRECT_OBJECT, verb.text)
