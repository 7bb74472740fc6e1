"""Logistic regression over few whole numbers: each feature is a number, or several numbers that are looked at together.

A row is what is known of one thing, a whole number a column. Every feature that a model names is hashed into a table
of weights; the sum of a row's weights gives its chances.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

BITS = 16
_STEP, _MIX = np.uint32(0x9E3779B1), np.uint32(0x85EBCA6B)
_SEED = 7919


class Table(NamedTuple):
    """Weights of several answers, one a column, by hash, the last for every row; and the columns of each feature."""

    weights: NDArray[np.float32]
    features: tuple[tuple[int, ...], ...]


def hashed(rows: NDArray[np.uint32], features: Sequence[tuple[int, ...]]) -> NDArray[np.intp]:
    """The places in the table of every feature of every row."""
    return _places(rows, tuple(features)).T


def _places(rows: NDArray[np.uint32], features: tuple[tuple[int, ...], ...]) -> NDArray[np.intp]:
    """The places of every row for every feature: a feature's lie side by side, which is quicker to go through."""
    at, order = _laid_out(features)
    columns = np.zeros((rows.shape[1] + 1, len(rows)), dtype=np.uint32)
    columns[:-1] = rows.T
    value = columns.take(at[0], axis=0)
    value ^= order
    for k, which in enumerate(at):
        if k:
            value ^= columns.take(which, axis=0)
        value *= _STEP
        value ^= value >> np.uint32(15)
    value *= _MIX
    value >>= np.uint32(32 - BITS)
    places: NDArray[np.intp] = value.astype(np.intp)
    return places


@cache
def _laid_out(features: tuple[tuple[int, ...], ...]) -> tuple[NDArray[np.intp], NDArray[np.uint32]]:
    """The first, second and further columns of every feature (-1, a column of zeros, where it has fewer), and seeds."""
    deep = max(map(len, features))
    at = np.array([[columns[k] if k < len(columns) else -1 for columns in features] for k in range(deep)])
    return at, (np.arange(1, len(features) + 1) * _SEED).astype(np.uint32)[:, None]


def chances(rows: NDArray[np.uint32], table: Table) -> NDArray[np.float32]:
    """The chance of each answer for every row."""
    logits = table.weights.take(_places(rows, table.features), axis=0).sum(axis=0) + table.weights[-1]
    found: NDArray[np.float32] = 1 / (1 + np.exp(-logits))
    return found
