"""Pipelines for tests, at the top of a module so that other processes can find them."""

from __future__ import annotations

import os
import signal
import time

from isnad.errors import LexiconError
from isnad.model import Kind, Layers, Rejection, Report, Span, Statement


class Sayer:
    """Finds one statement in each report: the first word is the cue, the rest its content.

    A report whose id begins with `fails`, `kills`, `lies` or `slow` does that.
    """

    def __call__(self, report: Report) -> Layers:
        if report.id.startswith("fails"):
            raise KeyError("nobody foresaw\nthis")
        if report.id.startswith("kills"):
            os.kill(os.getpid(), signal.SIGKILL)
        if report.id.startswith("slow"):
            time.sleep(0.2)
        size = len(report.text) + (1 if report.id.startswith("lies") else 0)
        cue = Span(0, report.text.index(" "))
        statement = Statement(
            cue=cue, source=None, speaker="فتحي باشاغا", content=(Span(cue.end + 1, size),), kind=Kind.INDIRECT
        )
        return Layers(statements=(statement,), rejections=(Rejection(span=cue, reason="background"),))

    def timed(self, report: Report) -> tuple[Layers, dict[str, float]]:
        return self(report), {"statements": 1.0}


class Unsendable(Layers, frozen=True):
    """Layers that no pipe carries."""

    def __reduce__(self) -> tuple[object, ...]:
        raise TypeError("cannot be sent")


class Unsending(Sayer):
    def __call__(self, report: Report) -> Layers:
        return Unsendable() if report.id.startswith("fails") else super().__call__(report)


def sayer() -> Sayer:
    return Sayer()


def unsending() -> Unsending:
    return Unsending()


def broken() -> Sayer:
    raise LexiconError("verbs.yaml: 'قال' stands twice")


def killed() -> Sayer:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def misbuilt() -> Sayer:
    raise RuntimeError("no model")
