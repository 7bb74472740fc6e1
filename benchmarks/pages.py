"""How long every page of the web application takes on a record, from the request to the last byte.

Run it as `python benchmarks/pages.py RECORD [--requests N] [--seed N] [--only WORDS]`. A server is started as
`isnad serve` does. Each page is asked for N times (44), half in Arabic and half in English, with arguments drawn from
the record; the requests of all pages are mixed, one at a time, over one connection. None is left out: the first request
for a page, which finds nothing counted or read before, counts among the others and stands in a column of its own too.

Prints milliseconds, and whether each page meets what is asked of it: a median under 200 and a 95th percentile
under 600. `worked` is the mean of the time that the server's threads took of the processors meanwhile: it tells the
same on a machine that others use too (counting for later pages, which goes on behind, is in it). The exit status is 1
where a page does not meet that, or an answer is an error.
"""

from __future__ import annotations

import argparse
import random
import sys
from statistics import mean, median, quantiles
from time import perf_counter
from typing import NamedTuple

import httpx
from serving import Served, serving
from visits import LANGUAGES, Visits

MEDIAN, SLOW = 200.0, 600.0  # milliseconds
_SLOWEST = 3  # requests of a page that are shown


class Answered(NamedTuple):
    """One request: milliseconds until the page was there and that the server worked meanwhile, its address, and
    whether the page came."""

    spent: float
    worked: float
    address: str
    came: bool


def measured(served: Served, client: httpx.Client, requests: list[tuple[str, str]]) -> dict[str, list[Answered]]:
    """The answers to requests, by page, in their order."""
    found: dict[str, list[Answered]] = {}
    for page, address in requests:
        start, before = perf_counter(), served.worked()
        answer = client.get(address)
        spent, worked = 1000 * (perf_counter() - start), 1000 * (served.worked() - before)
        found.setdefault(page, []).append(Answered(spent, worked, address, answer.status_code == httpx.codes.OK))
    return found


def told(page: str, answers: list[Answered], *, explain: bool) -> bool:
    """Prints the line of a page; whether it meets what is asked."""
    spent, failed = [one.spent for one in answers], sum(not one.came for one in answers)
    middle, slow = median(spent), quantiles(spent, n=20, method="inclusive")[-1]
    meets = middle < MEDIAN and slow < SLOW and not failed
    worked = mean(one.worked for one in answers)
    figures = "".join(f"{time:>9.0f}" for time in (middle, slow, max(spent), spent[0], worked))
    print(f"{page:<22}{figures}{failed:>9}  {'yes' if meets else 'NO'}")
    for one in sorted(answers, reverse=True)[: _SLOWEST if explain else 0]:
        print(f"{'':<22}{one.spent:>9.0f}  {one.address}")
    return meets


def main() -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record")
    parser.add_argument("--requests", type=int, default=44)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="pages with these words in their names")
    parser.add_argument("--explain", action="store_true", help="the slowest addresses of each page")
    asked = parser.parse_args()
    visits = Visits(asked.record, asked.seed)
    pages = [page for page in visits.pages if asked.only in page]
    requests = [(page, visits.address(page, LANGUAGES[n % 2])) for page in pages for n in range(asked.requests)]
    random.Random(asked.seed).shuffle(requests)
    with serving(asked.record) as served, httpx.Client(base_url=served.address, timeout=60.0) as client:
        found = measured(served, client, requests)
    print(f"{'milliseconds':<22}{'median':>9}{'95th':>9}{'most':>9}{'first':>9}{'worked':>9}{'errors':>9}  meets")
    meets = [told(page, found[page], explain=asked.explain) for page in pages]
    return 0 if all(meets) else 1


if __name__ == "__main__":
    sys.exit(main())
