"""Pronouns that stand for somebody the report names: `هو`, `هي`, and suffixes on nouns (`حسابه`, `تصريحاتها`).

Resolved by agreement and salience (after Lappin and Leass, An Algorithm for Pronominal Anaphora Resolution, 1994, with
agreement alone as filter and the sentence as measure): the one mention of the sentence before the pronoun that agrees,
or else the one of the sentence before. Where two fit, none is taken and both are kept.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from isnad.annotate.phrases.view import View
from isnad.lexicon import Noun, particles
from isnad.model import Entity, Form, Mention, MentionType, Span
from isnad.text import fold

_ALONE = {"هو": "m", "وهو": "m", "فهو": "m", "هي": "f", "وهي": "f", "فهي": "f"}
_SUFFIXES = (("ها", "f"), ("ه", "m"))
_FEMININE = ("ة", "اء", "ات")
_MEN_IN_TA = particles("men_in_ta")
_NO_SUFFIX = particles("no_suffix")
_SCORE = 0.6
_SHORTEST = 3  # letters of a word with its suffix, and one more


class Pronouns:
    """Finds pronouns of the third person singular and tells whom each stands for.

    Args:
        view: The report.
        mentions: Names, titles and short forms, in text order.
        entities: What they stand for.
    """

    def __init__(self, view: View, mentions: Sequence[Mention], entities: Sequence[Entity]) -> None:
        self.view = view
        genders = {(entity.type, entity.name): _gender(entity) for entity in entities}
        self._told = [
            (mention.span.start, mention.type, mention.entity, genders[mention.type, mention.entity])
            for mention in mentions
            if mention.entity is not None and (mention.type, mention.entity) in genders
        ]
        self._places = [told[0] for told in self._told]
        self.mentions = list(self._find())

    def _find(self) -> Iterator[Mention]:
        view = self.view
        before = 0
        for first, last in view.layer.segments:
            for at in range(first, last):
                found = self._pronoun(at)
                if found is None:
                    continue
                span, gender = found
                for start in (view.starts[first], view.starts[before]):
                    fitting = self._fitting(start, span.start, gender)
                    if fitting:
                        yield _mention(span, fitting)
                        break
            before = first

    def _pronoun(self, at: int) -> tuple[Span, str] | None:
        """The pronoun in a token, and its gender."""
        view = self.view
        form, info = view.forms[at], view.words[at]
        start, end = view.starts[at], view.ends[at]
        if form in _ALONE:
            titled = at + 1 < len(view.forms) and view.has(at + 1, Noun.TITLE)  # `وهو رئيس …`, not `وهو ما`
            if not titled:
                return None
            return Span(start + (len(form) > 2), end), _ALONE[form]
        behind = at > 0 and view.has(at - 1, Noun.PREPOSITION) and not (info.classes or info.article)
        whole = info.stem in _NO_SUFFIX or form in _NO_SUFFIX
        if (info.pronoun or behind) and not whole and at not in view.names and end - start > _SHORTEST:
            for suffix, gender in _SUFFIXES:
                if view.text.endswith(suffix, start, end):
                    return Span(end - len(suffix), end), gender
        return None

    def _fitting(self, start: int, end: int, gender: str) -> dict[tuple[str, MentionType], None]:
        """Those that agree among the mentions between two places, persons before bodies."""
        told = self._told[bisect_right(self._places, start - 1) : bisect_right(self._places, end - 1)]
        for kinds in ((MentionType.PER,), (MentionType.ORG,)):
            fitting: dict[tuple[str, MentionType], None] = {
                (name, kind): None for _, kind, name, own in told if kind in kinds and own == gender
            }
            if fitting:
                return fitting
        return {}


def _mention(span: Span, fitting: Mapping[tuple[str, MentionType], None]) -> Mention:
    names = tuple(name for name, _ in fitting)
    kind = next(kind for _, kind in fitting)
    one = len(names) == 1
    return Mention(
        span=span,
        type=kind,
        form=Form.PRONOUN,
        entity=names[0] if one else None,
        alternatives=() if one else names,
        rule="agreement",
        score=_SCORE if one else _SCORE / 2,
    )


def _gender(entity: Entity) -> str:
    """Of a person by titles, else by the first name; of a body by its first word; empty where it cannot be told."""
    first = entity.name.split()[0]
    if entity.type is MentionType.ORG:
        return "f" if first.endswith(_FEMININE) else "m"
    if entity.type is not MentionType.PER:
        return ""
    if any(role.title.endswith("ة") for role in entity.roles):
        return "f"
    return "f" if first.endswith(_FEMININE) and fold(first) not in _MEN_IN_TA and not entity.roles else "m"
