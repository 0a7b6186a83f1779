"""Names in a text: spaCy's entity recogniser, its decisions taken from Python.

spaCy's own loop over the words asks for the interpreter's lock hundreds of times a word (since
version 3.8.8), which takes longer than all that it computes. Here numpy gives the scores, for all
words at once where no name is begun; which actions are allowed and what they do stays spaCy's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from kb.extract.parsing.encoder import Encoder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.pipeline import EntityRecognizer
    from spacy.tokens import Doc

    from kb.extract.parsing.encoder import Floats


class Recogniser:
    """Finds the names in documents: of people, places, organisations, dates and others."""

    def __init__(self, spacy: EntityRecognizer) -> None:
        self._spacy: Any = spacy
        vectors, self._lower, self._upper = self._spacy.model.layers
        self._encoder = Encoder(vectors.layers[0])
        self._narrow = vectors.layers[-1]
        self._bias = self._lower.get_param("b")

    def mark(self, docs: Sequence[Doc]) -> None:
        """Mark the names in documents, none of which may be empty."""
        states = self._spacy.moves.init_batch(docs)
        for state, vectors in zip(states, self._encoder.vectors(docs), strict=True):
            self._decide(state, self._lower.predict(self._narrow.predict(vectors)))
        self._spacy.set_annotations(docs, states)

    def _decide(self, state: Any, parts: Floats) -> None:
        """Take the best action for each word in turn, up to the document's end.

        `parts` holds what each word adds to the sum that is scored (row 0: what no word adds) as
        the word in question, as the first one of the name that is begun, and as the last one.
        """
        outside = self._scores(parts[1:, 0] + parts[0, 1] + parts[0, 2])
        first = None
        for at in range(len(outside)):
            scores = outside[at : at + 1]
            if first is not None:
                added = parts[at + 1, 0] + parts[first + 1, 1] + parts[at, 2]
                scores = self._scores(added[np.newaxis])
            self._spacy.transition_states([state], scores)
            if not state.entity_is_open():
                first = None
            elif first is None:
                first = at

    def _scores(self, sums: Floats) -> Floats:
        """The score of each action, given sums of parts."""
        scores: Floats = self._upper.predict((sums + self._bias).max(axis=2))
        return scores
