"""Rows of words, computed once a form: news repeats its words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from isnad.annotate.mentions.vectors import Floats, Lexeme
from isnad.annotate.mentions.weights import Weights
from isnad.annotate.mentions.words import word_input

_CAPACITY = 40_000


class WordBank:
    """A bounded store of what the network knows of each form by itself. Row 0 is all zeros."""

    def __init__(self, weights: Weights, capacity: int = _CAPACITY) -> None:
        self._weights = weights
        self._capacity = capacity
        self._width = len(weights.network.word_bias)
        self._places: dict[str, int] = {}
        self.lexemes: dict[str, Lexeme] = {}
        self.rows: Floats = np.zeros((1, self._width), dtype=np.float32)

    def places(self, forms: Sequence[str]) -> list[int]:
        """The row of each form; forms that are new get one."""
        known = self._places
        new = list(dict.fromkeys([form for form in forms if form not in known]))
        if new:
            if len(known) + len(new) > self._capacity:
                known.clear()
                self.lexemes.clear()
                new = list(dict.fromkeys(forms))
            self._add(new)
        return [known[form] for form in forms]

    def _add(self, forms: list[str]) -> None:
        network = self._weights.network
        told = word_input(self._weights.vectors, forms, len(network.table) - 1)
        first = len(self._places) + 1
        needed = first + len(forms)
        if needed > len(self.rows):
            grown = np.zeros((max(needed, min(2 * len(self.rows), self._capacity + 1)), self._width), dtype=np.float32)
            grown[: len(self.rows)] = self.rows
            self.rows = grown
        self.rows[first:needed] = network.words(told.dense, told.hashed)
        for at, (form, lexeme) in enumerate(zip(forms, told.lexemes, strict=True), first):
            self._places[form] = at
            self.lexemes[form] = lexeme
