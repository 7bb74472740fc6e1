"""The network in numpy: a layer over each word, dilated convolutions over its neighbours, a label a word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np

from isnad.annotate.mentions.vectors import Floats

Places: TypeAlias = np.ndarray[tuple[int, ...], np.dtype[np.intp]]


class Convolution(NamedTuple):
    """Weights of shape (3 · width, width): left, middle, right neighbour `reach` rows away."""

    weight: Floats
    bias: Floats
    reach: int


class Network(NamedTuple):
    """Weights. A word is `relu(dense · word_weight + sum of its table rows + word_bias)`."""

    word_weight: Floats
    word_bias: Floats
    table: Floats
    convolutions: tuple[Convolution, ...]
    label_weight: Floats
    label_bias: Floats

    def words(self, dense: Floats, hashed: Sequence[Sequence[int]]) -> Floats:
        """What stands for each word, whatever its neighbours are."""
        told = self.table[np.asarray(hashed, dtype=np.intp)].sum(axis=1)
        return np.asarray(np.maximum(dense @ self.word_weight + told + self.word_bias, 0.0), dtype=np.float32)

    def labels(self, rows: Floats, lengths: Sequence[int]) -> Floats:
        """Log-probabilities of the labels of rows, which are those of sentences of these lengths one after another."""
        sentence = np.repeat(np.arange(len(lengths)), lengths)
        for layer in self.convolutions:
            rows = self._convolve(rows, layer, sentence)
        scores = rows @ self.label_weight + self.label_bias
        scores -= scores.max(axis=1, keepdims=True)
        scores -= np.log(np.exp(scores).sum(axis=1, keepdims=True))
        return scores

    @staticmethod
    def _convolve(rows: Floats, layer: Convolution, sentence: Places) -> Floats:
        """The layer's output; a word has no neighbour in another sentence."""
        width, reach = rows.shape[1], layer.reach
        near = np.empty((len(rows), 3 * width), dtype=np.float32)
        apart = np.flatnonzero(sentence[reach:] != sentence[:-reach])
        near[:reach, :width] = 0.0
        near[reach:, :width] = rows[:-reach]
        near[apart + reach, :width] = 0.0
        near[:, width : 2 * width] = rows
        near[:-reach, 2 * width :] = rows[reach:]
        near[-reach:, 2 * width :] = 0.0
        near[apart, 2 * width :] = 0.0
        out = near @ layer.weight
        out += layer.bias
        np.maximum(out, 0.0, out=out)
        out += rows
        return out
