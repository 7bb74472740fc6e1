"""The table of statements."""

from __future__ import annotations

from collections.abc import Iterator

from isnad.export.tables.column import Row, Table, by_people, integer, of_report, real, several, spanned, text
from isnad.export.tables.context import Context

BETWEEN = " … "


def _rows(of: Context) -> Iterator[Row]:
    return (Row(of, at, statement) for at, statement in enumerate(of.layers.statements))


def _content(row: Row) -> str | None:
    return BETWEEN.join(span.quote(row.of.report.text) for span in row.record.content) or None


def _first(row: Row) -> int | None:
    return row.record.content[0].start if row.record.content else None


def _last(row: Row) -> int | None:
    return row.record.content[-1].end if row.record.content else None


def _pieces(row: Row) -> tuple[str, ...]:
    return tuple(f"{span.start}-{span.end}" for span in row.record.content)


STATEMENTS = Table(
    "statements",
    "who said what, and the words that say so",
    (
        *of_report(),
        text(
            "speaker", "the fullest name or the description of who said it", lambda row: row.record.speaker, sought=True
        ),
        text(
            "speaker_entity",
            "the entity of that name, where there is exactly one",
            lambda row: row.of.entity(row.record.speaker),
            refers="entities",
        ),
        text("content", f"what was said; several pieces with `{BETWEEN.strip()}` between them", _content),
        integer("content_start", "where the first piece begins in the text", _first),
        integer("content_end", "where the last piece ends in the text, exclusive", _last),
        several("content_spans", "both ends of every piece: `35-90`", _pieces),
        *spanned("cue", "the words that introduce it", lambda row: row.record.cue),
        *spanned(
            "source", "the mention of the speaker at the cue; empty where it is implicit", lambda row: row.record.source
        ),
        text("kind", "`direct`, `indirect` or `mixed`", lambda row: row.record.kind.value),
        text("channel", "through what it was said", lambda row: row.record.channel.value),
        *spanned("channel_words", "the words that tell the channel", lambda row: row.record.channel_span),
        *spanned("via", "the outlet, agency or page that hands it on", lambda row: row.record.via),
        *spanned("addressee", "to whom it was said", lambda row: row.record.addressee),
        *spanned("target", "at whom an accusation, praise or threat is directed", lambda row: row.record.target),
        text("time", "when it was said: TIMEX3", lambda row: row.record.time),
        *spanned("time_words", "the words that tell when", lambda row: row.record.time_span),
        text("lemma", "the dictionary form of the cue", lambda row: row.record.lemma),
        text("stance", "what the cue makes of the content", lambda row: row.record.stance),
        text("act", "what was done by saying it", lambda row: row.record.act),
        text("polarity", "`negative` for what was not said", lambda row: row.record.polarity),
        integer("chain", "the series of statements of one speaker", lambda row: row.record.chain),
        text(
            "nested_in",
            "the statement inside which it stands",
            lambda row: row.of.statement(row.record.nested_in),
            refers="statements",
        ),
        text(
            "duplicate_of",
            "the statement that it repeats",
            lambda row: row.of.statement(row.record.duplicate_of),
            refers="statements",
        ),
        text("resolved_by", "how the speaker was found", lambda row: row.record.resolved_by),
        *spanned(
            "antecedent", "the mention that a short or implicit source goes back to", lambda row: row.record.antecedent
        ),
        several("alternatives", "other speakers that fit", lambda row: row.record.alternatives),
        text("rule", "the pattern that found it", lambda row: row.record.rule),
        real("score", "how far it can be trusted, 0 to 1", lambda row: row.record.score),
        *by_people(),
    ),
    _rows,
)
