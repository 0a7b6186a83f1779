"""Train the classifier of kb/extract.

    python bench/train.py [--out FILE] [--folds N]

Reads bench/meaning_training.jsonl (sentences that we wrote, each event with its type and the words
that state it), describes every verb of them as extraction would, fits a multinomial logistic
regression (scikit-learn, L2) and writes its weights, rounded to hundredths, to
kb/extract/data/classifier.tsv. The same sentences, lexicon and library versions give the same file.
--folds reports, by cross-validation over sentences, how well unseen sentences are typed.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from kb.extract import RuleExtractor
from kb.extract.classifier import NONE, SCALE, Classifier
from kb.extract.features import Describer, candidates
from kb.extract.lexicon import Lexicon
from kb.model.articles import Article

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from kb.extract.scene import Scene

HERE = Path(__file__).parent
SENTENCES = HERE / "meaning_training.jsonl"
MODEL = HERE.parent / "kb/extract/data/classifier.tsv"
#: Features that fewer verbs have are left out.
LEAST = 3
#: Inverse strength of the L2 penalty, chosen by cross-validation.
STRENGTH = 1.0
#: Weights below this, in hundredths, are not written.
FAINT = 4

HEADER = """\
# Weights of the event classifier, in hundredths of a natural logarithm;
# see kb/extract/classifier.py.
# Written by bench/train.py from bench/meaning_training.jsonl. Ours.
"""


@dataclass(frozen=True)
class Example:
    """A verb of a training sentence."""

    sentence: int
    features: frozenset[str]
    label: str


def read_sentences() -> list[dict[str, Any]]:
    """The training sentences."""
    lines = SENTENCES.read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line.strip()]


def examples(rows: Sequence[dict[str, Any]], extractor: RuleExtractor) -> Iterator[Example]:
    """Every verb of the sentences, with the type of the event that it states."""
    lexicon = Lexicon.load()
    for number, row in enumerate(rows):
        for scene in extractor.read(Article(row["text"])).scenes:
            describer = Describer(scene, lexicon)
            for verb, label in labels(row, scene).items():
                if label is not None:
                    yield Example(number, frozenset(describer.describe(verb)), label)


def labels(row: dict[str, Any], scene: Scene) -> dict[Token, str | None]:
    """The verbs of a sentence with their types; None for those inside an event's other words."""
    verbs = candidates(scene)
    found: dict[Token, str | None] = dict.fromkeys(verbs, NONE)
    for event in row["events"]:
        start = row["text"].find(event["event_text"])
        end = start + len(event["event_text"])
        inside = [v for v in verbs if start <= scene.sentence.offset + v.idx < end]
        tops = [v for v in inside if not any(a in inside for a in v.ancestors)]
        if not inside:
            tops = carriers(scene, start, end, verbs)
        found.update(dict.fromkeys(inside))
        found.update(dict.fromkeys(tops, event["type"]))
    return found


def carriers(scene: Scene, start: int, end: int, verbs: list[Token]) -> list[Token]:
    """The verb whose clause has the words from `start` to `end`."""
    words = [t for t in scene.sentence.tokens if start <= scene.sentence.offset + t.idx < end]
    above = [a for a in words[0].ancestors if a in verbs] if words else []
    return above[:1]


def fit(found: Sequence[Example]) -> tuple[DictVectorizer, LogisticRegression]:
    """The regression over the features that are frequent enough."""
    often = Counter(feature for example in found for feature in example.features)
    rows = [
        {feature: 1 for feature in sorted(example.features) if often[feature] >= LEAST}
        for example in found
    ]
    vectorizer = DictVectorizer(dtype=np.float64)
    matrix = vectorizer.fit_transform(rows)
    model = LogisticRegression(C=STRENGTH, max_iter=1000, tol=1e-4)
    return vectorizer, model.fit(matrix, [example.label for example in found])


def write(vectorizer: DictVectorizer, model: LogisticRegression) -> str:
    """The classifier's file."""
    weights = np.rint(model.coef_ * SCALE).astype(int)
    bias = np.rint(model.intercept_ * SCALE).astype(int)
    lines = [" ".join(model.classes_), "\t" + _cells(bias, 0)]
    for place, feature in enumerate(vectorizer.feature_names_):
        cells = _cells(weights[:, place], FAINT)
        lines += [f"{feature}\t{cells}"] if cells else []
    return HEADER + "\n".join(lines) + "\n"


def _cells(weights: np.ndarray[Any, Any], faint: int) -> str:
    return " ".join(f"{i}:{weight}" for i, weight in enumerate(weights) if abs(weight) >= faint)


def validate(found: Sequence[Example], rows: Sequence[dict[str, Any]], folds: int) -> str:
    """How well sentences that the model was not fitted on are typed, at several thresholds."""
    guesses = []
    for fold in range(folds):
        model = Classifier.parse(write(*fit([e for e in found if e.sentence % folds != fold])))
        held = [example for example in found if example.sentence % folds == fold]
        guesses += [(example.sentence, model.guess(example.features)) for example in held]
    lines = []
    for least in (20, 30, 40, 50, 60):
        given: dict[int, set[str]] = {}
        for sentence, guess in guesses:
            if guess.percent >= least:
                given.setdefault(sentence, set()).add(guess.type.value)
        lines.append(f"at {least}%  {_figures(rows, given)}")
    return "\n".join(lines)


def _figures(rows: Sequence[dict[str, Any]], given: dict[int, set[str]]) -> str:
    asked = [{event["type"] for event in row["events"]} for row in rows]
    right = sum(len(types & given.get(i, set())) for i, types in enumerate(asked))
    precision = right / sum(map(len, given.values()))
    recall = right / sum(map(len, asked))
    false = sum(not types and i in given for i, types in enumerate(asked))
    empty = sum(not types for types in asked)
    f1 = 2 * precision * recall / (precision + recall)
    return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  falsely coded {false} of {empty}"


def main() -> None:
    """Train, and write the model."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--folds", type=int, default=0, help="only cross-validate, in N parts")
    options = parser.parse_args()
    rows = read_sentences()
    found = list(examples(rows, RuleExtractor()))
    if options.folds:
        print(validate(found, rows, options.folds))
        return
    text = write(*fit(found))
    options.out.write_text(text, encoding="utf-8")
    print(f"{len(rows)} sentences, {len(found)} verbs: {len(text.splitlines()) - 5} features")


if __name__ == "__main__":
    main()
