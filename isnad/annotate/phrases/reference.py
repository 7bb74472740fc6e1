"""What a noun phrase stands for: a person with a name, a role without one, a body, a document, somebody unnamed."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from isnad.annotate.phrases.view import COMMAS, THAT, Named, Range, View
from isnad.lexicon import Noun, particles, word
from isnad.lexicon.offices import offices
from isnad.lexicon.romanised import known_part
from isnad.model import MentionType, Span
from isnad.text import fold

NOT_IN_NAMES = (
    Noun.TITLE
    | Noun.BODY
    | Noun.DOCUMENT
    | Noun.TIME
    | Noun.PREPOSITION
    | Noun.RELATIVE
    | Noun.OUTLET_KIND
    | Noun.ADJECTIVE
    | Noun.QUANTITY
    | Noun.PLACE_KIND
    | Noun.PLACE
)
_QUALIFIERS = particles("qualifiers")
_ENDS_BARE = Noun.TITLE | Noun.PREPOSITION | Noun.TIME | Noun.UNNAMED | Noun.DOCUMENT | Noun.QUANTITY
_OPENERS = particles("before_a_name")
LINKS = particles("name_links")
_TANWIN = ("\N{ARABIC FATHATAN}ا", "ا\N{ARABIC FATHATAN}")
_PARTITIVES = particles("partitives")
_SHORTEST_VERB = 4  # letters of a verb of the present
_QUOTES = frozenset('"“”«»‹›')
_LONGEST_NAME = 4
_PLURAL_OF_ORIGIN = ("يون", "يين")  # `أميركيون`
_BEGINS_CLAUSE = particles("begins_a_clause")
_COMPLEMENTS = frozenset({"عن", "من"})
_OWNERS = frozenset({"باسم", "بن", "بنت", "ابن"})
_NO_PERSONS = frozenset({MentionType.ORG, MentionType.LOC})


class Sort(StrEnum):
    """What a mention stands for."""

    PERSON = "person"
    ROLE = "role"
    BODY = "body"
    DOCUMENT = "document"
    UNNAMED = "unnamed"
    NAME = "name"


class Reference(NamedTuple):
    """A noun phrase, taken apart.

    `name` are the tokens of the proper name or of the whole description; `head` is the stem of the first word;
    `roots` are the stems of the words of the office, for telling a title alone apart; `definite` tells `الوزير`
    from `وزير`.
    """

    sort: Sort
    name: Range
    head: str
    roots: frozenset[str]
    definite: bool


def read_reference(view: View, tokens: Range) -> Reference:
    """What the phrase stands for."""
    known: Reference | None = view.references.get(tokens)
    if known is None:
        known = view.references[tokens] = _read(view, *tokens)
    return known


def _read(view: View, first: int, last: int) -> Reference:
    while first < last - 1 and not view.is_word[first] and view.forms[first] not in _QUOTES:
        first += 1
    chunks = _chunks(view, first, last)
    begin, end = chunks[0]
    head = view.words[begin] if view.is_word[begin] else None
    if head is None:
        return Reference(Sort.NAME, (begin, end), "", frozenset(), True)
    classes = head.classes
    if begin + 1 < end and view.forms[begin + 1] in {"بن", "بنت"} and not head.article:
        return _bare(view, begin, end, head.stem)
    definite = head.article or head.pronoun
    roots = frozenset(view.words[k].stem for k in range(begin, end) if view.is_word[k])
    some_of = head.stem in _PARTITIVES and (classes & Noun.UNNAMED or view.forms[begin + 1 : begin + 2] == ["من"])
    if some_of or ((classes & Noun.QUANTITY or view.forms[begin][0].isdigit()) and not head.article):
        return Reference(Sort.UNNAMED, (begin, end), head.stem, roots, False)
    if classes & Noun.DOCUMENT and not classes & Noun.TITLE:
        return Reference(Sort.DOCUMENT, (begin, end), head.stem, roots, definite)
    if classes & Noun.TITLE or (classes & Noun.UNNAMED and (definite or not classes & Noun.BODY)):
        return _person(view, chunks, head.stem, roots, definite, classes)
    if classes & (Noun.BODY | Noun.OUTLET_KIND):
        return Reference(Sort.BODY, (begin, _body_end(view, begin, end)), head.stem, roots, definite)
    if classes & Noun.UNNAMED:
        return Reference(Sort.UNNAMED, (begin, before_verb(view, begin, end)), head.stem, roots, definite)
    named = next((name for chunk in chunks[1:] if (name := view.named(chunk[0], chunk[0] + 1, MentionType.PER))), None)
    inside = view.named(begin + 1, end, MentionType.PER)  # `مدافع الفريق فلان`
    if inside is not None and view.words[inside.first - 1].article and not classes:
        named = inside
    if named is not None and begin not in view.names:  # `أسطورة النادي السابق، فلان`
        return Reference(Sort.PERSON, (named.first, named.last), head.stem, roots, True)
    return _bare(view, begin, end, head.stem)


def before_verb(view: View, begin: int, end: int) -> int:
    """Where a description ends before a clause that tells more (`شاهد | كان في المكان`)."""
    return next(
        (
            k
            for k in range(begin + 1, end)
            if view.forms[k] in _BEGINS_CLAUSE
            or (any(r.form == "past" for r in view.readings(k)) and not view.words[k].article)
        ),
        end,
    )


def _chunks(view: View, first: int, last: int) -> list[Range]:
    """The parts of the phrase between commas and relative clauses; brackets are left out."""
    chunks: list[Range] = []
    begin = first
    at = first
    while at < last:
        form = view.forms[at]
        relative = view.is_word[at] and view.has(at, Noun.RELATIVE) and form != "من"
        if form in COMMAS or form in "([" or relative:
            if at > begin:
                chunks.append((begin, at))
            if form in "([":
                at = next((k for k in range(at, last) if view.forms[k] in ")]"), last - 1)
            elif relative:
                at = next((k for k in range(at, last) if view.forms[k] in COMMAS), last)
            begin = at + 1
        at += 1
    if begin < last:
        chunks.append((begin, last))
    return chunks or [(first, last)]


def _person(
    view: View, chunks: list[Range], head: str, roots: frozenset[str], definite: bool, classes: int
) -> Reference:
    begin, end = chunks[0]
    name = trailing_name(view, begin + 1, end)
    told = name is not None and view.named(*name, MentionType.PER) is not None
    if classes & Noun.UNNAMED and not classes & Noun.TITLE and not told and view.names:
        name = None
    for following in chunks[1:]:
        if told:
            break
        if name is None or _is_name(view, following):
            name = _apposed_name(view, following) or name
            told = name is not None and view.named(*name, MentionType.PER) is not None
    if name is not None:
        return Reference(Sort.PERSON, name, head, roots, True)
    if classes & Noun.UNNAMED and not definite:
        return Reference(Sort.UNNAMED, (begin, before_verb(view, begin, end)), head, roots, False)
    return Reference(Sort.ROLE, (begin, end), head, roots, definite)


def _apposed_name(view: View, chunk: Range) -> Range | None:
    """The name in an apposition: behind an office, or the apposition itself."""
    first, last = chunk
    if not view.is_word[first]:
        return None
    if view.has(first, Noun.TITLE):
        return trailing_name(view, first + 1, last)
    if view.words[first].article:
        return _behind_calling(view, first, last)
    return (
        leading_name(view, first, last)
        if not view.has(first, NOT_IN_NAMES) and not view.words[first].conjunction
        else None
    )


def _behind_calling(view: View, begin: int, end: int) -> Range | None:
    """The name behind definite words that no list holds: a calling and its adjectives (`القبطان ماهر النجار`)."""
    at = begin
    while at < end and view.is_word[at] and view.words[at].article:
        at += 1
    if at == begin or at >= end or not _in_name(view, at, at, end) or view.words[at].classes:
        return None
    name = trailing_name(view, at, end)
    return name if name is not None and name[0] == at else leading_name(view, at, end)


def _is_name(view: View, chunk: Range) -> bool:
    """Whether a chunk is a name of two words or more and nothing else."""
    first, last = chunk
    return last - first >= 2 and all(_in_name(view, k, first, last) for k in range(first, last))


def _like_present(view: View, at: int) -> bool:
    """Whether a word that is no name looks like a verb of the present (`دبلوماسي | يشارك في …`)."""
    form = view.forms[at]
    return form[0] == "ي" and len(form) >= _SHORTEST_VERB and at not in view.names and not known_part(form)


def trailing_name(view: View, begin: int, end: int) -> Range | None:
    """The proper name at the end of an office: words without article that no list knows, a surname with article
    behind. Where the tagger found a name, it is that one.
    """
    told = view.named(begin, end, MentionType.PER)
    if told is not None:
        return None if _owns(view, told, begin) else (told.first, min(told.last, end))
    at = end
    while at > begin and not view.is_word[at - 1]:
        at -= 1
    last = at
    parts = 0
    while at > begin and parts < _LONGEST_NAME and _in_name(view, at - 1, begin, last):
        at -= 1
        parts += not (view.forms[at] in LINKS or (at > begin and view.forms[at - 1] in LINKS))
    while last - at > 1 and at > begin and view.has(at - 1, Noun.PREPOSITION):
        at += 1
    while at < last and view.forms[at] in {"ال", "بن", "بو"}:
        at += 1
    if at >= last or view.has(at, Noun.PLACE) or (last - at == 1 and _like_present(view, at)):
        return None
    if view.forms[at][0] == "ل" and at not in view.names and at + 1 < end and view.words[at + 1].article:
        return None  # `رئيس الاتحاد الأرجواني لكرة القدم`
    left = view.words[at - 1]
    bound = not (left.article or left.pronoun or left.classes & Noun.ADJECTIVE)
    if (
        bound
        and (last - at == 1 or left.classes & Noun.BODY)
        and not (at == begin and left.classes & Noun.TITLE and last - at > 1)
    ):
        return None
    other = view.names.get(at)
    if other is not None and other.mention.type in _NO_PERSONS:
        return None
    indefinite = not left.article and not left.classes & Noun.ADJECTIVE
    adjective = last - at == 1 and view.words[at].article  # `الطبيب الشرعي`
    unlikely = view.names and other is None and (indefinite or adjective)
    return None if unlikely and not known_part(view.forms[at]) else (at, last)


def _owns(view: View, name: Named, begin: int) -> bool:
    """Whether a name belongs to the office before it and is not its holder's (`مستشار حفتر`, `الناطق باسم حفتر`)."""
    left, form = view.words[name.first - 1], view.forms[name.first - 1]
    if form in _OWNERS or left.classes & Noun.PREPOSITION:
        return True
    if left.classes & Noun.TITLE and not left.classes & Noun.BODY and view.forms[name.first - 2] == "باسم":
        return name.first - 2 >= begin
    if left.article or left.pronoun or left.classes & Noun.ADJECTIVE or not view.is_word[name.first - 1]:
        return False
    if left.classes & Noun.BODY and not left.classes & Noun.TITLE:
        return True
    return bool(left.classes & Noun.TITLE) and name.last - name.first == 1 and left.stem not in offices().ranks


def _in_name(view: View, at: int, begin: int, last: int) -> bool:
    info, form = view.words[at], view.forms[at]
    if not view.is_word[at]:
        return False
    if form in LINKS:
        return True
    if len(form) == 1:
        return False
    if at + 1 == last and _surname(view, at, begin):
        return True
    if info.classes & Noun.MASDAR_SHAPE and (at <= begin or view.words[at - 1].article or view.words[at - 1].classes):
        return False
    if (
        info.classes & NOT_IN_NAMES
        or (view.readings(at) and not info.article)
        or form.isdigit()
        or form in _OPENERS
        or form in THAT
        or form.endswith(_PLURAL_OF_ORIGIN)
        or (len(form) > 4 and form.endswith(("ته", "يثه", "ها")) and bool(view.names) and at not in view.names)
    ):
        return False
    if not info.article:
        return not (info.preposition and info.classes) and not form.startswith(("بال", "وال", "لل"))
    if at + 1 != last or at <= begin - 1:
        return False
    left, before = view.words[at - 1], view.forms[at - 1]
    if before in LINKS:
        return True
    if left.article and at - 2 >= begin and view.forms[at - 2] in LINKS:
        return True
    if left.article:
        return bool(left.classes & Noun.TITLE) and at - 1 <= begin
    return not left.classes & NOT_IN_NAMES and view.is_word[at - 1] and not before.startswith(("لل", "بال"))


def _surname(view: View, at: int, begin: int) -> bool:
    """Whether a calling with the article is a surname here (`أيمن القاضي`): behind a first name."""
    if (
        not view.words[at].article
        or at <= begin
        or not view.has(at, Noun.TITLE | Noun.ADJECTIVE)
        or view.has(at, Noun.BODY)
    ):
        return False
    left = view.words[at - 1]
    first_name = not (left.article or left.classes or left.preposition) and view.is_word[at - 1]
    return first_name and (at - 1 == begin or _closed(view, at - 2))


def _closed(view: View, at: int) -> bool:
    """Whether a phrase is complete with this word, so that a name can follow."""
    info = view.words[at]
    return info.article or info.pronoun or bool(info.classes & (Noun.ADJECTIVE | Noun.TITLE))


def leading_name(view: View, begin: int, end: int) -> Range | None:
    """The proper name at the beginning of a phrase, before an office or anything that no name holds."""
    told = view.names.get(begin)
    if told is not None and told.first == begin and told.mention.type is MentionType.PER:
        return begin, min(told.last, end)
    at = begin
    while at < end and at - begin < _LONGEST_NAME + 1 and view.is_word[at]:
        surname = at == begin + 1 and view.words[at].article and not view.has(begin, NOT_IN_NAMES)
        if at > begin and view.words[at].classes & NOT_IN_NAMES and view.forms[at] not in LINKS and not surname:
            break
        at += 1
    return (begin, at) if at > begin else None


def _body_end(view: View, begin: int, end: int) -> int:
    """Where the name of a body ends: before a preposition that introduces a circumstance, a verb, or what follows
    it.
    """
    at = begin + 1
    while at < end:
        form = view.forms[at]
        if form in {"ان", "الي", "عن"} or view.has(at, Noun.TIME) or form in _QUALIFIERS:
            break
        at += 1
    return at


def _bare(view: View, begin: int, end: int, head: str) -> Reference:
    """A phrase whose first word no list knows: a name, up to an office that follows it; or a calling before a name."""
    if view.words[begin].article:
        name = _behind_calling(view, begin, end)
        if name is not None:
            roots = frozenset(view.words[k].stem for k in range(begin, name[0]))
            return Reference(Sort.PERSON, name, head, roots, True)
    told = view.names.get(begin)
    if told is not None and told.first == begin:
        return Reference(Sort.NAME, (begin, min(told.last, end)), head, frozenset({head}), True)
    at = begin + 1
    while at < end:
        form = view.forms[at]
        surname = at == begin + 1 and at + 1 == end and view.words[at].article
        ended = (view.has(at, _ENDS_BARE) and form not in _COMPLEMENTS) or (
            view.words[at].article and view.has(at, Noun.OBJECT_HEAD | Noun.MASDAR_SHAPE)
        )
        construct = at == begin + 1 and view.forms[begin].endswith("و")  # `مستخدمو التواصل`
        linked = form in LINKS or view.forms[at - 1] in LINKS
        if view.is_word[at] and ended and not linked and not surname and not construct:
            break
        at += 1
    return Reference(Sort.NAME, (begin, at), head, frozenset({head}), True)


def display(view: View, tokens: Range) -> str:
    """A name as it is shown: the words of the source, hashtags opened, without quotation marks and glued letters
    in front.
    """
    known = view.displayed.get(tokens)
    if known is None:
        known = view.displayed[tokens] = _displayed(view, *tokens)
    return known


def _displayed(view: View, first: int, last: int) -> str:
    parts: list[str] = []
    accusative = _accusative(view, first)
    for at in range(first, last):
        text = view.text[view.starts[at] : view.ends[at]]
        if not view.is_word[at] and (text in _QUOTES or text in COMMAS):
            continue
        text = text.lstrip("#").replace("_", " ")
        if text.endswith(_TANWIN):
            text = text[:-2]
        elif accusative and text.endswith("ا") and view.is_word[at]:
            text = text[:-1]
        parts.append(text)
    if parts and view.is_word[first] and view.words[first].preposition and view.words[first].classes:
        parts[0] = unglued(parts[0], view, first)
    if parts and view.is_word[first] and view.words[first].conjunction and view.words[first].classes:
        parts[0] = parts[0][1:]
    return " ".join(parts).replace(" %", "%").replace(" ٪", "٪")


def _accusative(view: View, at: int) -> bool:
    """Whether a description stands in the accusative (`لكن مسؤولا حدوديا قال`)."""
    form = view.forms[at]
    return form.endswith("ا") and at not in view.names and bool(word(form[:-1]).classes & (Noun.UNNAMED | Noun.TITLE))


def unglued_span(view: View, tokens: Range) -> Span:
    """The span of a phrase without a preposition or conjunction glued to its first word, and without quotation marks
    around a single name; `للـ…` stays, since its article cannot stand alone."""
    first, last = tokens
    if last - first > 2 and view.quotation_at(first) is not None and view.closing.get(view.ends[last - 1]) is not None:
        first, last = first + 1, last - 1
    span = view.layer.words.span(first, last)
    info, form = view.words[first], view.forms[first]
    cut = 0
    if view.is_word[first] and len(form) > 3 and not form.startswith(("لل", "ولل")):
        known = info.classes or view.outlet(first, last) == last
        told_before = form[0] == "و" and form[1:] in view.places  # `وسامر` beside `سامر`
        if (info.conjunction and info.classes) or (told_before and not info.classes):
            cut += 1
        if (info.preposition and info.classes) or (
            form[0] == "ل" and known and view.outlet(first, last) > first and not info.classes
        ):
            cut += 1
    return Span(span.start + cut, span.end) if cut and span.start + cut < span.end else span


def unglued(text: str, view: View, at: int) -> str:
    """A word without the preposition glued to it (`للمصدر` is `المصدر`)."""
    if fold(text).startswith("لل"):
        return "ا" + text[0] + text[2:] if view.words[at].article else text[1:]
    return text[1:]
