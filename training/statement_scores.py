"""How far each rule for statements can be trusted: its share of right answers on annotated reports.

    python training/statement_scores.py GOLD.jsonl > isnad/data/models/statement_scores.json

A statement is found rightly where its content and one of the gold share half of their characters (intersection over
union), and has the right speaker where the names are alike. Shares are drawn towards the mean of all by a prior of
ten statements, so that a rule seen three times is neither trusted nor distrusted much.
"""

from __future__ import annotations

import json
import sys
from collections import Counter

from isnad.annotate import default_pipeline
from isnad.errors import ReadError
from isnad.evaluate import Attribution, align, read_gold
from isnad.evaluate.names import same_speaker
from isnad.ingest import read_paths

PRIOR = 10
FOUND = 0.5


def main(path: str) -> None:
    pipeline = default_pipeline()
    seen: dict[str, Counter[str]] = {"rule": Counter(), "resolved_by": Counter()}
    right: dict[str, Counter[str]] = {"rule": Counter(), "resolved_by": Counter()}
    gold = {report.id: report.statements for report in read_gold([path])}
    for report in read_paths([path]):
        if isinstance(report, ReadError):
            continue
        statements = pipeline(report).statements
        predicted = [Attribution.of(statement) for statement in statements]
        for match in align(gold[report.id], predicted):
            if match.predicted is None:
                continue
            at = next(i for i, attribution in enumerate(predicted) if attribution is match.predicted)
            statement = statements[at]
            seen["rule"][statement.rule] += 1
            if match.gold is None or match.likeness < FOUND:
                continue
            right["rule"][statement.rule] += 1
            seen["resolved_by"][statement.resolved_by] += 1
            right["resolved_by"][statement.resolved_by] += same_speaker(match.gold.speaker, statement.speaker)
    shares = {}
    for name, counts in seen.items():
        mean = right[name].total() / counts.total()
        shares[name] = {"": round(mean, 3)} | {
            key: round((right[name][key] + PRIOR * mean) / (n + PRIOR), 3) for key, n in sorted(counts.items())
        }
    json.dump(shares, sys.stdout, ensure_ascii=False, indent=1)
    print()


if __name__ == "__main__":
    main(sys.argv[1])
