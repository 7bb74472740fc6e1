"""Through what something was said.

A channel stands beside the cue (`في بيان`, `عبر حسابه على تويتر`), is the document that speaks, or shows from who is
spoken to (`قال للبرلمان`). How far it holds from there is told by the series. Known misses: a channel that only the
context tells (`على هامش القمة` of a speech given there).
"""

from __future__ import annotations

from isnad.annotate.phrases.view import INSIDE, Range, View
from isnad.annotate.statements.candidate import Candidate
from isnad.annotate.statements.hearers import named_behind_li
from isnad.annotate.statements.outlets import is_state_agency
from isnad.annotate.statements.series import carry, context, told_after
from isnad.annotate.statements.surroundings import Clauses, channel_at
from isnad.annotate.statements.via import handed_on_around
from isnad.lexicon import Noun, particles
from isnad.model import Channel

_MARKS = particles("channel_marks")
_DURING = frozenset({"في", "خلال", "اثناء", "لدي", "هامش"})
_PARTITIVES = particles("partitives")
_SPEAKING = frozenset({Channel.STATEMENT, Channel.REPORT, Channel.LETTER, Channel.SPEECH})  # as the subject
_FRAMES = {Channel.MEETING: particles("meets"), Channel.PHONE: particles("calls_by_phone")}
_JOURNALISTS = particles("journalists")
_TO_HIM = particles("to_him")
_REACTIONS = particles("reactions")
_ASSEMBLIES = particles("assemblies")
_GATHERINGS = particles("gatherings")
_TALK_OF_HIS = particles("talk_of_his")
_RANKS = {
    4: (Channel.TWEET,),
    3: (Channel.SOCIAL, Channel.INTERVIEW, Channel.PRESS_CONFERENCE, Channel.PHONE, Channel.STATEMENT),
    2: (Channel.SPEECH, Channel.LETTER),
    1: (Channel.MEDIA, Channel.REPORT, Channel.MEETING),
}
_STRONG = {channel: rank for rank, channels_of_rank in _RANKS.items() for channel in channels_of_rank}


def attach_channels(view: View, candidates: list[Candidate], clauses: Clauses) -> None:
    """Fills `channel` and the tokens that tell it, for every candidate whose speaker is known."""
    for candidate in candidates:
        if candidate.channel is Channel.UNSPECIFIED:
            _own(view, candidate, clauses)
            _by_hearer(view, candidate)
    told_after(view, candidates)
    context(view, candidates)
    carry(view, candidates)
    for candidate in candidates:
        told = candidate.via or (candidate.addressee if _press(view, candidate) else None)
        if told is not None and candidate.channel is Channel.UNSPECIFIED and not handed_on_around(candidate):
            candidate.channel, candidate.channel_at = Channel.MEDIA, told
    carry(view, candidates)


def _by_hearer(view: View, candidate: Candidate) -> None:
    """`قال للبرلمان` is a speech, `قال الشاب لماكرون` and `قال له ماكرون` are said face to face."""
    if candidate.channel is not Channel.UNSPECIFIED or candidate.verb is None or candidate.verb.act != "say":
        return
    behind = candidate.cue[1]
    if behind < len(view.forms) and view.forms[behind] in _TO_HIM:
        candidate.channel, candidate.channel_at = Channel.MEETING, (behind, behind + 1)
    elif candidate.addressee is not None:
        channel = _faced(view, candidate.addressee[0])
        candidate.channel_at = candidate.addressee if channel is not Channel.UNSPECIFIED else None
        candidate.channel = channel


def _faced(view: View, at: int) -> Channel:
    """What it is to speak to those whom a token names."""
    if view.words[at].stem in _ASSEMBLIES and view.forms[at][0] == "ل":
        return Channel.SPEECH
    return Channel.MEETING if named_behind_li(view, at) else Channel.UNSPECIFIED


def _press(view: View, candidate: Candidate) -> bool:
    """Whether the hearers are journalists."""
    return candidate.addressee is not None and view.words[candidate.addressee[0]].stem in _JOURNALISTS


def _own(view: View, candidate: Candidate, clauses: Clauses) -> None:
    best: tuple[int, Channel, Range] | None = None
    for at in filter(view.channel_words.__contains__, clauses.of(candidate)):
        found = channel_at(view, at, candidate.segment[1])
        if found is None:
            continue
        channel, last = found
        if not _is_told(view, candidate, at, channel):
            continue
        rank = _rank(view, at, channel)
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


def _rank(view: View, at: int, channel: Channel) -> int:
    """How strongly a word tells its channel: an occasion less than what is said there, `حديثه` the least.

    `في تصريح خلال المؤتمر السنوي` is told to the media, `في حديثه بمؤتمر في سرملة` a speech.
    """
    stem = view.words[at].stem
    if channel is Channel.MEDIA and stem in _TALK_OF_HIS:
        return 0
    return 1 if channel is Channel.SPEECH and stem in _GATHERINGS else _STRONG[channel]


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


def _is_told(view: View, candidate: Candidate, at: int, channel: Channel) -> bool:
    """Whether a channel noun is used as one here."""
    info = view.words[at]
    if candidate.source is not None and candidate.source[0] <= at < candidate.source[1]:
        return at == candidate.source[0] and channel in _SPEAKING and info.stem not in _GATHERINGS
    before = view.forms[at - 1].removeprefix("و") if at else ""
    if channel is Channel.SPEECH and view.forms[at] == "امام":
        return True
    if (
        before in {"بعد", "عقب", "قبل", "غداه", "عشيه", "منذ", "بشان", "حول", "الي", "من"}
        and channel is not Channel.MEDIA
    ):
        return False
    if before == "علي" and view.forms[at - 2].removeprefix("و") in _REACTIONS:  # `تعليقا على تقرير`
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
    if first >= last or is_state_agency(view, first, last):
        return False
    return (
        view.has(first, Noun.OUTLET_KIND)
        or view.outlet(first, last) == last
        or view.words[first].stem in {"وسائل", "تقارير"}
    )
