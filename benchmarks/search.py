"""How long a search takes on a record: 200 queries of all kinds, made of the record's own words, in one process.

Run it as `python benchmarks/search.py RECORD [--queries N] [--seed N]`. A query counts its hits and fetches the first
twenty with their snippets, as a page of results does; facets are measured apart. Prints milliseconds.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator
from statistics import median, quantiles
from time import perf_counter

from sqlalchemy import select

from isnad.store.record import Record
from isnad.store.schema import events, reports, statements
from isnad.store.search.hits import What

_DRAWN = 300  # reports
KINDS = (
    "word",
    "words",
    "phrase",
    "speaker",
    "speaker and words",
    "outlet and days",
    "channel",
    "type",
    "either",
    "names",
)


class Queries:
    """Makes queries of what a record holds."""

    def __init__(self, record: Record, seed: int) -> None:
        self._random = random.Random(seed)
        with record.engine.connect() as connection:
            numbers = connection.execute(select(reports.c.report).order_by(reports.c.report)).scalars().all()
            some = self._random.sample(numbers, min(_DRAWN, len(numbers)))
            texts = select(reports.c.text).where(reports.c.report.in_(some)).order_by(reports.c.report)
            self._texts = list(connection.execute(texts).scalars())
            said = select(statements.c.speaker).where(statements.c.report.in_(some))
            said = said.order_by(statements.c.report, statements.c.at)
            self._speakers = list(connection.execute(said).scalars())
            told = (reports.c.outlet, reports.c.day, statements.c.channel, events.c.type)
            values = [connection.execute(select(column).distinct().order_by(column)).scalars().all() for column in told]
        self._outlets, self._days, self._channels, self._types = ([one for one in some if one] for some in values)

    def __call__(self, kind: str) -> tuple[str, What]:
        """A query of a kind, and what it looks for."""
        words, pick = self._words, self._random.choice
        match kind:
            case "word":
                return words(1)[0], pick(list(What))
            case "words":
                return " ".join(words(3)), What.REPORTS
            case "phrase":
                return f'"{self._phrase()}"', What.REPORTS
            case "speaker":
                return f'speaker:"{self._plain(pick(self._speakers))}"', pick([What.REPORTS, What.STATEMENTS])
            case "speaker and words":
                return f'{words(1)[0]} speaker:"{self._plain(pick(self._speakers))}"', What.STATEMENTS
            case "outlet and days":
                first, last = sorted(self._random.sample(self._days, 2))
                return f'outlet:"{pick(self._outlets)}" from:{first} until:{last} {words(1)[0]}', What.REPORTS
            case "channel":
                return f"channel:{pick(self._channels)} {words(1)[0]}", What.STATEMENTS
            case "type":
                return f"type:{pick(self._types)} {words(1)[0]}", What.EVENTS
            case "either":
                one, other, absent = words(3)
                return f"({one} OR {other}) -{absent}", What.REPORTS
            case _:
                return self._plain(pick(self._speakers)), What.REPORTS

    def _words(self, count: int) -> list[str]:
        text = self._random.choice(self._texts).split()
        found = [word for word in text if word.isalpha() and len(word) > 3] or ["قال"]
        return self._random.choices(found, k=count)

    def _phrase(self) -> str:
        text = self._random.choice(self._texts).split()
        start = self._random.randrange(max(1, len(text) - 3))
        return self._plain(" ".join(text[start : start + 3])) or "قال"

    def _plain(self, words: str) -> str:
        return "".join(letter for letter in words if letter.isalnum() or letter == " ").strip() or "قال"


def measured(queries: list[tuple[str, What]], run: Callable[[str, What], None]) -> Iterator[float]:
    """Milliseconds of each query."""
    for query, what in queries:
        start = perf_counter()
        run(query, what)
        yield 1000 * (perf_counter() - start)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record")
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with Record(asked.record, read_only=True) as record:
        make = Queries(record, asked.seed)
        queries = [make(KINDS[number % len(KINDS)]) for number in range(asked.queries)]

        def page(query: str, what: What) -> None:
            search = record.search(query, what)
            search.count()
            search.hits(limit=20)

        def facets(query: str, what: What) -> None:
            record.search(query, what).facets()

        page("قال", What.REPORTS)  # loads the dictionary of base forms
        for name, run in (("hits", page), ("facets", facets)):
            spent = list(measured(queries, run))
            print(f"{name}: median {median(spent):.0f} ms, 95th percentile {quantiles(spent, n=20)[-1]:.0f} ms")
            for kind in KINDS:
                of_kind = spent[KINDS.index(kind) :: len(KINDS)]
                slowest = max(range(len(of_kind)), key=of_kind.__getitem__)
                query = queries[KINDS.index(kind) + slowest * len(KINDS)][0]
                print(f"  {kind:<18} median {median(of_kind):>6.0f}  most {max(of_kind):>6.0f}  {query}")


if __name__ == "__main__":
    main()
