from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from annotators import broken, killed, misbuilt, sayer, unsending

from isnad.errors import LexiconError, ReadError
from isnad.model import Report
from isnad.workflow import AnnotatedReport, InternalError, Settings, WorkerError, annotate_reports
from isnad.workflow.pool import WINDOW_REPORTS
from isnad.workflow.worker import Worker

JOBS = [1, 2]


def report(identifier: str) -> Report:
    return Report(id=identifier, text=f"قال الوزير إن الاجتماع {identifier} غدا")


def identifiers(items: Iterator[AnnotatedReport | ReadError]) -> list[str]:
    return [item.identifier if isinstance(item, ReadError) else item.report.id for item in items]


@pytest.mark.parametrize("jobs", JOBS)
def test_items_come_in_order_with_errors_in_their_place(jobs: int) -> None:
    source = [report("a"), ReadError("no", identifier="b"), report("slow"), *map(report, "defghijklm")]
    items = list(annotate_reports(source, Settings(jobs=jobs), build=sayer))
    assert identifiers(iter(items)) == ["a", "b", "slow", *"defghijklm"]
    first = items[0]
    assert isinstance(first, AnnotatedReport)
    assert first.layers.statements[0].cue.quote(first.report.text) == "قال"


@pytest.mark.parametrize("jobs", JOBS)
def test_a_report_that_fails_is_named_and_the_others_go_on(jobs: int) -> None:
    items = list(annotate_reports(map(report, ["a", "fails", "z"]), Settings(jobs=jobs), build=sayer))
    assert identifiers(iter(items)) == ["a", "fails", "z"]
    error = items[1]
    assert isinstance(error, InternalError)
    assert (error.slug, "KeyError" in str(error)) == ("internal", True)


@pytest.mark.parametrize("jobs", JOBS)
def test_a_span_outside_the_text_is_an_error_of_its_report(jobs: int) -> None:
    items = list(annotate_reports(map(report, ["lies", "z"]), Settings(jobs=jobs), build=sayer))
    assert "SpanError" in str(items[0])
    assert isinstance(items[1], AnnotatedReport)


def test_a_killed_process_costs_the_report_that_it_was_at() -> None:
    names = [*map(str, range(30)), "kills-1", *map(str, range(30, 60)), "kills-2", "last"]
    items = list(annotate_reports(map(report, names), Settings(jobs=2), build=sayer))
    assert identifiers(iter(items)) == names
    errors = [item for item in items if isinstance(item, ReadError)]
    assert [(error.identifier, error.slug) for error in errors] == [("kills-1", "internal"), ("kills-2", "internal")]


def test_a_process_that_goes_while_it_waits_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    workers: list[Worker] = []
    start = Worker.__init__

    def noted(self: Worker, *given: object) -> None:
        start(self, *given)  # type: ignore[arg-type]
        workers.append(self)

    def source() -> Iterator[Report]:
        yield from map(report, "ab")
        waiting = next(worker for worker in workers if worker.idle)
        os.kill(waiting._process.pid or 0, signal.SIGKILL)
        time.sleep(0.1)
        yield from map(report, "cd")

    monkeypatch.setattr(Worker, "__init__", noted)
    names = identifiers(annotate_reports(source(), Settings(jobs=2), build=sayer))
    assert names == [*"abcd"]


def test_an_outcome_that_cannot_be_sent_is_an_error_of_its_report() -> None:
    items = list(annotate_reports(map(report, ["fails", "z"]), Settings(jobs=2), build=unsending))
    assert "cannot be sent" in str(items[0])
    assert isinstance(items[1], AnnotatedReport)


@pytest.mark.parametrize(("build", "error"), [(broken, LexiconError), (killed, WorkerError), (misbuilt, WorkerError)])
def test_a_pipeline_that_cannot_be_built_ends_the_run(build: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        list(annotate_reports(map(report, "ab"), Settings(jobs=2), build=build))  # type: ignore[arg-type]


def test_no_more_than_a_window_is_read_ahead() -> None:
    read = 0

    def source() -> Iterator[Report]:
        nonlocal read
        for number in range(100_000):
            read += 1
            yield report(str(number))

    items = annotate_reports(source(), Settings(jobs=2), build=sayer)
    for _ in range(100):
        next(items)
    assert read <= 100 + 2 * WINDOW_REPORTS
    items.close()


def test_large_reports_are_held_a_few_at_a_time() -> None:
    read = 0

    def source() -> Iterator[Report]:
        nonlocal read
        for number in range(40):
            read += 1
            yield Report(id=str(number), text="قال " + "ا" * 2_000_000)

    items = annotate_reports(source(), Settings(jobs=2), build=sayer)
    next(items)
    assert read <= 7
    items.close()


def test_processes_end_when_the_iterator_is_closed() -> None:
    items = annotate_reports(map(report, map(str, range(1000))), Settings(jobs=2), build=sayer)
    next(items)
    items.close()
    children = subprocess.run(["ps", "--ppid", str(os.getpid()), "-o", "args="], capture_output=True, text=True)
    assert "spawn_main" not in children.stdout


def test_rejections_are_kept_only_to_explain() -> None:
    for explain in (False, True):
        (item,) = annotate_reports([report("a")], Settings(explain=explain), build=sayer)
        assert isinstance(item, AnnotatedReport)
        assert bool(item.layers.rejections) is explain


@pytest.mark.parametrize("jobs", JOBS)
def test_stages_are_timed_where_asked(jobs: int) -> None:
    (item,) = annotate_reports([report("a")], Settings(jobs=jobs, profile=True), build=sayer)
    assert isinstance(item, AnnotatedReport)
    assert item.milliseconds == {"statements": 1.0}


@pytest.mark.parametrize("wrong", [{"jobs": 0}, {"max_characters": 0}])
def test_settings_without_sense_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        Settings(**wrong)  # type: ignore[arg-type]


SCRIPT = """
import itertools
from annotators import sayer
from isnad.model import Report
from isnad.workflow import Settings, annotate_reports
if __name__ == "__main__":
    source = (Report(id=f"slow-{number}", text="قال نعم") for number in itertools.count())
    for item in annotate_reports(source, Settings(jobs=2), build=sayer):
        print(item.report.id, flush=True)
"""


def test_an_interrupt_ends_the_processes_without_their_tracebacks(tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text(SCRIPT, encoding="utf-8")
    path = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    process = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "slow-0\n"
    threading.Timer(0.1, os.killpg, (process.pid, signal.SIGINT)).start()
    _, errors = process.communicate(timeout=20)
    assert errors.count("Traceback") == 1, "the parent's own, and none of a worker"
    assert errors.strip().endswith("KeyboardInterrupt")
