"""Where a second noun phrase begins right behind a first one, as an object does behind a subject.

A phrase is complete with its first definite word; adjectives agree with it and carry the article too; a person's office
is followed by the name, whose second word may carry the article.
"""

from __future__ import annotations

from isnad.annotate.phrases.shapes import STARTERS, is_accusative_plural, is_brotherhood, is_owned
from isnad.annotate.phrases.view import COMMAS, View
from isnad.lexicon import Noun, particles
from isnad.model import MentionType

_RANKS = particles("ranks_and_colours")
_PLACE_OF = particles("place_of")
_NO_PERSONS = frozenset({MentionType.ORG, MentionType.LOC})
_CHILD_OF = frozenset({"بن", "بنت"})
_BEFORE_PART = _CHILD_OF | {"عبد", "ابو", "ام", "ال"}
_NONE = -1


def second_phrase(view: View, first: int, last: int) -> int:
    """The token at which a second phrase begins (`اتهم السني | الوزير`), or -1 where there is only one."""
    place = view.names.get(first)
    if place is not None and place.mention.type is MentionType.LOC and place.first == first and place.last < last:
        info = view.words[place.last]
        joined = info.conjunction or info.preposition or info.classes & (Noun.PREPOSITION | Noun.RELATIVE)
        if view.is_word[place.last] and not joined and not _agrees(view, first, place.last):
            return place.last  # `دعت طهران | رعاياها`
    return _FirstPhrase(view, first, last).behind()


class _FirstPhrase:
    """The first phrase, read word by word until a second one begins."""

    def __init__(self, view: View, first: int, last: int) -> None:
        self.view, self.first, self.last = view, first, last
        self.complete = False  # with a definite word
        self.named = False  # the words read last are a person's name
        self.surname = False  # whose last word carries the article
        self.parts = 0  # words of that name
        self.past = 0  # the token up to which nothing else begins
        name = view.names.get(first)
        if name is not None and name.mention.type in _NO_PERSONS and name.first == first and name.last - first > 2:
            self.complete, self.past = True, name.last  # `أكدت المملكة العربية السعودية | رفضها`

    def behind(self) -> int:
        """The token behind it, or -1."""
        for at in range(self.first, self.last):
            found = self._read(at) if at >= self.past else None
            if found is not None:
                return found
        return _NONE

    def _read(self, at: int) -> int | None:
        """Reads a token: where the second phrase begins (-1: nowhere), None where the first goes on."""
        view, first = self.view, self.first
        if _another_name(view, first, at):
            return at
        if not view.is_word[at]:
            return self._mark(at)
        info = view.words[at]
        if self._stands_apart(at):
            return at
        if at > first and view.forms[at] == "باسم" and view.has(first, Noun.TITLE):
            self.complete = self.named = False
            return None
        if at > first + 1 and info.article and _bare_adjective(view, at - 1) and _indefinite(view, first, at):
            return at  # `انتقدت منظمات حقوقية | التقرير`
        if at == first or not self.complete:
            self._begin(at)
            return None
        if view.forms[at] in _PLACE_OF:
            self.complete = self.named = False
            return None
        if info.classes & Noun.PREPOSITION:
            return _NONE
        if self._belongs(at):
            return None
        return self._definite(at) if info.article else self._bare(at)

    def _mark(self, at: int) -> int | None:
        """A comma ends all; words in quotation marks complete the phrase, or are an outlet that is told something."""
        view = self.view
        if view.forms[at] in COMMAS:
            return _NONE
        quotation = view.quotation_at(at)
        if quotation is not None and self.complete and view.outlet(at + 1, self.last) > at + 1:
            return at  # `أبلغ الوزير | "رويترز"`
        if quotation is not None and at == self.first + 1:  # `توقعت مؤسسة "الأفق" | تراجع الأسعار`
            self.past = view.layer.words.at(quotation.outer.end)
        self.complete = True
        return None

    def _stands_apart(self, at: int) -> bool:
        """Whether a word cannot be part of the phrase, whatever stands before it."""
        view, info = self.view, self.view.words[at]
        if (at == self.first or self.complete) and is_accusative_plural(view, at):
            return True
        body = info.classes & Noun.BODY and not (info.article or info.conjunction or info.preposition)
        return at > self.first and bool(body) and _bare_adjective(view, at - 1)  # `دعا كاتب أمريكي | وزارة الخارجية`

    def _begin(self, at: int) -> None:
        """A word before the first definite one, or that one itself."""
        info = self.view.words[at]
        self.complete = info.article or info.pronoun or not info.classes or self.view.forms[at].endswith("ون")
        self.named = not info.classes and not info.article
        self.parts = int(self.named)

    def _belongs(self, at: int) -> bool:
        """Whether a word goes on with a complete phrase, as adjectives and what is joined do."""
        view, info = self.view, self.view.words[at]
        if _agrees(view, self.first, at) or info.conjunction or info.preposition:
            return True
        if _behind_li_in_construct(view, at, self.last):
            return True
        if at > self.first + 1 and _behind_li_in_construct(view, at - 1, self.last):
            return True
        plural = view.forms[at].endswith("ه") and view.forms[at - 1].endswith("ات")  # `القوات المسلحة`
        return is_brotherhood(view, at) or (info.article and plural and not info.classes)

    def _definite(self, at: int) -> int | None:
        """A word with the article: the last part of a name, a title before one, or the second phrase."""
        view, info = self.view, self.view.words[at]
        if self.named and self.parts < 2 and not info.classes & STARTERS and not view.words[at - 1].article:
            self.named, self.surname = False, True
            return None
        if at + 1 < self.last and (view.forms[at + 1] in COMMAS or view.forms[at + 1] == "باسم"):
            return None
        unknown = not info.classes and self.first not in view.names
        if unknown and view.named(at + 1, min(at + 2, self.last), MentionType.PER):
            return None  # `الأسير المحرر عمران البحري`
        return at

    def _bare(self, at: int) -> int | None:
        """A word without the article: a part of a name, or the second phrase."""
        view, info, form = self.view, self.view.words[at], self.view.forms[at]
        if (self.named or self.surname) and info.classes & Noun.TITLE:
            return at if info.pronoun else _NONE
        if self.surname and form not in _CHILD_OF:
            return at
        if view.has(self.first, Noun.BODY) and not view.has(self.first, Noun.TITLE) and form not in _CHILD_OF:
            return at
        part = not info.classes and not is_owned(view, at)
        if part and (self.named or view.words[at - 1].article or view.has(at - 1, Noun.TITLE | Noun.ADJECTIVE)):
            self.named = True
            self.parts += 1
            return None
        return None if form in _CHILD_OF or view.forms[at - 1] in _BEFORE_PART else at


def _another_name(view: View, first: int, at: int) -> bool:
    """Whether a name of another kind begins right behind a name (`زار سامي الهاشم | تركيا`)."""
    name, before = view.names.get(at), view.names.get(at - 1)
    if name is None or before is None or at <= first or name.first != at or before.last != at:
        return False
    glued = name.mention.span.start > view.starts[at]
    return not glued and before.mention.type is MentionType.PER and name.mention.type in _NO_PERSONS


def _agrees(view: View, head: int, at: int) -> bool:
    """Whether a definite word is an adjective of the phrase before it."""
    form = view.forms[at]
    if not view.words[at].article or (view.forms[head].endswith("ون") and form.endswith("ه")):
        return False
    if view.has(at, Noun.ADJECTIVE | Noun.QUANTITY | Noun.PLACE) or form in _RANKS:
        return True
    feminine = at == head + 1 and view.text[view.ends[head] - 1] == "ة"
    return form.endswith("يه") or (form.endswith(("ي", "يين")) and not feminine)


def _bare_adjective(view: View, at: int) -> bool:
    info, form = view.words[at], view.forms[at]
    adjective = bool(info.classes & Noun.ADJECTIVE) and not info.classes & Noun.TITLE
    shaped = form.endswith("يه") and len(form) > 4 and not info.classes & ~(Noun.ADJECTIVE | Noun.TITLE)
    return not info.article and (adjective or shaped) and form != "عام"  # `أمين عام الحزب`


def _indefinite(view: View, first: int, last: int) -> bool:
    """Whether none of some words is definite: no article, no pronoun, no name."""
    return not any(
        view.words[k].article or view.words[k].pronoun or k in view.names or not view.words[k].classes
        for k in range(first, last)
    )


def _behind_li_in_construct(view: View, at: int, last: int) -> bool:
    """Whether an unknown word has `ل` glued before it, as the article behind shows (`مرصد | لحقوق الإنسان`)."""
    info = view.words[at]
    plain = view.forms[at][0] == "ل" and not (info.article or info.classes or at in view.names)
    return plain and at + 1 < last and view.words[at + 1].article
