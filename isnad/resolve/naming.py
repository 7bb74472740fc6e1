"""How each outlet names each actor, and how far it differs from the others in that.

A designation is a mention with the title, kind and judging words around it (`الجنرال الانقلابي سامر الهلالي`). What
belongs to a person counts apart: bodies that are called by his name (`قوات الهلالي`, `مليشيا الهلالي`), and those that
reports say he leads (`الجيش الوطني الليبي`). Outlets are compared by log-odds with an informative Dirichlet prior
(Monroe, Colaresi, Quinn 2008, "Fightin' Words", equations 16 to 22): the prior are the uses of all outlets, scaled
to `_PRIOR`.

Known misses: adjectives behind a name that the lexicon does not list; forces that are told by their place alone.
"""

from __future__ import annotations

import re
from array import array
from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from math import log, sqrt
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from isnad.lexicon import Noun, word
from isnad.lexicon.countries import country_of
from isnad.lexicon.designations import designations
from isnad.lexicon.offices import offices
from isnad.model import Actor, Evidence, MentionType, Naming, Span
from isnad.resolve.actor_mentions import ActorMention, ActorMentions, ReportRow, report_rows
from isnad.resolve.actors import FoundActors
from isnad.resolve.archive import Archive
from isnad.resolve.name_keys import body_key, family_part
from isnad.text import fold
from isnad.text.called import called
from isnad.text.names import SAME_NAME, compare_names, name_key

ITSELF, FORCES = _OF = ("actor", "forces")
_TOGETHER = 5_000  # uses that are made into objects at a time
_PRIOR = 10.0  # uses
_WINDOW = 70  # code points before a name
_LONGEST = 5  # words before it
_LED = 40  # code points between a body and its leader
_OWNER_SHARE = 0.8
_EXAMPLES = 3
_BETWEEN = ' "“«#'  # before a name and the words before it
_WORDS_BEHIND = re.compile(r"[\"”»]? ([^\W_]+)")


class _Use(NamedTuple):
    day: str
    report: int
    start: int
    end: int


class _Count:
    """The uses of one designation in one outlet."""

    def __init__(self) -> None:
        self.count = 0
        self.reports: set[int] = set()
        self.forms: Counter[str] = Counter()
        self.first: list[_Use] = []

    def add(self, use: _Use, quote: str) -> None:
        """One more; of the examples the earliest are kept."""
        self.count += 1
        self.forms[quote] += 1
        if use.report not in self.reports:
            self.reports.add(use.report)
            if len(self.first) < _EXAMPLES or use < self.first[-1]:
                insort(self.first, use)
                del self.first[_EXAMPLES:]


_Told = dict[str, dict[str | None, _Count]]  # by designation and outlet


class _Uses:
    """Every use of a designation, as numbers; `told` puts them together actor by actor."""

    def __init__(self) -> None:
        self._written: list[tuple[str, str]] = []
        self._numbers: dict[str, int] = {}
        self._columns = tuple(array("i") for _ in range(6))

    def add(self, actor: int, of: str, report: int, start: int, end: int, words: str) -> None:
        """One more. `words` are those of the text."""
        number = self._numbers.setdefault(words, len(self._written))
        if number == len(self._written):
            self._written.append(_written(words))
        for column, value in zip(self._columns, (actor, _OF.index(of), report, start, end, number), strict=True):
            column.append(value)

    def told(self, reports: Sequence[ReportRow]) -> Iterator[tuple[int, str, _Told]]:
        """Each actor and what of it is named, in order, with the uses of each designation in each outlet."""
        columns = [np.asarray(column) for column in self._columns]
        order = np.lexsort((columns[1], columns[0]))  # stable: the uses of an actor stay in order of the reports
        for (actor, of), uses in groupby(self._in(order, columns), key=lambda use: use[:2]):
            told: _Told = defaultdict(lambda: defaultdict(_Count))
            for *_, report, start, end, number in uses:
                row, (quote, folded) = reports[report], self._written[number]
                told[folded][row.outlet].add(_Use(row.day or "", report, start, end), quote)
            yield actor, _OF[of], told

    @staticmethod
    def _in(order: npt.NDArray[np.intp], columns: Sequence[npt.NDArray[np.int32]]) -> Iterator[tuple[int, ...]]:
        for at in range(0, len(order), _TOGETHER):
            some = order[at : at + _TOGETHER]
            yield from zip(*(column[some].tolist() for column in columns), strict=True)


def find_naming(archive: Archive, found: FoundActors, *, actor: str | None = None) -> list[Naming]:
    """The designations of each actor in each outlet, by actor, outlet and count.

    Args:
        archive: The reports.
        found: Their actors.
        actor: Only those whom `isnad.text.called` finds by this name; without it, those whom two outlets name, or all
            where there is one outlet.
    """
    reports = report_rows(archive)
    mentions = ActorMentions(archive, found.table)
    owners = _owners(found, mentions, reports)
    wanted = numbers_of(found.actors, actor) if actor else None
    uses = _uses(mentions, reports, owners, wanted)
    several = len({report.outlet for report in reports}) > 1
    rows: list[Naming] = []
    for number, of, told in uses.told(reports):
        outlets = {outlet for counts in told.values() for outlet in counts}
        if wanted is not None or not several or len(outlets) > 1:
            rows += _rows(found.actors[number], of, _one_spelling(told), reports)
    return rows


def _uses(
    mentions: Iterable[ActorMention], reports: Sequence[ReportRow], owners: dict[int, int], wanted: set[int] | None
) -> _Uses:
    """The designations of mentions, of the actors themselves and of whom bodies belong to."""
    uses = _Uses()
    for report, here in groupby(mentions, key=lambda mention: mention.report):
        text = reports[report].text
        for mention in here:
            owner = owners.get(mention.actor)
            if mention.type == MentionType.LOC and owner is None:
                continue
            itself = wanted is None or mention.actor in wanted
            owned = owner is not None and (wanted is None or owner in wanted)
            if not (itself or owned):
                continue
            start, end, forces = phrase(text, mention)
            of_forces = forces and mention.type == MentionType.PER
            if itself:
                uses.add(mention.actor, FORCES if of_forces else ITSELF, report, start, end, text[start:end])
            if owner is not None and owned:
                uses.add(owner, FORCES, report, start, end, text[start:end])
    return uses


def numbers_of(actors: Sequence[Actor], name: str) -> set[int]:
    """The numbers of the actors whom `isnad.text.called` finds by a name."""
    told = ((one.id, words) for one in actors for words in {one.name, *(known.name for known in one.names)})
    people = {one.id for one in actors if one.type is MentionType.PER}
    return set(called(name, told, people=people).keys)


def _written(words: str) -> tuple[str, str]:
    """A designation as it is shown, and as it is counted."""
    quote = " ".join(words.replace("_", " ").replace("#", "").split())
    if quote.startswith("لل"):
        quote = f"ال{quote[2:]}"
    return quote, fold(quote)


def phrase(text: str, mention: ActorMention) -> tuple[int, int, bool]:
    """Where the designation around a mention begins and ends, and whether a noun of forces begins it.

    Before a person: definite titles, an office with its field, adjectives that judge; before a body adjectives and
    nouns of forces alone, since a title before it is its leader's. A title without article right before a name is
    another person's (`نجل الهلالي`).
    """
    first, forces, end = mention.start, False, mention.end
    if mention.form == "name":
        first, forces = _before(text, mention)
    behind = _WORDS_BEHIND.match(text, end)
    while behind is not None and _judges(behind[1]):
        end = behind.end()
        behind = _WORDS_BEHIND.match(text, end)
    return first, end, forces


def _before(text: str, mention: ActorMention) -> tuple[int, bool]:
    """Where the words before a name begin that belong to its designation, and whether they are a noun of forces."""
    first = taken = mention.start
    line = max(text.rfind("\n", 0, first) + 1, first - _WINDOW)
    behind = _NAME
    for _ in range(_LONGEST):
        end = taken
        while end > line and text[end - 1] in _BETWEEN:
            end -= 1
        taken = end
        while taken > line and text[taken - 1].isalnum():
            taken -= 1
        part = _part_before(text[taken:end]) if taken < end else None
        if part is None:
            break
        kind, glued = part
        if kind == _FORCES:
            return taken + glued, True
        if kind == _JUDGING or (kind == _TITLE and mention.type == MentionType.PER):
            first = taken + glued
        elif kind == _OFFICE:
            if behind == _FIELD and mention.type == MentionType.PER:
                first = taken + glued
            break
        elif kind == _TITLE:
            break
        if glued:
            break
        behind = kind
    return first, False


_NAME, _FORCES, _TITLE, _OFFICE, _FIELD, _JUDGING = range(6)


@lru_cache(maxsize=1 << 15)
def _part_before(written: str) -> tuple[int, int] | None:
    """What a word before a name may be in its designation, and how many letters are glued on; None for no part."""
    info = word(fold(written))
    glued = len(info.conjunction) + (len(info.preposition) if "لل" not in written[:3] else 0)
    if info.pronoun:
        return None
    if info.stem in designations().forces:
        return (_FORCES, glued) if not info.article else None
    if info.article and info.stem in designations().judging:
        return _JUDGING, glued
    if info.classes & Noun.TITLE:
        return _TITLE if info.article else _OFFICE, glued
    words = offices()
    field = info.stem in words.departments or info.stem in words.qualifiers or info.stem in words.ranking
    if info.article and (field or info.classes & Noun.BODY or country_of(written) is not None):
        return _FIELD, glued
    return None


@lru_cache(maxsize=1 << 15)
def _judges(written: str) -> bool:
    """Whether a word behind a name is a definite adjective that judges it."""
    info = word(fold(written))
    return info.article and not info.conjunction and not info.preposition and info.stem in designations().judging


def _owners(found: FoundActors, mentions: Iterable[ActorMention], reports: Sequence[ReportRow]) -> dict[int, int]:
    """For bodies of fighters the person to whom they belong, by their name or by what reports say of their leader."""
    leads: dict[int, Counter[int]] = defaultdict(Counter)
    people: dict[str, Counter[int]] = defaultdict(Counter)
    for actor in found.actors:
        if actor.type is MentionType.PER and " " in actor.name and (family := family_part(actor.name)):
            people[family][actor.id] += len(actor.members)
    bodies = {actor.id: actor for actor in found.actors if actor.type is MentionType.ORG and _fights(actor.name)}
    for actor in bodies.values():
        for person, weight in _by_name(actor, people):
            leads[actor.id][person] += weight
    by_key = {body_key(name.name): actor.id for actor in bodies.values() for name in actor.names}
    for actor in found.actors:
        for role in actor.roles:
            body = by_key.get(body_key(role.organisation, role.country)) if role.organisation else None
            if body is not None and not role.qualifiers and fold(role.title) in designations().leaders:
                leads[body][actor.id] += role.reports
    for body, person in _said_to_lead(mentions, reports):
        if body in bodies:
            leads[body][person] += 1
    owners: dict[int, int] = {}
    for body, counts in leads.items():
        person, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
        if count >= _OWNER_SHARE * sum(counts.values()):
            owners[body] = person
    return owners


def _fights(name: str) -> bool:
    return word(fold(name).split()[0]).stem in designations().forces


def _by_name(body: Actor, people: dict[str, Counter[int]]) -> Iterator[tuple[int, int]]:
    """The person whose name stands behind the kind of a body: `قوات الهلالي`."""
    for name in body.names:
        rest = " ".join(fold(name.name).split()[1:])
        holders = people.get(name_key(rest).split(" ")[-1]) if rest and " " not in name_key(rest) else None
        if holders:
            person, count = min(holders.items(), key=lambda item: (-item[1], item[0]))
            if count >= _OWNER_SHARE * sum(holders.values()):
                yield person, name.reports


def _said_to_lead(mentions: Iterable[ActorMention], reports: Sequence[ReportRow]) -> Iterator[tuple[int, int]]:
    """Bodies and persons between which a report says who leads: `الجيش بقيادة المشير سامر الهلالي`."""
    before: ActorMention | None = None
    for mention in mentions:
        if (
            before is not None
            and before.report == mention.report
            and before.type == MentionType.ORG
            and mention.type == MentionType.PER
            and 0 < mention.start - before.end <= _LED
            and _leading(reports[mention.report].text[before.end : mention.start])
        ):
            yield before.actor, mention.actor
        before = mention


def _leading(between: str) -> bool:
    words = f" {fold(between)} "
    return "\n" not in between and any(
        f" {led}" in words if led.endswith(" ل") else f" {led} " in words for led in designations().led_by
    )


def _one_spelling(told: _Told) -> _Told:
    """Designations that differ in spelling alone put together, under the commonest."""
    sizes = {words: sum(count.count for count in counts.values()) for words, counts in told.items()}
    by_key: dict[str, list[tuple[str, str]]] = defaultdict(list)
    merged: _Told = {}
    for words in sorted(told, key=lambda words: (-sizes[words], words)):
        plain = [designations().one_word.get(part, part) for part in words.split()]
        key, joined = " ".join(name_key(part) or part for part in plain), " ".join(plain)
        same = next((one for one, other in by_key[key] if compare_names(joined, other) >= SAME_NAME), None)
        if same is None:
            by_key[key].append((words, joined))
            merged[words] = told[words]
            continue
        for outlet, count in told[words].items():
            into = merged[same].setdefault(outlet, _Count())
            into.count += count.count
            into.reports |= count.reports
            into.forms += count.forms
            into.first = sorted([*into.first, *count.first])[:_EXAMPLES]
    return merged


def _rows(actor: Actor, of: str, told: _Told, reports: Sequence[ReportRow]) -> list[Naming]:
    totals: Counter[str | None] = Counter()
    for counts in told.values():
        for outlet, count in counts.items():
            totals[outlet] += count.count
    uses = sum(totals.values())
    rows = []
    for counts in told.values():
        everywhere = sum(count.count for count in counts.values())
        forms = sum((count.forms for count in counts.values()), Counter[str]())
        words = min(forms, key=lambda form: (-forms[form], form))
        for outlet, count in counts.items():
            odds, z = (
                log_odds(count.count, totals[outlet], everywhere - count.count, uses - totals[outlet])
                if len(totals) > 1
                else (None, None)
            )
            days = [use.day for use in count.first if use.day]
            rows.append(
                Naming(
                    actor=actor.id,
                    name=actor.name,
                    of=of,
                    words=words,
                    outlet=outlet,
                    count=count.count,
                    reports=len(count.reports),
                    share=round(count.count / totals[outlet], 4),
                    first=days[0] if days else None,
                    log_odds=odds,
                    z=z,
                    examples=tuple(_evidence(use, reports) for use in count.first),
                )
            )
    return sorted(rows, key=lambda row: (row.outlet or "", -row.count, row.words))


def log_odds(here: int, all_here: int, elsewhere: int, all_elsewhere: int) -> tuple[float, float]:
    """How much more an outlet uses some words than the others do, and how many standard deviations that is.

    Args:
        here: Uses of these words in the outlet.
        all_here: Its uses of any words for the actor.
        elsewhere: Uses of these words in the other outlets.
        all_elsewhere: Their uses of any.

    >>> log_odds(30, 40, 2, 60)[1] > 2, log_odds(10, 20, 10, 20)
    (True, (0.0, 0.0))
    """
    prior = _PRIOR * (here + elsewhere) / (all_here + all_elsewhere)
    one, other = here + prior, elsewhere + prior
    rest_one, rest_other = all_here + _PRIOR - one, all_elsewhere + _PRIOR - other
    if min(rest_one, rest_other) <= 0:
        return 0.0, 0.0
    odds = log(one / rest_one) - log(other / rest_other)
    return round(odds, 3) + 0.0, round(odds / sqrt(1 / one + 1 / other), 3) + 0.0


def _evidence(use: _Use, reports: Sequence[ReportRow]) -> Evidence:
    report, span = reports[use.report], Span(use.start, use.end)
    return Evidence(
        report=report.id, span=span, quote=span.quote(report.text), outlet=report.outlet, published=report.day
    )
