"""One picture with its figures as a table, and the way to the others."""

from __future__ import annotations

from itertools import islice

from isnad.web.answered import PICTURED
from isnad.web.parameters import choice
from isnad.web.pictures.addresses import Addresses
from isnad.web.pictures.gallery import FIELDS, PICTURES
from isnad.web.pictures.look import Look
from isnad.web.pictures.picture import Picture
from isnad.web.rendering import url
from isnad.web.views import Answer, Asked, View
from isnad.web.wanted import wanted_events

ROWS = 200  # of the table that a page shows; the file has all


def _read(asked: Asked) -> Answer:
    picture = PICTURES[asked.choice("name", tuple(PICTURES))]
    if asked.form != "html":
        wanted_events(asked)  # a day that is none is refused, whether or not this picture heeds it
    told = picture.read(asked)
    table = picture.table(told)
    if asked.form == "csv":
        return Answer(columns=[column.name for column in table.columns], rows=table.rows)
    look = Look(asked.manner)
    said = picture.say(told, look)
    if asked.form == "json":
        head = {"name": picture.name, "title": said.title, "caption": said.caption, "notes": said.notes}
        return Answer(data={**head, "rows": table.rows})
    at = Addresses(picture.name, kept_fields(picture, asked), asked.manner)
    return Answer(
        values={
            "picture": picture,
            "said": said,
            "empty": picture.empty(told),
            "columns": table.columns,
            "shown": list(islice(table.rows, ROWS)),
            "more": max(0, len(table.rows) - ROWS),
            "at": at,
            "others": [(name, url("/pictures", name=name)) for name in PICTURES],
        }
    )


def kept_fields(picture: Picture, asked: Asked) -> dict[str, str]:
    """The fields of the address that a picture heeds."""
    return {name: asked.params[name] for name in picture.fields if asked.params.get(name)}


PARAMETERS = (choice("name", tuple(PICTURES), default="attention"), *FIELDS)
VIEW = View("/pictures", "pictures", _read, parameters=PARAMETERS, answer=PICTURED)
