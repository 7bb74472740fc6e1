"""The tables of mentions and of entities."""

from __future__ import annotations

from collections.abc import Iterator

from isnad.export.tables.column import Row, Table, by_people, integer, of_report, real, several, spanned, text
from isnad.export.tables.context import Context
from isnad.model import Entity, Place, Role

_NOWHERE = Place(geonames=None, name="", country=None)


def _mentions(of: Context) -> Iterator[Row]:
    return (Row(of, at, mention) for at, mention in enumerate(of.layers.mentions))


def _entities(of: Context) -> Iterator[Row]:
    return (Row(of, at, entity) for at, entity in enumerate(of.layers.entities))


def _role(role: Role) -> str:
    return ", ".join(part for part in (role.title, role.organisation, role.country, *role.qualifiers) if part)


def _roles(entity: Entity) -> tuple[str, ...]:
    return tuple(_role(role) for role in entity.roles)


MENTIONS = Table(
    "mentions",
    "words that stand for a person, body, place or another named thing",
    (
        *of_report(),
        *spanned("quote", "its words", lambda row: row.record.span),
        text("type", "`PER`, `ORG`, `LOC` or `MISC`", lambda row: row.record.type.value),
        text("form", "`name`, `nominal` or `pronoun`", lambda row: row.record.form.value),
        text("name", "the fullest name that the report gives it", lambda row: row.record.entity),
        text(
            "entity",
            "the entity that it stands for",
            lambda row: row.of.entity(row.record.entity, row.record.type),
            refers="entities",
        ),
        several("alternatives", "where several names fit: all of them", lambda row: row.record.alternatives),
        text("rule", "what found it", lambda row: row.record.rule),
        real("score", "how far it can be trusted, 0 to 1", lambda row: row.record.score),
        *by_people(),
    ),
    _mentions,
)

ENTITIES = Table(
    "entities",
    "the people, bodies and places that one report names",
    (
        *of_report(),
        text("name", "the fullest name that the report gives", lambda row: row.record.name, sought=True),
        text("type", "`PER`, `ORG`, `LOC` or `MISC`", lambda row: row.record.type.value, sought=True),
        several("names", "every form of it in the report", lambda row: row.record.names),
        several(
            "roles",
            "a person's offices: title, organisation, country and qualifiers with commas between",
            lambda row: _roles(row.record),
        ),
        text("country", "ISO 3166-1 alpha-2", lambda row: row.record.country),
        text("romanised", "in Latin letters; nobody's own spelling", lambda row: row.record.romanised or None),
        text("place_name", "of a place: its name in GeoNames", lambda row: (row.record.place or _NOWHERE).name or None),
        integer("geonames", "of a place: its GeoNames id", lambda row: (row.record.place or _NOWHERE).geonames),
        real("latitude", "of a place: degrees north (WGS 84)", lambda row: (row.record.place or _NOWHERE).latitude),
        real("longitude", "of a place: degrees east (WGS 84)", lambda row: (row.record.place or _NOWHERE).longitude),
    ),
    _entities,
)
