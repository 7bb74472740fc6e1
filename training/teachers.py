"""Step 5: networks trained on the gold alone.

python training/teachers.py GOLD WORK NAME [--all] [--kind student|teacher] [--seed N] [--epochs N]
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from data import Inputs, is_held_out, load_vectors, read_gold
from learn import decode, emissions_of, fit, score, shown
from networks import Chain, Student, Teacher


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("gold", type=Path)
    ask.add_argument("work", type=Path)
    ask.add_argument("name")
    ask.add_argument("--all", action="store_true")
    ask.add_argument("--kind", default="teacher")
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--epochs", type=int, default=16)
    ask.add_argument("--rate", type=float, default=2e-3)
    ask.add_argument("--tokens", type=int, default=800)
    ask.add_argument("--share", type=float, default=0.25)
    ask.add_argument("--dropout", type=float, default=0.4)
    ask.add_argument("--width", type=int, default=128)
    ask.add_argument("--begin", help="a network of pretrain.py to begin from")
    ask.add_argument("--threads", type=int, default=1)
    told = ask.parse_args()
    torch.set_num_threads(told.threads)
    torch.manual_seed(told.seed)
    gold = read_gold(told.gold)
    train = [s for at, (_, part) in enumerate(gold) for s in part if told.all or not is_held_out(at, len(gold))]
    held = [s for at, (_, part) in enumerate(gold) for s in part if is_held_out(at, len(gold))]
    inputs = Inputs(load_vectors(told.work))
    inputs.add([s.forms for s in [*train, *held]])
    # names set into other sentences may carry a conjunction
    inputs.add([["و" + form for s in train for form, label in zip(s.forms, s.labels, strict=True) if label]])
    width = inputs.dense.shape[1]
    network: Student | Teacher
    if told.kind == "teacher":
        network = Teacher(width, dropout=told.dropout)
    else:
        network = Student(width, width=told.width, dropout=told.dropout)
    if told.begin:
        state = torch.load(told.work / f"{told.begin}.pt")["network"]
        kept = {name: value for name, value in state.items() if not name.startswith("out.")}
        network.load_state_dict(kept, strict=False)
    chain = Chain()

    def check() -> str:
        emissions = emissions_of(network, inputs, [s.forms for s in held])
        return shown(score([s.labels for s in held], decode(emissions, chain)))

    print(len(train), "sentences,", len(held), "held out")
    fit(
        network,
        chain,
        inputs,
        train,
        epochs=told.epochs,
        rate=told.rate,
        tokens=told.tokens,
        seed=told.seed,
        check=check,
        share=told.share,
    )
    saved = {"kind": told.kind, "width": told.width, "network": network.state_dict(), "chain": chain.state_dict()}
    torch.save(saved, told.work / f"{told.name}.pt")


if __name__ == "__main__":
    main()
