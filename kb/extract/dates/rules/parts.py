"""The words for a part of a period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.model.dates import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

_PARTS = {
    "early": Part.EARLY,
    "beginning": Part.EARLY,
    "start": Part.EARLY,
    "turn": Part.EARLY,
    "mid": Part.MID,
    "middle": Part.MID,
    "late": Part.LATE,
    "end": Part.LATE,
    "close": Part.LATE,
}


def read_part(words: Sequence[str]) -> Part | None:
    """The part that words name; "earlier this year" and "the rest of May" name none."""
    return next((_PARTS[word] for word in words if word in _PARTS), None)
