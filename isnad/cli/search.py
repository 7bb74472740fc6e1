"""`isnad search`: what a record holds on some words, a speaker, a list of names."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from isnad.cli import options
from isnad.cli.output import opened

if TYPE_CHECKING:
    from isnad.store.record import Record
    from isnad.store.search.hits import Facet, Hit, Search

WHAT = ("reports", "statements", "events")
FORMATS = ("table", "jsonl", "csv")
_COLUMNS = {
    "reports": ("published", "outlet", "title", "snippet"),
    "statements": ("published", "outlet", "speaker", "cue", "snippet"),
    "events": ("published", "outlet", "type", "anchor", "who", "snippet"),
}
_EVERY = (
    "report",
    "at",
    "outlet",
    "published",
    "url",
    "title",
    "speaker",
    "cue",
    "channel",
    "type",
    "mode",
    "date",
    "anchor",
)


@click.command()
@click.argument("query", default="")
@options.in_record
@click.option("--in", "what", type=click.Choice(WHAT), default="reports", show_default=True, help="What to look for.")
@click.option("--limit", type=click.IntRange(min=0), default=20, show_default=True, help="How many hits; 0 for all.")
@click.option("--oldest", is_flag=True, help="The oldest first.")
@click.option(
    "--facets", is_flag=True, help="Show how the hits spread over outlets, months, speakers, channels, types."
)
@click.option(
    "--names", "names", metavar="FILE", help="Search each name of a pasted list instead, - for standard input."
)
@click.option("--save", metavar="NAME", help="Keep this search under a name, for `--saved` and `isnad serve`.")
@click.option("--saved", metavar="NAME", help="Ask what a search asks that was kept under this name.")
@click.option("--new", "fresh", is_flag=True, help="Of --saved, only what came since it was last asked with --new.")
@options.formats(FORMATS, "table for a terminal, jsonl and csv for programs.")
@options.output
def search(
    query: str,
    record: str,
    what: str,
    limit: int,
    oldest: bool,
    facets: bool,
    names: str | None,
    save: str | None,
    saved: str | None,
    fresh: bool,
    form: str,
    output: str | None,
) -> None:
    """Search a record: words in all their forms, phrases as written, speakers, outlets, dates.

    All words of QUERY must be there; OR (أو) between two asks for either, - in front of one that it be absent. Words in
    quotation marks are searched as written. Fields: speaker: about: to: outlet: channel: type: from: until: or their
    Arabic names قائل: عن: إلى: وسيلة: قناة: نوع: من: حتى: and a value of several words in quotation marks.

    \b
    Examples:
      isnad search 'هدنة speaker:الهلالي from:2025-11' --record news.db --in statements
      isnad search '"وقف إطلاق النار" -ميناء' --record news.db --facets
      isnad search --names people.txt --record news.db --format csv
      isnad search 'هدنة from:2025-11' --record news.db --save هدنة
      isnad search --saved هدنة --new --record news.db
    """
    from isnad.store.record import Record
    from isnad.store.search.hits import What

    _check_saved(query, save, saved, fresh)
    with Record(record, read_only=not (save or fresh)) as opened_record, opened(output) as out:
        if names is not None:
            _write_names(opened_record, query, _listed(names), out, form)
            return
        after = 0
        if save is not None:
            _keep(opened_record, save, query, what)
        if saved is not None:
            query, what, after = _kept(opened_record, saved, fresh)
        found = opened_record.search(query, What(what), after=after)
        hits, count = found.hits(limit=limit or None, oldest=oldest), found.count()
        if form == "table":
            _write_table(what, hits, count, out)
            if facets:
                _write_facets(found, out)
        else:
            _write_hits(hits, count, found if facets else None, out, form)


def _check_saved(query: str, save: str | None, saved: str | None, fresh: bool) -> None:
    if saved is not None and (save is not None or query):
        raise click.UsageError("--saved asks what was kept: leave QUERY and --save out")
    if fresh and saved is None:
        raise click.UsageError("--new tells what is new of a kept search: name it with --saved")


def _keep(record: Record, name: str, query: str, what: str) -> None:
    from isnad.store.search.hits import What
    from isnad.store.searches import keep_search

    keep_search(record.engine, name, query, What(what))


def _kept(record: Record, name: str, fresh: bool) -> tuple[str, str, int]:
    """The query and what is looked for, and after which report; asking for what is new counts as looking."""
    from isnad.store.searches import look, search_named

    if fresh:
        before = look(record.engine, name)
        return before.query, before.what.value, before.seen
    with record.engine.connect() as connection:
        one = search_named(connection, name)
    return one.query, one.what.value, 0


def _listed(path: str) -> list[str]:
    from isnad.store.search import names_of

    text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8-sig")
    return names_of(text)


def _write_table(what: str, hits: list[Hit], count: int, out: TextIO) -> None:
    from isnad.export.table import Page

    page = Page(out)
    widths = dict.fromkeys(_COLUMNS[what], 14)
    rows = [{column: _shown(hit, column) for column in widths} for hit in hits]
    page.console.print(page.table(widths, rows, widest="snippet"))
    page.show(f"{len(hits)} / {count}", "bold")


def _shown(hit: Hit, column: str) -> str:
    if column == "snippet":
        return " ".join(hit.snippet.quote.split()) if hit.snippet else ""
    if column == "published":
        return (hit.published or "")[:10]
    if column == "who":
        return "، ".join(hit.who)
    return str(getattr(hit, column) or "")


def _write_facets(found: Search, out: TextIO) -> None:
    from isnad.export.table import Page

    page = Page(out)
    for name, values in found.facets().items():
        if values:
            page.show(name, "bold")
            page.show("  ".join(f"{_value(facet)} {facet.count}" for facet in values))


def _value(facet: Facet) -> str:
    return facet.value if facet.value is not None else "–"


def _write_hits(hits: list[Hit], count: int, facets: Search | None, out: TextIO, form: str) -> None:
    import msgspec

    from isnad.export.csv_rows import cell

    if form == "csv":
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([*_EVERY, "who", "snippet_start", "snippet_end", "snippet"])
        for hit in hits:
            piece = hit.snippet
            places: tuple[Any, ...] = (piece.span.start, piece.span.end, piece.quote) if piece else (None, None, None)
            writer.writerow(
                [cell(value) for value in (*(getattr(hit, name) for name in _EVERY), "؛ ".join(hit.who), *places)]
            )
    else:
        for hit in hits:
            out.write(json.dumps(msgspec.to_builtins(hit), ensure_ascii=False) + "\n")
        if facets is not None:
            out.write(json.dumps({"facets": msgspec.to_builtins(facets.facets())}, ensure_ascii=False) + "\n")
    if len(hits) < count:
        click.echo(f"{len(hits)} of {count} hits are shown; --limit 0 shows all", err=True)


def _write_names(record: Record, query: str, names: list[str], out: TextIO, form: str) -> None:
    """A line a name: in how many reports it stands, how many statements it made, from when until when."""
    from isnad.export.csv_rows import cell

    rows = [_of_name(record, query, name) for name in names]
    columns = list(rows[0]) if rows else ["name"]
    if form == "jsonl":
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    elif form == "csv":
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(map(cell, row.values()) for row in rows)
    else:
        from isnad.export.table import Page

        page = Page(out)
        shown = [{name: str(value if value is not None else "") for name, value in row.items()} for row in rows]
        page.console.print(page.table(dict.fromkeys(columns, 12), shown, widest="name"))


def _of_name(record: Record, query: str, name: str) -> dict[str, Any]:
    from isnad.store.search.hits import What
    from isnad.store.search.query import Field, Word, conjunction

    words = str(conjunction(Word(word) for word in name.split()))
    asked = f"({query}) {words}" if query.strip() else words
    found = record.search(asked)
    count = found.count()
    facets = found.facets(limit=1_000)
    months = [facet.value for facet in facets["month"] if facet.value]
    outlets = [facet.value for facet in facets["outlet"] if facet.value]
    said = str(Field("speaker", name))
    return {
        "name": name,
        "reports": count,
        "statements": record.search(f"({query}) {said}" if query.strip() else said, What.STATEMENTS).count(),
        "first": min(months, default=None),
        "last": max(months, default=None),
        "outlets": "، ".join(outlets),
    }
