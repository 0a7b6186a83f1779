"""The other side of an event that its words leave open, from what else its sentence names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.extract.homes import INWARD
from kb.extract.lexicon import Frame
from kb.extract.places import WHERE
from kb.extract.rules import Rule
from kb.extract.scene import Party
from kb.extract.status import FRIENDLY, HOSTILE
from kb.extract.syntax import OBJECTIONS, listed
from kb.model.entities import state_id
from kb.model.events import EventType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.extract.entities import EntityMention
    from kb.extract.prune import Claim
    from kb.extract.scene import Scene
    from kb.model.entities import Actor

#: Types that concern somebody else, so that the only other one whom a sentence names is meant.
OUTWARD = frozenset(EventType) - {EventType.PROTEST, EventType.THREATEN, EventType.CONCEDE}
#: Prepositions of what something is about, or in spite of.
TOPICS = listed("over about despite")


def complete(claim: Claim, scene: Scene, beside: Sequence[Claim] = ()) -> Claim:
    """The claim, with the only other country or organisation of its sentence as target.

    Where nobody else is named, what is done inside a country is done to its own: by the state to
    its people, by people to the state. `beside`: the claims of the sentence.
    """
    sides = claim.sides
    if sides.targets or not any(party.sure for party in sides.sources):
        return claim
    mine = {key for party in sides.sources for key in _keys(party.actor)}
    others = [m for m in scene.entities if _named(m) and not _named(m) & mine]
    target = _only_other(others, claim, scene) if others else _own(claim, scene)
    if target is None or _opposed(target, claim, beside):
        return claim
    if claim.trigger.entry.frame is Frame.MUTUAL and claim.verdict.type in MUTUAL:
        both = (*sides.sources, target)
        return replace(claim, sides=replace(sides, sources=both, targets=both))
    return replace(claim, sides=replace(sides, targets=(target,)))


#: Types whose two sides are both source and target.
MUTUAL = frozenset({EventType.CONSULT, EventType.COOPERATE, EventType.AGREE})


def _opposed(target: Party, claim: Claim, beside: Sequence[Claim]) -> bool:
    """Whether the sentence tells of hostility between them, and this would be friendly."""
    hostile = (p for other in beside if other.verdict.type in HOSTILE for p in other.parties)
    return claim.verdict.type in FRIENDLY and target.actor.id in {p.actor.id for p in hostile}


def _keys(actor: Actor) -> set[str]:
    """What tells whether two actors are of one side: the country, or else the principal."""
    return {actor.country or actor.principal}


def _named(mention: EntityMention) -> set[str]:
    actors = _keys(mention.actor) if mention.actor else set[str]()
    place = mention.location.country if mention.location else None
    return actors | ({place} if place else set())


def _only_other(others: list[EntityMention], claim: Claim, scene: Scene) -> Party | None:
    """The only other one, named as an actor, neither as a topic nor as who says so."""
    if claim.verdict.type not in OUTWARD or len(set[str]().union(*map(_named, others))) > 1:
        return None
    found = next(_acting(others, claim, scene), None)
    if found is None or found.actor is None:
        return None
    return Party(found.actor, found.span, sure=False).by(Rule.ONLY_OTHER, found.span.text)


def _acting(others: list[EntityMention], claim: Claim, scene: Scene) -> Iterator[EntityMention]:
    """Those that are actors where they stand; none if one of them is the speaker."""
    speaker = claim.said.speaker if claim.said else None
    if speaker and any(_keys(speaker) & _named(other) for other in others):
        return
    for mention in others:
        token = scene.sentence.tokens.doc[mention.head]
        before = token.head.lower_ if token.dep_ == "pobj" else ""
        above = {word.lemma_.lower() for word in token.ancestors}
        if before in TOPICS or above & (TOPICS | OBJECTIONS):
            continue
        if mention.actor is not None and not (mention.location and before in WHERE):
            yield mention


def _own(claim: Claim, scene: Scene) -> Party | None:
    """The people of a state that acts, or the state of people who act, in its own country."""
    source = claim.sides.sources[0]
    country = source.actor.country
    state = scene.states.get(country or "")
    if claim.verdict.type not in INWARD or country is None or state is None:
        return None
    official = source.actor.principal == state_id(country)
    target = scene.groups.people(country) if official else state
    if target is None:
        return None
    return Party(target, source.span, sure=False).by(Rule.OWN_COUNTRY, source.span.text)
