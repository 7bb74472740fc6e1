"""The trained weights that the package carries, read once a process."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from isnad.annotate.mentions.network import Convolution, Network
from isnad.annotate.mentions.vectors import Floats, Vectors
from isnad.lexicon.models import ModelCard, read_model

FORMAT = 1


class Weights(NamedTuple):
    """All that the tagger needs, and the version of it."""

    version: str
    vectors: Vectors
    network: Network


@cache
def load() -> Weights:
    """The weights of `data/models/mentions.npz`.

    Raises:
        ModelError: if the file or its card (`mentions.json`) is missing, damaged, or of another format.
    """
    card, found = read_model("mentions", "names", ModelCard, FORMAT)
    return Weights(card.version, _vectors(found), _network(found))


def _vectors(found: dict[str, NDArray[np.generic]]) -> Vectors:
    return Vectors(
        keys=found["keys"].astype(np.uint32),
        counts=found["counts"].astype(np.uint8),
        rows=found["rows"].astype(np.int8),
        scales=found["scales"].astype(np.float16),
        buckets=int(found["buckets"].item()),
        class_keys=found["class_keys"].astype(np.uint32),
        classes=found["classes"].astype(np.uint16),
        name_bit=int(found["name_bit"].item()),
        priors=found["priors"].astype(np.uint8),
    )


def _network(found: dict[str, NDArray[np.generic]]) -> Network:
    def floats(name: str) -> Floats:
        return np.ascontiguousarray(found[name], dtype=np.float32)

    reaches = [int(reach) for reach in found["reaches"].tolist()]
    table = floats("table") * floats("table_scales")[:, None]
    return Network(
        word_weight=floats("word_weight"),
        word_bias=floats("word_bias"),
        table=table,
        convolutions=tuple(
            Convolution(floats(f"weight_{at}"), floats(f"bias_{at}"), reach) for at, reach in enumerate(reaches)
        ),
        label_weight=floats("label_weight"),
        label_bias=floats("label_bias"),
    )
