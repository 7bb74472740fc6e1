"""A statement's score says how often such answers were right."""

from __future__ import annotations

import pytest
from statement_cases import annotated

from isnad.annotate.statements.scores import shares, trust


def test_a_rule_that_was_never_seen_is_an_average_one() -> None:
    assert trust("no-such-rule", "named") == round(shares().rule[""] * shares().resolved_by["named"], 3)


def test_a_statement_of_nobody_known_is_trusted_least() -> None:
    for rule in shares().rule:
        assert trust(rule, "unknown") < min(trust(rule, how) for how in shares().resolved_by if how != "unknown")


@pytest.mark.parametrize("kind", ["rule", "resolved_by"])
def test_shares_are_shares(kind: str) -> None:
    values = getattr(shares(), kind).values()
    assert all(0 < value < 1 for value in values)


def test_rules_are_told_apart() -> None:
    (sure,) = annotated("sure", "قال المدير سامر الزيني: «القسم جاهز لاستقبال المرضى».").statements
    (loose,) = annotated("loose", "المدير سامر الزيني يؤكد جاهزية القسم.").statements
    assert loose.score < sure.score < 1
