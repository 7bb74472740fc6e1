"""`isnad accounts` keeps a file of accounts, and no password stands on a command line or in what is printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from isnad.cli.main import isnad
from isnad.web.accounts import AccountRole, AccountsFile

PASSWORD = "a gate of olive wood"


def run(path: Path, *words: str, told: str = "") -> Result:
    return CliRunner().invoke(isnad, ["accounts", *words, "--accounts", str(path)], input=told)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with one reader."""
    made = tmp_path / "news.accounts"
    added = run(made, "add", "سامر الهلالي", "--role", "reader", "--password-stdin", told=f"{PASSWORD}\n")
    assert added.exit_code == 0, added.output
    assert PASSWORD not in added.output
    return made


def test_an_account_is_added_listed_changed_and_removed(path: Path) -> None:
    assert run(path, "list").stdout.split("\t")[:2] == ["سامر الهلالي", "reader"]
    assert run(path, "role", "سامر الهلالي", "reviewer").exit_code == 0
    assert AccountsFile(str(path)).accounts()["سامر الهلالي"].role is AccountRole.REVIEWER
    changed = run(path, "password", "سامر الهلالي", "--password-stdin", told="another gate of wood\r\n")
    assert changed.exit_code == 0
    assert AccountsFile(str(path)).verified("سامر الهلالي", "another gate of wood")
    assert not AccountsFile(str(path)).verified("سامر الهلالي", PASSWORD)
    assert run(path, "remove", "سامر الهلالي").exit_code == 0
    assert run(path, "list").stdout == ""


@pytest.mark.parametrize(
    ("words", "told", "said"),
    [
        (("add", "x", "--role", "reader", "--password-stdin"), "short\n", "12 characters"),
        (("add", "سامر الهلالي", "--role", "reader", "--password-stdin"), f"{PASSWORD}\n", "there is an account"),
        (("add", "a:b", "--role", "reader", "--password-stdin"), f"{PASSWORD}\n", "colon"),
        (("add", "x", "--role", "reader"), "", "--password-stdin"),
        (("remove", "x"), "", "no such account"),
        (("role", "x", "reader"), "", "no such account"),
        (("password", "x", "--password-stdin"), f"{PASSWORD}\n", "no such account"),
    ],
)
def test_what_cannot_be_done_is_said(path: Path, words: tuple[str, ...], told: str, said: str) -> None:
    before = path.read_bytes()
    answer = run(path, *words, told=told)
    assert answer.exit_code == 1
    assert said in answer.stderr
    assert path.read_bytes() == before


def test_a_password_is_no_argument(path: Path) -> None:
    assert run(path, "add", "x", "--role", "reader", "--password", PASSWORD).exit_code == 2


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    answer = run(tmp_path / "none", "list")
    assert answer.exit_code == 1
    assert "isnad accounts add" in answer.stderr
