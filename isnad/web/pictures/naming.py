"""How outlets name an actor: each designation by each outlet, the deeper the colour the greater its share there."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any

import altair as alt
import msgspec

from isnad.errors import RefusedError
from isnad.store.compared import Called, What, called, compared
from isnad.web.pages.actor import actor_of_key
from isnad.web.pictures.colours import readable_on
from isnad.web.pictures.look import LETTER, Look
from isnad.web.pictures.marks import Sign, across, key, raw_x, raw_y, tooltips
from isnad.web.pictures.picture import Column, Drawing, Picture, Said, Table
from isnad.web.views import Asked

WORDS, OUTLETS, NARROW_OUTLETS = 14, 8, 4
ROW, HEAD = 30, 26
STEPS = (0, 0.02, 0.05, 0.1, 0.25, 0.5, 1)  # of shares, between which a shade stands
LETTERS = {False: 30, True: 17}  # of a designation, wide and narrow


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """The designations of one actor, outlet by outlet; empty where no actor is named by two outlets."""

    actor: str
    rows: tuple[Called, ...]

    def words(self, most: int = WORDS) -> list[str]:
        """The designations that are drawn, the commonest first."""
        return [words for words, _ in self._counted("words").most_common(most)]

    def outlets(self, most: int = OUTLETS) -> list[str | None]:
        """The outlets that are drawn, the one that names the actor most first."""
        return [outlet for outlet, _ in self._counted("outlet").most_common(most)]

    def _counted(self, field: str) -> Counter[Any]:
        counts: Counter[Any] = Counter()
        for row in self.rows:
            counts[getattr(row, field)] += row.count
        return Counter(dict(sorted(counts.items(), key=lambda item: (-item[1], item[0] or ""))))


def _read(asked: Asked) -> Told:
    most = asked.glances.take(
        asked.record, ("actors compared", What.NAMING), lambda found: compared(found, What.NAMING)
    )
    wanted = _key(asked) or (most[0].key if most else "")
    with asked.record.engine.connect() as connection:
        found = tuple(called(connection, [wanted]))
    if not found and most and asked.params.get("key"):
        raise RefusedError(f"{wanted}: no two outlets name an actor of this key", status=404, slug="not-found")
    return Told(actor=found[0].name if found else "", rows=found)


def _key(asked: Asked) -> str:
    """The key of the actor that is asked for, or of the one to which people joined it."""
    key: str = asked.params.get("key", "")
    return (actor_of_key(asked, key).moved or key) if key else ""


def _table(told: Told) -> Table:
    columns = (Column("outlet", "outlet"), Column("words"), Column("count", "number"), Column("share", "share"))
    return Table(columns, [{column.name: getattr(row, column.name) for column in columns} for row in told.rows])


def _say(told: Told, look: Look) -> Said:
    uses = sum(row.count for row in told.rows)
    notes = []
    if more := len(told.words(10**6)) - len(told.words()):
        notes.append(look.counted("designations-left-out", more))
    subtitle = look.counted("uses", uses)
    if more := len(told.outlets(10**6)) - len(told.outlets(_outlets(look))):
        notes.append(look.counted("outlets-left-out", more))
        subtitle += f" · {notes[-1]}"
    title = look.text("pictures.naming-of", name=told.actor) if told.rows else look.text("pictures.naming")
    return Said(title, subtitle, look.text("pictures.naming-caption"), tuple(notes))


def _outlets(look: Look) -> int:
    return NARROW_OUTLETS if look.narrow else OUTLETS


def _draw(told: Told, look: Look) -> Drawing:
    most = LETTERS[look.narrow]
    words = told.words()
    outlets = told.outlets(_outlets(look))
    beginning = min(most, max((len(one) for one in words), default=1)) * LETTER + 14
    width = (look.width - beginning) / max(1, len(outlets))
    legend = key(look, _signs(look))
    top = legend.height + HEAD
    names = [
        {"x": across(look, 0), "y": top + ROW * (place + 0.5), "words": look.label(one, most)}
        for place, one in enumerate(words)
    ]
    heads = [
        {
            "x": across(look, beginning + width * (place + 0.5)),
            "y": legend.height + HEAD / 2,
            "words": look.label(one or look.text("no-outlet"), max(5, int(width / LETTER))),
        }
        for place, one in enumerate(outlets)
    ]
    cells = _cells(told, words, outlets, beginning, width, top, look)
    chart = alt.layer(*_layers(look), *legend.layers)
    height = top + ROW * max(1, len(words))
    rows = {"cells": cells, "names": names, "heads": heads, "key": legend.rows}
    return Drawing(chart.properties(width=look.width, height=height), rows)


def _layers(look: Look) -> tuple[alt.Chart, ...]:
    told = tooltips(look, "outlet", "words", "count", "share")
    cells = alt.Chart(alt.NamedData("cells"))
    plain = alt.Chart(alt.NamedData("names")).mark_text(align=look.side, baseline="middle")
    heads = alt.Chart(alt.NamedData("heads")).mark_text(align="center", baseline="middle", color=look.colours.dim)
    return (
        cells.mark_rect(stroke=look.colours.paper, strokeWidth=2).encode(
            x=raw_x("x"), x2="x2:Q", y=raw_y("y"), y2="y2:Q", fill=alt.Fill("fill:N", scale=None), tooltip=told
        ),
        cells.mark_text(baseline="middle", align="center").encode(
            x=raw_x("middle_x"), y=raw_y("middle_y"), text="shown:N", color=alt.Color("ink:N", scale=None)
        ),
        plain.encode(x=raw_x("x"), y=raw_y("y"), text="words:N"),
        heads.encode(x=raw_x("x"), y=raw_y("y"), text="words:N"),
    )


def _cells(
    told: Told, words: list[str], outlets: list[str | None], beginning: float, width: float, top: float, look: Look
) -> list[dict[str, Any]]:
    found = {(row.words, row.outlet): row for row in told.rows}
    cells = []
    for down, one in enumerate(words):
        for along, outlet in enumerate(outlets):
            row = found.get((one, outlet))
            fill = _fill(row.share if row else 0, look)
            sides = sorted(across(look, beginning + width * place) for place in (along, along + 1))
            y = top + ROW * down
            place: dict[str, Any] = {"x": round(sides[0], 1), "x2": round(sides[1], 1), "y": y, "y2": y + ROW}
            place |= {"middle_x": round(sum(sides) / 2, 1), "middle_y": y + ROW / 2}
            told_of = {"outlet": look.label(outlet or look.text("no-outlet")), "words": look.label(one)}
            count, share = (row.count, row.share) if row else (0, 0.0)
            shown = {"count": look.manner.number(count), "share": percent(share, look), "shown": ""}
            if row:
                shown["shown"] = percent(share, look)
            cells.append({**place, **told_of, **shown, "fill": fill, "ink": readable_on(fill, look.colours)})
    return cells


def _fill(share: float, look: Look) -> str:
    if share <= 0:
        return look.colours.panel
    return look.colours.shades[sum(share >= step for step in STEPS[1:-1])]


def _signs(look: Look) -> list[Sign]:
    return [
        Sign(f"{look.manner.digit(f'{low:.0%}'[:-1])}–{percent(high, look)}", shade, look.colours.others)
        for shade, (low, high) in zip(look.colours.shades, pairwise(STEPS), strict=True)
    ]


def percent(share: float, look: Look) -> str:
    """A share in hundredths, in the reader's digits; less than one is said to be so."""
    return look.manner.share(share)


PICTURE = Picture("naming", ("key",), _read, lambda told: not told.rows, _table, _say, _draw)
