"""The words of numbers that belong to events: numbers, what they count, what becomes of those counted, and money.

Loading is linting: a list of an unknown use, a value that it cannot have, or a word with two meanings of one use is an
error that names the list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from isnad.errors import LexiconError
from isnad.lexicon.conjugation import past, present
from isnad.lexicon.load import WordLists, word_lists
from isnad.lexicon.plover import MODES
from isnad.text import fold

COUNTED: Final = ("killed", "wounded", "arrested", "abducted", "displaced", "protesters", "troops")
"""What a quantity can count, money aside."""
_FATES: Final[Mapping[str, str]] = {
    "killing": "killed",
    "wounding": "wounded",
    "arresting": "arrested",
    "abducting": "abducted",
    "displacing": "displaced",
    "protesting": "protesters",
    "other": "",
}
_BOUNDS = ("least", "most", "about")
_PLAIN = (
    "untold",
    "agents",
    "tolls",
    "subsets",
    "not_people",
    "prices",
    "adverbs",
    "range_heads",
    "range_links",
    "shares",
)
_GLUED = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول")
_DUALS = ("ان", "ين")

Phrases = Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
"""By first word: the words that follow, and what they stand for; the longest first."""


class Counted(NamedTuple):
    """What a noun counts: `of` a kind of `COUNTED` or `people`; `many` is 1 or 2 where its form tells it, else 0."""

    of: str
    many: int
    article: bool


class QuantityWords(NamedTuple):
    """Everything by normalised form, with what can be glued in front of it (`وخمسة`, `بنحو`)."""

    numbers: Phrases
    multipliers: Mapping[str, float]
    pairs: Mapping[str, float]
    parts: Phrases
    untold: Phrases
    nouns: Mapping[str, Counted]
    fates: Mapping[str, str]
    verbs: frozenset[str]
    tolls: frozenset[str]
    agents: frozenset[str]
    subsets: frozenset[str]
    not_people: frozenset[str]
    prices: frozenset[str]
    adverbs: frozenset[str]
    range_heads: frozenset[str]
    range_links: frozenset[str]
    shares: Phrases
    before: Phrases
    behind: Phrases
    money: Mapping[str, Mapping[str, str]]
    events: Mapping[str, frozenset[str]]
    starts: frozenset[str]
    heads: frozenset[str]


@cache
def quantity_words() -> QuantityWords:
    """The lists of `data/lexicon/quantities.yaml`.

    Raises:
        LexiconError: if a list has an unknown use or value, or a word two meanings of one use.
    """
    lists = word_lists("quantities")
    _lint(lists)
    numbers = _phrases((told, value) for value, told in _valued(lists, "number"))
    multipliers = _values(lists, "times")
    pairs = {form: 2 * value for form, value in _values(lists, "pair").items()}
    parts = _phrases((told, value) for value, told in _valued(lists, "part"))
    untold = _phrases(((told, "") for told in lists["untold"]), article=True)
    nouns = _nouns(lists)
    fates, verbs = _fates(lists)
    single = {form for form, noun in nouns.items() if noun.many and not noun.article}
    return QuantityWords(
        numbers=numbers,
        multipliers=multipliers,
        pairs=pairs,
        parts=parts,
        untold=untold,
        nouns=nouns,
        fates=fates,
        verbs=verbs,
        tolls=frozenset(_glued(lists["tolls"])),
        agents=frozenset(_glued(lists["agents"])),
        subsets=frozenset(_glued(lists["subsets"])),
        not_people=frozenset(map(fold, lists["not_people"])),
        adverbs=frozenset(map(fold, lists["adverbs"])),
        prices=frozenset(_glued(lists["prices"], article=True)),
        range_heads=frozenset(_glued(lists["range_heads"])),
        range_links=frozenset(map(fold, lists["range_links"])),
        shares=_phrases((told, "") for told in lists["shares"]),
        before=_before(lists),
        behind=_phrases((told, bound) for bound in _BOUNDS for told in lists[f"{bound}_behind"]),
        money=_money(lists),
        events={of: frozenset(lists[f"events {of}"]) for of in (*COUNTED, "money")},
        heads=frozenset({*numbers, *multipliers, *pairs, *parts, *untold, *single, *_first_words(lists)}),
        starts=frozenset({*numbers, *multipliers, *pairs, *parts, *untold, *single}),
    )


def _lint(lists: WordLists) -> None:
    for name in lists:
        use, _, value = name.partition(" ")
        if use in {"number", "times", "pair", "part"}:
            good = value.replace(".", "", 1).isdecimal()
        elif use in {*COUNTED, "people"}:
            good = value in {"one", "many"}
        elif use in _FATES:
            good = value in {"verbs", "forms"}
        elif use == "events":
            good = value in {*COUNTED, "money"} and set(lists[name]) <= set(MODES)
        elif use == "money":
            good = all(_is_currency(told) for told in lists[name])
        else:
            good = not value and use in {*_PLAIN, *_BOUNDS, *(f"{bound}_behind" for bound in _BOUNDS)}
        if not good:
            raise LexiconError(f"word list quantities.yaml: {name} is no list of quantities, or holds what it cannot")


def _is_currency(told: str) -> bool:
    code = told.split()[-1]
    return len(code) == 3 and code.isascii() and code.isupper() and len(told.split()) <= 2


def _valued(lists: WordLists, use: str) -> Iterator[tuple[str, str]]:
    for name, words in lists.items():
        if name.partition(" ")[0] == use:
            for word in words:
                yield name.partition(" ")[2], word


def _values(lists: WordLists, use: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for value, told in _valued(lists, use):
        for form in _glued([told]):
            if found.setdefault(form, float(value)) != float(value):
                raise LexiconError(f"word list quantities.yaml: {told} has two values")
    return found


def _glued(words: Sequence[str], *, article: bool = False) -> Iterator[str]:
    """The forms of words with what is glued in front of them."""
    for word in words:
        form = fold(word)
        for head in _GLUED:
            yield head + form
            if article:
                yield head[:-1] + "لل" + form if head.endswith("ل") else head + "ال" + form


def _phrases(told: Iterator[tuple[str, str]], *, article: bool = False) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, value in told:
        first, *rest = phrase.split()
        for form in _glued([first], article=article):
            found.setdefault(form, []).append((tuple(map(fold, rest)), value))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


def _nouns(lists: WordLists) -> dict[str, Counted]:
    found: dict[str, Counted] = {}

    def put(form: str, of: str, many: int) -> None:
        for article in (False, True):
            for whole in _glued([form]) if not article else _with_article(form):
                known = found.setdefault(whole, Counted(of, many, article))
                if known.of != of and not known.many and not many:
                    raise LexiconError(f"word list quantities.yaml: {form} counts {known.of} and {of}")

    for of in (*COUNTED, "people"):
        plurals = {fold(word) for word in lists[f"{of} many"]}
        for word in lists[f"{of} one"]:
            form = fold(word)
            feminine = word.endswith("ة")
            stem = form[:-1] + "ت" if feminine else form
            put(form, of, 1)
            if not feminine:
                put(form + "ا", of, 1)
            for ending in _DUALS:
                if stem + ending not in plurals and not (ending == "ين" and stem + "ون" in plurals):
                    put(stem + ending, of, 2)
        for plural in plurals:
            put(plural, of, 0)
    return found


def _with_article(form: str) -> Iterator[str]:
    for head in ("", "و", "ب", "وب"):
        yield head + "ال" + form
    yield from ("لل" + form, "ولل" + form)


def _fates(lists: WordLists) -> tuple[dict[str, str], frozenset[str]]:
    """What becomes of whom a form speaks; and which of the forms are verbs."""
    found: dict[str, str] = {}
    verbs: set[str] = set()
    for use, of in _FATES.items():
        for told in lists[f"{use} verbs"]:
            if len(told.split()) != 2:
                raise LexiconError(f"word list quantities.yaml, {use}: {told} is no past and present")
            done, does = map(fold, told.split())
            for inflected in (*past(done), *present(does)):
                for head in ("", "و", "ف", "س", "وس"):
                    found.setdefault(head + inflected.form, of)
                    verbs.add(head + inflected.form)
        for form in lists[f"{use} forms"]:
            found.update(dict.fromkeys(_glued([form], article=True), of))
    return found, frozenset(verbs)


def _before(lists: WordLists) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The bounds that stand before a number, by their last word: the words before it from the last on."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for bound in _BOUNDS:
        for told in lists[bound]:
            first, *rest = told.split()
            for head in _glued([first]):
                *earlier, last = (head, *map(fold, rest))
                found.setdefault(last, []).append((tuple(reversed(earlier)), bound))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


def _first_words(lists: WordLists) -> Iterator[str]:
    """The first words of the bounds, with what can be glued in front."""
    for bound in _BOUNDS:
        for told in lists[bound]:
            yield from _glued([told.split()[0]])


def _money(lists: WordLists) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name, codes in lists.items():
        use, _, word = name.partition(" ")
        if use == "money":
            by_country = {(told.split()[0] if " " in told else ""): told.split()[-1] for told in codes}
            first, *rest = word.split()
            forms = (first,) if not first[0].isalpha() else (*_glued([first], article=True),)
            for form in forms:
                found[" ".join((form, *map(fold, rest)))] = by_country
    return found
