"""Who said it: explicit sources through the report's actors, implicit ones through the chain of speakers.

An implicit subject (`وأضاف:`) goes on with the last *speaker* that agrees in gender and number with the verb,
whoever else was named in between; a participle takes the subject of its clause. After a turn marker with a new
source the chain begins anew. Where nobody agrees, the speaker stays unknown rather than be the nearest name.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from heapq import heappop, heappush
from itertools import takewhile

from isnad.annotate.entities.actors import JOINED, Actor, Actors
from isnad.annotate.phrases.noun_phrase import begins_object, is_pure_time, subject_after
from isnad.annotate.phrases.reference import Reference, Sort, before_verb, display, read_reference, trailing_name
from isnad.annotate.phrases.second_phrase import second_phrase
from isnad.annotate.phrases.view import COMMAS, Range, View
from isnad.annotate.statements.candidate import Candidate
from isnad.lexicon import Noun, particles, word
from isnad.model import Entity, MentionType
from isnad.model.statement import UNRESOLVED

_MEETS = particles("meets")
_CONTINUING = particles("goes_on")
_PRONOUNS = particles("pronouns")
_SUBORDINATING = particles("subordinating")
_MADE_IT = particles("made_it")
_NAMED_SORTS = frozenset({Sort.PERSON, Sort.UNNAMED})
_GROUPS = frozenset({Sort.UNNAMED, Sort.BODY, Sort.ROLE})
_WAS = frozenset({"كان", "كانت", "كانا", "كانوا"})
_DASHES = frozenset({"-", "--", "–", "—"})
_LONGEST_DATELINE = 14
_OWNED_WITHIN = 14  # tokens before a cue in which the owner of a document stands
UNKNOWN = "غير معروف"


class Speakers:
    """Resolves the speakers of a report's candidates in text order."""

    def __init__(self, view: View, entities: Sequence[Entity] = ()) -> None:
        self.view = view
        self.actors = Actors(view, entities)
        self.last: list[tuple[Actor, Candidate]] = []
        self.chains = 0

    @cached_property
    def _told(self) -> dict[str, list[int]]:
        """Where the words without article stand, by stem."""
        told: dict[str, list[int]] = {}
        for at, info in enumerate(self.view.words):
            if not info.article:
                told.setdefault(info.stem.removesuffix("ا"), []).append(at)
        return told

    def resolve(self, candidates: list[Candidate]) -> None:
        """Fills speaker, chain and how it was found, for every candidate."""
        self._register(candidates)
        self._find_nesting(candidates)
        for candidate in candidates:
            if candidate.source is not None:
                self._explicit(candidate, candidate.source)
            else:
                self._implicit(candidate)

    def _register(self, candidates: list[Candidate]) -> None:
        """All sources that tell a name, before any is resolved: a headline may be told in full only later."""
        for candidate in candidates:
            if candidate.source is not None:
                reference = read_reference(self.view, candidate.source)
                if reference.sort in {Sort.PERSON, Sort.BODY} and not (
                    reference.definite and len(reference.roots) == 1
                ):
                    self.actors.add(reference, candidate.cue[0])

    def _find_nesting(self, candidates: list[Candidate]) -> None:
        """Which statements stand inside the content of another: they do not go on with the chain outside."""
        spans = sorted(
            (span.start, outer.end - outer.start, number, span.end)
            for number, outer in enumerate(candidates)
            for span in outer.content
        )
        begun = 0
        around: list[tuple[int, int, int]] = []  # length, number and end of what has begun, the shortest first
        for number, inner in enumerate(candidates):
            place = self.view.starts[inner.cue[0]]
            while begun < len(spans) and spans[begun][0] <= place:
                heappush(around, spans[begun][1:])
                begun += 1
            own = []
            while around and (around[0][2] <= place or around[0][1] == number):
                span = heappop(around)
                own += [span] if span[2] > place else []
            holder = candidates[around[0][1]] if around else None
            inner.nested_in = holder if holder is not None and not _stands_in(holder, inner) else None
            for span in own:
                heappush(around, span)

    def _explicit(self, candidate: Candidate, tokens: Range) -> None:
        parts = joint_parts(self.view, tokens)
        if parts:
            self._joint(candidate, parts)
            return
        reference = read_reference(self.view, tokens)
        goes_on = candidate.verb is not None and candidate.verb.lemma in _CONTINUING and candidate.nested_in is None
        if reference.sort is Sort.DOCUMENT:
            actor, how, others = self._issuer(candidate, reference, tokens)
        else:
            actor, how, others = self.actors.resolve(tokens, candidate.cue[0])
            if goes_on and how == "described" and reference.sort is Sort.ROLE:
                before = next((a for a, told in reversed(self.last) if told.nested_in is None), None)
                if (
                    before is not None
                    and before.sort in {Sort.PERSON, Sort.NAME}
                    and not before.offices
                    and agrees(before, candidate)
                ):
                    actor, how = before, "goes-on"
                    self.actors.stands_for(reference, actor)
        self._set(candidate, actor, how)
        candidate.alternatives = [other.name for other in others]
        if how in {"office", "short-form", "document"} and actor.first != reference.name:
            candidate.antecedent = actor.first
        if candidate.gender and candidate.form in {"past", "present"} and actor.sort in {Sort.PERSON, Sort.NAME}:
            actor.gender = actor.gender or candidate.gender

    def _joint(self, candidate: Candidate, parts: list[Range]) -> None:
        """Two who speak together: one actor of both names."""
        names = [self._part_name(part, candidate.cue[0]) for part in parts]
        whole = display(self.view, (parts[0][0], parts[-1][1]))
        names = [display(self.view, part) if name == whole else name for name, part in zip(names, parts, strict=True)]
        actor = self.actors.pair(names, (parts[0][0], parts[-1][1]), candidate.cue[0])
        self._set(candidate, actor, "joint")

    def _part_name(self, part: Range, at: int) -> str:
        """The name of one of several speakers; the conjunction glued to it is none of it."""
        first = part[0]
        if self.view.forms[first][0] == "و" and not self.view.words[first].classes:
            return display(self.view, part)[1:]
        return self.actors.resolve(part, at)[0].name

    def _issuer(self, candidate: Candidate, reference: Reference, tokens: Range) -> tuple[Actor, str, list[Actor]]:
        """Who speaks through a document: whom its phrase names, else the last speaker for a document told before."""
        view = self.view
        first, last = reference.name[0], tokens[1]
        for k in range(first + 1, last):
            form = view.forms[k]
            if (form in {"عن", "من"} or self._made_it(k)) and k + 1 < last:
                return self.actors.resolve((k + 1, last), candidate.cue[0])
            if k == first + 1 and not reference.definite and view.has(k, Noun.ADJECTIVE) and not view.words[k].article:
                continue  # `تقارير إعلامية`
            if (
                view.is_word[k]
                and k > first
                and (
                    view.has(k, Noun.BODY | Noun.TITLE | Noun.OUTLET_KIND)
                    or view.words[k].preposition == "ل"
                    or k in view.names
                )
            ):
                return self.actors.resolve((k, last), candidate.cue[0])
        if reference.definite:
            issuer = self._issued(reference.head, candidate.cue[0])
            if issuer is not None:
                return issuer, "document", []
            if self.last:
                return self.last[-1][0], "document", []
        if last - first >= 2 and not reference.definite and view.words[first + 1].article is not False:
            return self.actors.resolve((first + 1, last), candidate.cue[0])
        told = reference._replace(name=(first, before_verb(view, *reference.name)))
        return self.actors.add(told, candidate.cue[0]), "described", []

    def _made_it(self, at: int) -> bool:
        """Whether a word looks like the verb of a relative clause about a document (`دراسة أجرتها الجامعة`)."""
        form, info = self.view.forms[at], self.view.words[at]
        if self.view.has(at - 1, Noun.RELATIVE) and form.endswith(("ه", "ها")):
            return True
        if form in _MADE_IT:
            return True
        return form.endswith(("تها", "ته")) and len(form) > 4 and not (info.article or info.classes or info.preposition)

    def _issued(self, head: str, before: int) -> Actor | None:
        """Who issued the document of this kind that was told last: the speaker or subject of the sentence that
        tells it.
        """
        view = self.view
        places = self._told.get(head, ())
        told = bisect_left(places, before)
        if not told:
            return None
        place = places[told - 1]
        segments = view.layer.segments
        first = segments[bisect_right(segments, (place, len(view.forms))) - 1][0]
        since = takewhile(lambda turn: turn[1].segment[0] >= first, reversed(self.last))
        spoken = next((actor for actor, told in since if told.segment[0] == first), None)
        if spoken is not None:
            return spoken
        tokens = self._head_subject(first, place) if first >= 0 else None
        return self.actors.resolve(tokens, before)[0] if tokens is not None else None

    def _set(self, candidate: Candidate, actor: Actor, how: str) -> None:
        if not self.last or self.last[-1][0] is not actor:
            self.chains += 1
        candidate.speaker = actor.name
        actor.spoke = True
        candidate.resolved_by = how
        candidate.chain = self.chains
        self.last.append((actor, candidate))

    def _implicit(self, candidate: Candidate) -> None:
        chosen, how = self._subordinate(candidate), "clause-subject"
        if chosen is None and self.view.forms[candidate.cue[0] - 1] == "عن":
            chosen, how = self._owner(candidate), "agreement"
        if chosen is None:
            how = "clause-subject"
            implied = (
                candidate.form in {"participle", "masdar"}
                or "+inside" in candidate.rule
                or self._coordinated(candidate)
            )
            chosen = self._clause_subject(candidate) if implied else None
        if chosen is None and candidate.form == "masdar":
            chosen, how = self._owner(candidate), "agreement"
        if chosen is None and candidate.possessive:
            chosen, how = self._main_subject(candidate), "clause-subject"
        if chosen is None:
            chosen, how = self._subject_between(candidate) or self._last_speaker(candidate), "chain"
        if chosen is None:
            candidate.speaker = UNKNOWN
            candidate.resolved_by = UNRESOLVED
            return
        candidate.antecedent = chosen.first
        self._set(candidate, chosen, how)

    def _owner(self, candidate: Candidate) -> Actor | None:
        """Whom the pronoun on a verbal noun stands for (`أعرب عن أمله أن …`)."""
        told = self.view.pronouns.get(candidate.cue[0])
        return self.actors.of_entity(told.mention.entity) if told is not None and told.mention.entity else None

    def _last_speaker(self, candidate: Candidate) -> Actor | None:
        document = self._last_document(candidate)
        if document is not None:
            return document
        seen: list[Actor] = []
        for actor, told in reversed(self.last):
            if (
                actor in seen
                or (told.nested_in is not None and told.nested_in is not candidate.nested_in)
                or (told.headline and len(self.last) > 1 and told is not self.last[-1][1])
            ):
                continue
            seen.append(actor)
            if agrees(actor, candidate):
                candidate.alternatives = []
                return actor
        told_before = self._told_before(candidate)
        if told_before is not None:
            return told_before
        before = [
            a
            for a in self.actors.actors
            if a.places
            and min(a.places) < candidate.cue[0]
            and (a.sort is not Sort.NAME or a.first[0] in self.view.names)
            and agrees(a, candidate)
        ]
        before.sort(key=lambda a: max(p for p in a.places if p < candidate.cue[0]), reverse=True)
        return before[0] if before else None

    def _main_subject(self, candidate: Candidate) -> Actor | None:
        """The subject of the main clause behind a verbal noun at its head (`رغم تأكيده ذلك، باع المدير …`)."""
        view, (first, last) = self.view, candidate.segment
        behind = view.layer.words.at(candidate.end)
        if candidate.cue[0] - first != 1 or behind + 1 >= last or view.forms[behind] not in COMMAS:
            return None
        tokens = self._head_subject(behind + 1, last)
        if tokens is None:
            return None
        actor, _, _ = self.actors.resolve(tokens, candidate.cue[0])
        return actor if agrees(actor, candidate) else None

    def _last_document(self, candidate: Candidate) -> Actor | None:
        """Who issued the document that spoke last, where the verb agrees with the document (`وأضاف البيان … وتابع`)."""
        for actor, told in reversed(self.last):
            if told.nested_in is not None and told.nested_in is not candidate.nested_in:
                continue
            if told.resolved_by != "document" or told.source is None or candidate.number not in {"", "s"}:
                return None
            gender = "f" if self.view.forms[told.source[0]].endswith("ه") else "m"
            return actor if candidate.gender in {"", gender} else None
        return None

    def _coordinated(self, candidate: Candidate) -> bool:
        """Whether a verb stands behind another clause of its sentence (`زار المخيم ووصفه بأنه …`)."""
        return candidate.form in {"past", "present"} and candidate.cue[0] > candidate.segment[0] + 1

    def _subject_between(self, candidate: Candidate) -> Actor | None:
        """The subject of the sentence right before, where nobody speaks in it and it agrees in gender: what is told of
        somebody new is gone on with (`أعلنت الحركة وقفا للنار. وأوضحت أن …`)."""
        view = self.view
        first, at = candidate.segment[0], candidate.cue[0]
        if candidate.form != "past" or at > first + 1 or not candidate.gender or view.line_start(at):
            return None
        segments = view.layer.segments
        behind = bisect_left(segments, (first,)) - 1
        if behind < 0 or (self.last and self.last[-1][1].segment[1] > segments[behind][0]):
            return None
        tokens = self._head_subject(*segments[behind])
        if tokens is None:
            return None
        reference = read_reference(view, tokens)
        if reference.sort not in {Sort.PERSON, Sort.BODY}:
            return None
        actor, _, _ = self.actors.resolve(tokens, at)
        gender = actor.gender or ("m" if reference.sort is Sort.PERSON else "")
        return actor if gender == candidate.gender and agrees(actor, candidate) else None

    def _told_before(self, candidate: Candidate) -> Actor | None:
        """The subject of one of the two sentences before, where nobody has spoken yet."""
        segments = self.view.layer.segments
        behind = bisect_left(segments, (candidate.cue[0],))
        while behind and segments[behind - 1][1] > candidate.segment[0] + 1:
            behind -= 1
        for first, last in reversed(segments[max(0, behind - 2) : behind]):
            tokens = self._head_subject(first, last)
            if tokens is not None:
                actor, _, _ = self.actors.resolve(tokens, candidate.cue[0])
                if agrees(actor, candidate):
                    return actor
        return None

    def _subordinate(self, candidate: Candidate) -> Actor | None:
        """`أكده الهاشم عندما قال`: a verb in a clause of time takes the subject of the verb of saying before it."""
        at, first = candidate.cue[0], candidate.segment[0]
        if candidate.form not in {"past", "present"} or at <= first or self.view.forms[at - 1] not in _SUBORDINATING:
            return None
        for k in range(at - 2, first, -1):
            if any(r.form in {"past", "present"} for r in self.view.readings(k)):
                tokens, _ = subject_after(self.view, k + 1, at - 1)
                if tokens is not None:
                    actor, _, _ = self.actors.resolve(tokens, at)
                    return actor if agrees(actor, candidate) else None
        return None

    def _clause_subject(self, candidate: Candidate) -> Actor | None:
        """The subject of the clause in which a participle stands."""
        first, at = candidate.segment[0], candidate.cue[0]
        owner = self._document_owner(first, at) if "+inside" in candidate.rule else None
        if owner is not None and agrees(owner, candidate):
            return owner
        for actor, told in reversed(self.last):
            if told.segment[1] <= first:
                break
            inside = told.nested_in is not None and told.nested_in is not candidate.nested_in
            if (
                told.segment == candidate.segment
                and told.cue[0] < at
                and not told.headline
                and not inside
                and agrees(actor, candidate)
            ):
                return actor
        end = at
        if "+inside" in candidate.rule:  # `أصدرت النقابة | بيانا قالت فيه`
            near = range(at - 1, max(first, at - 8), -1)
            end = next((k for k in near if word(self.view.forms[k].removesuffix("ا")).classes & Noun.DOCUMENT), at)
        tokens = self._head_subject(first, end)
        if tokens is None:
            return None
        actor, _, _ = self.actors.resolve(tokens, at)
        if not agrees(actor, candidate):
            return None
        owned = candidate.possessive and self.view.has(at - 1, Noun.TIME | Noun.PREPOSITION)  # `بعد إعلانه`
        if (
            (candidate.form in {"participle", "masdar"} or "+inside" in candidate.rule)
            and tokens[1] <= at
            and not owned
        ):
            candidate.source = tokens
        return actor

    def _document_owner(self, first: int, at: int) -> Actor | None:
        """Whose words a document or talk holds, where ل tells it (`تصريحات للوزير سامر الهلالي، قال فيها`)."""
        view = self.view
        for k in range(at - 1, max(first, at - _OWNED_WITHIN), -1):
            owned = view.forms[k].startswith("لل") or view.words[k].preposition == "ل"
            named = view.named(k, min(k + 3, at), MentionType.PER)
            if not owned or not (named or view.has(k, Noun.TITLE)):
                continue
            if view.channel_words.isdisjoint(range(max(first, k - 2), k)):
                return None
            tokens = (named.first, named.last) if named is not None else subject_after(view, k, at, glued=True)[0]
            return self.actors.resolve(tokens, at)[0] if tokens is not None else None
        return None

    def _head_subject(self, first: int, at: int) -> Range | None:
        """The subject of the verb at the head of a segment, or the phrase that heads it."""
        view = self.view
        k = first
        while k < at and (
            not view.is_word[k]
            or view.has(k, Noun.TIME)
            or view.forms[k] in {"قد", "وقد", "كما", "هذا", "كان", "وكان", "وكانت"}
        ):
            k += 1
        if k + 1 >= at:
            return None
        info = view.words[k]
        if view.forms[k] in _PRONOUNS:  # `لكنه عاد`
            return None
        k = _past_dateline(view, k, at)
        if k + 1 >= at:
            return None
        info, name = view.words[k], view.names.get(k)
        if name is not None and name.first == k and name.last <= at:
            return k, name.last
        if info.classes & Noun.PREPOSITION or any(
            not is_pure_time(view, n) for n in range(first, k) if view.has(n, Noun.TIME)
        ):
            return None
        at = next((was for was in range(k + 1, at) if view.forms[was] in _WAS), at)
        if (info.article or info.classes & (Noun.TITLE | Noun.BODY)) and view.forms[k] not in _MEETS:
            subject, _ = subject_after(view, k, min(at, k + 12))
        elif (
            view.words[k + 1].classes & (Noun.TITLE | Noun.BODY | Noun.UNNAMED)
            or view.words[k + 1].article
            or not view.words[k + 1].classes
        ):
            subject, _ = subject_after(view, k + 1, min(at, k + 14), stop=_preposition(view, k))
        else:
            return None
        if subject is None:
            return None
        boundary = second_phrase(view, *subject)
        if boundary > subject[0] and any(view.is_word[subject[0] : boundary]):
            subject = (subject[0], boundary)
        subject = _before_object(view, subject)
        told = view.names.get(subject[0])
        titled = view.has(subject[0], Noun.TITLE)
        if told is not None and told.first == subject[0] and told.mention.type is MentionType.PER and not titled:
            return told.first, told.last
        reference = read_reference(view, subject)
        if reference.sort is not Sort.NAME or subject[1] - subject[0] <= 3:
            return subject
        first_word = next(at for at in range(*subject) if view.is_word[at])
        return first_word, first_word + 1


def _before_object(view: View, tokens: Range) -> Range:
    """A subject without the object behind its last comma (`رفض الوزير، سامر الهلالي | ، إغلاق الجسر`)."""
    first, last = tokens
    for k in range(last - 2, first, -1):
        if view.forms[k] in COMMAS:
            return (first, k) if begins_object(view, k + 1) and not view.words[k + 1].pronoun else tokens
    return tokens


def _preposition(view: View, at: int) -> str:
    """The separate preposition of a verb of saying, which ends its subject (`حذر التقرير | من`), or an empty string."""
    return next((by for reading in view.readings(at) for by in reading.verb.by if len(by) > 1), "")


def _past_dateline(view: View, at: int, end: int) -> int:
    """The token after a dateline at the head of a clause (`صنعاء، اليمن (وكالة) -- `), or `at` where there is none."""
    name = view.names.get(at)
    if name is None or name.mention.type is not MentionType.LOC or name.last >= end or view.is_word[name.last]:
        return at
    return next((k + 1 for k in range(name.last, min(end, at + _LONGEST_DATELINE)) if view.forms[k] in _DASHES), at)


def _stands_in(candidate: Candidate, other: Candidate) -> bool:
    """Whether a statement stands in another's content, at whatever depth: of two that hold one another's cue (as
    contents before their cue can) the first alone is inside."""
    outer = candidate.nested_in
    while outer is not None and outer is not other:
        outer = outer.nested_in
    return outer is other


def joint_parts(view: View, tokens: Range) -> list[Range]:
    """The phrases of two who speak together (`الوزيران سامر وعادل`, `مسؤول في الميناء ومصدر في الجمارك`), or
    nothing.
    """
    first, last = tokens
    if last - first > 16 or any(r.form == "past" for k in range(first, last) for r in view.readings(k)):
        return []
    head = view.forms[first]
    several = head.endswith(("ان", "تان", "ين")) and view.words[first].article
    for k in range(first + 1, last):
        info, form = view.words[k], view.forms[k]
        if not view.is_word[k] or form[0] != "و" or len(form) < 4:
            continue
        left, right = read_reference(view, (first, k)), read_reference(view, (k, last))
        if info.conjunction and info.classes & (Noun.TITLE | Noun.UNNAMED) and not info.article:
            if left.sort in _NAMED_SORTS and right.sort in _NAMED_SORTS:
                return [(first, k), (k, last)]
        elif _named_apart(view, first, k, last):
            return [(first, k), *(joint_parts(view, (k, last)) or [(k, last)])]
        elif several and not info.classes and not view.has(first + 1, Noun.ADJECTIVE):
            name = trailing_name(view, first + 1, k)
            if name is not None or k == first + 2:
                return [name or (first + 1, k), (k, last)]
    return []


def _named_apart(view: View, first: int, at: int, last: int) -> bool:
    """Whether a second body or place stands behind و (`واشنطن | ولندن`, `دائرة الأوقاف | ووكالة الأنباء`)."""
    info, before = view.words[at], view.words[at - 1]
    left, right = view.names.get(first), view.names.get(at)
    kinds = Noun.BODY | Noun.OUTLET_KIND | Noun.UNNAMED
    if right is not None and right.first == at and right.mention.span.start > view.starts[at]:
        inside = info.article and view.has(first, Noun.BODY)  # `هيئة الإذاعة والتلفزيون`
        if left is not None and left.first == first and left.last == at and not inside:
            return MentionType.MISC not in {left.mention.type, right.mention.type}
        head = view.forms[first]
        if head.endswith(("تا", "تي")) and at == first + 2:  # `حركتا كذا | وكذا`
            return bool(word(f"{head[:-2]}ه").classes & Noun.BODY)
    alike = view.forms[at] == f"و{view.forms[first]}"  # `مسؤولان أوروبيان | ومسؤولان أميركيان`
    counted = view.has(first, Noun.QUANTITY) and view.has(at, Noun.QUANTITY) and bool(info.conjunction)
    if alike or counted:
        return not view.words[first].article
    if not info.conjunction or not info.classes & kinds:
        return False
    people = view.forms[first].endswith("ون") and view.words[first].article
    complete = before.article or before.pronoun or at - 1 in view.names or bool(before.classes & Noun.ADJECTIVE)
    told = view.has(first, kinds) or first in view.names or people
    if info.article:  # `وزارة الدفاع والشرطة`, not `لجنة الأمن والدفاع`
        return told and at + 1 == last and bool(before.classes & Noun.ADJECTIVE)
    return told and complete


def agrees(actor: Actor, candidate: Candidate) -> bool:
    """Whether an actor can be the subject of a verb of this gender and number."""
    if candidate.number == "s" and JOINED in actor.name:
        return False
    if candidate.number == "p" and candidate.gender == "f":
        return actor.plural or actor.name.split()[0].endswith("ات")
    if candidate.number == "d":
        return actor.dual or actor.sort is Sort.BODY
    if candidate.number == "p":
        return (
            actor.plural
            or actor.dual
            or (actor.sort in {Sort.UNNAMED, Sort.BODY, Sort.ROLE} and candidate.gender != "f")
        )
    if not candidate.gender or not actor.gender:
        return True
    return actor.plural or actor.gender == candidate.gender
