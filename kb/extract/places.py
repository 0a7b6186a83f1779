"""Where an event happens: the places that its own clause names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract import syntax
from kb.extract.lexicon import Frame
from kb.extract.rules import Rule
from kb.extract.syntax import listed
from kb.model.events import PlaceName

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kb.extract.entities import EntityMention
    from kb.extract.scene import Scene
    from kb.extract.triggers import Trigger

#: Prepositions that say where.
WHERE = listed("in at near outside inside around across off throughout above over along")
#: Of what comes somewhere, the goal too: "was flown to the base", "a visit to Bor".
GOAL = WHERE | {"to"}
#: Edges from a place's name up to the preposition: "in the town of Bor, Serbia".
UP = frozenset({"pobj", "compound", "nmod", "appos", "conj", "amod", "poss", "prep"})


def find_places(trigger: Trigger, scene: Scene) -> tuple[PlaceName, ...]:
    """The places of the event, in the order of the text, each once."""
    found: dict[str, PlaceName] = {}
    for mention in scene.entities:
        if mention.location is None:
            continue
        token = scene.sentence.tokens.doc[mention.head]
        elsewhere = Rule.ADJECTIVE if mention.adjective else _elsewhere(token, trigger)
        if elsewhere is None:
            found.setdefault(mention.location.id, PlaceName(mention.location, mention.span))
        else:
            scene.trace.elsewhere(trigger, mention.span, elsewhere)
    return tuple(found.values())


def happens_at(mention: EntityMention, trigger: Trigger, scene: Scene) -> bool:
    """Whether the words name a place that the event is in: also in "a market of Bor's"."""
    place = _place(mention, scene)
    return place is not None and _elsewhere(place, trigger) is None


def happens_around(mention: EntityMention, trigger: Trigger, scene: Scene) -> bool:
    """Whether the words say where somewhere below the event's verb: "in shelling in Bor"."""
    place = _place(mention, scene)
    if place is None or trigger.predicate is None or not _governors(place, WHERE):
        return False
    return trigger.predicate.is_ancestor(place)


def _place(mention: EntityMention, scene: Scene) -> Token | None:
    """The noun that a place's name belongs to: "market" in "in a Bor market"."""
    if mention.location is None or mention.adjective:
        return None
    place = scene.sentence.tokens.doc[mention.head]
    while place.dep_ in {"compound", "poss"} and place.head != place:
        place = place.head
    return place


def _elsewhere(place: Token, trigger: Trigger) -> Rule | None:
    """Why the event is not at a place; None if it is."""
    heads = {trigger.token.i}
    heads |= {verb.i for verb in (trigger.light, trigger.predicate) if verb is not None}
    entry = trigger.entry
    where = GOAL if entry.frame is Frame.ARRIVE or entry.mode == "visit" else WHERE
    if place.dep_ in {"poss", "compound"}:
        return Rule.DESCRIBES
    if entry.topical and _follows_topic(place, trigger.token):
        return Rule.TOPIC
    return None if heads & set(_governors(place, where)) else Rule.NOT_WHERE


def _follows_topic(place: Token, verb: Token) -> bool:
    """Whether a place stands behind what is talked about: "discussed the war in Chad"."""
    preposition = place.head
    topics = syntax.children(verb, ("dobj",))
    return preposition.i > 0 and any(preposition.nbor(-1) in t.subtree for t in topics)


def _governors(token: Token, where: frozenset[str]) -> list[int]:
    """What a place hangs on over a preposition that says where, up to the first verb."""
    node, seen_where, found = token, False, []
    while node.head != node:
        if node.pos_ == "ADP" and node.lower_ in where:
            seen_where = True
        elif node.pos_ == "ADP" and node.lower_ != "of" and not seen_where:
            return []
        if node.dep_ not in UP and not (
            seen_where and node.dep_ in {"dobj", "nsubj", "nsubjpass", "attr"}
        ):
            break
        node = node.head
        if seen_where:
            found.append(node.i)
        if node.pos_ in syntax.VERBS:
            break
    return found
