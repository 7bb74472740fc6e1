"""Verbs of saying with their frames, and every form in which they occur."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from isnad.errors import LexiconError
from isnad.lexicon.conjugation import participle, past, present
from isnad.lexicon.load import folded, read, word_lists
from isnad.text import fold, splits

STANCES = frozenset(
    {"neutral", "assertive", "revealing", "distancing", "conceding", "directive", "commissive", "expressive"}
)
ACTS = frozenset(
    {
        "say",
        "ask",
        "answer",
        "deny",
        "demand",
        "warn",
        "threaten",
        "promise",
        "accuse",
        "condemn",
        "praise",
        "propose",
        "refuse",
        "predict",
        "describe",
    }
)
_TAKES = frozenset({"that", "quote", "object"})
_NEEDS = frozenset({"", "clause", "deed", "prep", "document", "responsibility"})
_FIELDS = frozenset(
    {
        "lemma",
        "present",
        "participle",
        "masdar",
        "plural",
        "takes",
        "by",
        "to",
        "whole",
        "needs",
        "stance",
        "act",
        "polarity",
        "channel",
        "document",
        "forms",
    }
)
PRONOUNS = ("هما", "هم", "هن", "ها", "نا", "ني", "كم", "ه", "ك")


class Verb(NamedTuple):
    """One verb of saying and what may follow it; see `data/lexicon/verbs.yaml` for the fields."""

    lemma: str
    present: str
    participle: str
    masdar: str
    plural: str
    takes: frozenset[str]
    by: tuple[str, ...]
    to: str
    whole: str
    needs: str
    stance: str
    act: str
    polarity: str
    channel: str
    document: bool
    forms: str


class Reading(NamedTuple):
    """One way to read a word as a form of a verb of saying.

    `form` is `past`, `present`, `future`, `participle` or `masdar`; `gender` is `m` or `f` or empty; `number` is
    `s`, `d` or `p`; `person` is 3 or 1; `conjunction` and `enclitic` are the glued letters.
    """

    verb: Verb
    form: str
    gender: str
    number: str
    person: int
    conjunction: str = ""
    enclitic: str = ""


def _verb(entry: object) -> Verb:
    if not isinstance(entry, dict):
        raise LexiconError(f"verbs.yaml: expected a verb with its fields, not {entry!r}")
    where = f"verbs.yaml, {entry.get('lemma')}"
    unknown = set(entry) - _FIELDS
    if unknown:
        raise LexiconError(f"{where}: unknown field {', '.join(sorted(unknown))}")

    def text(key: str) -> str:
        value = entry.get(key, "")
        return "yes" if value is True else str(value)

    verb = Verb(
        lemma=text("lemma"),
        present=fold(text("present")),
        participle=fold(text("participle")),
        masdar=fold(text("masdar")),
        plural=fold(text("plural")),
        takes=frozenset(text("takes").split()),
        by=tuple(fold(word) for word in text("by").split()),
        to=fold(text("to")),
        whole=text("whole"),
        needs=text("needs"),
        stance=text("stance"),
        act=text("act"),
        polarity=text("polarity") or "positive",
        channel=text("channel"),
        document=text("document") == "yes",
        forms=text("forms"),
    )
    if not verb.lemma or not verb.present:
        raise LexiconError(f"{where}: a verb needs lemma and present")
    if not (verb.takes or verb.by) or verb.takes - _TAKES or verb.needs not in _NEEDS:
        raise LexiconError(f"{where}: no frame, or an unknown one")
    if verb.stance not in STANCES or verb.act not in ACTS:
        raise LexiconError(f"{where}: unknown stance or act")
    return verb


def _forms(verb: Verb) -> Iterator[tuple[str, Reading]]:
    if verb.participle:
        for form, gender, number, person in participle(verb.participle):
            yield form, Reading(verb, "participle", gender, number, person)
    if verb.masdar:
        yield verb.masdar, Reading(verb, "masdar", "", "s", 3)
    if verb.plural:
        yield verb.plural, Reading(verb, "masdar", "", "s", 3)
    if verb.forms == "participle":
        return
    for form, gender, number, person in past(verb.lemma):
        yield form, Reading(verb, "past", gender, number, person)
    for form, gender, number, person in present(verb.present):
        yield form, Reading(verb, "present", gender, number, person)
        if person == 3:
            yield "س" + form, Reading(verb, "future", gender, number, person)


class VerbLexicon:
    """Looks words up as forms of verbs of saying; what was looked up once is remembered."""

    def __init__(self, verbs: list[Verb], never: frozenset[str]) -> None:
        self.verbs = verbs
        self._never = never
        self._forms: dict[str, list[Reading]] = {}
        self._known = lru_cache(maxsize=1 << 16)(self._look_up)
        for verb in verbs:
            for form, reading in _forms(verb):
                known = self._forms.setdefault(form, [])
                if reading not in known:
                    known.append(reading)

    def readings(self, word: str) -> tuple[Reading, ...]:
        """Every reading of a normalised word, plain forms before those with an object pronoun.

        >>> [(r.verb.lemma, r.form, r.gender) for r in verbs().readings("واضافت")]
        [('أضاف', 'past', 'f')]
        """
        return self._known(word)

    def _look_up(self, word: str) -> tuple[Reading, ...]:
        return () if word in self._never else tuple(self._read(word))

    def _read(self, word: str) -> Iterator[Reading]:
        for split in splits(word):
            if split.enclitic and split.enclitic not in PRONOUNS:
                continue
            for reading in self._stems(split.stem, split.enclitic):
                if self._joins(reading, split.preposition, split.article, split.enclitic):
                    conjunction = split.conjunction + split.preposition
                    yield reading._replace(conjunction=conjunction, enclitic=split.enclitic)

    def _stems(self, stem: str, enclitic: str) -> list[Reading]:
        found = self._forms.get(stem, [])
        if enclitic and stem.endswith("ا"):
            found = found + [r for r in self._forms.get(stem[:-1] + "ي", []) if r.form == "past"]
        if enclitic and stem.endswith("ت"):
            found = found + [r for r in self._forms.get(stem[:-1] + "ه", []) if r.form == "masdar"]
        return found

    @staticmethod
    def _joins(reading: Reading, preposition: str, article: str, enclitic: str) -> bool:
        """Whether the glued letters can stand with this form."""
        if reading.form == "masdar":
            return not (article and enclitic)
        if article or (enclitic and reading.form == "participle"):
            return False
        return not preposition or (preposition == "ل" and reading.form == "present")


@cache
def verbs() -> VerbLexicon:
    """The package's verbs of saying.

    Raises:
        LexiconError: if an entry of `verbs.yaml` is malformed or stands twice.
    """
    entries = read("verbs")
    if not isinstance(entries, list):
        raise LexiconError("verbs.yaml: expected a list of verbs")
    found = [_verb(entry) for entry in entries]
    lemmas = [verb.lemma for verb in found]
    for lemma in lemmas:
        if lemmas.count(lemma) > 1:
            raise LexiconError(f"verbs.yaml: {lemma} stands twice")
    return VerbLexicon(found, folded(word_lists("attributions")["never_verbs"]))
