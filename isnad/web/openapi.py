"""The description of the HTTP API as OpenAPI 3.1, made of what the pages declare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from isnad import __version__
from isnad.web.parameters import Parameter
from isnad.web.pictures.serving import PictureFile
from isnad.web.refusals import ERROR, STATUSES
from isnad.web.views import Posting, Served, View
from isnad.web.words import WordList, word_list

READ = (400, 401, 414, 429, 500, 503)  # what may be answered to any question
WRITE = (400, 401, 403, 413, 415, 429, 500, 503)
NAMING_ONE = ("key", "id")  # fields that name one actor, report or story, which there may not be
_REF = "#/components/schemas/{name}"
PICTURES = "pictures"  # the page whose words the files of pictures share
_FILES: dict[str, dict[str, Any]] = {  # the form of a picture; bytes have no schema
    "svg": {"schema": {"type": "string"}},
    "png": {},
    "csv": {"schema": {"type": "string"}},
    "json": {
        "schema": {
            "type": "object",
            "description": "A chart as Vega-Lite, of the version that `$schema` names, with its rows under `datasets`.",
            "properties": {"$schema": {"type": "string"}, "datasets": {"type": "object"}},
            "required": ["$schema", "datasets"],
        }
    },
}
_MEDIA = {"json": "application/json", "csv": "text/csv"}


@dataclass(frozen=True)
class Described:
    """One address of the API, for the page that describes it.

    `fields` are the names at the top of its JSON, `files` the endings of what it hands on as a file.
    """

    name: str
    path: str
    parameters: tuple[tuple[Parameter, str], ...]
    words: str
    fields: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


def described(views: Sequence[View], words: WordList) -> Iterator[Described]:
    """Every address in the language of a reader."""
    for view in views:
        told = tuple((one, parameter_words(view.name, one, words)) for one in view.parameters if not one.page_only)
        fields = tuple(field.encode_name for field in msgspec.structs.fields(view.answer))
        files = tuple(f".{ending}" for ending in view.files)
        yield Described(view.name, view.path, told, str(words.text(f"api.views.{view.name}")), fields, files)


def described_apart(served: Sequence[Served], words: WordList) -> Iterator[Described]:
    """The addresses that answer in one form of their own."""
    for one in served:
        told = tuple((field, parameter_words(one.name, field, words)) for field in one.parameters)
        yield Described(one.name, one.path, told, str(words.text(f"api.served.{one.name}")))


def described_pictures(drawn: Sequence[PictureFile], words: WordList) -> Iterator[Described]:
    """Every picture that there is as a file, with the fields of a drawing."""
    for one in drawn:
        if one.form == "svg":
            name = one.picture.name
            told = tuple((field, parameter_words(PICTURES, field, words)) for field in one.parameters)
            yield Described(f"picture-{name}", f"/pictures/{name}", told, str(words.text(f"pictures.of-{name}")))


def parameter_words(of: str, parameter: Parameter, words: WordList) -> str:
    """What a field of an address is for: as the page `of` this name says, or as all pages say that have it."""
    own = f"api.parameters.{of}.{parameter.name}"
    return str(words.text(own if own in words else f"api.parameters.all.{parameter.name}"))


def document(views: Sequence[View], served: Sequence[Served] = (), drawn: Sequence[PictureFile] = ()) -> dict[str, Any]:
    """The whole description, for `/openapi.json`."""
    types = [told for view in views for told in _types(view)] + [told for one in served for told in one.gives]
    schemas, components = msgspec.json.schema_components(types, ref_template=_REF)
    told = iter(schemas)
    paths: dict[str, Any] = {}
    for view in views:
        paths[f"{view.path}.json"] = {"get": _operation(view, "json", next(told))}
        paths[f"{view.path}.csv"] = {"get": _operation(view, "csv", {"type": "string"})}
        paths |= {f"{view.path}.{ending}": {"get": _handing(view, ending)} for ending in view.files}
        for posting in view.posted:
            paths.setdefault(posting.path, {})["post"] = _posting(posting, next(told), next(told))
    for one in served:
        given = [next(told) for _ in one.gives]
        paths[one.path] = {method.lower(): _serving(one, method, given) for method in one.methods}
    paths |= {one.path: {"get": _drawing(one)} for one in drawn}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Isnad",
            "version": __version__,
            "summary": "A record of who said what, according to whom.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {
            "schemas": {**{name: _closed(one) for name, one in sorted(components.items())}, "Error": ERROR},
            "securitySchemes": {"account": {"type": "http", "scheme": "basic"}},
        },
        "security": [{}, {"account": []}],
    }


def _operation(view: View, form: str, answer: Mapping[str, Any]) -> dict[str, Any]:
    good = {"description": "The answer.", "content": {_MEDIA[form]: {"schema": dict(answer)}}}
    return _asked_for(view, form, f"api.views.{view.name}", good)


def _handing(view: View, ending: str) -> dict[str, Any]:
    """A page as a file to hand on."""
    content: dict[str, Any] = {"schema": {"type": "string"}} if view.files[ending].startswith("text/") else {}
    good = {"description": "The file.", "content": {view.files[ending]: content}}
    return _asked_for(view, ending, "api.file-note", good)


def _asked_for(view: View, form: str, description: str, good: Mapping[str, Any]) -> dict[str, Any]:
    words = word_list("en")
    missing = (404,) if any(one.required or one.name in NAMING_ONE for one in view.parameters) else ()
    return {
        "operationId": f"{view.name}_{form}",
        "summary": str(words.text(f"nav.{view.name}")),
        "description": str(words.text(description)),
        "parameters": [_parameter(view.name, one, words) for one in view.parameters if not one.page_only],
        "responses": {"200": good, **_errors((*READ, *missing))},
    }


def _serving(one: Served, method: str, given: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """A lenient address: what it does not know it passes over."""
    words = word_list("en")
    shapes: Mapping[str, Any] = given[0] if len(given) == 1 else {"anyOf": list(given)}
    schema = dict(shapes) if given else {"type": "string"}
    return {
        "operationId": one.name if method == "GET" else f"{one.name}_post",
        "summary": str(words.text(f"api.served.{one.name}")),
        **(_in_address(one, words) if method == "GET" else _in_form(one)),
        "responses": {
            "200": {"description": "The answer.", "content": {one.media: {"schema": schema}}},
            **_errors((*READ, 403, 404, 413)),
        },
    }


def _in_address(one: Served, words: WordList) -> dict[str, Any]:
    return {"parameters": [_parameter(one.name, field, words) for field in one.parameters]}


def _in_form(one: Served) -> dict[str, Any]:
    """The same fields as those of a form, which programs send where they are long."""
    schema = {"type": "object", "properties": {field.name: dict(field.schema) for field in one.parameters}}
    return {"requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": schema}}}}


def _drawing(one: PictureFile) -> dict[str, Any]:
    words, name = word_list("en"), one.picture.name
    good = {"description": "The picture.", "content": {one.media: _FILES[one.form]}}
    known = {"description": "It is as the program has it (`If-None-Match`)."}
    naming = (404,) if set(NAMING_ONE) & set(one.picture.fields) else ()
    return {
        "operationId": f"picture_{name}_{one.form}",
        "summary": str(words.text(f"pictures.of-{name}")),
        "description": str(words.text("api.drawn-note")),
        "parameters": [_parameter(PICTURES, field, words) for field in one.parameters],
        "responses": {"200": good, "304": known, **_errors((*READ, *naming))},
    }


def _parameter(of: str, one: Parameter, words: WordList) -> dict[str, Any]:
    told = {"name": one.name, "in": "query", "description": parameter_words(of, one, words)}
    return {**told, "required": one.required, "schema": dict(one.schema)}


def _types(view: View) -> list[Any]:
    """The types of a page that the description names, in this order."""
    return [view.answer, *(told for one in view.posted for told in (one.takes, one.answer))]


def _posting(one: Posting, given: Mapping[str, Any], kept: Mapping[str, Any]) -> dict[str, Any]:
    good = {"description": "What was kept.", "content": {_MEDIA["json"]: {"schema": kept}}}
    return {
        "operationId": f"{one.name}_post",
        "summary": str(word_list("en").text(f"api.posts.{one.name}")),
        "requestBody": {"required": True, "content": {_MEDIA["json"]: {"schema": given}}},
        "responses": {str(one.status): good, **_errors(WRITE)},
    }


def _errors(statuses: Sequence[int]) -> dict[str, Any]:
    content = {_MEDIA["json"]: {"schema": {"$ref": _REF.format(name="Error")}}}
    return {str(status): {"description": _slugs(status), "content": content} for status in sorted(statuses)}


def _slugs(status: int) -> str:
    return ", ".join(f"`{slug}`" for slug, told in STATUSES.items() if told == status)


def _closed(schema: Mapping[str, Any]) -> dict[str, Any]:
    """An object of a component has no other fields than those that are described."""
    return {**schema, "additionalProperties": False} if "properties" in schema else dict(schema)
