"""The documents agree with the program: what it has is described, and what is described is there."""

from __future__ import annotations

import ast
import json
import re
import shlex
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

import isnad
from isnad.cli.main import isnad as face
from isnad.errors import IsnadError
from isnad.export.record import item_record
from isnad.lexicon.plover import CONTEXTS, MODES
from isnad.model import (
    Basis,
    Calendar,
    Channel,
    Entity,
    Event,
    EventType,
    Form,
    Kind,
    Layers,
    Mention,
    MentionType,
    Mod,
    Place,
    Post,
    Precision,
    Quantity,
    Rejection,
    Relation,
    Report,
    Role,
    Statement,
    Status,
    Time,
    TimeType,
)
from isnad.model.report import Origin
from isnad.workflow import Settings, annotate_paths

HOUSE = Path(isnad.__file__).parent
ROOT = Path(__file__).parents[1]
SAMPLES = HOUSE / "data" / "samples"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), SAMPLES / "README.md"])
README, OUTPUT, ANNOTATION = ROOT / "README.md", ROOT / "docs" / "output.md", ROOT / "docs" / "annotation.md"
BLOCK = re.compile(r"^ *```(\w+)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^]]*]\(([^)\s]+)\)")
SLUG = re.compile(r"[a-z]+(?:-[a-z]+)*")
PIPES = {"|", ">", ">>", "<", "&&", ";"}


@cache
def words(page: Path) -> str:
    """A page without its blocks of example output, in which a name is no description."""
    text = page.read_text(encoding="utf-8")
    return BLOCK.sub(lambda block: block[0] if block[1] == "console" else "", text)


def blocks(page: Path, language: str) -> list[str]:
    """The fenced blocks of a language."""
    return [body for name, body in BLOCK.findall(page.read_text(encoding="utf-8")) if name == language]


def named(name: str, page: Path) -> bool:
    """Whether a page names something in code letters."""
    return re.search(rf"`{re.escape(name)}`", words(page)) is not None


def options(command: click.Command) -> set[str]:
    """Every option of a command or of the commands in it, long and short."""
    if isinstance(command, click.Group) and command is not face:
        return set().union(*map(options, command.commands.values()))
    context = click.Context(command)
    return {option for parameter in command.get_params(context) for option in parameter.opts if option.startswith("-")}


def anchors(page: Path) -> set[str]:
    """What the headings of a page are called in its address."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def descendants(cls: type[IsnadError]) -> Iterator[type[IsnadError]]:
    for child in cls.__subclasses__():
        yield child
        yield from descendants(child)


@cache
def sample_records() -> tuple[dict[str, Any], ...]:
    """What `isnad annotate --explain` prints for the sample reports."""
    paths = sorted(str(path) for path in SAMPLES.iterdir() if path.suffix in {".html", ".txt", ".jsonl"})
    items = annotate_paths(paths, Settings(explain=True))
    return tuple(json.loads(json.dumps(item_record(item, explain=True))) for item in items)


@cache
def written_reasons() -> frozenset[str]:
    """The slugs that the finders and refusals can return: constants of functions that give a candidate or a reason."""
    found = set[str]()
    for path in (HOUSE / "annotate").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "reason" and isinstance(node.value, ast.Constant):
                found.add(str(node.value.value))
            told = isinstance(node, ast.FunctionDef) and node.returns is not None and ast.unparse(node.returns)
            if told and ("Candidate | str" in told or path.stem == "refusals"):
                found |= set(_returned_slugs(node))
    return frozenset(found)


def _returned_slugs(function: ast.AST) -> Iterator[str]:
    values = [node.value for node in ast.walk(function) if isinstance(node, ast.Return) and node.value]
    for value in values:
        branches = [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]
        for branch in branches:
            if isinstance(branch, ast.Constant) and isinstance(branch.value, str) and SLUG.fullmatch(branch.value):
                yield branch.value


@pytest.mark.parametrize("name", sorted(face.commands))
def test_readme_describes_every_command_and_option(name: str) -> None:
    command = face.commands[name]
    assert re.search(rf"isnad {name}\b", words(README))
    missing = [option for option in options(command) if not re.search(rf"(?<![\w-]){option}(?![\w-])", words(README))]
    assert not missing


def test_readme_describes_the_options_of_the_program_itself() -> None:
    assert [option for option in options(face) if option not in words(README)] == []


def test_readme_describes_every_choice_of_an_option() -> None:
    for command in face.commands.values():
        for parameter in command.params:
            if isinstance(parameter.type, click.Choice):
                missing = [
                    choice
                    for choice in parameter.type.choices
                    if not named(choice, README) and f"{parameter.opts[0]} {choice}" not in words(README)
                ]
                assert not missing, parameter.opts


@pytest.mark.parametrize(
    "record",
    [Statement, Event, Quantity, Mention, Time, Entity, Role, Place, Post, Origin, Rejection],
    ids=lambda record: record.__name__,
)
def test_output_page_describes_every_field_of(record: type[Any]) -> None:
    assert [field for field in record.__struct_fields__ if not named(field, OUTPUT)] == []


def test_output_page_describes_every_field_that_is_printed() -> None:
    assert len(sample_records()) == 30
    report = {field for record in sample_records() for field in record}
    statement = {field for record in sample_records() for told in record["statements"] for field in told}
    assert {*Layers.__struct_fields__, "id", "text"} - {"names"} <= report <= {*report, *Report.__struct_fields__}
    assert [field for field in sorted(report | statement) if not named(field, OUTPUT)] == []


def test_output_page_describes_every_value() -> None:
    records = sample_records()
    resolved = {told["resolved_by"] for record in records for told in record["statements"]}
    parts = {part for record in records for told in record["statements"] for part in told["rule"].split("+")}
    rules = {mention["rule"] for record in records for mention in record["mentions"]}
    values = [
        *EventType,
        *Status,
        *CONTEXTS,
        *chain.from_iterable(MODES.values()),
        *Channel,
        *Kind,
        *MentionType,
        *Form,
        *rules,
        *resolved,
        *(part for part in parts if part),
    ]
    assert [value for value in values if not (named(value, OUTPUT) or named(f"+{value}", OUTPUT))] == []


def test_output_page_describes_every_value_of_a_time() -> None:
    told = [time for record in sample_records() for time in record["times"]]
    fields = {field for time in told for field in time}
    values = {str(time[name]) for time in told for name in ("rule", "reason") if time[name]}
    enums = [*TimeType, *Mod, *Precision, *Basis, *Calendar, *Relation]
    assert len(told) > 50
    assert [value for value in sorted({*fields, *values, *enums}) if not named(value, OUTPUT)] == []


def test_output_page_describes_every_reason_and_rule_of_a_time() -> None:
    room = "".join(path.read_text(encoding="utf-8") for path in (HOUSE / "annotate" / "times").glob("*.py"))
    reasons = set(re.findall(r"(?:unknown\(|fault=|reason=|reason = )\"([a-z-]+)\"", room))
    rules = set(re.findall(r"Draft\([^\n]*?\"([a-z]+)\"", room)) - {"name"}
    assert len(reasons) > 5
    assert [word for word in sorted(reasons | rules) if not named(word, OUTPUT)] == []


def test_output_page_describes_every_error() -> None:
    import isnad.workflow.annotated  # noqa: F401 - defines two of them

    slugs = {error.slug for error in descendants(IsnadError) if error.__module__.startswith("isnad.")}
    assert [slug for slug in sorted(slugs | {IsnadError.slug}) if not named(slug, OUTPUT)] == []


def test_annotation_page_describes_every_rejection() -> None:
    seen = {rejection["reason"] for record in sample_records() for rejection in record["rejections"]}
    assert len(seen) > 4
    assert [reason for reason in sorted(seen | written_reasons()) if not named(reason, ANNOTATION)] == []


def test_annotation_page_describes_no_rejection_that_there_is_not() -> None:
    section = words(ANNOTATION).split("## What is no statement")[1].split("\n## ")[0]
    described = set(re.findall(r"^\| `([a-z-]+)` \|", section, re.MULTILINE))
    seen = {rejection["reason"] for record in sample_records() for rejection in record["rejections"]}
    assert described - seen - written_reasons() == set()


def test_annotation_page_names_every_file_of_the_stage() -> None:
    rooms = HOUSE / "annotate"
    files = {str(path.relative_to(rooms)) for path in rooms.glob("*/*.py") if path.name != "__init__.py"}
    files = {name.removeprefix("statements/") for name in files}
    assert [name for name in sorted(files) if not named(name, ANNOTATION)] == []
    lists = {Path(name).name for name in files}
    lists |= {path.name for room in ("text", "annotate") for path in (HOUSE / room).glob("*.py")}
    lists |= {path.name for path in (HOUSE / "data" / "lexicon").glob("*.yaml")}
    told = {Path(name).name for name in re.findall(r"`([\w/]+\.(?:py|yaml))`", words(ANNOTATION))}
    assert told - lists == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_files_and_headings_that_are_there(page: Path) -> None:
    for link in LINK.findall(words(page)):
        if re.match(r"\w+:", link):
            continue
        path, _, heading = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{page.name}: {link}"
        assert not heading or heading in anchors(target), f"{page.name}: {link}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_shell_lines_use_commands_and_options_that_are_there(page: Path) -> None:
    for line in "".join(blocks(page, "console")).splitlines():
        if line.strip().startswith("$ "):
            _check_shell_line(line.strip().removeprefix("$ "))


def _check_shell_line(line: str) -> None:
    parts = shlex.split(line.replace("|", " | "))
    for place, part in enumerate(parts):
        if part != "isnad" and not part.endswith("/isnad"):
            continue
        rest = parts[place + 1 :]
        end = next((n for n, word in enumerate(rest) if word in PIPES), len(rest))
        called = next((word for word in rest[:end] if not word.startswith("-")), None)
        assert called is None or called in face.commands, line
        known = options(face.commands[called]) if called else options(face)
        used = {word.partition("=")[0] for word in rest[:end] if re.match(r"--?\w", word)}
        assert not used - known, line


def test_make_targets_in_the_documents_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    told = {target for page in PAGES for target in re.findall(r"(?:\$ |`)make ([\w-]+)", words(page))}
    assert [target for target in told if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []


def test_the_statement_in_the_readme_is_what_is_printed() -> None:
    (shown,) = (json.loads(block) for block in blocks(README, "json"))
    printed = [{field: told[field] for field in shown} for record in sample_records() for told in record["statements"]]
    assert shown in printed


def test_the_rows_of_the_table_in_the_readme_are_what_is_printed() -> None:
    table = next(block for block in blocks(README, "text") if "┏" in block)
    rows = [line.split("│")[1:-1] for line in table.splitlines() if line.startswith("│")]
    firsts = [[cell.strip() for cell in row] for row in rows if row[3].strip()]
    record = next(record for record in sample_records() if record["id"] in table)
    printed = [(told["channel"], told["quotes"]["cue"]) for told in record["statements"]]
    assert firsts
    assert [(row[2], row[3]) for row in firsts] == printed[: len(firsts)]


def test_the_tables_in_the_readme_stand_in_what_is_printed() -> None:
    path = HOUSE / "data" / "samples" / "reports.jsonl"
    printed = CliRunner().invoke(face, ["annotate", str(path), "--format", "table"]).stdout
    lines = "\n".join(line.rstrip() for line in printed.splitlines())
    tables = [block for block in blocks(README, "text") if "┏" in block]
    assert len(tables) == 2
    for table in tables:
        *shown, _ = table.splitlines()
        assert "\n".join(shown) in lines
