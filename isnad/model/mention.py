"""A mention: words of a report that stand for a person, a body, a place or another named thing."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from isnad.model.span import Span


class MentionType(StrEnum):
    """What is mentioned (the types of ANERcorp)."""

    PER = "PER"
    ORG = "ORG"
    LOC = "LOC"
    MISC = "MISC"


class Form(StrEnum):
    """How it is mentioned: by its name, by a title or short form (`الوزير`), or by a pronoun."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """One mention. `span` counts code points of `Report.text` and leaves glued conjunctions and prepositions out.

    `entity` is the fullest name that the report gives what is mentioned, None where it is not resolved; where two fit,
    `alternatives` holds both. `rule` names what found it (`tagger`, `again`, `title`, `gazetteer`, `nickname`, `body`,
    `office`, `short-form`, `agreement`), `score` (0 to 1) how far it can be trusted.
    """

    span: Span
    type: MentionType
    form: Form = Form.NAME
    entity: str | None = None
    alternatives: tuple[str, ...] = ()
    rule: str = ""
    score: float = 1.0
