"""Writes the list of statement cases that fail today: `make known-misses`.

Look at what the list gained or lost before it is committed: a case that is new in it is a loss.
"""

from __future__ import annotations

from collections.abc import Iterable

import yaml
from sample_reports import refused
from statement_cases import KNOWN, cases, known_misses

HEAD = """\
# What the rules get wrong: statement cases (`cases`), words in them that are no statement (`not_statements`, as
# `case: quote`), and words of the sample reports that are none (`samples`, as `report: quote`).
# Written by `make known-misses`; nobody edits it. A case that comes right must leave the list, else its test fails.
"""


def main() -> None:
    """Judges every case, writes the list, and prints what changed in it."""
    failing = {
        "cases": [case.id for case in cases() if case.failures()],
        "not_statements": [told.id for case in cases() for told in case.negatives() if case.takes(told.quote)],
        "samples": [words.id for words in refused() if words.taken()],
    }
    negatives = sum(len(case.not_statements) for case in cases())
    of = {"cases": len(cases()), "not_statements": negatives, "samples": len(refused())}
    before = known_misses() if KNOWN.exists() else {}
    listed = yaml.safe_dump(failing, allow_unicode=True, sort_keys=False, width=1000)
    KNOWN.write_text(HEAD + listed, encoding="utf-8")
    for name, ids in failing.items():
        print(f"{name}: {len(ids)} of {of[name]} fail")
        _show_change(before.get(name, frozenset()), ids)


def _show_change(before: Iterable[str], now: Iterable[str]) -> None:
    for id in sorted({*now} - {*before}):
        print(f"  lost    {id}")
    for id in sorted({*before} - {*now}):
        print(f"  gained  {id}")


if __name__ == "__main__":
    main()
