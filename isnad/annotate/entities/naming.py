"""The names of one report made consistent: what the tagger found at one place decides at the others too.

Names behind offices that it missed are added; a name that the report tells in full is taken in full wherever it stands;
a family name alone is the person's, whatever type it was given; another name of a body in brackets is a body's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from msgspec.structs import replace

from isnad.annotate.entities.bodies import described_bodies
from isnad.annotate.entities.nicknames import nicknames
from isnad.annotate.entities.titled import may_name, titled_names
from isnad.annotate.phrases.view import THAT, Named, View
from isnad.lexicon import Noun, particles
from isnad.lexicon.countries import country_of
from isnad.lexicon.gazetteer import candidates
from isnad.lexicon.offices import offices, seats
from isnad.lexicon.romanised import known_part
from isnad.model import Form, Mention, MentionType, Span
from isnad.text import fold
from isnad.text.names import name_parts

_LONGEST_ALIAS = 2
_LONGEST_BODY = 8
_LIKE_AGENTS = ("م", "نا", "عا", "با", "سا", "لا")  # `ناشرو`, `منظمو`
_PAIR = 2
_SETTLEMENTS = particles("settlements")
_SHORTEST_FAMILY = 4
_SCORE = 0.7
_KUNYA = particles("kunya")
_SPACES = str.maketrans(dict.fromkeys('_"“”«»‹›', " "))
_PLACE_OF = frozenset({"في", "ل", "لدي"})


def written(view: View, name: Named) -> str:
    """A name as the report writes it, its white space made plain; `للـ…` with its article."""
    quote = name.mention.span.quote(view.text)
    text = _plain(quote)
    if text.startswith("لل") and len(text) > _SHORTEST_FAMILY and view.words[name.first].preposition == "ل":
        return f"ال{text[2:]}"
    return text


@lru_cache(maxsize=1 << 12)
def _plain(quote: str) -> str:
    return " ".join(quote.translate(_SPACES).split()) or quote


def consistent_names(view: View) -> list[Named]:
    """The names of a report in text order, none inside another."""
    tagged = [cut for name in view.named_in_order if (cut := _cut(view, name)) is not None]
    tagged = _with_glued_letter([_with_surname(view, name) for name in tagged], view)
    tagged = _with_first_names(view, tagged)
    names = _merged(tagged, _in_full(view, tagged))
    names = _merged(names, _titled(view, names))
    names = _merged(names, _in_full(view, names))
    names = [part for name in names for part in _apart(view, name, names)]
    families = {parts[-1] for name in names if _is_person(name) and len(parts := name_parts(written(view, name))) > 1}
    families |= set(_leaders(view, names))
    aliases = set(_aliases(view, names))
    names = [_retyped(view, name, families, aliases) for name in names]
    taken = _tokens(names)
    places = [place for place in _places(view) if place.first not in taken]
    names = _merged(names, [*_families(view, names, families), *places])
    return _with_nicknames(view, names)


def _with_nicknames(view: View, names: list[Named]) -> list[Named]:
    """Nicknames behind persons as names of their own, and the same words in quotation marks elsewhere."""
    found = {tokens for _, tokens in nicknames(view, names)}
    if not found:
        return names
    called = {tuple(view.forms[first:last]) for first, last in found}
    for quotation in view.quotations:
        first = view.layer.words.at(quotation.inner.start)
        for forms in called:
            last = first + len(forms)
            if tuple(view.forms[first:last]) == forms and view.ends[last - 1] <= quotation.inner.end:
                found.add((first, last))
    taken = {at for tokens in found for at in range(*tokens)}
    others = [name for name in names if not taken.intersection(range(name.first, name.last))]
    added = [_person(view, first, last, "nickname") for first, last in found]
    return sorted([*others, *added], key=lambda name: name.first)


def _cut(view: View, name: Named) -> Named | None:
    """A name without a second body behind it; None for a calling or an action that is no name."""
    first, last, mention = name
    head = view.words[first]
    agents = view.forms[first].startswith(_LIKE_AGENTS) and view.forms[first].endswith("و")
    if _is_person(name) and last - first == 1 and agents and not known_part(view.forms[first]):
        behind = view.words[last] if last < len(view.words) else None
        if behind is not None and behind.article and not behind.classes & (Noun.TITLE | Noun.ADJECTIVE):
            return None  # `ناشرو الفيديو`
    if _is_person(name):
        return _without_clause(view, name)
    if mention.type is not MentionType.ORG:
        return name
    calling = head.article and head.classes & Noun.TITLE and not head.classes & (Noun.BODY | Noun.PLACE)
    if calling and last - first > 1:
        return None
    if last - first == 1 and head.article and view.forms[first].endswith(("ون", "ين")) and not head.classes:
        return None
    if last - first > 1 and not head.article and head.classes & Noun.OBJECT_HEAD and not head.classes & Noun.BODY:
        return None
    for at in range(first + 1, last):
        part = view.words[at]
        if part.conjunction and part.article and part.classes & Noun.BODY and not head.classes & Noun.BODY:
            span = Span(mention.span.start, view.ends[at - 1])
            return Named(first, at, replace(mention, span=span))
    return name


def _without_clause(view: View, name: Named) -> Named | None:
    """A person's name without what the clause goes on with (`فرج راشد | على أن`, `رائد الحلبي | فيرى`, `عادل الشامخ |
    للسد`); None for words that أن leads.
    """
    first, last, mention = name
    if view.forms[first] in THAT:
        return None
    end = last - 1
    form = view.forms[end]
    goes_on = (
        (form == "علي" and view.forms[last : last + 1] == ["ان"])
        or form.startswith("لل")
        or any(r.form == "present" and r.conjunction == "ف" for r in view.readings(end))
    )
    if not goes_on or end == first:
        return name
    return Named(first, end, replace(mention, span=Span(mention.span.start, view.ends[end - 1])))


def _with_first_names(view: View, names: list[Named]) -> list[Named]:
    """The names, each in full as far as a calling before it tells where it begins."""
    out: list[Named] = []
    for name in names:
        full = _with_first_name(view, name)
        if out and out[-1].last > full.first:
            out.pop()
        out.append(full)
    return out


def _with_first_name(view: View, name: Named) -> Named:
    """A family name with the first name between it and a calling (`الممثلة رؤى | ناصر`), or with its kunya (`الجدة أم |
    هاني`)."""
    first, last, mention = name
    at = first - 1
    if not _is_person(name) or at < 1 or mention.span.start > view.starts[first] or view.line_start(first):
        return name
    told = view.names.get(at)
    kunya = view.forms[at] in _KUNYA and (told is None or told.first == at)
    plain = told is None and last - first == 1 and may_name(view, at)
    calling = view.words[at - 1].article and (kunya or view.has(at - 1, Noun.TITLE))
    if not (kunya or plain) or not calling or view.line_start(at):
        return name
    return Named(at, last, replace(mention, span=Span(view.starts[at], mention.span.end)))


def _apart(view: View, name: Named, names: list[Named]) -> list[Named]:
    """Two family names joined by و that were taken for one name (`سالم ونجار`), where the report tells both in full."""
    first, last, mention = name
    if not _is_person(name) or last - first != _PAIR or view.forms[first + 1][0] != "و":
        return [name]
    pair = {view.forms[first], view.forms[first + 1][1:]}
    if not pair <= {view.forms[other.last - 1] for other in names if _is_person(other) and other is not name}:
        return [name]
    start = view.starts[first + 1]
    return [
        Named(first, first + 1, replace(mention, span=Span(mention.span.start, view.ends[first]))),
        Named(first + 1, last, replace(mention, span=Span(start + 1, mention.span.end))),
    ]


def _with_surname(view: View, name: Named) -> Named:
    """A first name behind an office with the family name that carries the article (`الوزير سامي | الهاشم`)."""
    first, last, mention = name
    if not _is_person(name) or last - first > 1 or last >= len(view.forms) or last in view.names or not first:
        return name
    if _told_twice(view, first, last):
        return Named(first, last + 1, replace(mention, span=Span(mention.span.start, view.ends[last])))
    surname, left = view.words[last], view.words[first - 1]
    titled = left.article or left.classes & (Noun.TITLE | Noun.ADJECTIVE) or first - 1 in view.names
    plain = surname.article and not surname.classes and not surname.conjunction and not surname.preposition
    if not (titled and plain) or view.readings(last) or not view.is_word[last] or view.line_start(last):
        return name
    return Named(first, last + 1, replace(mention, span=Span(mention.span.start, view.ends[last])))


def _with_glued_letter(names: list[Named], view: View) -> list[Named]:
    """A first name that only looked like a word with ف glued to it, joined to the family name (`فيبين نارانغ`)."""
    out: list[Named] = []
    for name in names:
        before = out[-1] if out else None
        if (
            before is not None
            and before.last == name.first
            and _is_person(before)
            and _is_person(name)
            and before.last - before.first == 1
            and view.forms[before.first][0] == "ف"
            and before.mention.span.start == view.starts[before.first] + 1
            and view.has(before.first - 1, Noun.TITLE) | bool(view.readings(before.first - 1))
        ):
            span = Span(view.starts[before.first], name.mention.span.end)
            out[-1] = Named(before.first, name.last, replace(before.mention, span=span))
        else:
            out.append(name)
    return out


def _told_twice(view: View, first: int, last: int) -> bool:
    """Whether the report tells a first name and the word behind it side by side more than once (`موسى كنعون`)."""
    info, form = view.words[last], view.forms[last]
    if not view.is_word[last] or info.classes or info.article or info.conjunction or info.preposition:
        return False
    if view.readings(last) or len(form) < _SHORTEST_FAMILY or view.line_start(last):
        return False
    return sum(pair == (view.forms[first], form) for pair in pairwise(view.forms)) > 1


def _titled(view: View, tagged: list[Named]) -> Iterator[Named]:
    """Names of two words or more behind an office where the tagger saw no person, or one word of it."""
    persons = _tokens(name for name in tagged if _is_person(name) and name.last - name.first > 1)
    for reference in titled_names(view):
        first, last = reference.name
        plain = not any(view.words[at].preposition or view.words[at].classes for at in range(first, last))
        known = known_part(view.forms[first])
        if len(view.forms[first]) < _SHORTEST_FAMILY:
            known = known and known_part(view.forms[last - 1])
        if last - first > 1 and plain and known and not persons.intersection(range(first, last)):
            yield _person(view, first, last, "title")


def _person(view: View, first: int, last: int, rule: str) -> Named:
    span = view.layer.words.span(first, last)
    return Named(first, last, Mention(span=span, type=MentionType.PER, form=Form.NAME, rule=rule, score=_SCORE))


def _in_full(view: View, names: list[Named]) -> Iterator[Named]:
    """Other places at which a person's full name stands, where what was found differs."""
    found = {(name.first, name.last) for name in names}
    full: dict[str, set[tuple[str, ...]]] = {}
    for name in names:
        forms = tuple(view.forms[name.first : name.last])
        if _is_person(name) and len(forms) > 1:
            full.setdefault(forms[0], set()).add(forms)
    places = view.places if full else {}
    for at in sorted(at for first in full for at in places.get(first, ())):
        for forms in full[view.forms[at]]:
            last = at + len(forms)
            if tuple(view.forms[at:last]) == forms and (at, last) not in found:
                yield _person(view, at, last, "again")


def _merged(names: Iterable[Named], added: Iterable[Named]) -> list[Named]:
    """The names with others added, which take the place of those that they touch unless these reach further."""
    kept = list(names)
    for name in added:
        touched = [other for other in kept if other.first < name.last and name.first < other.last]
        if any(other.first <= name.first and name.last <= other.last for other in touched if _is_person(other)):
            continue
        if touched:
            kept = [other for other in kept if other.last <= name.first or name.last <= other.first]
        kept.append(name)
    kept.sort(key=lambda name: name.first)
    return kept


def _tokens(names: Iterable[Named]) -> set[int]:
    return {at for name in names for at in range(name.first, name.last)}


def _is_person(name: Named) -> bool:
    return name.mention.type is MentionType.PER


def _leaders(view: View, names: list[Named]) -> Iterator[str]:
    """Known names behind the word for those who follow them (`قوات حفتر`), as parts."""
    taken = _tokens(names)
    for at in range(1, len(view.forms)):
        head = view.words[at - 1]
        follows = head.classes & Noun.BODY and head.stem in offices().loose and not head.article and not head.pronoun
        if follows and at not in taken and known_part(view.forms[at]) and len(view.forms[at]) >= _SHORTEST_FAMILY:
            yield name_parts(view.forms[at])[0]


def _families(view: View, names: list[Named], families: set[str]) -> Iterator[Named]:
    """Family names alone that were passed over, unless a word list knows them as common words."""
    taken = _tokens(names)
    tails = {family[-3:-1] for family in families}  # the last letter alone is spelt in several ways
    for at, form in enumerate(view.forms):
        if form[-3:-1] not in tails or at in taken or len(form) < _SHORTEST_FAMILY:
            continue
        if not view.is_word[at] or view.words[at].classes or view.readings(at):
            continue
        for cut in (0, 1) if form[0] in "وفبل" else (0,):
            parts = name_parts(form[cut:])
            if len(parts) == 1 and parts[0] in families:
                span = Span(view.starts[at] + cut, view.ends[at])
                mention = Mention(span=span, type=MentionType.PER, rule="again", score=_SCORE)
                yield Named(at, at + 1, mention)
                break


def _places(view: View) -> Iterator[Named]:
    """Names of the gazetteer behind the word for a place of their kind (`مدينة زوارة`), and joined to these."""
    last = -1
    heads = {at for at, info in enumerate(view.words) if info.stem in _SETTLEMENTS and not info.article}
    for at in range(1, len(view.forms)) if heads else ():
        behind = at - 1 in heads
        if not behind and at - 1 != last:
            continue
        info = view.words[at]
        if not view.is_word[at] or info.classes & ~Noun.PLACE or info.preposition:
            continue
        joined = at - 1 == last and view.forms[at][0] == "و" and len(view.forms[at]) > _SHORTEST_FAMILY
        cut = int(joined)
        text = view.text[view.starts[at] + cut : view.ends[at]]
        if (behind or joined) and candidates(text):
            last = at
            span = Span(view.starts[at] + cut, view.ends[at])
            yield Named(at, at + 1, Mention(span=span, type=MentionType.LOC, rule="gazetteer", score=_SCORE))


def _aliases(view: View, names: list[Named]) -> Iterator[str]:
    """Short names in brackets or quotation marks right behind a body (`… في إفريقيا "أفريكوم"`)."""
    starting = {name.first: name for name in names}
    for _, end in described_bodies(view):
        inner = alias_behind(view, end)
        name = starting.get(inner) if inner is not None else None
        if name is not None and name.last - name.first <= _LONGEST_ALIAS:
            yield " ".join(name_parts(written(view, name)))
    for name in names:  # `قائد القوة البحرية الأطلسية نيرفو | سامي الهاشم`
        behind = starting.get(name.last)
        if (
            behind is not None
            and _is_person(name)
            and _is_person(behind)
            and name.last - name.first == 1
            and behind.last - behind.first >= _PAIR
            and not known_part(view.forms[name.first])
            and _names_body(view, name.first)
        ):
            yield " ".join(name_parts(written(view, name)))


def _names_body(view: View, at: int) -> bool:
    """Whether an office with a body stands right before a token (`قائد القوة البحرية الأطلسية | …`)."""
    k = at - 1
    while k > 0 and at - k < _LONGEST_BODY and view.is_word[k] and not view.words[k].classes & Noun.BODY:
        if view.words[k].classes & Noun.TITLE:
            return False
        k -= 1
    return k > 0 and view.has(k, Noun.BODY) and view.has(k - 1, Noun.TITLE)


def alias_behind(view: View, at: int) -> int | None:
    """The first token in the bracket or quotation that opens right behind a body, its place aside."""
    if at + 1 < len(view.forms) and view.is_word[at]:
        glued = view.words[at].preposition == "ل"
        if not glued and view.forms[at] not in _PLACE_OF:
            return None
        at += 1 if glued else 2
    if at + 1 >= len(view.forms) or view.is_word[at] or view.line_start(at):
        return None
    if view.forms[at] != "(" and view.quotation_at(at) is None:
        return None
    at += 1
    while at < len(view.forms) and not view.is_word[at]:
        at += 1
    return at


def _retyped(view: View, name: Named, families: set[str], aliases: set[str]) -> Named:
    """A family name told alone is a person's, and without a conjunction that only looked like its first letter."""
    span, text = name.mention.span, written(view, name)
    kind = name.mention.type
    place = kind is MentionType.LOC and (candidates(text) or country_of(text))
    outlet = kind is MentionType.MISC and view.outlet(name.first, name.last) == name.last
    if fold(text) in seats() or outlet or (not place and " ".join(name_parts(text)) in aliases):
        return name._replace(mention=replace(name.mention, type=MentionType.ORG))
    for cut in (0, 1) if text[0] == "و" else (0,):
        parts = name_parts(text[cut:])
        if len(parts) == 1 and parts[0] in families:
            mention = replace(name.mention, span=Span(span.start + cut, span.end), type=MentionType.PER)
            return name._replace(mention=mention)
    return name
