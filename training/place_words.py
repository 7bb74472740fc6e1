"""Counts how often a word of news text stands as a place does, to strike towns that share their name with a word.

    python -m training.place_words REPORTS.jsonl.gz COUNTS.tsv

Each line of COUNTS.tsv is a normalised word, how often it stands, and how often it stands right after a noun that
names a kind of place (`مدينة`, `محافظة`, `بلدة` …). Single words and figures alone are written, and no context.
`training.places` reads the file.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

from isnad.text import Words, fold, normalise

HEADS = (
    "مدينة المدينة بمدينة لمدينة ومدينة بلدة ببلدة لبلدة قرية بقرية محافظة بمحافظة لمحافظة محافظتي ومحافظة ولاية"
    " بولاية مقاطعة بمقاطعة إقليم بإقليم منطقة بمنطقة لمنطقة العاصمة بالعاصمة للعاصمة عاصمة مطار بمطار ميناء بميناء"
    " مخيم بمخيم بلدية معبر ناحية قضاء ضاحية ريف بريف مديرية جزيرة بجزيرة حي بحي إمارة"
)
LEAST = 5  # rarer words are left out of the file


def counted(path: Path) -> tuple[Counter[str], Counter[str]]:
    """How often each word stands, and how often after a head of `HEADS`."""
    heads = frozenset(fold(head) for head in HEADS.split())
    total: Counter[str] = Counter()
    after: Counter[str] = Counter()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            forms = Words(normalise(json.loads(line)["text"])).forms
            total.update(forms)
            after.update(word for head, word in pairwise(forms) if head in heads)
    return total, after


def main(reports: str, counts: str) -> None:
    """Write the counts of the words of `reports` (gzip, JSON Lines with a field `text`)."""
    total, after = counted(Path(reports))
    rows = (f"{word}\t{n}\t{after[word]}\n" for word, n in sorted(total.items()) if n >= LEAST and word.isalpha())
    Path(counts).write_text("".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
