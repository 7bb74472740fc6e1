"""The chronology of one actor, or of two together, as a file to hand on."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

from isnad.export.selections import writer
from isnad.model import Actor
from isnad.store.record import Record
from isnad.web.views import File
from isnad.workflow.selecting import select_chronology

FILES = {  # their types by the endings of addresses
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
}
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


def chronology_file(record: Record, form: str, who: Sequence[Actor]) -> File:
    """What the actors take part in together, in order, with the reports that tell it.

    Args:
        record: To read.
        form: `file.docx` or `file.html`.
        who: The actors.
    """
    title = " – ".join(actor.name for actor in who)
    selection = select_chronology(record, [actor.id for actor in who], title=title)
    name = _NOT_IN_NAMES.sub(" ", title).strip(" .")[:80]
    if form == "file.docx":
        made = io.BytesIO()
        writer("docx")(selection, made)
        return File(made.getvalue(), FILES["docx"], f"{name}.docx")
    page = io.StringIO()
    writer("html")(selection, page)
    return File(page.getvalue().encode("utf-8", "replace"), f"{FILES['html']}; charset=utf-8", f"{name}.html")
