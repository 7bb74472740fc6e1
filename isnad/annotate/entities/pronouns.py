"""Pronouns that stand for somebody the report names: `هو`, `هي`, `هما`, and suffixes on nouns (`حسابه`, `لقائهما`).

Resolved by agreement and salience (after Lappin and Leass, An Algorithm for Pronominal Anaphora Resolution, 1994, with
agreement alone as filter and the sentence as measure): the one mention of the sentence before the pronoun that agrees,
or else the one of the sentence before. Where two fit, none is taken and both are kept. A dual stands for the two
persons or the two bodies that the sentence tells side by side, a plural for a row of three or more
(`سالم ونادر وليلى`): it is a mention of each of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from isnad.annotate.phrases.view import View
from isnad.lexicon import Noun, particles, word
from isnad.model import Entity, Form, Mention, MentionType, Span
from isnad.text import fold

_ALONE = {"هو": "m", "وهو": "m", "فهو": "m", "هي": "f", "وهي": "f", "فهي": "f"}
_DUAL, _PLURAL = "dual", "plural"
_ALONE_OF_MANY = {"هما": _DUAL, "وهما": _DUAL, "فهما": _DUAL, "هم": _PLURAL, "وهم": _PLURAL}
_SUFFIXES = (("هما", _DUAL), ("هم", _PLURAL), ("ها", "f"), ("ه", "m"))
_ENDINGS = ("ه", "ها", "هم", "هما", "هو", "هي")
_PAIR, _ROW = 2, 3
_ROW_GAP = 40
"""Code points between two names of a row: an office, a comma, a conjunction."""
_FEMININE = ("ة", "اء", "ات")
_MEN_IN_TA = particles("men_in_ta")
_NO_SUFFIX = particles("no_suffix")
_SCORE = 0.6
_SHORTEST_DUAL = 5
_SHORTEST = 3  # letters of a word with its suffix, and one more


class Pronouns:
    """Finds pronouns of the third person and tells whom each stands for.

    Args:
        view: The report.
        mentions: Names, titles and short forms, in text order.
        entities: What they stand for.
    """

    def __init__(self, view: View, mentions: Sequence[Mention], entities: Sequence[Entity]) -> None:
        self.view = view
        genders = {(entity.type, entity.name): _gender(entity) for entity in entities}
        self._told = [
            (mention.span, mention.type, mention.entity, genders[mention.type, mention.entity])
            for mention in mentions
            if mention.entity is not None and (mention.type, mention.entity) in genders
        ]
        self._places = [told[0].start for told in self._told]
        self.mentions = list(self._find())

    def _find(self) -> Iterator[Mention]:
        view = self.view
        before = 0
        for first, last in view.layer.segments:
            for at in [at for at in range(first, last) if view.forms[at].endswith(_ENDINGS)]:
                found = self._pronoun(at)
                if found is None:
                    continue
                span, agreement = found
                for start in (view.starts[first], view.starts[before]):
                    if agreement in (_DUAL, _PLURAL):
                        group = self._group(start, span.start, agreement)
                        yield from (_mention(span, {member: None}) for member in group)
                        if group:
                            break
                    elif fitting := self._fitting(start, span.start, agreement):
                        yield _mention(span, fitting)
                        break
            before = first

    def _pronoun(self, at: int) -> tuple[Span, str] | None:
        """The pronoun in a token that ends as one, and its gender or number."""
        view = self.view
        form, info = view.forms[at], view.words[at]
        start, end = view.starts[at], view.ends[at]
        if (alone := _ALONE.get(form) or _ALONE_OF_MANY.get(form)) is not None:
            titled = at + 1 < len(view.forms) and view.has(at + 1, Noun.TITLE)  # `وهو رئيس …`, not `وهو ما`
            if not titled and alone != _DUAL:
                return None
            return Span(start + (form[0] != "ه"), end), alone
        behind = at > 0 and view.has(at - 1, Noun.PREPOSITION) and not (info.classes or info.article)
        whole = info.stem in _NO_SUFFIX or form in _NO_SUFFIX
        dual = form.endswith(_SUFFIXES[0][0]) and not info.article and end - start > _SHORTEST_DUAL
        owner = not info.classes and bool(word(form[:-1]).classes & (Noun.TITLE | Noun.UNNAMED))  # `مدربه`
        if (info.pronoun or behind or dual or owner) and not whole and at not in view.names and end - start > _SHORTEST:
            for suffix, agreement in _SUFFIXES:
                if view.text.endswith(suffix, start, end):
                    return Span(end - len(suffix), end), agreement
        return None

    def _group(self, start: int, end: int, number: str) -> list[tuple[str, MentionType]]:
        """The two, or the row of three or more, that are named between two places; empty where there is none."""
        told = self._told[bisect_right(self._places, start - 1) : bisect_right(self._places, end - 1)]
        size = _PAIR if number == _DUAL else _ROW
        for kind in (MentionType.PER, MentionType.ORG):
            row = [(span, name) for span, own, name, _ in told if own is kind]
            if not row:
                continue
            names = list(dict.fromkeys(name for _, name in row))
            fits = len(names) == size if number == _DUAL else len(names) == len(row) >= size
            near = all(behind[0].start - before[0].end <= _ROW_GAP for before, behind in pairwise(row))
            joined = self.view.text.startswith("و", row[-1][0].start - 1)
            loose = number == _DUAL and kind is MentionType.PER  # `بحث سالم مع نظيره نادر`
            return [(name, kind) for name in names] if fits and near and (joined or loose) else []
        return []

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
