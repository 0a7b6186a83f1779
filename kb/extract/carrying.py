"""What a claim leaves to claims before it: the other side, who sent it, "the two ministers"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.extract import syntax
from kb.extract.lexicon import Frame
from kb.extract.rules import Rule
from kb.extract.scene import unique
from kb.extract.syntax import listed
from kb.model.events import EventType, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Token

    from kb.extract.prune import Claim
    from kb.extract.roles import Sides
    from kb.extract.scene import Party

#: Types of a deal, which the payments and deliveries told in the same breath belong to.
DEALS = frozenset({EventType.SUPPORT, EventType.AGREE, EventType.COOPERATE})
#: Nouns for people who have just been named as two: "the two ministers".
PAIRS = listed("minister leader president side official diplomat premier chancellor king man")


def carry(claims: Sequence[Claim], told: Sequence[Claim]) -> list[Claim]:
    """The claims of a sentence, with sides that they leave to what was told before."""
    result: list[Claim] = []
    for claim in claims:
        sides = claim.sides
        if not sides.targets and claim.verdict.type is EventType.COOPERATE:
            sides = _shared(claim, result)
        if not sides.sources and claim.trigger.entry.frame is Frame.ARRIVE:
            sides = _sent(claim, [*told, *result])
        if not sides.sources and claim.trigger.entry.frame is Frame.MUTUAL and _both(claim):
            sides = _paired(claim, told)
        result.append(replace(claim, sides=sides))
    return result


def _shared(claim: Claim, before: Sequence[Claim]) -> Sides:
    """With the other side of the deal told in the same breath: "signed a deal and paid"."""
    verb = claim.trigger.predicate
    mine = _principals(claim.sides.sources)
    for other in reversed(before):
        joined = verb is not None and verb.dep_ == "conj" and other.trigger.predicate == verb.head
        if not joined or other.verdict.type not in DEALS or not mine & _principals(other.parties):
            continue
        others = [party for party in other.parties if party.actor.principal not in mine]
        return replace(claim.sides, targets=_unsure(others))
    return claim.sides


def _sent(claim: Claim, before: Sequence[Claim]) -> Sides:
    """With the sender of the delivery to the same country that was told last."""
    for other in reversed(before):
        delivery = other.verdict.type is EventType.COOPERATE
        delivery = delivery and other.verdict.status is Status.OCCURRED
        same = _principals(other.sides.targets) & _principals(claim.sides.targets)
        if delivery and same and other.sides.sources:
            return replace(claim.sides, sources=_unsure(other.sides.sources))
    return claim.sides


def _paired(claim: Claim, before: Sequence[Claim]) -> Sides:
    """With the two who met, as told last: "the two ministers also discussed"."""
    for other in reversed(before):
        if other.verdict.type is EventType.CONSULT and len(other.sides.sources) > 1:
            two = _unsure(other.sides.sources)
            return replace(claim.sides, sources=two, targets=two) if len(two) == 2 else claim.sides  # noqa: PLR2004
    return claim.sides


def _both(claim: Claim) -> bool:
    """Whether its subject is "the two ministers", "both sides"."""
    verb = claim.trigger.predicate
    return verb is not None and any(_two(noun) for noun in syntax.grammatical_subjects(verb))


def _two(noun: Token) -> bool:
    counted = any(child.lower_ in {"two", "both"} for child in noun.children)
    return counted and syntax.lemma(noun) in PAIRS


def _principals(parties: Iterable[Party]) -> set[str]:
    return {party.actor.principal for party in parties}


def _unsure(parties: Iterable[Party]) -> tuple[Party, ...]:
    """The parties of another claim, as this one has them."""
    carried = (replace(party, sure=False, steps=()) for party in unique(parties))
    return tuple(party.by(Rule.CARRIED, party.span.text) for party in carried)
