"""How much of their text two articles share: a pure score of the pair, in any order.

A text is the set of its runs of SHINGLE words (A. Broder, "On the resemblance and containment of
documents", 1997): what an editor cuts, adds or rewords costs the runs that it touches and no
others. Of a set only the SKETCH smallest hashes are kept, enough to estimate how much two sets
share; a text of no more runs than that is compared exactly. All figures are integers.
"""

from __future__ import annotations

import hashlib
import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.model.ids import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Words of a run. Different reports of one event share few runs of four but quotations.
SHINGLE = 4
#: Hashes kept of a text. The estimate for a longer one is off by 3 in 100 as a rule (Broder).
SKETCH = 256
#: The least score of a link; articles of one event by different writers were measured to have
#: less, reprints with a third of their text rewritten have more (docs/architecture.md).
THRESHOLD = 60
#: The least share of both texts together, in percent: what is less is a brief inside a survey.
RESEMBLANCE = 20
#: Runs that must be shared: two forms with the same two lines are no reprint.
LEAST = 20
#: Hashes of a text that it is filed under. Two texts that share a fifth of their runs have one in
#: common with a probability of 97 %, those that share half with 99.998 %.
KEYS = 16


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text."""

    count: int  #: how many different runs it has
    prints: tuple[int, ...]  #: the smallest of their hashes (64 bits, signed), sorted

    @property
    def keys(self) -> tuple[int, ...]:
        """What the text is found by."""
        return self.prints[:KEYS]


@dataclass(frozen=True, slots=True)
class Paper:
    """What linking reads of an article."""

    id: str
    sketch: Sketch
    title: str = ""
    credits: frozenset[str] = frozenset()  #: who wrote it, as credited, folded; else the publisher


@dataclass(frozen=True, slots=True)
class Likeness:
    """That two articles have nearly the same text; from the smaller id to the greater one."""

    start: str
    end: str
    score: int  #: 0 to 100
    reasons: tuple[str, ...]


def read_sketch(text: str, asides: Iterable[tuple[int, int]] = ()) -> Sketch:
    """The sketch of a text without its asides (start and end), which outlets write themselves."""
    words = fold(_narrative(text, asides)).split()
    runs = {" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}
    return Sketch(len(runs), tuple(heapq.nsmallest(SKETCH, map(_hash, runs))))


def compare(one: Paper, other: Paper) -> Likeness | None:
    """The link between two articles, or None; which of them is given first doesn't matter."""
    first, second = sorted((one, other), key=lambda paper: paper.id)
    if first.id == second.id:
        return None
    runs, contained, resemblance = _shared(first.sketch, second.sketch)
    score = (2 * contained + resemblance) // 3
    if runs < LEAST or score < THRESHOLD or resemblance < RESEMBLANCE:
        return None
    reasons = [f"{contained} % of the shorter text", f"{resemblance} % of both texts"]
    if first.title and fold(first.title) == fold(second.title):
        reasons.append("same headline")
    if first.credits & second.credits:
        reasons.append("same credit")
    return Likeness(first.id, second.id, score, tuple(reasons))


def _narrative(text: str, asides: Iterable[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, end in sorted(asides):
        kept.append(text[at:start])
        at = max(at, end)
    return " ".join([*kept, text[at:]])


def _hash(run: str) -> int:
    digest = hashlib.blake2b(run.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


def _shared(one: Sketch, other: Sketch) -> tuple[int, int, int]:
    """Shared runs; their share of the shorter text, and of both together, in percent.

    The smallest hashes of both together are a sample of their runs, or all of them.
    """
    mine, theirs = set(one.prints), set(other.prints)
    whole = (one.count, other.count) == (len(mine), len(theirs))
    sample = mine | theirs if whole else set(heapq.nsmallest(SKETCH, mine | theirs))
    found = len(sample & mine & theirs)
    if not found:
        return 0, 0, 0
    total, shorter = one.count + other.count, min(one.count, other.count)
    runs = min(found * total // (len(sample) + found), shorter)
    return runs, 100 * runs // shorter, 100 * found // len(sample)
