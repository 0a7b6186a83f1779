"""Counts in words and digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.extract.dates import vocabulary as v

if TYPE_CHECKING:
    from collections.abc import Sequence

_FIXED = {"a": 1, "an": 1, "couple": 2, "dozen": 12, "hundred": 100, "thousand": 1000}
_VAGUE = frozenset({"few", "several", "many", "some"})


def read_count(words: Sequence[str]) -> float | None:
    """The number that words state ("twenty-five", "two and a half", "a dozen"); None for "few"."""
    words = [word for word in words if word not in "-–—"]
    if not words or _VAGUE & set(words):
        return None
    if words[0] == "half":
        return 6 if "dozen" in words else 0.5
    if words[-1] == "half":
        whole = read_count(words[:-3])
        return None if whole is None else whole + 0.5
    if words[-1] in {"couple", "dozen", "hundred", "thousand"} or "couple" in words:
        return _FIXED["couple" if "couple" in words else words[-1]]
    return _simple(words)


def _simple(words: Sequence[str]) -> float | None:
    first = words[0].replace(",", "")
    if first[0].isdecimal():
        return float(first) if "." in first else int(first)
    if first in v.TENS:
        return v.TENS[first] + (v.ONES[words[-1]] if len(words) > 1 else 0)
    return _FIXED.get(first, v.ONES.get(first))


def read_ordinal(words: Sequence[str]) -> int | None:
    """The place that an ordinal states: 3 for "third" and "3rd", -1 for "final" and "last"."""
    if not words:
        return None
    if words[0] == "last":
        return -1
    digits = words[0].rstrip("sthndr")
    return int(digits) if digits.isdecimal() else v.ORDINALS.get(words[0])


def write_count(count: float | None) -> str:
    """A count as TIMEX3 writes it; X stands for one that the words leave open."""
    return "X" if count is None else f"{count:g}"
