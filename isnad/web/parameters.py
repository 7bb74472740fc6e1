"""The fields of an address: each page declares those it reads, and nothing else of an address reaches it.

What is declared is what the description of the API says, so that the two cannot differ. A page is lenient: what it does
not know it passes over, and the nearest allowed value stands for one that is not. JSON and CSV, which programs ask
for, refuse what is not declared or not allowed, so that a slip of the pen is no other answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import QueryParams

from isnad.errors import RefusedError

LANG = "lang"  # of every page, read by the manner in which a reader wants to see it; only pictures declare it
LATEST = 1_000_000  # the last page that may be asked for
LONGEST = 2_000
_WHOLE = re.compile(r"0|[1-9][0-9]{0,11}")
_NUL = "\0"


@dataclass(frozen=True)
class Parameter:
    """One field of an address.

    `schema` is its JSON Schema, which the description shows; `fault` says what is wrong with a value of it, or None.
    A `required` one must be there and not be empty. With `page_only` it is a page's alone: JSON and CSV have none such.
    What it is for stands in the lists of words, under `api.parameters.VIEW.NAME` or `api.parameters.NAME`.
    """

    name: str
    schema: Mapping[str, Any]
    fault: Callable[[str], str | None]
    required: bool = False
    page_only: bool = False


def text(name: str, *, required: bool = False, page_only: bool = False, pattern: str | None = None) -> Parameter:
    """Words; `pattern` is a regular expression that tells which, where the page itself refuses others."""
    least = {"minLength": 1} if required else {}
    schema = {"type": "string", **least, "maxLength": LONGEST, **({"pattern": pattern} if pattern else {})}
    return Parameter(name, schema, lambda _: None, required, page_only)


def choice(name: str, choices: Sequence[str], *, default: str | None = None) -> Parameter:
    """One of some values; `default` is what stands where none is given."""
    told = [str(one) for one in choices if one]
    schema: dict[str, Any] = {"type": "string", "enum": told} | ({"default": default} if default else {})

    def fault(value: str) -> str | None:
        return None if value in told else f"one of {', '.join(told)} stands here, or the field is left out"

    return Parameter(name, schema, fault)


def number(name: str, *, least: int = 1, most: int = LATEST, default: int | None = None) -> Parameter:
    """A whole number in Latin digits."""
    schema: dict[str, Any] = {"type": "integer", "minimum": least, "maximum": most}
    schema |= {"default": default} if default is not None else {}

    def fault(value: str) -> str | None:
        good = _WHOLE.fullmatch(value) is not None and least <= int(value) <= most
        return None if good else f"a number from {least} to {most} stands here, or the field is left out"

    return Parameter(name, schema, fault)


PAGES = (number("page", default=1), number("size", most=200, default=20))  # of every list that is shown by pages


class Params(Mapping[str, str]):
    """The fields of an address that a page declares.

    Args:
        declared: What the page reads.
        given: What the address holds.
        strict: Whether what is not declared or not allowed is refused.

    Raises:
        RefusedError: for a field that is not allowed.
    """

    def __init__(self, declared: Sequence[Parameter], given: QueryParams, *, strict: bool) -> None:
        self._declared = {one.name for one in declared}
        self._told: dict[str, str] = {}
        known = {one.name: one for one in declared if not (strict and one.page_only)}
        for name, value in given.multi_items():
            if _NUL in name + value:
                raise refused(name, "this holds a character that no text holds")
            if strict and (name != LANG or LANG in known):
                self._check(name, value, known)
            if name in known:
                self._told[name] = value
        if strict:
            for one in declared:
                if one.required and not self._told.get(one.name):
                    raise refused(one.name, "this field is needed")

    def __getitem__(self, name: str) -> str:
        """A field that is there.

        Raises:
            LookupError: where the page does not declare it: a fault of the program.
        """
        if name not in self._declared:
            raise LookupError(f"{name} is read from the address and not declared in the parameters of the view")
        return self._told[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._told)

    def __len__(self) -> int:
        return len(self._told)

    def get(self, name: str, default: Any = None) -> Any:
        """A field, or the default where it is not there; it must be declared too."""
        try:
            return self[name]
        except KeyError:
            return default

    def _check(self, name: str, value: str, known: Mapping[str, Parameter]) -> None:
        if name not in known:
            raise refused(name, f"there is no such field here: there are {', '.join([*known, LANG])}")
        if name in self._told:
            raise refused(name, "this field stands there twice")
        if len(value) > LONGEST:
            raise RefusedError("the query is too long: search for less at once", status=414, slug="too-long")
        fault = known[name].fault(value)
        if fault:
            raise refused(name, fault)


def refused(name: str, fault: str) -> RefusedError:
    """What is answered to a field of an address that is not allowed."""
    shown = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in name[:80])
    return RefusedError(f"{shown}: {fault}", status=400, slug="parameter")
