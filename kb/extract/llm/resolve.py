"""From a placed proposal to a mention: who, where and when are kb's own answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract import unresolved as ambiguous
from kb.extract.attribution import chain
from kb.extract.llm.proposals import Fault
from kb.extract.scene import Party
from kb.extract.timing import SPOKEN, date_event
from kb.model.events import Mention, PlaceName, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan

    from kb.extract.claims import Reading
    from kb.extract.llm.places import Placed
    from kb.extract.llm.proposals import Proposal
    from kb.extract.scene import Scene
    from kb.extract.timing import Anchor, Dated
    from kb.model.events import Attribution, Span

#: What mentions bear as their rule.
RULE = "proposed"


def resolve(proposal: Proposal, placed: Placed, reading: Reading) -> Mention | Fault:
    """The mention that a proposal makes; ACTORS where kb knows none of those that it names."""
    scene = _scene(reading, placed.trigger)
    found = [
        (role, party)
        for naming, words in placed.actors
        for party in _parties(_scene(reading, words), words)
        for role in naming.roles
    ]
    sides = {role: _once(role, found) for role in Role}
    if not any(sides.values()):
        return Fault.ACTORS
    said = _attribution(scene, placed.trigger, reading)
    dated = _date(proposal, placed, said, reading)
    return Mention(
        type=proposal.type,
        mode=proposal.mode,
        status=proposal.status,
        quote=placed.quote,
        trigger=placed.trigger,
        participants=tuple(
            ambiguous.participant(role, party, reading.named, scene.states)
            for role in Role
            for party in sides[role]
        ),
        date=dated.date,
        places=tuple(ambiguous.placed(p, reading.named) for p in _places(placed, reading)),
        date_span=dated.span,
        attribution=said,
        confidence=_confidence(sides),
        rule=RULE,
    )


def _scene(reading: Reading, words: Span) -> Scene:
    """The sentence that words begin in; one of the reading's, as placed words are."""
    return next(s for s in reading.scenes if words.start < s.sentence.span.end)


def _tokens(scene: Scene, words: Span) -> TokenSpan:
    """The tokens of words, as far as they are in the sentence."""
    sentence = scene.sentence
    start = max(words.start, sentence.span.start) - sentence.offset
    end = min(words.end, sentence.span.end) - sentence.offset
    tokens = sentence.tokens.doc.char_span(start, end, alignment_mode="expand")
    return tokens if tokens is not None else sentence.tokens


def _parties(scene: Scene, words: Span) -> list[Party]:
    """The actors of a noun phrase as the rules see it; of "Chad and Mali" only the one named."""
    found = scene.parties(_tokens(scene, words).root)
    inside = [party for party in found if _overlap(party.span, words)]
    meant = [party for party in found if not party.sure]  # "it" and "its forces" name nobody
    named = [
        Party(mention.actor, mention.span, sure=not mention.generic)
        for mention in scene.entities
        if mention.actor is not None and _overlap(mention.span, words)
    ]
    return inside or meant or named[:1]


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _once(role: Role, found: list[tuple[Role, Party]]) -> list[Party]:
    """The parties of one side, each actor at its first words."""
    parties = [party for side, party in found if side is role]
    return list({party.actor.id: party for party in reversed(parties)}.values())[::-1]


def _places(placed: Placed, reading: Reading) -> Iterator[PlaceName]:
    seen = set()
    for words in placed.places:
        for mention in _scene(reading, words).entities:
            where = mention.location
            if where and not mention.adjective and _overlap(mention.span, words):
                if where.id not in seen:
                    yield PlaceName(where, mention.span)
                seen.add(where.id)
                break


def _attribution(scene: Scene, trigger: Span, reading: Reading) -> Attribution | None:
    """Who says so, by the article's own reporting verbs and quotations."""
    statements = {s.verb: s for s in reading.statements if s.sentence == scene.number}
    quoting = reading.quoting(scene.number, trigger.start)
    return chain(_tokens(scene, trigger).root, statements, quoting)


def _date(proposal: Proposal, placed: Placed, said: Attribution | None, reading: Reading) -> Dated:
    """The date that kb itself reads in the proposed words, if it reads any, else the bound."""
    scene = _scene(reading, placed.trigger)
    own = {token.i for token in _tokens(scene, placed.trigger)}
    anchor = _anchor(reading, placed.date)
    limit = anchor if anchor is not None and own & set(anchor.bounded) else None
    if anchor is not None and (limit or anchor.beside):
        anchor = None  # it was before or after that date
    if anchor is not None and proposal.status not in SPOKEN:
        reporting = {s.verb for s in reading.statements if s.sentence == scene.number} - own
        if reporting & set(anchor.path):
            anchor = None  # the day of the report: "said on Monday that Chad had left"
    published = reading.article.published
    return date_event(
        anchor, proposal.status, proposal.type, said, published, spoken_now=False, limit=limit
    )


def _anchor(reading: Reading, phrase: Span | None) -> Anchor | None:
    """The date expression in the proposed words."""
    if phrase is None:
        return None
    number = _scene(reading, phrase).number
    return next((a for a in reading.anchors[number] if _overlap(a.timex.span, phrase)), None)


def _confidence(sides: dict[Role, list[Party]]) -> int:
    """0 to 100: a proposal is worth what kb could tell of its sides; the model's word adds none."""
    score = 50 + 20 * all(sides.values())
    unsure = sum(not party.sure for parties in sides.values() for party in parties)
    return score - 10 * min(unsure, 2)
