"""Trained weights that the package carries: an archive of arrays, and a card that names it."""

from __future__ import annotations

import hashlib
import io
from importlib import resources
from typing import TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from isnad.errors import ModelError

Arrays = dict[str, NDArray[np.generic]]


class ModelCard(msgspec.Struct, frozen=True):
    """What every card says: the format of the arrays, the version of the model, and the SHA-256 of the file."""

    format: int
    version: str
    sha256: str


C = TypeVar("C", bound=ModelCard)


def read_model(name: str, what: str, card: type[C], form: int) -> tuple[C, Arrays]:
    """The card `name`.json and the arrays of `name`.npz, both of `data/models`.

    Args:
        name: Of the files.
        what: What the model is of, for an error (`names`).
        card: The record of the card.
        form: The format that is known.

    Raises:
        ModelError: if a file is missing, damaged, of another format, or not the one that the card names.
    """
    folder = resources.files("isnad") / "data" / "models"
    try:
        told = msgspec.json.decode((folder / f"{name}.json").read_bytes(), type=card)
        content = (folder / f"{name}.npz").read_bytes()
    except (OSError, msgspec.DecodeError) as error:
        raise ModelError(f"the model of {what} cannot be read ({error}): install the package again") from error
    if told.format != form:
        raise ModelError(f"the model of {what} has format {told.format}, not {form}: install the package again")
    if hashlib.sha256(content).hexdigest() != told.sha256:
        raise ModelError(f"the model of {what} is not the one its card names (sha256): install the package again")
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return told, {key: arrays[key] for key in arrays.files}
