"""The classifier: which type of event a verb states, from its features.

A multinomial logistic regression over the features of kb.extract.features, for words that the
lexicon hasn't got. Weights are integers (hundredths of a natural logarithm), so that a score
depends on no order of summation. Trained by bench/train.py on bench/meaning_training.jsonl,
sentences that we wrote ourselves.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from kb.model.events import EventType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: The class of verbs that state no event.
NONE = "NONE"
#: Weights are in this part of a natural logarithm.
SCALE = 100


@dataclass(frozen=True, slots=True)
class Guess:
    """The likeliest type for a verb."""

    type: EventType
    percent: int  #: its probability, 0 to 100
    none: int  #: the probability that the verb states no event, 0 to 100


class Classifier:
    """Weights by feature and class. Immutable once built; share one."""

    def __init__(self, classes: Iterable[str], weights: Mapping[str, Mapping[int, int]]) -> None:
        self._classes = tuple(classes)
        self._weights = {feature: tuple(row.items()) for feature, row in weights.items()}

    @classmethod
    def load(cls) -> Classifier:
        """The classifier that kb ships."""
        text = resources.files("kb.extract").joinpath("data/classifier.tsv").read_text("utf-8")
        return cls.parse(text)

    @classmethod
    def parse(cls, text: str) -> Classifier:
        """A classifier from its file: a line of classes, then a line a feature.

        A feature's line is the feature, a tab, and "class:weight" pairs, the class by its place.
        The feature "" is the bias, which every verb has.
        """
        lines = [line for line in text.split("\n") if line and not line.startswith("#")]
        weights = {}
        for line in lines[1:]:
            feature, _, cells = line.partition("\t")
            pairs = (cell.split(":") for cell in cells.split(" "))
            weights[feature] = {int(place): int(weight) for place, weight in pairs}
        return cls(lines[0].split(" "), weights)

    @property
    def classes(self) -> tuple[str, ...]:
        """The types that it tells apart, and NONE."""
        return self._classes

    def guess(self, features: Iterable[str]) -> Guess:
        """The likeliest type for a verb with these features."""
        scores = self._scores(features)
        best = max(scores.values())
        shares = {kind: math.exp((score - best) / SCALE) for kind, score in scores.items()}
        total = math.fsum(shares.values())
        none = shares.pop(NONE)
        kind = max(shares, key=lambda name: (shares[name], name))
        return Guess(EventType(kind), _percent(shares[kind], total), _percent(none, total))

    def _scores(self, features: Iterable[str]) -> dict[str, int]:
        sums = [0] * len(self._classes)
        for feature in ("", *features):
            for place, weight in self._weights.get(feature, ()):
                sums[place] += weight
        return dict(zip(self._classes, sums, strict=True))


def _percent(share: float, total: float) -> int:
    return round(100 * share / total)
