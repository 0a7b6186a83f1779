"""Confidence: how sure a claim is, as points that rules give and take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract import syntax
from kb.extract.guesses import SURE
from kb.extract.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.extract.prune import Claim

#: Nothing is certain, and nothing that is told is worthless.
LEAST, MOST = 5, 95


def confidence(claim: Claim) -> int:
    """0 to 100: what is named outright and said in the main clause is surest."""
    return max(LEAST, min(sum(given for _, given in points(claim)), MOST))


def points(claim: Claim) -> Iterator[tuple[Rule, int]]:
    """What the confidence is made of, before it is kept between LEAST and MOST."""
    sides, trigger = claim.sides, claim.trigger
    yield Rule.BASE, 55
    if sides.sources and sides.targets:
        yield Rule.TWO_SIDES, 20
    if trigger.nominal:
        yield Rule.NOUN, -10
    if trigger.predicate is not None and trigger.predicate.dep_ == "ROOT":
        yield Rule.MAIN_CLAUSE, 10
    if trigger.entry.weight:
        yield Rule.SPECIFIC, 5
    if trigger.percent is not None:
        yield Rule.GUESSED, -20 if trigger.percent < SURE else -10
    if unsure := sum(not party.sure for party in claim.parties):
        yield Rule.INFERRED, -10 * min(unsure, 2)
    if trigger.token.dep_ in {"relcl", "acl"} | syntax.COMPLEMENTS:
        yield Rule.SUBORDINATE, -5
