from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from isnad import __version__
from isnad.cli import annotate as annotate_module
from isnad.cli import evaluate as evaluate_module
from isnad.cli.main import isnad
from isnad.evaluate import GROUPINGS
from isnad.export import FORMATS

TEXT = "اجتماع\n\nقال فتحي باشاغا إن الاجتماع سيعقد غدا."
EVENT = {
    "type": "CONSULT",
    "mode": None,
    "anchor": [TEXT.index("الاجتماع"), TEXT.index(" سيعقد")],
    "actors": ["فتحي باشاغا"],
    "recipients": [],
    "date": None,
    "place": None,
    "status": "planned",
    "claimed_by": "فتحي باشاغا",
}
START, END = TEXT.index("الاجتماع سيعقد"), TEXT.index(".")
GOLD = {
    "id": "a",
    "outlet": "تجربة",
    "text": TEXT,
    "statements": [
        {
            "cue": [TEXT.index("قال"), TEXT.index("قال") + 3],
            "source": [TEXT.index("فتحي"), TEXT.index(" إن")],
            "speaker": "فتحي باشاغا",
            "content": [[START, END]],
            "kind": "indirect",
            "channel": "unspecified",
            "via": None,
            "addressee": None,
        }
    ],
}


def commands(group: click.Group, path: str = "isnad") -> Iterator[tuple[str, click.Command]]:
    yield path, group
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(GOLD), encoding="utf-8")
    return path


@pytest.mark.parametrize(("path", "command"), list(commands(isnad)))
def test_every_command_and_option_has_help_and_each_command_an_example(path: str, command: click.Command) -> None:
    assert command.help
    assert f"  {path} " in command.help, "an example"
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{path} {parameter.opts}"
        else:
            assert (parameter.metavar or "").removesuffix("...") in command.help


def test_choices_are_those_of_the_rooms_behind() -> None:
    assert annotate_module.FORMATS == FORMATS
    assert evaluate_module.GROUPINGS == GROUPINGS


@pytest.mark.parametrize("arguments", [["--help"], ["annotate", "--help"], ["--version"]])
def test_help_loads_nothing_that_takes_long(arguments: list[str]) -> None:
    code = "import atexit, sys; from isnad.cli.main import main; atexit.register(lambda: print(*sys.modules)); main()"
    done = subprocess.run([sys.executable, "-c", code, *arguments], check=True, capture_output=True, text=True)
    loaded = done.stdout.splitlines()[-1].split()
    assert "isnad.cli.main" in loaded
    slow = {"numpy", "sqlalchemy", "trafilatura", "starlette", "altair", "rich", "isnad.annotate", "isnad.store"}
    assert slow.isdisjoint(loaded)


def test_the_version_is_the_package_s() -> None:
    assert CliRunner().invoke(isnad, ["--version"]).output == f"isnad, version {__version__}\n"


def test_evaluate_prints_every_figure_and_the_groups(gold: Path) -> None:
    done = CliRunner().invoke(isnad, ["evaluate", str(gold), "--by", "kind", "--by", "outlet", "--by", "source"])
    assert done.exit_code == 0, done.output
    for words in (
        "detection (IoU 0.5)",
        "addressee",
        "Statements by kind",
        "Statements by outlet",
        "Statements by source",
        "indirect",
        "تجربة",
        "named",
    ):
        assert words in done.output


@pytest.fixture
def gold_events(tmp_path: Path) -> Path:
    path = tmp_path / "events.jsonl"
    path.write_text(json.dumps(GOLD | {"events": [EVENT]}), encoding="utf-8")
    return path


def evaluated(*arguments: str | Path) -> Result:
    return CliRunner().invoke(isnad, ["evaluate", *map(str, arguments)])


def test_evaluate_measures_events_where_gold_has_them(gold: Path, gold_events: Path) -> None:
    done = evaluated(gold_events, "--predicted", gold_events, "--by", "type", "--by", "outlet")
    assert done.exit_code == 0, done.output
    for words in ("Statements of 1 reports", "Events of 1 reports", "with all roles right", "claimant accuracy"):
        assert words in done.output
    for words in ("Events by type", "CONSULT", "Events by outlet"):
        assert words in done.output
    assert "Events" not in evaluated(gold, "--predicted", gold_events).output
    assert "gold has no events" in evaluated(gold, "--predicted", gold_events, "--by", "type").stderr


def test_the_figures_of_events_have_an_object_of_their_own_in_json(gold: Path, gold_events: Path) -> None:
    record = json.loads(evaluated(gold_events, "--predicted", gold_events, "--by", "type", "--json").stdout)
    assert record["record"]["f1"] == record["events"]["CONSULT"]["f1"] == 1.0
    assert record["events"]["by"]["type"]["CONSULT"]["actors"]["gold"] == 1
    assert "events" not in json.loads(evaluated(gold, "--predicted", gold_events, "--json").stdout)


def test_chance_and_changes_are_told_of_events_too(gold_events: Path, tmp_path: Path) -> None:
    stored = tmp_path / "stored.jsonl"
    stored.write_text(json.dumps(GOLD | {"events": [EVENT | {"status": "actual"}]}), encoding="utf-8")
    asked = (gold_events, "--predicted", gold_events, "--interval", "--since", stored)
    done = evaluated(*asked)
    assert "Gains and losses of events: 1" in done.output
    assert "No gains and losses of statements" in done.output
    told = json.loads(evaluated(*asked, "--json").stdout)["events"]
    assert told["interval"]["status accuracy"] == [1.0, 1.0]
    change = {"report": "a", "type": "CONSULT", "anchor": "الاجتماع", "field": "status", "gained": True}
    assert told["since"] == [change]


@pytest.mark.parametrize(("floor", "status"), [(1.0, 0), (1.1, 1)])
def test_evaluate_fails_below_a_floor_for_events(gold_events: Path, tmp_path: Path, floor: float, status: int) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text(f'[statements]\n"record" = 0.5\n[events]\n"CONSULT" = {floor}\n', encoding="utf-8")
    done = evaluated(gold_events, "--predicted", gold_events, "--floor", floors)
    assert done.exit_code == status
    assert ("CONSULT: 1.000 is below its floor of 1.100" in done.stderr) is bool(status)
    assert "Floors of events" in done.stdout


def test_a_floor_for_events_needs_gold_that_has_them(gold: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text('[events]\n"CONSULT" = 0.5\n', encoding="utf-8")
    done = evaluated(gold, "--predicted", gold, "--floor", floors)
    assert done.exit_code == 1
    assert "there are floors for events, and gold has none" in done.stderr


def test_evaluate_annotates_gold_s_own_text(gold: Path) -> None:
    done = CliRunner().invoke(isnad, ["evaluate", str(gold), "--json", "--by", "kind"])
    record = json.loads(done.stdout)
    assert record["detection (IoU 0.5)"]["gold"] == 1
    assert record["by"]["kind"]["indirect"]["detection (IoU 0.5)"]["gold"] == 1


def test_evaluate_measures_a_file_and_names_what_it_lacks(gold: Path, tmp_path: Path) -> None:
    predicted = tmp_path / "predicted.jsonl"
    predicted.write_text(json.dumps(GOLD), encoding="utf-8")
    done = CliRunner().invoke(isnad, ["evaluate", str(gold), "--predicted", str(predicted), "--json"])
    assert json.loads(done.stdout)["record"]["f1"] == 1.0
    predicted.write_text("", encoding="utf-8")
    done = CliRunner().invoke(isnad, ["evaluate", str(gold), "--predicted", str(predicted)])
    assert (done.exit_code, done.stderr) == (0, "isnad: a: no prediction\n")


def test_evaluate_tells_what_chance_may_do_and_what_changed(gold: Path, tmp_path: Path) -> None:
    stored = tmp_path / "stored.jsonl"
    stored.write_text(json.dumps({"id": "another", "statements": []}) + "\n", encoding="utf-8")
    asked = ["evaluate", str(gold), "--predicted", str(gold), "--interval", "--since", str(stored)]
    done = CliRunner().invoke(isnad, asked)
    assert "95 %" in done.output
    assert "gained" in done.output
    assert "lost" not in done.output
    record = json.loads(CliRunner().invoke(isnad, [*asked, "--json"]).stdout)
    assert record["interval"]["attributed"] == [1.0, 1.0]
    assert {change["field"] for change in record["since"]} == {"found", "speaker", "kind", "channel"}


@pytest.mark.parametrize(("floor", "status"), [(1.0, 0), (1.1, 1)])
def test_evaluate_fails_below_a_floor(gold: Path, tmp_path: Path, floor: float, status: int) -> None:
    floors = tmp_path / "floors.toml"
    floors.write_text(f'[statements]\n"cue accuracy" = {floor}\n', encoding="utf-8")
    done = CliRunner().invoke(isnad, ["evaluate", str(gold), "--predicted", str(gold), "--floor", str(floors)])
    assert done.exit_code == status
    assert ("cue accuracy: 1.000 is below its floor of 1.100" in done.stderr) is bool(status)
    assert "Floors of statements" in done.stdout


def test_a_gold_file_with_a_fault_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(GOLD).replace(f"[[{START}, {END}]]", "[[0, 900]]"), encoding="utf-8")
    done = CliRunner().invoke(isnad, ["evaluate", str(path)])
    assert done.exit_code == 1
    assert done.stderr.startswith(f"isnad: {path}:1: statement 1: span [0, 900]")


def test_demo_writes_a_page_and_ends_with_a_summary(tmp_path: Path) -> None:
    done = CliRunner().invoke(isnad, ["demo", "--output", str(tmp_path / "first")])
    assert done.exit_code == 0, done.stderr
    page = tmp_path / "first" / "reports.html"
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert str(page) in done.stdout
    assert "Who spoke most" in done.stdout


def test_demo_sums_up_what_happened_too(tmp_path: Path) -> None:
    done = CliRunner().invoke(isnad, ["demo", "--output", str(tmp_path)])
    counts, said = done.stdout.split("What happened most, and who did it:")
    assert re.match(r"\d+ statements and \d+ events in 30 sample reports\.", counts)
    table, events = said.split("Some events, each with the sentence that tells it:")
    assert {"type", "events", "actors"} <= set(table.split())
    for words in ("ASSAULT", "actors: ", "date: ", "place: ", "status: actual", "claimed_by: "):
        assert words in events
