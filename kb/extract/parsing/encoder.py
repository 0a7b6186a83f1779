"""Vectors of words: the layers of a spaCy `Tok2Vec` model, without what only training needs.

The model is spaCy's `MultiHashEmbed` (a vector for each word from hashed tables, by norm, prefix,
suffix and shape) with its `MaxoutWindowEncoder` (four convolutions, each over a word and its two
neighbours). https://spacy.io/api/architectures
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from spacy.tokens import Doc
    from thinc.api import Model

    Floats = NDArray[np.float32]
    Layer = Model[Any, Any]

#: Added to a variance before it divides, as in thinc's `LayerNorm`.
_EPSILON = 1e-08


class Encoder:
    """Gives each word a vector that knows its neighbours."""

    def __init__(self, model: Layer) -> None:
        embed, encode = model.get_ref("embed"), model.get_ref("encode")
        self._ops: Any = model.ops
        self._columns = _named(embed, "extract_features")[0].attrs["columns"]
        self._tables = [_Table(layer) for layer in _named(embed, "hashembed")]
        (self._mix,) = _maxouts(embed)
        self._layers = _maxouts(encode)
        self._pad: int = encode.attrs["pad"]

    def vectors(self, docs: Sequence[Doc]) -> list[Floats]:
        """The vectors of each document's words; no document may be empty.

        Documents don't see each other: as many empty rows stand between two as the convolutions
        reach, and before the first and after the last, where each convolution uses one up.
        """
        words = self._mix(np.concatenate([self._embed(doc) for doc in docs]))
        lengths = [len(doc) for doc in docs]
        starts = list(accumulate((n + self._pad for n in lengths[:-1]), initial=0))
        rows = np.zeros((starts[-1] + lengths[-1] + 2 * self._pad, words.shape[1]), words.dtype)
        position = 0
        for start, length in zip(starts, lengths, strict=True):
            begin = start + self._pad
            rows[begin : begin + length] = words[position : position + length]
            position += length
        for layer in self._layers:
            rows = rows[1:-1] + layer(self._ops.seq2col(rows, 1)[1:-1])
        return [rows[start : start + n] for start, n in zip(starts, lengths, strict=True)]

    def _embed(self, doc: Doc) -> Floats:
        features = doc.to_array(self._columns)
        return np.concatenate([table.rows(features) for table in self._tables], axis=1)


class _Table:
    """A table of vectors, in which a word finds the sum of four rows by hashing one feature."""

    def __init__(self, layer: Layer) -> None:
        self._ops: Any = layer.ops
        self._vectors: Any = layer.get_param("E")
        self._seed: int = layer.attrs["seed"]
        self._column: int = layer.attrs["column"]

    def rows(self, features: Any) -> Floats:
        """The vectors of words, given all their features."""
        keys = self._ops.hash(np.ascontiguousarray(features[:, self._column]), self._seed)
        found: Floats = self._ops.gather_add(self._vectors, keys % len(self._vectors))
        return found


class _Maxout:
    """Several linear functions of which the greatest counts, and a normalisation of the result."""

    def __init__(self, maxout: Layer, norm: Layer) -> None:
        self._ops: Any = maxout.ops
        weights: Any = maxout.get_param("W")
        self._shape = weights.shape[:2]  # outputs, pieces
        self._weights = weights.reshape(-1, weights.shape[2])
        bias: Any = maxout.get_param("b")
        self._bias: Floats = bias.reshape(-1)
        self._scale: Any = norm.get_param("G")
        self._shift: Any = norm.get_param("b")

    def __call__(self, rows: Floats) -> Floats:
        pieces: Floats = self._ops.gemm(rows, self._weights, trans2=True)
        pieces += self._bias
        best: Floats = self._ops.maxout(pieces.reshape(-1, *self._shape))[0]
        best -= _mean(best)
        best *= (_mean(best * best) + _EPSILON) ** -0.5
        best *= self._scale
        best += self._shift
        return best


def _mean(rows: Floats) -> Floats:
    """The mean of each row; numpy's own `mean` takes five times as long for a sentence."""
    sums: Floats = np.add.reduce(rows, axis=1, keepdims=True)
    return sums / np.float32(rows.shape[1])


def _maxouts(model: Layer) -> list[_Maxout]:
    pairs = zip(_named(model, "maxout"), _named(model, "layernorm"), strict=True)
    return [_Maxout(maxout, norm) for maxout, norm in pairs]


def _named(model: Layer, name: str) -> list[Layer]:
    """The layers of that name, in their order."""
    return [layer for layer in model.walk() if layer.name == name]
