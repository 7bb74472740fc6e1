"""Noun phrases around a verb of saying: where the subject ends and the object begins.

Arabic puts the subject behind the verb and strings the rest of its phrase after it: a construct chain ends with its
first definite word, adjectives agree and carry the article, names and appositions follow, set off by commas or not.
Known misses: an object that is definite and has no shape of a verbal noun stays in the subject; a name that has the
shape of a verbal noun ends the phrase too early.
"""

from __future__ import annotations

from isnad.annotate.phrases.shapes import STARTERS, is_accusative_plural, is_owned, looks_present
from isnad.annotate.phrases.view import COMMAS, THAT, Range, View
from isnad.lexicon import Noun, channels, particles
from isnad.model import MentionType

_STOP = particles("clause_openers")
_BEFORE_NOUNS = particles("before_nouns")
_OF_TIMES = particles("of_times")
_WATCHING = particles("with_ala")
_HEARERS = particles("hearers")
_PLACE_OF = particles("place_of")
_BESIDE = particles("turn_sides") | particles("agents_side")
"""Behind من: `قال من جانبه الوزير`, `وصف من قبل الوزير`."""
_DEMONSTRATIVES = particles("demonstratives")
_HEADS_OF_OBJECTS = _DEMONSTRATIVES | particles("foremost") | {"ما", "اي", "ان", "عدم"}
_MANNER = particles("manner")
_RESUMING = frozenset({"فان", "فانه", "فانها", "فانهم", "فقد", "فهو", "فهي"})
_LONGEST = 40
_SHORTEST_PARTICIPLE = 4
_TURNS = particles("turns")
_OF_WHAT = particles("of_what")
_BELONGING = particles("belonging")
_BEFORE_A_NOUN_OF_TIME = particles("before_a_noun_of_time")
_SETTINGS = particles("settings")
_ACCORDING = particles("attribution_marks")
_KNOWING = particles("well_informed")
_ATTENTION = particles("attention")
_OF_ALL = frozenset({"من", "بين", "كل", "اصل", "منهم", "منهن"})  # `سبعة من بين كل عشرة`
_PER_CENT = frozenset({"%", "٪", "بالمئه", "بالمائه", "المئه", "المائه"})
_GOING_ON = particles("what_goes_on")
_AT_THAT_TIME = particles("at_that_time")
_PARTITIVES = particles("partitives")
_OCCASIONS = particles("occasions")
_ANOTHER = frozenset({"ثانيه", "اخري"})
_AGAIN = {"غير": "مره", "مره": "اخري", "من": "جديد"}  # two words each
_YEARS = frozenset({"عام", "سنه", "العام", "سنوات"})


_WITH_PRONOUN = particles("with_pronoun")
_PRONOUNS = particles("pronouns")


def skip_interpolation(view: View, at: int, end: int) -> int:
    """The first token after adverbs that stand between a verb and its subject (`قال أيضا، الثلاثاء، الوزير`)."""
    while at < end:
        form = view.forms[at]
        if _says_again(view, at) or (
            at + 1 < end and (form in _MANNER or (form in _YEARS and _tells_year(view.forms[at + 1])))
        ):
            at += 2
        elif form in COMMAS or form in _WITH_PRONOUN or form in _TURNS:
            at += 1
        elif form == "من" and at + 2 < end and view.forms[at + 1] == "جهه" and view.forms[at + 2] in _ANOTHER:
            at += 3
        elif form == "من" and at + 1 < end and view.forms[at + 1] in _BESIDE:
            at += 2
        elif (form in _OF_TIMES and at and view.has(at - 1, Noun.TIME)) or (
            view.has(at, Noun.TIME) and not view.has(at, Noun.OBJECT_HEAD) and is_pure_time(view, at)
        ):
            at += 1
        else:
            return at
    return at


def _says_again(view: View, at: int) -> bool:
    """Whether two words say that something is done once more (`مرة أخرى`)."""
    behind = _AGAIN.get(view.forms[at])
    return behind is not None and at + 1 < len(view.forms) and view.forms[at + 1] == behind


def _tells_year(form: str) -> bool:
    """Whether a word behind `عام` or `العام` makes a time of it (`عام 2025`, `العام الماضي`)."""
    return form.isdigit() or form in _OF_TIMES


def is_pure_time(view: View, at: int) -> bool:
    """Whether a time word tells when, and is no preposition that a noun follows."""
    form = view.forms[at]
    return (form[1:] if view.words[at].conjunction else form) not in _BEFORE_A_NOUN_OF_TIME


def subject_after(
    view: View, at: int, end: int, *, object_follows: bool = False, stop: str = "", glued: bool = False
) -> tuple[Range | None, int]:
    """The subject that stands behind a verb, and the token where it ends.

    Args:
        view: The report.
        at: The token after the verb.
        end: The token where the complement begins, or the segment ends.
        object_follows: Whether a direct object stands behind it, so that the phrase ends where one can begin.
        stop: A preposition that introduces the addressee and ends the phrase.
        glued: Whether a preposition may be glued to its first word (`وفقا لبيان المصرف`).

    Returns:
        The subject's tokens, or None where the verb has none behind it; then the token after it.
    """
    first = skip_interpolation(view, at, end)
    if first >= end or not (_can_begin(view, first) or (glued and view.words[first].preposition)):
        return None, at
    if not glued and (_addressing(view, first) or is_accusative_plural(view, first) or _behind_li(view, first)):
        return None, at
    if object_follows and begins_object(view, first):
        return None, first
    last = _phrase_end(view, first, end, object_follows=object_follows, stop=stop)
    while last > first and not view.is_word[last - 1] and view.forms[last - 1] not in {")", '"', "”", "“", "»"}:
        last -= 1
    return ((first, last), last) if any(view.is_word[first:last]) else (None, at)


def _can_begin(view: View, at: int) -> bool:
    """Whether a subject can begin with this token."""
    form, info = view.forms[at], view.words[at]
    if view.is_word[at]:
        if is_in_front_of(view, at):
            return False
        if (
            form in THAT
            or form in {"ل", "ب", "ك"}
            or (form in _DEMONSTRATIVES and view.forms[at + 1 : at + 2] == ["ما"])
        ):
            return False
        if info.classes & Noun.OBJECT_HEAD and not info.article and not info.classes & STARTERS:
            return False
        if form in _ATTENTION:
            return False
        if (
            form in _STOP
            or (at not in view.names and any(r.form == "present" for r in view.readings(at)) and not info.article)
            or (form[0] == "و" and form[1:] in _STOP)
            or form in _PRONOUNS
            or form in _WITH_PRONOUN
            or (info.classes & Noun.RELATIVE and form != "من")
        ):
            return False
        if info.classes & (Noun.PREPOSITION | Noun.TIME) and not info.classes & STARTERS:
            return form in _DEMONSTRATIVES or form == "كل"
        if info.conjunction and not info.classes and not info.article:
            return True
        return not (info.preposition and info.classes) and not (info.preposition and info.article)
    quotation = view.quotation_at(at)
    return quotation is not None and view.count_words(quotation.inner) <= 4


def _behind_li(view: View, at: int) -> bool:
    """Whether `ل` is glued before a name or before what is ours (`قالت لرويترز`, `لشبكتنا`), which no subject is."""
    name, form = view.names.get(at), view.forms[at]
    if name is None:
        return (
            form[0] == "ل" and form.endswith("نا") and len(form) > _SHORTEST_PARTICIPLE and not view.words[at].classes
        )
    return form[0] == "ل" and name.mention.span.start == view.starts[at] + 1


def is_in_front_of(view: View, at: int) -> bool:
    """Whether a word is the preposition أمام, which the normalised copy writes like the imam."""
    return view.forms[at] == "امام" and view.text[view.starts[at]] == "أ"


def _addressing(view: View, at: int) -> bool:
    """Whether a participle of manner stands behind a verb and no subject (`قال مخاطبا الحضور`)."""
    form, info = view.forms[at], view.words[at]
    shaped = form[0] == "م" and form[-1] == "ا" and len(form) > _SHORTEST_PARTICIPLE and not info.article
    shaped = shaped and at not in view.names
    return shaped and (not info.classes or any(r.form == "participle" for r in view.readings(at)))


def begins_object(view: View, at: int) -> bool:
    """Whether the token looks like the head of a direct object: a verbal noun, a demonstrative, `ما`, `أي`."""
    info = view.words[at]
    if info.preposition or info.conjunction or (at and view.forms[at - 1] in _BEFORE_NOUNS):
        return False
    if at and view.has(at - 1, Noun.BODY) and not (view.words[at - 1].article or view.words[at - 1].pronoun):
        return False  # `هيئة | مكافحة الفساد`
    if view.forms[at] in _HEADS_OF_OBJECTS:
        return True
    if info.classes & Noun.OBJECT_HEAD and not info.classes & (Noun.TITLE | Noun.BODY):
        return True
    if info.classes & Noun.QUANTITY and not info.article:
        return True
    if info.classes & Noun.MASDAR_SHAPE:
        return not info.classes & (Noun.TITLE | Noun.BODY | Noun.UNNAMED | Noun.TIME)
    form = view.forms[at]
    owned = len(form) > 4 and form.endswith(("ه", "ها", "هم", "هما")) and view.text[view.ends[at] - 1] != "ة"
    return (
        owned
        and not form.endswith("الله")
        and not info.article
        and not info.classes & ((STARTERS & ~Noun.DOCUMENT) | Noun.TIME | Noun.PREPOSITION)
    )


def _phrase_end(view: View, first: int, end: int, *, object_follows: bool, stop: str = "") -> int:
    """The token after the noun phrase that begins at `first`."""
    definite = relative = False
    at = first
    while at < end and at - first < _LONGEST:
        form, info = view.forms[at], view.words[at]
        if not view.is_word[at]:
            onward = _past_mark(view, at, end, object_follows=object_follows)
            if onward is None:
                return at
            definite = True
            at = onward
            continue
        if at > first:
            construct = at == first + 1 and view.forms[first].endswith("و")  # `منظمو الاحتفال`
            if object_follows and definite and not construct and begins_object(view, at):
                return at
            # `الذي يديره منذ عام`, not `الذي يديره، الثلاثاء`
            inside = relative and info.classes & Noun.TIME and view.is_word[at - 1] and not form.startswith("ال")
            if form == stop or (not inside and _ends_phrase(view, first, at, end)):
                return at
        relative = relative or (bool(info.classes & Noun.RELATIVE) and form != "من")
        definite = info.article or info.pronoun or (not info.classes and not info.preposition)
        if form in _PLACE_OF:
            definite = False
        at += 1
    return at


def _past_mark(view: View, at: int, end: int, *, object_follows: bool) -> int | None:
    """Where the phrase goes on after a comma, bracket or quoted name, or None if it ends before."""
    form = view.forms[at]
    if form in COMMAS:
        n = at + 1
        if n >= end or form in ";؛" or not _continues(view, n, object_follows=object_follows):
            return None
        return n
    if form in "([":
        for n in range(at + 1, min(end, at + 15)):
            if view.forms[n] in ")]":
                return n + 1
        return None
    quotation = view.quotation_at(at)
    if quotation is not None and view.count_words(quotation.inner) <= 5:
        return view.layer.words.at(quotation.outer.end)
    if form in _PER_CENT:
        return at + 1
    if form in "-/.…":
        return at + 1 if form in "-/" and at + 1 < end else None
    return None


def _continues(view: View, at: int, *, object_follows: bool) -> bool:
    """Whether what follows a comma is an apposition to the phrase before it."""
    info, form = view.words[at], view.forms[at]
    if object_follows and begins_object(view, at):
        return False
    if not view.is_word[at] or form in _STOP or info.classes & (Noun.PREPOSITION | Noun.TIME):
        return False
    if info.classes & Noun.RELATIVE:
        return True
    if info.conjunction and info.classes & STARTERS:
        return True
    if info.preposition and info.classes:
        return False
    return not any(r.form in {"past", "present", "participle"} for r in view.readings(at))


def _ends_phrase(view: View, first: int, at: int, end: int) -> bool:
    """Whether the phrase ends before this word."""
    form, info = view.forms[at], view.words[at]
    if is_in_front_of(view, at) or form in _OCCASIONS or form in _GOING_ON or form in _ACCORDING:
        return True
    if _says_again(view, at):
        return True
    if form == "من" and at == first + 1 and view.words[first].stem in _PARTITIVES:  # `كثير من الشباب`
        return False
    if form in _OF_ALL and _is_share(view, first, at):  # `73% من السكان`
        return False
    if form in _ATTENTION and not info.article:  # `لفت الحادث | انتباه السلطات إلى`
        return True
    if form in _AT_THAT_TIME:  # `مدير الميناء آنذاك سالم الهادي`
        return at + 1 >= end or view.named(at + 1, at + 2, MentionType.PER) is None
    if form in _STOP or form in _RESUMING or (form in _WITH_PRONOUN and not view.words[at - 1].article):
        return True
    if (
        info.classes & Noun.PREPOSITION
        and form not in {"باسم", "بن"}
        and not view.has(first, STARTERS)
        and not view.words[first].article
    ):
        return True
    if "\N{ARABIC FATHATAN}" in view.text[view.starts[at] : view.ends[at]]:
        return True
    if form == "علي" and view.words[at - 1].stem not in _WATCHING:
        return True
    if form.endswith("ا") and any(r.form == "participle" for r in view.readings(at)):
        return True
    if form == "لدي" and view.has(first, Noun.TITLE):  # `السفيرة لدى المنظمة الدولية`
        return False
    if info.classes & Noun.TIME and not info.classes & (STARTERS | Noun.OBJECT_HEAD):
        return not (form in _KNOWING and view.has(at - 1, Noun.UNNAMED))  # `مصدر مطلع`
    if form in {"في", "خلال", "عبر", "علي", "ب"}:
        return at + 1 < end and _channel_or_time(view, at + 1, end)
    if form == "عن" and view.words[first].article and view.words[at - 1].stem not in _OF_WHAT:
        return True
    if info.preposition == "ل" or form == "ل":
        if view.forms[at - 1] in _BELONGING:  # `الأسطول التابع للبحرية`
            return False
        if at == first + 1 and view.words[first].article:  # `قال القاضي للمتهمين`
            return True
        return not view.has(first, STARTERS) or _addresses(view, at, end)
    if form[0] == "ل" and len(form) > 2 and view.outlet(at, end) > at:
        return True
    if info.preposition == "ب" and channels().match(view.forms, at, end):
        return info.stem not in {"اسم"}
    return False


def _is_share(view: View, first: int, at: int) -> bool:
    """Whether the words from `first` to `at` are a number or a share, of which what follows is the whole.

    A bare count of some (`45 من المسلحين`) is none, since it is mostly what something is done to.
    """
    if at == first + 1 and view.forms[first].isdigit():
        return view.forms[at + 1 : at + 2] in (["كل"], ["بين"], ["اصل"])
    return all(
        view.forms[k][0].isdigit() or view.has(k, Noun.QUANTITY) or view.forms[k] in _PER_CENT | _OF_ALL | {"في"}
        for k in range(first, at)
    )


def _channel_or_time(view: View, at: int, end: int) -> bool:
    if view.has(at, Noun.TIME):
        return True
    if channels().match(view.forms, at, end):
        return True
    return view.forms[at] in _SETTINGS


def _addresses(view: View, at: int, end: int) -> bool:
    """Whether `ل…` names a hearer or an outlet and no part of an office (`الأمين العام للأمم المتحدة`)."""
    info = view.words[at]
    if view.forms[at] in {"له", "لها", "لهم", "لنا"} or info.stem in _HEARERS:
        return True
    if view.forms[at] == "ل" or info.classes & Noun.OUTLET_KIND:
        return True
    return view.outlet(at, end) > at


def subject_before(view: View, at: int, start: int) -> Range | None:
    """The subject of a verb that stands behind it (`الوزارة قالت`, `كان الوزير قد أعلن`), within its clause.

    `start` is the first token of the clause's segment. None where what stands before is no noun phrase.
    """
    last = at
    while (
        last > start
        and view.forms[last - 1] in {"قد", "لقد", "ايضا", "بدوره", "بدورها", "نفسه", "نفسها", "هذا", "فقد"} | COMMAS
    ):
        last -= 1
    first = last
    while first > start and last - first < 14:
        form = view.forms[first - 1]
        if not view.is_word[first - 1]:
            quotation = view.closing.get(view.ends[first - 1])
            if quotation is not None and view.count_words(quotation.inner) <= 4:
                first = view.layer.words.at(quotation.outer.start)
                continue
            if form in COMMAS and view.words[first].classes & Noun.RELATIVE == 0 and _apposed(view, first, last):
                first -= 1
                continue
            break
        behind_that = first - 2 >= start and view.forms[first - 2] in THAT
        if form.endswith("ا") and not behind_that and any(r.form == "participle" for r in view.readings(first - 1)):
            break
        if (
            form in _STOP
            or form in {"كان", "وكان", "كانت", "وكانت", "ان", "بان", "اما", "لكن", "و", "وكانا"} | _PRONOUNS
        ):
            break
        first -= 1
    while first < last and (not view.is_word[first] and view.quotation_at(first) is None):
        first += 1
    if first >= last or (not _can_begin(view, first) and not view.words[first].conjunction):
        return None
    if view.has(first, Noun.PREPOSITION) and not view.has(first, STARTERS):
        return None
    if _is_manner(view, first, last) or _is_verb_behind_an(view, first, start):
        return None
    if last - first == 1 and first not in view.names and not view.words[first].classes:
        verb = first == start and view.forms[first].endswith("ت") and len(view.forms[first]) > 3
        if verb or is_owned(view, first):
            return None
    if any(
        r.form in {"past", "present"} for k in range(first, last) for r in view.readings(k) if not view.words[k].article
    ):
        return None
    return first, last


def _is_verb_behind_an(view: View, at: int, start: int) -> bool:
    """Whether a word that no list knows stands behind `أن`, as a verb does (`احتمال أن ترزق ابنته`)."""
    if at - 1 < start or view.forms[at - 1] != "ان" or view.text[view.starts[at - 1]] != "أ":
        return False
    return looks_present(view, at)


def _is_manner(view: View, first: int, last: int) -> bool:
    """Whether a phrase is an accusative that tells how or why (`ردا على ذلك`), which no subject is."""
    form, info = view.forms[first], view.words[first]
    shaped = form.endswith("ا") and first not in view.names and not info.article and not info.classes & STARTERS
    return shaped and first + 1 < last and view.has(first + 1, Noun.PREPOSITION)


def _apposed(view: View, first: int, last: int) -> bool:
    """Whether the words from `first` can be an apposition to what stands before the comma."""
    return view.has(first, STARTERS) or (last - first <= 4 and not view.words[first].classes)
