"""Why a verb of saying says nothing where it stands; every reason is a slug that the output shows."""

from __future__ import annotations

from isnad.annotate.phrases.noun_phrase import subject_before
from isnad.annotate.phrases.shapes import looks_present
from isnad.annotate.phrases.view import THAT, Range, View
from isnad.lexicon import Noun, Reading, attributions, particles
from isnad.model import MentionType

NEGATIONS = particles("negations")
_BEFORE_AN = particles("before_an")
_EXPECTING = particles("expecting")
_SUPPOSING = particles("supposing")
_PREPOSITIONS = particles("prepositions")
_DEMONSTRATIVES = particles("demonstratives")
_ACCORDING = particles("adverbs")
_AS = particles("as_and_where")
_LABELLING = particles("relatives_of_labels")
_TELLING = particles("telling_a_name")
_KIN = particles("kin")
_WITH_PRONOUN = particles("with_pronoun")
_ALSO_NOUNS = particles("also_nouns")
_PRECEDING = particles("preceding")
_LIKE_PREPOSITIONS = frozenset({"بين", "عبر", "دون"})
_SOON = 14  # tokens within which what makes a verb of them stands
_SO_CALLED = frozenset({"ب", "بان", "بانه", "بانها", "بانهم"})
_ACCOUNTS = particles("accounts")
_FOUND_OUT = particles("with_pronoun") | particles("turns") | {"من", "ان", "انه", "انها", "انهم", "بعد"}
_THINKING = frozenset({"اعتقد", "ظن"})
_HE = particles("pronouns") | particles("with_pronoun") | {"انه", "بانه", "لكنه", "كان"}
_HANDS = ("بيد", "باصبع", "براس", "بعين")


def refuse_verb(view: View, first: int, at: int, reading: Reading) -> str:
    """Why a finite verb at a token of a segment that begins at `first` is no statement, or an empty string."""
    before = view.forms[at - 1] if at > first else ""
    if reading.person == 1:
        return "self-performative"
    if reading.form == "past" and not reading.conjunction and (before in _PREPOSITIONS or _is_asked(view, at, reading)):
        return "not-speech"
    if reading.verb.act == "describe" and before in _LABELLING and reading.enclitic:
        return "short-label"
    if (
        reading.verb.lemma == "كتب"
        and view.forms[at + 1 : at + 2] == [":"]
        and view.quotation_at(at + 2) is None
        and not reading.conjunction
    ):
        return "byline-colon"
    if reading.verb.lemma == "ثمن" and view.forms[at + 1 : at + 2] and view.forms[at + 1].endswith("نهائي"):
        return "not-speech"
    if before == "ما" and reading.verb.lemma == "دعا":
        return "not-speech"
    if _turns_out(view, at, reading) or (reading.verb.lemma == "رد" and view.forms[at + 1 : at + 2] == ["فعل"]):
        return "not-speech"
    if before == "ما" and at - 2 >= first and view.forms[at - 2] in _ACCORDING:
        return "not-speech"
    if _is_preposition(view, at, reading, before):
        return "not-speech"
    if _is_own_act(view, at, reading):
        return "self-performative"
    if _is_noun(view, first, at, reading):
        return "not-speech"
    if _is_passive(view, at, reading):
        return "passive"
    if reading.form == "future" or before in _SUPPOSING:
        return "irrealis"
    if before == "ان" and reading.form == "past" and _never_before(view, first, at - 1):
        return "negated-saying"
    if before in NEGATIONS and reading.verb.polarity != "negative":
        return "negated-saying"
    return _expected(view, first, at, reading, before) if reading.form == "present" else ""


def _turns_out(view: View, at: int, reading: Reading) -> bool:
    """Whether a form of `بين` only tells what is found out (`تبين من خلال الفحص أن`, `تبين لهم أن`)."""
    if reading.verb.lemma != "بين" or reading.form != "present" or reading.gender != "f" or at + 1 >= len(view.forms):
        return False
    return view.forms[at + 1] in _FOUND_OUT or view.words[at + 1].preposition == "ل"


def _is_asked(view: View, at: int, reading: Reading) -> bool:
    """Whether `طلب` is a noun: behind a pronoun with its preposition (`يحق لهم طلب …`), a verbal noun (`تقديم طلب`)
    or what looks like a verb of the present (`يرسل طلب …`)."""
    if reading.verb.lemma != "طلب" or reading.gender != "m" or not at:
        return False
    before = at - 1
    if view.forms[before] in _WITH_PRONOUN or looks_present(view, before):
        return True
    bare = not view.words[before].article and before not in view.names
    return bare and view.has(before, Noun.OBJECT_HEAD | Noun.MASDAR_SHAPE)


def _is_preposition(view: View, at: int, reading: Reading, before: str) -> bool:
    """Whether a form is a preposition here that is written like a verb of the past.

    `بين` where no connective stands before it, `عبر` where no `عن` follows, `دون` where no network is named; a written
    shadda makes a verb of each (`بيّن`, `عبّر`, `دوّن`).
    """
    lemma = reading.verb.lemma
    if lemma not in _LIKE_PREPOSITIONS or (reading.form, reading.gender, reading.number) != ("past", "m", "s"):
        return False
    if "\N{ARABIC SHADDA}" in view.text[view.starts[at] : view.ends[at]]:
        return False
    end = min(at + _SOON, len(view.forms))
    if lemma == "بين":
        return not (reading.conjunction or before in _AS)
    if lemma == "عبر":
        account = at + 1 < end and (_is_account(view, at + 1) or view.has(at + 1, Noun.OUTLET_KIND))
        return account or not any(view.forms[k].startswith("عن") for k in range(at + 1, end) if view.is_word[k])
    return not any(_is_account(view, k) for k in range(at + 1, end))


def _is_account(view: View, at: int) -> bool:
    """Whether a word is an account or page on a network, or the network itself."""
    return view.forms[at] in _ACCOUNTS or view.words[at].stem in _ACCOUNTS


def _is_own_act(view: View, at: int, reading: Reading) -> bool:
    """Whether a verb tells what its speaker does by saying it: the first person (`أعتقد`), or a verb of the present
    that opens a quotation (`"تدين الوزارة الهجوم"`)."""
    start = view.starts[at] + len(reading.conjunction)
    if reading.form == "past" and reading.verb.lemma[0] == "ا" and view.text[start] == "أ":
        return True
    quotation = view.quotation_around(at)
    if quotation is None or reading.conjunction:
        return False
    opens = view.layer.words.at(quotation.inner.start) == at
    return opens and (reading.form == "present" or reading.verb.lemma == "اعتقد")


def _is_noun(view: View, first: int, at: int, reading: Reading) -> bool:
    """Whether a form is a noun here: a calling behind its verb (`فاز طالب`), a name behind a woman's calling
    (`اللاعبة وعد`), or rather than a dual an accusative verbal noun (`طلبا لـ`, `ردا على`).
    """
    if reading.form == "past" and reading.gender == "m" and not reading.conjunction and at > first:
        if view.forms[at] in _ALSO_NOUNS and at == first + 1 and _is_bare(view, first):
            return True
        if view.has(at - 1, Noun.TITLE) and view.words[at - 1].article and view.text[view.ends[at - 1] - 1] == "ة":
            return True
    if (reading.number, reading.form, reading.gender) != ("d", "past", "m"):
        return False
    if "\N{ARABIC FATHATAN}" in view.text[view.starts[at] : view.ends[at]]:
        return True
    if reading.conjunction:
        return False
    return at + 1 >= len(view.forms) or view.forms[at + 1][0] in "لب"


def _is_bare(view: View, at: int) -> bool:
    """Whether a word is neither a name nor of a known class, as a verb is that is none of saying."""
    info = view.words[at]
    return at not in view.names and not info.classes and not info.article and view.is_word[at]


def _never_before(view: View, first: int, at: int) -> bool:
    """Whether أن at a token follows on `لم يسبق`."""
    return any(
        view.forms[k] in _PRECEDING and view.forms[k - 1] in NEGATIONS for k in range(max(first + 1, at - 5), at)
    )


def _is_passive(view: View, at: int, reading: Reading) -> bool:
    """Whether a verb is passive, which then has no speaker: by a written damma (`يُتهم`, `أُعلن`), or since the
    complement of `وصف` follows where its object should (`التي وصفت بأنها كذا`)."""
    described = reading.verb.lemma == "وصف" and reading.form == "past" and not reading.enclitic
    if described and at + 1 < len(view.forms):
        behind = view.forms[at + 1]
        if behind in _SO_CALLED or view.words[at + 1].preposition == "ب":
            return True
    start = view.starts[at] + (1 if reading.conjunction else 0)
    letters = 2 if reading.verb.lemma[0] == "ا" and reading.form == "past" else 1  # `اتُّهم`, `يُتهم`
    if "\N{ARABIC DAMMA}" not in view.text[start + 1 : min(start + letters + 1, view.ends[at])]:
        return False
    return reading.form == "past" or reading.verb.lemma[0] in "ات"


def _expected(view: View, first: int, at: int, reading: Reading, before: str) -> str:
    """Whether a verb of the present is only expected to be said (`من المتوقع أن يعلن`, `يتوقع أن`)."""
    if before == "ان" and not (at - 2 >= first and view.forms[at - 2] in _BEFORE_AN):
        return "irrealis"
    if before in _EXPECTING:
        return "irrealis"
    return "irrealis" if _is_impersonal(view, first, at, reading) else ""


def _is_impersonal(view: View, first: int, at: int, reading: Reading) -> bool:
    """Whether nobody is said to think or to expect (`يُعتقد أنه`, `ويتوقع أن`): a masculine before its clause, with no
    subject before it and nobody who spoke in its sentence."""
    thinks = reading.verb.act == "predict" or reading.verb.lemma in _THINKING
    if not thinks or (reading.gender, reading.number, reading.enclitic) != ("m", "s", ""):
        return False
    behind = view.forms[at + 1] if at + 1 < len(view.forms) else ""
    if behind not in THAT:
        return False
    before = subject_before(view, at, first) if not reading.conjunction else None
    if behind == "ان":
        return before is None or not _is_somebody(view, first, before)
    if at > first and (view.forms[at - 1] in _HE or view.forms[at - 1] in NEGATIONS):
        return False
    if reading.conjunction:
        return not any(r.form in {"past", "present"} for k in range(first, at) for r in view.readings(k))
    return before is None


def _is_somebody(view: View, first: int, tokens: Range) -> bool:
    """Whether a subject is a person who thinks now (`الوزير يعتقد أن`, not `كان الوزير يعتقد أن`)."""
    begin, end = tokens
    if begin > first and view.forms[begin - 1].removeprefix("و") in {"كان", "كانت"}:
        return False
    name = view.names.get(end - 1)
    return view.has(begin, Noun.TITLE) or (name is not None and name.mention.type is MentionType.PER)


def _refused(view: View, first: int) -> str:
    """Why a refusal is no statement: it refuses to speak, or does something else than reject what others say."""
    at = first + 1 if view.forms[first] in _DEMONSTRATIVES else first
    if at < len(view.words) and view.words[at].stem in attributions().silent:
        return "declined"
    told = at < len(view.words) and (view.words[at].stem in attributions().claims or view.quotation_at(at) is not None)
    return "" if told else "not-speech"


def _is_person(view: View, first: int) -> bool:
    """Whether an object is somebody (`لم يستبعد المدرب أي لاعب`, `نفى الملك أخاه`)."""
    at = first + 1 if view.forms[first] in {"اي", "كل"} else first
    if at >= len(view.words):
        return False
    return view.forms[at] in _KIN or (view.has(at, Noun.TITLE) and not view.has(at, Noun.BODY))


def refuse_content(view: View, reading: Reading, first: int, end: int) -> str:
    """Why what a verb takes is no content: a refusal to comment, somebody who is dropped, or a gesture between verb
    and preposition.

    Args:
        view: The report.
        reading: The verb.
        first: The content's first token.
        end: The first token behind the verb.
    """
    if reading.verb.act == "refuse":
        return _refused(view, first)
    if view.forms[first] == "عدم" and view.forms[first + 1 : first + 2] and view.forms[first + 1] in _TELLING:
        return "declined"  # `طلب عدم ذكر اسمه`
    if reading.verb.lemma in {"استبعد", "نفى"} and _is_person(view, first):
        return "not-speech"
    if reading.verb.lemma in {"أشار", "لوح"} and any(view.forms[k].startswith(_HANDS) for k in range(end, first)):
        return "not-speech"
    return ""
