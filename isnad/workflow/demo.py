"""A first look: the package's own sample reports, read, shown and summed up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from isnad.errors import ReadError
from isnad.export import writer
from isnad.model import Channel, Statement
from isnad.text.names import name_parts
from isnad.text.sentences import sentences
from isnad.workflow.annotated import Annotated, AnnotatedReport
from isnad.workflow.engine import annotate_paths
from isnad.workflow.settings import Settings

KINDS = {".html", ".htm", ".txt", ".jsonl"}
PAGE, LINES = "reports.html", "reports.jsonl"
EVIDENCE = 5


@dataclass(frozen=True)
class Shown:
    """A statement with the sentence that is its evidence."""

    speaker: str
    channel: str
    outlet: str | None
    sentence: str


@dataclass(frozen=True)
class Demo:
    """What the demo found and where it wrote it.

    `speakers` are those who spoke most, each with how often and through what.
    """

    page: Path
    lines: Path
    reports: int
    statements: int
    speakers: tuple[tuple[str, int, dict[str, int]], ...]
    shown: tuple[Shown, ...]
    errors: tuple[ReadError, ...]


def demo(folder: Path, settings: Settings, *, most: int = 8) -> Demo:
    """Annotates the sample reports into an HTML page and JSON Lines in a folder, which is made where it is missing.

    Args:
        folder: Where to write.
        settings: For the annotation.
        most: How many speakers to name.
    """
    with as_file(files("isnad") / "data" / "samples") as samples, closing(_sampled(samples, settings)) as read:
        items = list(read)
    folder.mkdir(parents=True, exist_ok=True)
    for name, form in ((PAGE, "html"), (LINES, "jsonl")):
        with (folder / name).open("w", encoding="utf-8", newline="\n") as out:
            writer(form)(items, out)
    reports = [item for item in items if isinstance(item, AnnotatedReport)]
    statements = [(item, statement) for item in reports for statement in item.layers.statements]
    return Demo(
        page=folder / PAGE,
        lines=folder / LINES,
        reports=len(reports),
        statements=len(statements),
        speakers=_speakers([statement for _, statement in statements], most),
        shown=_evidence(statements),
        errors=tuple(item for item in items if isinstance(item, ReadError)),
    )


def _sampled(samples: Path, settings: Settings) -> Generator[Annotated, None, None]:
    paths = sorted(str(path) for path in samples.iterdir() if path.suffix in KINDS and path.stem != "README")
    return annotate_paths(paths, settings)


def _speakers(statements: list[Statement], most: int) -> tuple[tuple[str, int, dict[str, int]], ...]:
    """Speakers by how often they spoke, whatever the spelling; what a statement repeats is not counted again."""
    channels: dict[str, Counter[str]] = defaultdict(Counter)
    spelt: dict[tuple[str, ...], str] = {}
    for statement in statements:
        if statement.duplicate_of is None:
            speaker = spelt.setdefault(name_parts(statement.speaker), statement.speaker)
            channels[speaker][statement.channel.value] += 1
    ranked = sorted(channels.items(), key=lambda entry: -entry[1].total())[:most]
    return tuple((speaker, through.total(), dict(through.most_common())) for speaker, through in ranked)


def _evidence(statements: list[tuple[AnnotatedReport, Statement]]) -> tuple[Shown, ...]:
    """A few statements of different speakers, those that tell most first."""
    ranked = sorted(statements, key=lambda pair: (-_told(pair[1]), -pair[1].score))
    chosen: dict[str, Shown] = {}
    for item, statement in ranked:
        if statement.speaker not in chosen and len(chosen) < EVIDENCE:
            sentence = sentence_of(statement, item.report.text)
            chosen[statement.speaker] = Shown(statement.speaker, statement.channel.value, item.report.outlet, sentence)
    return tuple(chosen.values())


def _told(statement: Statement) -> int:
    """How many of source, channel and relay the report tells."""
    return sum((statement.source is not None, statement.channel is not Channel.UNSPECIFIED, statement.via is not None))


def sentence_of(statement: Statement, text: str) -> str:
    """The sentence that holds the beginning of a statement's cue."""
    return next(span.quote(text) for span in sentences(text) if statement.cue.start < span.end).strip()
