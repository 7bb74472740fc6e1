"""What looks like a time and is none: names of outlets and places, verbs and persons that are spelt like one."""

from __future__ import annotations

from isnad.annotate.times.tape import Hit, Tape

_TANWIN = "\N{ARABIC FATHATAN}"
_MADDA = "\N{ARABIC LETTER ALEF WITH MADDA ABOVE}"
_BEFORE_MONTHS = """
    في فى منذ خلال حتي بحلول قبل بعد لشهر شهر مطلع نهايه منتصف اواخر اوائل بدايه اواسط وفي ومنذ الي طوال طيله مستهل
"""
_PREPOSITIONS = frozenset(_BEFORE_MONTHS.split())
_PUNCTUATION = frozenset('.،,؛:!؟)"»')


def is_no_today(tape: Tape, at: int, hit: Hit) -> bool:
    """Whether a word like `اليوم`, `أمس` or `غدا` is something else."""
    form = tape.forms[at].removeprefix(hit.glued)
    if form == "اليوم":
        return _is_the_day(tape, at, hit)
    if form in ("امس", "الامس"):
        return tape.listed(hit.next, "half_past_heads") or tape.form(hit.next) == "القريب"
    if form == "غدا":
        return hit.next == at + 1 and _is_became(tape, at, hit)
    if form in ("غد", "الغد"):
        return not _behind_day(tape, at)
    return False


def _is_the_day(tape: Tape, at: int, hit: Hit) -> bool:
    """`اليوم السابع`, `المصري اليوم`, `في اليوم الأول`, `مرتين في اليوم`; `اليوم` behind `هذا` is a rule of its own."""
    after = tape.form(hit.next)
    if tape.listed(at - 1, "outlet_heads") or after in tape.lists["day_tails"]:
        return True
    if hit.glued == "ل" or tape.read(hit.next, "turn"):
        return True
    if tape.form(at - 1) in ("طوال", "طيله", "مدار"):
        return True
    per_day = hit.glued == "ب" or tape.form(at - 1) in ("في", "فى")
    return per_day and tape.read(hit.next, "weekday") is None


def _is_became(tape: Tape, at: int, hit: Hit) -> bool:
    """The verb غدا: not with a tanwin, at an end, or before a day of the week; else by what stands before it."""
    words = tape.layer.words
    if _TANWIN in tape.text[words.starts[at] : words.ends[at]]:
        return False
    after = tape.form(hit.next)
    if not after or after in _PUNCTUATION or tape.read(hit.next, "weekday") or not tape.same_line(at, hit.next):
        return False
    if tape.form(at - 1) in tape.lists["past_verb_marks"]:
        return True
    opens = at == 0 or not words.is_word[at - 1] or not tape.same_line(at - 1, at)
    return (opens or hit.glued in ("و", "ف")) and after.startswith("ال")


def _behind_day(tape: Tape, at: int) -> bool:
    before = tape.entries.get(at - 1, {})
    return "part" in before or tape.form(at - 1) in ("يوم", "بعد", "ليوم") or "midnight" in before


def is_no_weekday(tape: Tape, at: int) -> bool:
    """`سوق الجمعة`, `خطبة الجمعة`, `الجمعة السوداء`, `الرجلين الاثنين`."""
    if tape.listed(at - 1, "weekday_heads") or tape.form(at + 1) in tape.lists["weekday_tails"]:
        return True
    form = tape.forms[at]
    return form.endswith("الاثنين") and tape.form(at - 1).endswith("ين") and not tape.form(at - 1).endswith("اثنين")


def is_no_month(tape: Tape, at: int, glued: str, length: int, *, bare: bool) -> bool:
    """Whether the name of a month at `at` is another word: the verb مارس, the name دي مايو, the cars of نيسان.

    `glued` are the letters before the name, `length` the tokens of the whole expression; `bare` says that neither a
    year nor a turn stands in it.
    """
    if bare and tape.form(at - 1) == "دي":
        return True
    form = tape.forms[at].removeprefix(glued)
    shyest = form in tape.lists["shyest_months"]
    if not bare or not (shyest or form in tape.lists["shy_months"]):
        return False
    words = tape.layer.words
    if length > 1:
        return form == "اب" and _MADDA not in tape.text[words.starts[at] : words.ends[at]]
    return shyest or (tape.form(at - 1) not in _PREPOSITIONS and "edge" not in tape.entries.get(at - 1, {}))


def is_name(tape: Tape, first: int) -> bool:
    """Whether a day and month without a year is a place's, body's or event's name: `شارع 14 يناير`."""
    return tape.listed(first - 1, "name_heads") or (
        tape.form(first - 1) in ("من", "السادس") and tape.listed(first - 2, "name_heads")
    )


def is_age(tape: Tape, at: int) -> bool:
    """`في الثلاثينيات من عمره`."""
    place = at + 1 if tape.form(at) == "من" else at
    return tape.listed(place, "age")
