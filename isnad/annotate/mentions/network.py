"""The network in numpy: a layer over each word, dilated convolutions over its neighbours, a label a word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from isnad.annotate.mentions.vectors import Floats

GAP = 4  # rows of zeros between sentences; the widest convolution looks so far


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

    def labels(self, rows: Floats, real: Sequence[int]) -> Floats:
        """Log-probabilities of the labels of rows `real`; all other rows are zeros and stay so."""
        mask = np.zeros((len(rows), 1), dtype=np.float32)
        mask[real] = 1.0
        for layer in self.convolutions:
            rows = self._convolve(rows, layer, mask)
        scores = rows[real] @ self.label_weight + self.label_bias
        scores -= scores.max(axis=1, keepdims=True)
        scores -= np.log(np.exp(scores).sum(axis=1, keepdims=True))
        return scores

    @staticmethod
    def _convolve(rows: Floats, layer: Convolution, mask: Floats) -> Floats:
        width, reach = rows.shape[1], layer.reach
        near = np.zeros((len(rows), 3 * width), dtype=np.float32)
        near[reach:, :width] = rows[:-reach]
        near[:, width : 2 * width] = rows
        near[:-reach, 2 * width :] = rows[reach:]
        out = near @ layer.weight
        out += layer.bias
        np.maximum(out, 0.0, out=out)
        out += rows
        out *= mask
        return out
