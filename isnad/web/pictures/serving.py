"""A picture as a file: SVG, PNG, CSV, or the chart itself as Vega-Lite."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from threading import Lock
from typing import Any

import msgspec
from starlette.responses import Response

from isnad.errors import RefusedError
from isnad.web.answers import Timed, as_csv, csv_lines
from isnad.web.manner import CHOICES, Manner
from isnad.web.parameters import LANG, Parameter, choice
from isnad.web.pictures.gallery import FIELDS, PICTURES
from isnad.web.pictures.look import Look
from isnad.web.pictures.picture import Picture
from isnad.web.pictures.renderer import Renderer
from isnad.web.static_files import YEAR
from isnad.web.views import Asked
from isnad.web.wanted import wanted_events

FORMS = {"svg": "image/svg+xml", "png": "image/png", "json": "application/json", "csv": "text/csv"}
LOOKS = (
    *(choice(LANG, CHOICES["lang"]), choice("digits", CHOICES["digits"])),
    *(choice("theme", ("light", "dark")), choice("width", ("narrow",))),
)
# A drawing holds its own style and font, and nothing else: no script runs where somebody opens it by itself.
SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; frame-ancestors 'none'"


@dataclass(frozen=True)
class Shown:
    """A picture that somebody asks for: what it shows, and how."""

    picture: Picture
    told: Any
    look: Look

    @property
    def digest(self) -> str:
        """Changes with what is shown, how, and with the code that draws it."""
        look = msgspec.json.encode([self.look.manner.lang, self.look.manner.digits, self.look.dark, self.look.narrow])
        parts = (self.picture.name.encode(), look, msgspec.json.encode(self.told), _edition())
        return hashlib.sha256(b"\0".join(parts)).hexdigest()[:32]

    def spec(self, *, validate: bool = False) -> dict[str, Any]:
        """The chart as Vega-Lite."""
        said = self.picture.say(self.told, self.look)
        return self.picture.draw(self.told, self.look).spec(self.look, said, validate=validate)


@dataclass(frozen=True)
class PictureFile:
    """A picture in one of the `FORMS`, for the description of the API."""

    picture: Picture
    form: str

    @property
    def path(self) -> str:
        """Its address."""
        return f"/pictures/{self.picture.name}.{self.form}"

    @property
    def media(self) -> str:
        """The type of its answer."""
        return FORMS[self.form]

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """The fields of its address."""
        return parameters_of(self.picture, self.form)


def picture_named(name: str) -> Picture:
    """The picture of a name.

    Raises:
        RefusedError: where there is none.
    """
    if name not in PICTURES:
        raise RefusedError(f"{name}: there is no such picture", status=404, slug="not-found")
    return PICTURES[name]


def parameters_of(picture: Picture, form: str) -> tuple[Parameter, ...]:
    """The fields of the address of a file: what the picture heeds and, but for CSV, how it looks."""
    look = () if form == "csv" else LOOKS
    return tuple(one for one in FIELDS if one.name in picture.fields) + look


PICTURE_FILES = tuple(PictureFile(picture, form) for picture in PICTURES.values() for form in FORMS)


def look_of(manner: Manner, params: Mapping[str, str]) -> Look:
    """How a picture looks: as its address says, else as the reader chose; light where the device would choose."""
    told = {name: params[name] for name in ("digits", "theme") if params.get(name) in CHOICES[name]}
    chosen = replace(manner, **told)
    return Look(chosen, dark=chosen.theme == "dark", narrow=params.get("width") == "narrow")


def served(picture: Picture, form: str, asked: Asked, renderer: Renderer, known: str) -> Response:
    """The file.

    Args:
        picture: Which.
        form: Of `FORMS`.
        asked: The request.
        renderer: Draws it.
        known: What the browser has already (`If-None-Match`).
    """
    if "since" in picture.fields:
        wanted_events(asked)  # a day that is none is refused also where a story or an actor is drawn
    told = picture.read(asked)
    if form == "csv":
        table = picture.table(told)
        lines = csv_lines([column.name for column in table.columns], table.rows)
        return as_csv(picture.name, Timed(lines, asked.settings.patience))
    shown = Shown(picture, told, look_of(asked.manner, asked.params))
    headers = {"ETag": f'"{shown.digest}-{form}"', "Vary": "Cookie, Accept-Language"}
    headers["Content-Disposition"] = f'inline; filename="isnad-{picture.name}.{form}"'
    if form == "svg":
        headers["Content-Security-Policy"] = SVG_POLICY
    if headers["ETag"] in known:
        return Response(status_code=304, headers=headers)
    return Response(_body(shown, form, renderer), headers=headers, media_type=FORMS[form])


def _body(shown: Shown, form: str, renderer: Renderer) -> bytes:
    if form == "json":
        return msgspec.json.encode(shown.spec())
    kept = f"{shown.digest}-{form}"
    return renderer.kept(kept) or renderer.drawn(kept, shown.spec(), form)


@cache
def _edition() -> bytes:
    """A hash of the code and the words that pictures are made of."""
    modules, words = files("isnad.web.pictures"), files("isnad").joinpath("data", "words")
    found = sorted((entry for room in (modules, words) for entry in room.iterdir()), key=lambda entry: entry.name)
    told = [entry.read_bytes() for entry in found if entry.name.endswith((".py", ".yaml"))]
    return hashlib.sha256(b"".join(told)).digest()


class Script:
    """Vega as a script of this application, bundled by vl-convert when it is first asked for."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer
        self._bodies: tuple[bytes, bytes] | None = None
        self._lock = Lock()

    def answer(self, encodings: str, known: str) -> Response:
        """The script, compressed where the browser takes that."""
        with self._lock:
            if self._bodies is None:
                whole = self._renderer.script()
                self._bodies = whole, gzip.compress(whole, 6, mtime=0)
        whole, small = self._bodies
        headers = {"ETag": f'"{hashlib.sha256(whole).hexdigest()[:32]}"', "Vary": "Accept-Encoding"}
        headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
        if headers["ETag"] in known:
            return Response(status_code=304, headers=headers)
        if "gzip" not in encodings:
            return Response(whole, headers=headers, media_type="text/javascript")
        return Response(small, headers={**headers, "Content-Encoding": "gzip"}, media_type="text/javascript")
