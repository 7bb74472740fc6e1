"""Arabic names in Latin letters for readers without Arabic: our own plain scheme, nobody's spelling of himself.

Close to what the English-language press writes, without marks: parts that are known stand in their usual form, others
follow the letters (`docs/romanisation.md` has the tables). Short vowels are not written in Arabic, so that those put in
here are guesses by the commonest noun patterns (Wright, Grammar of the Arabic Language, I, 202). A foreign part has its
vowels written for the most part, so that one is put in only where three consonants would stand together. The caller
says that the result is ours.

Known misses: unknown names with short i or u (`عتبة` gives Atba), doubled letters (`سراج` unknown would be Saraj),
foreign names that are not in the list (`موريسون` gives Murisun, `شيفر` Shifr), native ones of a shape that counts as
foreign (`سويد` gives Swid), and an unlisted noun in ة at the head of a body's name, which stays -a.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from isnad.text.names import SAME_NAME, compare_names, is_foreign, name_key, name_parts
from isnad.text.normalise import fold

_ARTICLE = "ال"
_LONGEST_PHRASE = 4  # words
_FEMININE, _FEMININE_FORM = "ه", "ة"  # as folded, as written
_ENDINGS = {"ة": "a", "ه": "a", "ون": "un", "ين": "in", "ات": "at"}  # of adjectives
_JOINED_ARTICLES = {"وال": "wa al-", "لل": "lil-", "بال": "bil-"}
_NO_NOUNS = frozenset({"و", "في", "من"})
_LINKS = {
    "بن": "bin", "ابن": "Ibn", "بنت": "bint", "ولد": "Ould", "ال": "Al", "ابو": "Abu", "ابي": "Abi", "ابا": "Aba",
    "بو": "Bu", "ام": "Umm", "و": "wa", "في": "fi", "من": "min",
}  # fmt: skip
_SEATS = {"أ": "ا", "إ": "i", "آ": "ا", "ٱ": "ا", "ؤ": "u", "ئ": "i", "ء": "'", "ى": "ا"}
_CONSONANTS = {
    "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s",
    "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "'", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l",
    "م": "m", "ن": "n", "ه": "h", "پ": "p", "چ": "ch", "ڤ": "v", "گ": "g", "ژ": "j", "ڨ": "g", "'": "'",
}  # fmt: skip
_SONORANTS = frozenset("lmnr")
_VOWELS = {"ا": "a", "ة": "a", "i": "i", "u": "u", "و": "u", "ي": "i"}
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3]")
_UNWRITTEN = re.compile(
    "[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\N{ARABIC TATWEEL}\u200b-\u200f\u202a-\u202e]"
)
_WORD = re.compile(r"[^\W_]+(?:\.(?!$))?")


class Romaniser:
    """Romanises names with lists of known parts.

    Args:
        native: Parts and phrases in Arabic letters, without article where they can be, and their Latin forms.
        foreign: The same for foreign names; these are known in other spellings too (`جوتيريش`).
        places: The same for places.
        bodies: The same for nouns that names of bodies are made of.
        adjectives: The same for adjectives, masculine; their feminines and plurals follow.
        outlets: The same for outlets, firms and words that keep their foreign form, with the Arabic article or without.
    """

    def __init__(
        self,
        native: Mapping[str, str],
        foreign: Mapping[str, str],
        places: Mapping[str, str] | None = None,
        *,
        bodies: Mapping[str, str] | None = None,
        adjectives: Mapping[str, str] | None = None,
        outlets: Mapping[str, str] | None = None,
    ) -> None:
        self._places, self._bodies, self._outlets = _by_plain(places), _by_plain(bodies), _by_plain(outlets)
        self._adjectives = _by_plain(adjectives)
        named = {**self._bodies, **_by_plain(native), **self._places}
        self._known = {**_by_plain(foreign), **self._outlets, **self._adjectives, **named}
        listed = {**(adjectives or {}), **(bodies or {}), **native}
        self._by_parts = {name_parts(part): latin for part, latin in listed.items()}
        self._foreign = {**foreign, **(outlets or {})}
        self._by_key: dict[str, list[str]] = {}
        for part in self._foreign:
            self._by_key.setdefault(name_key(part), []).append(part)
        self._romanised = lru_cache(maxsize=1 << 14)(self._romanise)

    def romanise(self, name: str) -> str:
        """The name in Latin letters, ASCII alone; empty for a name without letters.

        >>> Romaniser({"فتحي": "Fathi"}, {}).romanise("فتحي عبد الله بن حامد المنصوري")
        'Fathi Abdullah bin Hamid al-Mansuri'
        """
        return self._romanised(name)

    def _romanise(self, name: str) -> str:
        words = _WORD.findall(_UNWRITTEN.sub("", unicodedata.normalize("NFC", name)))
        return " ".join(self._parts(_joined_names(words)))

    def _parts(self, words: list[str]) -> Iterator[str]:
        at = 0
        in_body = False  # a word of a body's name has stood before
        while at < len(words):
            for size in range(min(_LONGEST_PHRASE, len(words) - at), 1, -1):
                phrase = " ".join(map(_plain, words[at : at + size]))
                if latin := self._known.get(phrase) or self._outlets.get(phrase.removeprefix(_ARTICLE)):
                    yield latin
                    in_body |= phrase in self._bodies
                    at += size
                    break
            else:
                word, after = words[at], words[at + 1] if at + 1 < len(words) else ""
                latin = self._with_joined_article(word, in_body) or self._part(word, after)
                yield latin + ("t" if latin.endswith("a") and self._in_construct(word, after, in_body) else "")
                in_body |= _plain(word).removeprefix(_ARTICLE) in self._bodies
                at += 1

    def _with_joined_article(self, word: str, in_body: bool) -> str | None:
        """A word that begins with `وال`, `لل` or `بال`, if the rest is a listed word or stands in a body's name."""
        for joined, latin in _JOINED_ARTICLES.items():
            if not word.startswith(joined) or _plain(word) in self._known or (joined == "بال" and not in_body):
                continue
            rest = word.removeprefix(joined)
            choices = ("ل" + rest, rest) if joined == "لل" else (rest,)  # للجنة is of اللجنة
            for choice in choices:
                if found := self._listed_word(choice):
                    return latin + found
            if in_body and len(rest) > 2 and joined != "بال":
                return latin + self._known_or_spelt(_ARTICLE + rest).removeprefix("al-")
        return None

    def _listed_word(self, word: str) -> str | None:
        """The form of a noun or adjective of bodies' names."""
        plain = _plain(word)
        return self._bodies.get(plain) or self._adjectives.get(plain) or self._inflected(word)

    def _in_construct(self, word: str, after: str, in_body: bool) -> bool:
        """Whether an indefinite noun in ة has its ت heard, since a noun follows that it belongs to.

        Only nouns of bodies, and unlisted words in a body's name, are asked: `فاطمة الزهراء` stays Fatima.
        """
        plain = _plain(word)
        if not plain.endswith(_FEMININE) or word.startswith(_ARTICLE) or not after[:1].isalpha():
            return False
        if plain not in self._bodies and not (in_body and self._look_up(word) is None):
            return False
        following = _plain(after)
        if following.startswith(_ARTICLE) or following in self._bodies or following in self._places:
            return True
        joined = after.startswith(tuple(_JOINED_ARTICLES)) and following not in self._known
        return not (joined or following in _NO_NOUNS or self._is_adjective(after))

    def _is_adjective(self, word: str) -> bool:
        """Whether an indefinite word can be the adjective of a feminine noun."""
        plain = _plain(word)
        stem = plain.removesuffix(_FEMININE)
        return plain in self._adjectives or plain.endswith("يه") or (stem != plain and stem in self._adjectives)

    def _part(self, word: str, after: str) -> str:
        if not _ARABIC.search(word):
            return unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()
        plain = _plain(word)
        if plain in _LINKS and after:
            return _LINKS[plain]
        if found := self._known.get(plain):
            return found
        if plain == "عبدالله":
            return "Abdullah"
        if word.startswith("عبدال") and len(word) > len("عبدال") + 2:
            return _servant(self._known_or_spelt(word.removeprefix("عبدال")))
        if plain.endswith("الله") and len(plain) > len("الله") + 2:
            return self._known_or_spelt(word[:-4]) + "allah"
        return self._known_or_spelt(word)

    def _known_or_spelt(self, word: str) -> str:
        if found := self._look_up(word):
            return found
        if word.startswith(_ARTICLE) and len(word) > len(_ARTICLE) + 1:
            rest = word.removeprefix(_ARTICLE)
            return self._outlets.get(_plain(rest)) or "al-" + (self._look_up(rest) or _spelt(rest).capitalize())
        return _spelt(word, foreign=_looks_foreign(word)).capitalize()

    def _look_up(self, word: str) -> str | None:
        """The form of a known part, in this spelling or in another one."""
        if found := self._known.get(_plain(word)):
            return found
        if word.startswith(_ARTICLE):
            return None
        if found := self._inflected(word):
            return found
        if found := self._by_parts.get(name_parts(word)):
            return found
        if word.endswith(("ي", "ى")) and (of := self._by_parts.get(name_parts(word[:-1]), "a"))[-1] not in "aeiouy":
            return f"{of}i"  # a relation: منصوري
        for part in self._by_key.get(name_key(word), ()):
            if compare_names(part, word) >= SAME_NAME:
                return self._foreign[part]
        return None

    def _inflected(self, word: str) -> str | None:
        """The feminine or a plural of a listed adjective, or of any listed part in -i: `ليبية`, `ليبيون`."""
        for ending, latin in _ENDINGS.items():
            stem = _plain(word.removesuffix(ending))
            if not word.endswith(ending) or not stem:
                continue
            form = self._adjectives.get(stem) or (self._known.get(stem) if stem.endswith("ي") else None)
            if form and form.endswith("i"):
                return f"{form}y{latin}"
            if form and stem in self._adjectives and not stem.endswith("ا"):
                return form + latin
        return None


def _by_plain(parts: Mapping[str, str] | None) -> dict[str, str]:
    return {_plain(" ".join(_joined_names(part.split()))): latin for part, latin in (parts or {}).items()}


def _plain(words: str) -> str:
    return fold(words).replace("ؤ", "و").replace("ئ", "ي").replace(".", "")


def _joined_names(words: list[str]) -> list[str]:
    """The words, with `عبد الله` and `نصر الله` as one."""
    joined: list[str] = []
    for word in words:
        plain = _plain(word)
        if joined and (plain == "الله" or (_plain(joined[-1]) == "عبد" and plain.startswith(_ARTICLE))):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _servant(latin: str) -> str:
    """`Abdul Hamid`: servant of one of the names of God."""
    return f"Abdul {latin}"


def _looks_foreign(word: str) -> bool:
    """Whether all of a word looks foreign; names in ة or ه (`نبيه`) do not."""
    parts = name_parts(word)
    return len(parts) == 1 and not word.endswith((_FEMININE_FORM, _FEMININE)) and is_foreign(parts[0])


@lru_cache(maxsize=1 << 12)
def _spelt(word: str, *, foreign: bool = False) -> str:
    """A word by its letters, with vowels put in; lower case."""
    sounds = _sounds(word)
    return "".join(_with_few_vowels(sounds) if foreign else _with_vowels(sounds)).replace("'", "")


def _sounds(word: str) -> list[str]:
    """Consonants and vowels of a word as Latin groups. و and ي are consonants at the start and beside a vowel."""
    letters = [_SEATS.get(letter, letter) for letter in word]
    sounds: list[str] = []
    for at, letter in enumerate(letters):
        after = letters[at + 1] if at + 1 < len(letters) else ""
        before_vowel = after in ("ا", "ة", "i") or (after in "وي" and after != letter and after != "")
        if letter == "و" and letters[at + 1 :] == ["ي"] and sounds and sounds[-1] not in _VOWELS.values():
            sounds += ["a", "w"]  # the relation of a name in ā: موسوي
        elif letter == "ي" and letters[at + 1 :] == ["ة"] and sounds and sounds[-1] not in _VOWELS.values():
            sounds += ["i", "y"]  # its feminine: شافعية
        elif letter in "وي" and (at == 0 or before_vowel or (sounds[-1:] == ["a"] and after)):
            sounds.append("w" if letter == "و" else "y")
        elif letter in _VOWELS:
            sounds.append(_VOWELS[letter])
        elif letter in _CONSONANTS:
            sounds.append(_CONSONANTS[letter])
    return sounds


def _with_vowels(sounds: list[str]) -> Iterator[str]:
    """Short vowels put between consonants: CaC…, CaCC before a vowel, and i after ā (`سالم` Salim)."""
    run = 0  # consonants since the last vowel
    vowel = ""
    for at, sound in enumerate(sounds):
        if sound in "aiu":
            if sound == vowel and not run:
                continue
            run, vowel = 0, sound
            yield sound
            continue
        more = [other not in ("a", "i", "u") for other in sounds[at + 1 : at + 3]]
        yield sound
        run += 1
        closes_word = len(more) == 1 and more[0]
        opens_word = at == 0 and bool(more) and more[0]
        in_cluster = len(more) == 2 and all(more) and (bool(vowel) or run > 1)
        if opens_word or closes_word or (in_cluster and run % 2 == 1):
            put = "i" if closes_word and vowel == "a" and sounds[at - 1] == "a" and at else "a"
            run, vowel = 0, put
            yield put


def _with_few_vowels(sounds: list[str]) -> Iterator[str]:
    """The sounds of a foreign part, with `a` only where three consonants would stand together."""
    run: list[str] = []
    vowel = ""
    for at, sound in enumerate(sounds):
        after = sounds[at + 1] if at + 1 < len(sounds) else "a"
        if sound in "wy" and sounds[at - 1] == "a" and at and after not in "aiu":
            sound = "u" if sound == "w" else "i"  # `شتاين`
        if sound not in "aiu":
            run.append(sound)
            continue
        yield from _parted(run, after_vowel=bool(vowel))
        if run or sound != vowel:
            yield sound
        run, vowel = [], sound
    if len(run) > 2 and run[-1] in _SONORANTS:
        run, last = run[:-1], ["a", run[-1]]  # `غريندل`
    else:
        last = []
    yield from _parted(run, after_vowel=bool(vowel))
    yield from last


def _parted(run: list[str], *, after_vowel: bool) -> Iterator[str]:
    """Consonants in twos with `a` between. Of an odd number the first stands alone, or the last if the first can close
    a syllable: `غولدمير` Ghuldamir."""
    odd_first = len(run) % 2 == 1 and not (after_vowel and run[0] in _SONORANTS)
    for at, sound in enumerate(run):
        if at and len(run) > 2 and at % 2 == odd_first:
            yield "a"
        yield sound
