"""Writes the list of statement cases that fail today: `make known-misses`.

Look at what the list gained or lost before it is committed: a case that is new in it is a loss.
"""

from __future__ import annotations

from collections.abc import Iterable

import yaml
from statement_cases import KNOWN, cases, known_misses

HEAD = """\
# Statement cases (`cases`) and words that are no statement (`not_statements`, as `case: quote`) that the rules get wrong.
# Written by `make known-misses`; nobody edits it. A case that comes right must leave the list, else its test fails.
"""


def main() -> None:
    """Judges every case, writes the list, and prints what changed in it."""
    failing = {
        "cases": [case.id for case in cases() if case.failures()],
        "not_statements": [told.id for case in cases() for told in case.negatives() if case.takes(told.quote)],
    }
    before = known_misses() if KNOWN.exists() else {}
    listed = yaml.safe_dump(failing, allow_unicode=True, sort_keys=False, width=1000)
    KNOWN.write_text(HEAD + listed, encoding="utf-8")
    for name, ids in failing.items():
        of = len(cases()) if name == "cases" else sum(len(case.negatives()) for case in cases())
        print(f"{name}: {len(ids)} of {of} fail")
        _show_change(before.get(name, frozenset()), ids)


def _show_change(before: Iterable[str], now: Iterable[str]) -> None:
    for id in sorted({*now} - {*before}):
        print(f"  lost    {id}")
    for id in sorted({*before} - {*now}):
        print(f"  gained  {id}")


if __name__ == "__main__":
    main()
