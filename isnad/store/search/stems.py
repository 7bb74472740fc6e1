"""What an Arabic word is found by besides its own form: the word without what is glued to it, and its base form.

Light stemming (Larkey, Ballesteros and Connell 2007, light10) takes letters off by form alone and so files `بحر` under
`حر` and `كمال` under `مال`. Here a dictionary decides: a word that it knows keeps its letters, one that it does not
know loses the fewest that leave a known word, and where nothing known is left (names: `لسماقي`) the proclitics go
from a long word alone. The article goes always. The order of clitics is that of `isnad.text.clitics`.

Known misses: a proclitic before a short unknown name (`لأوس`); a short form that is also a word without proclitic is
read as that (`وفد`, not `و` and `فد`); nisba adjectives (`لبناني`) are words of their own.
"""

from __future__ import annotations

from functools import lru_cache

from isnad.store.search.dictionary import base_forms

_ARTICLES = ("ال", "وال", "فال", "بال", "كال", "وبال", "فبال", "وكال", "لل", "ولل", "فلل", "اال")
_SINGLE = ("و", "ف", "ب", "ل", "ك", "س", "وب", "ول", "وك", "وس", "فب", "فل", "فس", "فك")
_IMPERFECT = ("ي", "ت", "ن", "ا")
_ENCLITICS = ("هما", "كما", "ها", "هم", "هن", "كم", "نا", "ني", "ه", "ك", "ي")
_ENDINGS = ("ات", "ين", "ون", "ان", "تين", "تان", "تا", "تي", "وا", "و", "ي", "ا", "ت")
_LEAST_STEM = 2  # letters, behind an article
_LEAST_NAME = 4  # letters of an unknown word behind a single proclitic
_LEAST_DOUBTFUL = 5  # letters of an inflected word that may be one with a proclitic too: `لقوات`
_CACHED = 1 << 18  # words; a year of an agency has some 200,000
# Words that begin with letters of the article; what were left of them would be a word of its own.
_NO_ARTICLE = frozenset(
    (
        *("الله", "الذي", "التي", "الذين", "اللذين", "اللذان", "اللتين", "اللتان", "اللاتي", "اللواتي"),
        *("الان", "الي", "الا", "الف", "الم", "الو"),
    )
)


@lru_cache(maxsize=_CACHED)
def stems(word: str) -> tuple[str, ...]:
    """The further keys of a word that is one key: stems and base forms, without the word itself.

    >>> stems("للسيسي")[0], stems("وزراء"), stems("بحر")
    ('سيسي', ('وزير',), ())
    """
    if len(word) < 3 or not "\N{ARABIC LETTER HAMZA}" <= word[0] <= "\N{ARABIC LETTER YEH}":
        return ()
    found: dict[str, None] = {}
    for stem in _cut(word):
        found[stem] = None
        found.update(dict.fromkeys(_bases(stem)))
    found.pop(word, None)
    return tuple(found)


def _cut(word: str) -> list[str]:
    """The word without its proclitics; the word itself where it has none."""
    known = base_forms()
    if word in _NO_ARTICLE:
        return [word]
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= _LEAST_STEM:
            rest = word[len(article) :]
            if article == "ال":
                lexical = all(base.startswith("ال") for base in known.get(word, ("",)))
            else:
                lexical = word in known
            if not lexical or (rest in known and article == "ال"):
                return [rest, f"ل{rest}"] if article.endswith("لل") and _is_word(f"ل{rest}") else [rest]
    rests = [word[len(letters) :] for letters in _SINGLE if word.startswith(letters) and _may_stand(letters, word)]
    if _is_word(word):
        doubtful = len(word) >= _LEAST_DOUBTFUL and word not in known.get(word, ())
        return [word, *(rest for rest in rests if doubtful and len(rest) > 3 and rest in known)]
    for rest in rests:
        if len(rest) > 2 and _is_word(rest):
            return [rest]
    return [word, *(rest for rest in rests if len(rest) >= _LEAST_NAME)]


def _may_stand(letters: str, word: str) -> bool:
    """The future س stands before the letters with which an imperfect begins alone."""
    return letters[-1] != "س" or word[len(letters) : len(letters) + 1] in _IMPERFECT


def _is_word(letters: str) -> bool:
    return letters in base_forms() or bool(_inflected(letters))


def _bases(stem: str) -> tuple[str, ...]:
    return base_forms().get(stem) or _inflected(stem)


def _inflected(stem: str) -> tuple[str, ...]:
    """The base forms of a word that the dictionary knows without its pronoun or its ending alone, none for others."""
    known = base_forms()
    for enclitic in _ENCLITICS:
        rest = stem.removesuffix(enclitic)
        if rest != stem and len(rest) > 2:
            for form in _free_forms(rest):
                if form in known:
                    return known[form]
    for ending in _ENDINGS:
        rest = stem.removesuffix(ending)
        if rest != stem and len(rest) > 2:
            for form in (f"{rest}ه", rest):
                if form in known:
                    return known[form]
    return ()


def _free_forms(rest: str) -> tuple[str, ...]:
    """How a noun before a pronoun is written alone: `حكومت` is `حكومه`, `مستشفا` is `مستشفي`."""
    if rest[-1] == "ت":
        return (f"{rest[:-1]}ه", rest)
    if rest[-1] == "ا":
        return (f"{rest[:-1]}ي", f"{rest}ء", rest)
    return (rest, f"{rest}ن") if rest[-1] in "يوا" else (rest,)
