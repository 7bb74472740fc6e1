"""Through what something was said.

A channel stands beside the cue (`في بيان`, `عبر حسابه على تويتر`), is the document that speaks, or follows in a
sentence of its own (`جاء ذلك في تغريدة`). It holds for the speaker's series: the following statements, and the
headline and lead that open it. Known misses: a channel that only the context tells (`على هامش القمة` of a speech
given there).
"""

from __future__ import annotations

from bisect import bisect_left

from isnad.annotate.phrases.view import INSIDE, Range, View
from isnad.annotate.statements.candidate import Candidate
from isnad.annotate.statements.hearers import outlet_told
from isnad.annotate.statements.surroundings import by_segment, clause_tokens
from isnad.lexicon import Noun, channels, particles
from isnad.model import Channel
from isnad.text import fold

_MARKS = particles("channel_marks")
_THIS_CAME = particles("came")
_THIS = particles("these_words")
_GIVES = ("اجر", "عقد", "الق", "اصدر")
_DURING = frozenset({"في", "خلال", "اثناء", "لدي", "هامش"})
_PARTITIVES = particles("partitives")
_SERIES = frozenset({Channel.INTERVIEW, Channel.PRESS_CONFERENCE, Channel.SPEECH, Channel.TWEET, Channel.STATEMENT})
_FRAMES = {Channel.MEETING: particles("meets"), Channel.PHONE: particles("calls_by_phone")}
_JOURNALISTS = particles("journalists")
_RANKS = {
    4: (Channel.TWEET,),
    3: (Channel.SOCIAL, Channel.INTERVIEW, Channel.PRESS_CONFERENCE, Channel.PHONE, Channel.STATEMENT),
    2: (Channel.SPEECH, Channel.LETTER),
    1: (Channel.MEDIA, Channel.REPORT, Channel.MEETING),
}
_STRONG = {channel: rank for rank, channels_of_rank in _RANKS.items() for channel in channels_of_rank}


def attach_channels(view: View, candidates: list[Candidate]) -> None:
    """Fills `channel` and the tokens that tell it, for every candidate whose speaker is known."""
    segments = by_segment(candidates)
    for candidate in candidates:
        if candidate.channel is Channel.UNSPECIFIED:
            _own(view, candidate, segments[candidate.segment])
    _backward(view, candidates)
    _context(view, candidates)
    _carry(candidates)
    for candidate in candidates:
        told = candidate.via or (candidate.addressee if _press(view, candidate) else None)
        if told is not None and candidate.channel is Channel.UNSPECIFIED:
            candidate.channel, candidate.channel_at = Channel.MEDIA, told
    _carry(candidates)


def _press(view: View, candidate: Candidate) -> bool:
    """Whether the hearers are journalists."""
    return candidate.addressee is not None and view.words[candidate.addressee[0]].stem in _JOURNALISTS


def _own(view: View, candidate: Candidate, of_segment: list[Candidate]) -> None:
    best: tuple[int, Channel, Range] | None = None
    for at in clause_tokens(view, candidate, of_segment):
        found = channel_at(view, at, candidate.segment[1])
        if found is None:
            continue
        channel, last = found
        if not _is_told(view, candidate, at, channel):
            continue
        rank = _STRONG[channel]
        if best is None or rank > best[0]:
            best = rank, channel, (at, last)
    if best is not None:
        candidate.channel, candidate.channel_at = best[1], best[2]
    elif (frame := _frame_verb(view, candidate)) is not None:
        candidate.channel, candidate.channel_at = frame
    elif candidate.verb is not None and candidate.verb.channel in {"tweet", "social"}:
        candidate.channel, candidate.channel_at = Channel(candidate.verb.channel), candidate.cue
    elif candidate.source is not None and speaks_as_outlet(view, candidate.source):
        candidate.channel, candidate.channel_at = Channel.REPORT, candidate.source


def _frame_verb(view: View, candidate: Candidate) -> tuple[Channel, Range] | None:
    """The channel of a participle whose clause tells a meeting or a call (`استقبل الهادي السفير مؤكدا …`)."""
    if candidate.form != "participle":
        return None
    first = candidate.segment[0]
    for at in range(first, min(first + 3, candidate.cue[0])):
        form = view.forms[at].removeprefix("و")
        for channel, verbs in _FRAMES.items():
            if form in verbs or form.removesuffix("ت") in verbs:
                return channel, (at, at + 1)
    return None


def channel_at(view: View, at: int, end: int) -> tuple[Channel, int] | None:
    """The channel that the words from a token name, and the token after its name."""
    return channels().match(view.forms, at, end) if view.is_word[at] else None


def _is_told(view: View, candidate: Candidate, at: int, channel: Channel) -> bool:
    """Whether a channel noun is used as one here."""
    info = view.words[at]
    if candidate.source is not None and candidate.source[0] <= at < candidate.source[1]:
        return at == candidate.source[0] and channel in {
            Channel.STATEMENT,
            Channel.REPORT,
            Channel.LETTER,
            Channel.SPEECH,
        }
    before = view.forms[at - 1].removeprefix("و") if at else ""
    if channel is Channel.SPEECH and view.forms[at] == "امام":
        return True
    if (
        before in {"بعد", "عقب", "قبل", "غداه", "عشيه", "منذ", "بشان", "حول", "الي", "من"}
        and channel is not Channel.MEDIA
    ):
        return False
    if before in _MARKS or info.preposition in {"ب", "ل"} or view.forms[at][:1] == "ب":
        return channel is not Channel.MEETING or before in _DURING
    if channel in {Channel.TWEET, Channel.SOCIAL}:
        return True
    following = view.forms[candidate.cue[1]] if candidate.cue[1] < len(view.forms) else ""
    if at < candidate.cue[0] and following in INSIDE:
        return True
    return channel is Channel.PHONE and view.forms[at] == "هاتفيا"


def speaks_as_outlet(view: View, source: Range) -> bool:
    """Whether the source is an outlet or agency, or one of its kind."""
    first, last = source
    while first < last and (not view.is_word[first] or view.words[first].stem in _PARTITIVES):
        first += 1
    if first >= last:
        return False
    return (
        view.has(first, Noun.OUTLET_KIND)
        or view.outlet(first, last) == last
        or view.words[first].stem in {"وسائل", "تقارير"}
    )


def _backward(view: View, candidates: list[Candidate]) -> None:
    """`جاء ذلك في تغريدة`: the channel of the statements before it that have none."""
    cues = [c.cue[0] for c in candidates]
    done = 0
    for first, last in view.layer.segments:
        if view.forms[first] not in _THIS_CAME or last - first < 4 or view.forms[first + 1] not in _THIS:
            continue
        hits = ((channel_at(view, k, last), k) for k in range(first + 2, min(last, first + 12)))
        found = next(((hit[0], hit[1], k) for hit, k in hits if hit is not None), None)
        if found is None:
            continue
        channel, end, at = found
        before = bisect_left(cues, first)
        if not before:
            continue
        speaker = candidates[before - 1].speaker
        for candidate in reversed(candidates[done:before]):
            if candidate.speaker != speaker:
                break
            if candidate.channel is Channel.UNSPECIFIED:
                candidate.channel, candidate.channel_at = channel, (at, end)
        done = before


def _context(view: View, candidates: list[Candidate]) -> None:
    """`أجرى الهاشم مقابلة مع قناة الأفق`: a sentence without a statement tells the channel of its subject's next
    ones.
    """
    spoken = {c.segment[0] for c in candidates}
    cues = [c.cue[0] for c in candidates]
    for first, last in view.layer.segments:
        if first in spoken:
            continue
        found = next(
            (hit for hit in (_opens_series(view, first, k, last) for k in range(first, last)) if hit is not None), None
        )
        if found is None:
            continue
        channel, tokens = found
        behind = bisect_left(cues, last)
        following = candidates[behind] if behind < len(cues) else None
        if following is None or following.channel is not Channel.UNSPECIFIED:
            continue
        names = set(fold(following.speaker).split()[-1:])
        if names & set(view.forms[first:last]):
            following.channel, following.channel_at = channel, tokens
            if channel is Channel.INTERVIEW:
                told = (outlet_told(view, at, (first, last)) for at in range(tokens[1], last))
                outlet = next((outlet for outlet in told if outlet is not None), None)
                if outlet is not None and following.via is None:
                    _carry_interviewer(candidates[behind:], following.speaker, outlet)


def _opens_series(view: View, first: int, at: int, last: int) -> tuple[Channel, Range] | None:
    found = channel_at(view, at, last)
    if found is None or found[0] not in _SERIES:
        return None
    before = view.forms[at - 1].removeprefix("و") if at else ""
    given = any(form.removeprefix("و").startswith(_GIVES) for form in view.forms[first : first + 2])
    if view.forms[at].endswith("ا") or given:
        return found[0], (at, found[1])
    return (found[0], (at, found[1])) if before in _MARKS or before.startswith(_GIVES) else None


def _carry_interviewer(candidates: list[Candidate], speaker: str, outlet: Range) -> None:
    """To whom an interview was given, where only the sentence before tells it, holds for all that is said in it."""
    for candidate in candidates:
        if candidate.nested_in is not None:
            continue
        if candidate.speaker != speaker:
            return
        if candidate.channel in {Channel.INTERVIEW, Channel.UNSPECIFIED} and candidate.via is None:
            candidate.via = outlet


def _carry(candidates: list[Candidate]) -> None:
    """A channel holds for the speaker's following statements, and for the headline and lead before them."""
    last: dict[str, Candidate] = {}
    for candidate in candidates:
        if candidate.channel is not Channel.UNSPECIFIED:
            last[candidate.speaker] = candidate
        elif candidate.speaker in last and (
            last[candidate.speaker].channel is not Channel.MEETING or candidate.chain == last[candidate.speaker].chain
        ):
            told = last[candidate.speaker]
            candidate.channel, candidate.channel_at = told.channel, told.channel_at
    opened: dict[str, Candidate] = {}
    for candidate in reversed(candidates):
        if candidate.channel is not Channel.UNSPECIFIED:
            opened[candidate.speaker] = candidate
        elif candidate.speaker in opened:
            told = opened[candidate.speaker]
            candidate.channel, candidate.channel_at = told.channel, told.channel_at
