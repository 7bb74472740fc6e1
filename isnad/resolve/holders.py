"""Whom a description without a name stands for (`وزير الخارجية السعودي`): the holder whom other reports name then.

Named mentions with an office give *tenures*: who is called by which office, on which days, in which reports. A
description is given to the one holder whom other reports name in that office within `_WINDOW` days, or before and
after. Two that are about even, a change within the window whose days do not tell, the office itself (`منصب وزير …`),
and what is told of the past are left open. The annotation of the report is unchanged.

Known misses: a description without its country (`وزير الخارجية`); an office that no report names a holder of; what is
told of an earlier holder with no word that says so.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

import pyarrow as pa

from isnad.lexicon import Noun, word
from isnad.lexicon.countries import country_of
from isnad.lexicon.holders import holder_words
from isnad.model import Actor, Described, Evidence, Span
from isnad.resolve.archive import FOUND, Archive
from isnad.resolve.name_keys import without_titles
from isnad.resolve.office_keys import LINKS, Office, office_of_role, office_of_words, tells_one
from isnad.text import fold, sentences
from isnad.text.names import SAME_IN_REPORT, compare_names, name_key, name_parts
from isnad.text.normalise import normalise
from isnad.text.words import Words

_WINDOW: Final = 60  # days on either side
_LEAST: Final = 2  # reports that name the holder
_SHARE: Final = 0.9  # of all reports that name somebody in the office then
_MISREAD: Final = 0.5  # of the reports that give an actor its commonest title of a country
_LONGEST: Final = 8  # words of a description
_NEAR_NAME: Final = 3  # words between a description and a name, below which it may be the name's
_COMMA: Final = frozenset({"،", ",", "("})


class Named(NamedTuple):
    """One report that names an actor in an office."""

    actor: int
    day: int
    report: int
    outlet: str | None


class Phrase(NamedTuple):
    """A description that names an office whole."""

    span: Span
    office: Office


def find_described(archive: Archive, table: pa.Table, actors: Sequence[Actor]) -> dict[int, tuple[Described, ...]]:
    """For each actor the descriptions that stand for it in reports that give them no name, in order of report.

    Args:
        archive: The reports.
        table: The table `actors` of `FOUND`.
        actors: Their records, by number.
    """
    with archive.database() as database:
        database.register("actors", table)
        tenures = Tenures(_named(database), actors)
        people = _grouped(
            database.execute(
                'select m.report, m.start, m."end" from mentions m left join '
                "(select report, name, min(type) as type from entities group by 1, 2) e using (report, name) "
                "where m.form <> 'pronoun' and (e.type = 'PER' or m.form = 'nominal') order by all"
            ).fetchall()
        )
        told = _grouped(
            database.execute(
                "select report, start, left(value, 4) from times where value similar to '[12][0-9]{3}.*'"
            ).fetchall()
        )
    found: dict[int, list[Described]] = defaultdict(list)
    for report, identifier, outlet, day, text in archive.each("reports", ["report", "id", "outlet", "day", "text"]):
        if day is None:
            continue
        years = {start for start, year in told.get(report, ()) if int(year) < day.year}
        for phrase in phrases(text, tenures.offices, people.get(report, ()), years):
            holder = tenures.holder(phrase.office, report, day.toordinal())
            if holder is not None:
                quote = phrase.span.quote(text)
                where = Evidence(
                    report=identifier, span=phrase.span, quote=quote, outlet=outlet, published=day.isoformat()
                )
                found[holder[0]].append(_described(where, phrase.office, *holder[1:]))
    return {actor: tuple(mentions) for actor, mentions in found.items()}


def described_names(archive: Archive, actors: Sequence[Actor]) -> pa.Table:
    """The table `described` of `FOUND`: the words of speakers and participants that are a description, and whose."""
    with archive.database() as database:
        numbers = dict(database.execute("select id, report from reports").fetchall())
        words = database.execute(
            "select distinct report, name from (select report, speaker as name from statements "
            "union all select report, addressee from statements union all select report, target from statements "
            "union all select report, claimed_by from events union all select report, unnest(actors) from events "
            "union all select report, unnest(recipients) from events) where name is not null order by all"
        ).fetchall()
    of: dict[int, dict[Office, set[int]]] = defaultdict(lambda: defaultdict(set))
    for actor in actors:
        for one in actor.described:
            of[numbers[one.where.report]][Office(one.title, one.field, one.country)].add(actor.id)
    rows = [
        {"report": report, "name": name, "actor": actor, "actor_name": actors[actor].name}
        for report, name in words
        if report in of and (office := office_of_words(name)) in of[report] and len(of[report][office]) == 1
        for actor in of[report][office]
    ]
    return pa.Table.from_pylist(rows, schema=FOUND["described"])


def _named(database: Any) -> list[tuple[int, int, int, str | None, list[str]]]:
    rows: list[tuple[int, int, int, str | None, list[str]]] = [
        (actor, day.toordinal(), report, outlet, roles)
        for actor, day, report, outlet, roles in database.execute(
            "select a.actor, r.day, r.report, r.outlet, e.roles from entities e join actors a using (report, entity) "
            "join reports r using (report) where len(e.roles) > 0 and r.day is not null and e.type = 'PER' "
            "order by r.day, r.report, a.actor"
        ).fetchall()
    ]
    return rows


def _grouped(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for report, *rest in rows:
        found[report].append(tuple(rest))
    return found


class Tenures:
    """Who is named in which office, and when; `offices` are those that somebody is named in."""

    def __init__(self, rows: Iterable[tuple[int, int, int, str | None, list[str]]], actors: Sequence[Actor]) -> None:
        self.actors = actors
        self._named: dict[Office, list[Named]] = defaultdict(list)
        held = [
            (Named(actor, day, report, outlet), office)
            for actor, day, report, outlet, roles in rows
            for role in roles
            if (office := office_of_role(role)) is not None
        ]
        countries: dict[tuple[int, str, str], set[str]] = defaultdict(set)
        for named, office in held:
            if office.country:
                countries[named.actor, office.title, office.field].add(office.country)
        for named, office in held:
            known = countries.get((named.actor, office.title, office.field), set())
            if office.country is None and len(known) == 1:
                office = office._replace(country=min(known))  # told without its country here, with it elsewhere
            if tells_one(office) and named not in self._named[office]:
                self._named[office].append(named)
        self._drop_misread()
        self.offices = frozenset(self._named)

    def _drop_misread(self) -> None:
        """Leaves out who is called so now and then, and by another title of the country mostly: king and heir."""
        most: Counter[tuple[int, str | None, str]] = Counter()
        for office, told in self._named.items():
            most.update((one.actor, office.country, office.title) for one in told)
        best: dict[tuple[int, str | None], int] = defaultdict(int)
        for (actor, country, _), count in most.items():
            best[actor, country] = max(best[actor, country], count)
        for office, told in self._named.items():
            kept = [
                one
                for one in told
                if most[one.actor, office.country, office.title] >= _MISREAD * best[one.actor, office.country]
            ]
            self._named[office] = kept

    def holder(self, office: Office, report: int, day: int) -> tuple[int, float, list[Named]] | None:
        """The one holder on a day by what other reports say, with the score and those who say so; None where open."""
        near = self._near(office, report, day)
        if not near:
            return None
        by: dict[int, list[Named]] = defaultdict(list)
        for one in near:
            by[one.actor].append(one)
        ends = sorted(by, key=lambda actor: (-len(by[actor]), actor))
        groups: dict[int, list[Named]] = {}
        for actor in ends:
            alike = next((first for first in groups if self._alike(first, actor)), actor)
            groups.setdefault(alike, []).extend(by[actor])
        best = max(groups, key=lambda actor: (len(groups[actor]), -actor))
        others = [one for actor, told in groups.items() if actor != best for one in told]
        share = len(groups[best]) / len(near)
        if len(groups[best]) < _LEAST or (share < _SHARE and not _told_by_days(groups[best], others, day)):
            best_then = [actor for actor in groups if _told_by_days(groups[actor], _but(groups, actor), day)]
            if len(best_then) != 1 or len(groups[best_then[0]]) < _LEAST:
                return None
            best, share = best_then[0], 1.0
        told = groups[best]
        if min(one.day for one in told) > day:
            return None  # named only afterwards: it may be the one who came after
        return best, round(max(share, 0.9) * (1 - 1 / (1 + len({one.report for one in told}))), 3), told

    def _near(self, office: Office, report: int, day: int) -> list[Named]:
        """What other reports say within the window; of who is named before and after the day also beyond it."""
        told = [one for one in self._named.get(office, ()) if one.report != report]
        days = [one.day for one in told]
        near = told[bisect_left(days, day - _WINDOW) : bisect_right(days, day + _WINDOW)]
        if len({one.report for one in near}) >= _LEAST:
            return near
        before, after = told[: bisect_right(days, day)][-_LEAST:], told[bisect_right(days, day) :][:_LEAST]
        return [*before, *after] if before and after else near

    def _alike(self, one: int, other: int) -> bool:
        """Whether two names in one office are of one: spellings of one (`مون جاي`, `مون جيه`)."""
        names = [self.actors[actor].name for actor in (one, other)]
        if compare_names(*names) >= SAME_IN_REPORT:
            return True
        a, b = (name_parts(without_titles(name)) for name in names)
        if not a or not b or name_key(a[0]) != name_key(b[0]):
            return False
        return len(a) == 1 or len(b) == 1 or a[1][0] == b[1][0]


def _but(groups: Mapping[int, list[Named]], actor: int) -> list[Named]:
    return [one for other, told in groups.items() if other != actor for one in told]


def _told_by_days(told: Sequence[Named], others: Sequence[Named], day: int) -> bool:
    """Whether the days tell a change of holders, and that these are the day's: nobody else is named on its side."""
    first, last = min(one.day for one in told), max(one.day for one in told)
    if len(told) < _LEAST or not others:
        return len(told) >= _LEAST
    if all(one.day > last for one in others):
        return day <= last
    if all(one.day < first for one in others):
        return day >= first
    return False


def _described(where: Evidence, office: Office, score: float, told: Sequence[Named]) -> Described:
    days = [one.day for one in told]
    return Described(
        where=where,
        title=office.title,
        field=office.field,
        country=office.country,
        score=score,
        reports=len({one.report for one in told}),
        outlets=len({one.outlet for one in told if one.outlet}),
        first=_iso(min(days)),
        last=_iso(max(days)),
    )


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()


def phrases(
    text: str, known: frozenset[Office], taken: Iterable[tuple[int, int]] = (), years: Iterable[int] = ()
) -> Iterator[Phrase]:
    """The descriptions of a text that name a known office whole and stand beside no name, in text order.

    Args:
        text: A report's text.
        known: Offices that somebody is named in.
        taken: Spans of persons' names and of descriptions that the report itself resolves.
        years: Where years before that of publication are told.
    """
    words, lists = Words(normalise(text)), holder_words()
    spans = sorted(taken)
    back = [sentence for sentence in sentences(text) if _lies_back(text, sentence, years)]
    past = 0
    for at, form in enumerate(words.forms):
        if at < past or not words.is_word[at] or word(form).stem not in lists.titles or word(form).pronoun:
            continue
        last = _end(words, at, known)
        if last is None:
            continue
        past = last
        span = Span(words.starts[at] + (1 if word(form).conjunction else 0) + _glued(form), words.ends[last - 1])
        office = _office_at(words, at, last)
        if (
            office is not None
            and not _beside_name(words, at, last, spans)
            and _means_holder(words, at, last)
            and not any(sentence.start <= span.start < sentence.end for sentence in back)
        ):
            yield Phrase(span, office)


def _glued(form: str) -> int:
    info = word(form)
    return 1 if info.preposition and not (info.preposition == "ل" and info.article) else 0


def _lies_back(text: str, sentence: Span, years: Iterable[int]) -> bool:
    if any(sentence.start <= year < sentence.end for year in years):
        return True
    return not holder_words().back_then.isdisjoint(fold(sentence.quote(text)).split())


def _office_at(words: Words, first: int, last: int) -> Office | None:
    head = word(words.forms[first])
    title = f"ال{head.stem}" if head.article else head.stem
    return office_of_words(" ".join((title, *words.forms[first + 1 : last])))


def _end(words: Words, first: int, known: frozenset[Office]) -> int | None:
    """Past the last word of the longest known office that begins here."""
    stop = first + 1
    while stop < min(len(words), first + _LONGEST) and words.is_word[stop] and _same_line(words, stop):
        stop += 1
    for last in range(stop, first + 1, -1):
        if words.forms[last - 1] in LINKS:
            continue
        if _office_at(words, first, last) in known:
            return last
    return None


def _same_line(words: Words, at: int) -> bool:
    return words.starts[at] - words.ends[at - 1] <= 1


def _beside_name(words: Words, first: int, last: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a person's name, or a description that the report resolves, overlaps it or stands right beside it."""
    low = words.starts[max(0, first - 2)]
    end = words.ends[last - 1]
    high = words.starts[min(len(words) - 1, last + _NEAR_NAME)]
    for start, stop in spans:
        if start < end and stop > words.starts[first]:
            return True
        if (end <= start < high and not _broken(words, last, start)) or (low <= stop - 1 < words.starts[first]):
            return True
    return False


def _broken(words: Words, last: int, start: int) -> bool:
    """Whether a word of another phrase stands between: a verb or a preposition is neither rank nor comma."""
    at = last
    while at < len(words) and words.starts[at] < start:
        if words.is_word[at] and (word(words.forms[at]).preposition or words.forms[at] in _BREAKS):
            return True
        at += 1
    return at < len(words) and (bool(word(words.forms[at]).preposition) or bool(word(words.forms[at]).conjunction))


_WAS: Final = frozenset({"كان", "كانت", "يكون"})
_WHO: Final = frozenset({"الذي", "التي"})
_BACK: Final = frozenset({"ذلك", "تلك"})
_BREAKS: Final = frozenset(
    {"ان", "انه", "من", "الي", "علي", "مع", "في", "عن", "بان", "قال", "اكد", "حول", "بعد", "قبل", "خلال"}
)


def _means_holder(words: Words, first: int, last: int) -> bool:
    """Whether no word beside it says that the office is meant, another holder, or more than the description."""
    lists = holder_words()
    before = words.forms[first - 1] if first and _same_line(words, first) else ""
    if before in lists.office_itself or word(before).stem in lists.office_itself | lists.titles:
        return False
    if before in _WAS and first > 1 and words.forms[first - 2] in lists.when_it_was:
        return False
    info = word(words.forms[first])
    if info.preposition == "ك":
        return False
    ahead = last
    while ahead < len(words) and word(words.forms[ahead]).stem in lists.passing:
        ahead += 1
    if ahead + 1 < len(words) and words.forms[ahead] in _COMMA and words.forms[ahead + 1] in lists.not_now:
        return False
    if ahead >= len(words) or not words.is_word[ahead]:
        return True
    after = word(words.forms[ahead])
    if after.stem in lists.not_now or words.forms[ahead] in lists.not_now:
        return False
    if words.forms[ahead] in _WHO and ahead + 1 < len(words) and words.forms[ahead + 1] in _WAS:
        return False  # `الرئيس الأوكراني الذي كان`
    if after.article and not after.preposition and not after.conjunction:
        return False  # the phrase goes on
    if words.forms[ahead].startswith("لل") or not _BACK.isdisjoint(words.forms[ahead : ahead + 3]):
        return False  # `الرئيس الصيني للمنظمة`, `الرئيس الأميركي في ذلك الوقت`
    ends_with_adjective = word(words.forms[last - 1]).article
    if after.conjunction and (country_of(words.forms[ahead][1:]) or after.article):
        return not (after.article and country_of(words.forms[ahead][1:]))
    return not (
        after.preposition == "ل"
        and (after.classes & Noun.BODY or not ends_with_adjective or info.stem in {"مستشار", "نائب", "مبعوث", "مندوب"})
    )
