"""Step 7: a student as the package reads it: `isnad/data/models/mentions.npz` and its card.

python training/export.py WORK NAME MODELS VERSION
"""

from __future__ import annotations

import hashlib
import io
import json
import sys
import zipfile
from pathlib import Path

import numpy as np
import torch

from isnad.annotate.mentions.weights import FORMAT

VECTORS = ("keys", "counts", "rows", "scales", "buckets", "class_keys", "classes", "name_bit", "priors")


def arrays(work: Path, name: str) -> dict[str, np.ndarray]:
    """Everything that the tagger reads."""
    packed = dict(np.load(work / "packed.npz")) | dict(np.load(work / "priors.npz"))
    found = {key: packed[key] for key in VECTORS}
    state = {key: value.numpy() for key, value in torch.load(work / f"{name}.pt")["network"].items()}
    table = state["word.table.weight"]
    scales = np.maximum(np.abs(table).max(axis=1), 1e-6) / 127
    found["table"] = np.round(table / scales[:, None]).astype(np.int8)
    found["table_scales"] = scales.astype(np.float32)
    found["word_weight"] = state["word.linear.weight"].T.astype(np.float16)
    found["word_bias"] = state["word.linear.bias"]
    layers = sorted({int(key.split(".")[1]) for key in state if key.startswith("convolutions.")})
    for at in layers:
        weight = state[f"convolutions.{at}.weight"]  # out, in, place
        found[f"weight_{at}"] = weight.transpose(2, 1, 0).reshape(-1, weight.shape[0]).astype(np.float16)
        found[f"bias_{at}"] = state[f"convolutions.{at}.bias"]
    found["reaches"] = np.array([1, 2, 4][: len(layers)])
    found["label_weight"] = state["out.weight"].T.astype(np.float16)
    found["label_bias"] = state["out.bias"]
    return found


def write(path: Path, found: dict[str, np.ndarray]) -> bytes:
    """A compressed npz whose bytes depend on the arrays alone."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for key in sorted(found):
            entry = io.BytesIO()
            np.lib.format.write_array(entry, np.ascontiguousarray(found[key]), allow_pickle=False)
            place = zipfile.ZipInfo(f"{key}.npy", (2000, 1, 1, 0, 0, 0))
            archive.writestr(place, entry.getvalue(), zipfile.ZIP_DEFLATED)
    return path.read_bytes()


def main(work: Path, name: str, models: Path, version: str) -> None:
    content = write(models / "mentions.npz", arrays(work, name))
    card = {
        "format": FORMAT,
        "version": version,
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "licence": "CC BY-SA 4.0",
    }
    (models / "mentions.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    print(len(content), "bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), sys.argv[4])
