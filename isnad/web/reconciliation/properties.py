"""What is known of an actor, as the reconciliation tells it and narrows a query by it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from isnad.model import Actor, MentionType
from isnad.store.actor_list import Listed, has_words
from isnad.web.countries import country_code
from isnad.web.offices import office
from isnad.web.reconciliation.queries import Condition
from isnad.web.views import Asked
from isnad.workflow.reconciling import romanised


def _names(one: Actor) -> list[Any]:
    return [{"str": name.name} for name in one.names]


def _offices(one: Actor) -> list[Any]:
    return [{"str": held} for held in offices_held(one)]


def offices_held(one: Actor) -> list[str]:
    """The offices of an actor."""
    return [office(role.title, role.organisation) for role in one.roles]


def _text(told: str | None) -> list[Any]:
    return [{"str": told}] if told else []


def _number(told: int | None) -> list[Any]:
    return [{"int": told}] if told is not None else []


PROPERTIES: dict[str, Callable[[Actor, Listed], list[Any]]] = {
    "name": lambda one, _: _text(one.name),
    "names": lambda one, _: _names(one),
    "romanised": lambda one, _: _text(romanised(one.name)),
    "type": lambda one, _: _text(one.type.value),
    "country": lambda one, _: _text(one.country),
    "office": lambda one, _: _offices(one),
    "reports": lambda _, listed: _number(listed.reports),
    "geonames": lambda one, _: _number(one.geonames),
}
CONDITIONS = ("country", "office", "names", "geonames")  # properties by which a query may be narrowed


def meets(one: Actor, condition: Condition) -> bool | None:
    """Whether an actor has a property as asked, None where nothing is known of it or nothing is asked."""
    values = condition.values
    if not values:
        return None
    match condition.pid:
        case "country":
            codes = {code for value in values if (code := country_code(value))}
            return one.country in codes if one.country and codes else None
        case "geonames":
            return str(one.geonames) in values if one.geonames is not None else None
        case "names":
            return any(has_words((name.name for name in one.names), value) for value in values)
    return any(has_words(offices_held(one), value) for value in values) if one.roles else None


def description(asked: Asked, one: Actor) -> str:
    """What tells an actor from others of its name, in a few words."""
    told = [*offices_held(one)[:1], one.country or ""]
    return " · ".join(part for part in told if part) or str(asked.manner.words.value("mention", one.type.value))


def type_named(asked: Asked, kind: str) -> dict[str, str]:
    """A type by its identifier, with its name in the language of the asker."""
    return {"id": kind, "name": str(asked.manner.words.value("mention", kind))}


def types(asked: Asked) -> list[dict[str, str]]:
    """All types."""
    return [type_named(asked, kind.value) for kind in MentionType]


def property_named(asked: Asked, name: str) -> dict[str, str]:
    """A property by its identifier, with its name."""
    return {"id": name, "name": str(asked.manner.words.text(f"reconcile.{name}"))}
