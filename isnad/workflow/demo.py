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
from isnad.model import Channel, Event, Statement
from isnad.text.names import name_parts
from isnad.text.sentences import sentences
from isnad.workflow.annotated import Annotated, AnnotatedReport
from isnad.workflow.engine import annotate_paths
from isnad.workflow.settings import Settings

KINDS = {".html", ".htm", ".txt", ".jsonl"}
PAGE, LINES = "reports.html", "reports.jsonl"
EVIDENCE, EVENTS, ACTORS = 5, 3, 3


@dataclass(frozen=True)
class Shown:
    """A statement with the sentence that is its evidence."""

    speaker: str
    channel: str
    outlet: str | None
    sentence: str


@dataclass(frozen=True)
class ShownEvent:
    """An event with the sentence that tells it."""

    event: Event
    place: str | None
    sentence: str


@dataclass(frozen=True)
class Demo:
    """What the demo found and where it wrote it.

    `speakers` are those who spoke most, each with how often and through what; `types` the most frequent types of
    events, each with how often and who did it most.
    """

    page: Path
    lines: Path
    reports: int
    statements: int
    speakers: tuple[tuple[str, int, dict[str, int]], ...]
    shown: tuple[Shown, ...]
    events: int
    types: tuple[tuple[str, int, dict[str, int]], ...]
    happened: tuple[ShownEvent, ...]
    errors: tuple[ReadError, ...]


def demo(folder: Path, settings: Settings, *, most: int = 8) -> Demo:
    """Annotates the sample reports into an HTML page and JSON Lines in a folder, which is made where it is missing.

    Args:
        folder: Where to write.
        settings: For the annotation.
        most: How many speakers and types of events to name.
    """
    with as_file(files("isnad") / "data" / "samples") as samples, closing(_sampled(samples, settings)) as read:
        items = list(read)
    folder.mkdir(parents=True, exist_ok=True)
    for name, form in ((PAGE, "html"), (LINES, "jsonl")):
        with (folder / name).open("w", encoding="utf-8", newline="\n") as out:
            writer(form)(items, out)
    reports = [item for item in items if isinstance(item, AnnotatedReport)]
    statements = [(item, statement) for item in reports for statement in item.layers.statements]
    events = [(item, event) for item in reports for event in item.layers.events]
    return Demo(
        page=folder / PAGE,
        lines=folder / LINES,
        reports=len(reports),
        statements=len(statements),
        speakers=_speakers([statement for _, statement in statements], most),
        shown=_evidence(statements),
        events=len(events),
        types=_types([event for _, event in events], most),
        happened=_happened(events),
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
            sentence = sentence_at(statement.cue.start, item.report.text)
            chosen[statement.speaker] = Shown(statement.speaker, statement.channel.value, item.report.outlet, sentence)
    return tuple(chosen.values())


def _told(statement: Statement) -> int:
    """How many of source, channel and relay the report tells."""
    return sum((statement.source is not None, statement.channel is not Channel.UNSPECIFIED, statement.via is not None))


def _types(events: list[Event], most: int) -> tuple[tuple[str, int, dict[str, int]], ...]:
    """Types by how often they are told, each with those who did it most often, whatever the spelling."""
    times = Counter(event.type for event in events)
    actors: dict[str, Counter[str]] = defaultdict(Counter)
    spelt: dict[tuple[str, ...], str] = {}
    for event in events:
        actors[event.type].update(spelt.setdefault(name_parts(actor), actor) for actor in event.actors)
    ranked = times.most_common(most)
    return tuple((name.value, count, dict(actors[name].most_common(ACTORS))) for name, count in ranked)


def _happened(events: list[tuple[AnnotatedReport, Event]]) -> tuple[ShownEvent, ...]:
    """A few events of different types, those of which most is told first."""
    ranked = sorted(events, key=lambda pair: (-_roles(pair[1]), -pair[1].score))
    chosen: dict[str, ShownEvent] = {}
    for item, event in ranked:
        if event.type not in chosen and len(chosen) < EVENTS:
            text = item.report.text
            place = None if event.place is None else event.place.quote(text)
            chosen[event.type] = ShownEvent(event, place, sentence_at(event.anchor.start, text))
    return tuple(chosen.values())


def _roles(event: Event) -> int:
    """How many of actors, recipients, date, place and claimant the report tells."""
    return sum(map(bool, (event.actors, event.recipients, event.date, event.place, event.claimed_by)))


def sentence_at(place: int, text: str) -> str:
    """The sentence that holds a character of a text."""
    return next(span.quote(text) for span in sentences(text) if place < span.end).strip()
