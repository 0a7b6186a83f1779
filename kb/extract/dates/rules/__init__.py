"""The rules: each a pattern over words and what the words mean."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kb.extract.dates.rules import absolute, clock, counted, deictic, monthly, undated, yearly

if TYPE_CHECKING:
    from kb.extract.dates.patterns import Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule; of two that match the same words, the earlier one counts."""
    return (
        *absolute.RULES,
        *yearly.RULES,
        *clock.RULES,
        *monthly.RULES,
        *deictic.RULES,
        *counted.RULES,
        *undated.RULES,
    )
