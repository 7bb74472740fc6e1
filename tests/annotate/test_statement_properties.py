"""What holds for any text: every span quotes it, the text stays as it is, twice is the same, and it ends in time."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statement_cases import cases, pipeline

from isnad.annotate import StatementStage
from isnad.ingest.build import build
from isnad.model import Layers, Report
from isnad.text import TextLayer

EXAMPLES = 120
PATIENCE, LONG_PATIENCE = 5.0, 20.0  # seconds of the processor, for a short text and for a flood
QUOTES = "\"'«»“”„‟‘’‹›()[]{}"
MARKS = ".,،؛;:؟?!…-–—/@#%*_"
UNSEEN = (
    "\N{ARABIC TATWEEL}\N{ARABIC FATHA}\N{ARABIC SHADDA}\N{ARABIC DAMMATAN}\N{ARABIC LETTER SUPERSCRIPT ALEF}"
    "\N{RIGHT-TO-LEFT MARK}\N{LEFT-TO-RIGHT MARK}\N{ARABIC LETTER MARK}\N{RIGHT-TO-LEFT EMBEDDING}"
    "\N{POP DIRECTIONAL FORMATTING}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH NO-BREAK SPACE}\N{NO-BREAK SPACE}"
    "\N{COMBINING GRAVE ACCENT}\N{NULL}\N{ESCAPE}\N{SOFT HYPHEN}"
)
LINES = ("\n", "\n\n", "\r\n", "\r", "\N{LINE SEPARATOR}", "\N{PARAGRAPH SEPARATOR}", "\N{NEXT LINE}", "\t")
WORDS = sorted({word for case in cases() for word in case.text.split()})
PHRASES = (
    *("قال", "وأضاف", "وأضافت أن", "إن", "أن", "بأنه", "مشيرا إلى أن", "قوله", "بحسب", "وفقا ل", "على حد تعبيره"),
    *("نقلت وكالة الضفاف عن", "نقلا عن", "في بيان", "للصحفيين", "جاء ذلك في تغريدة", "يذكر أن", "لم يقل", "سيعلن"),
    *("وزير النقل سالم الهادي", "علي", "على", "الوزارة", "الجيش", "فيما", "من جانبه،", "و", "ل", "ب", "ال", "كتب: "),
    *("— سالم الهادي (@salem) 2018-05-29", "اقرأ أيضا:", "أُترك رد", "Menu", "5 مايو 2022", "10:30"),
)
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(PHRASES),
    st.sampled_from([*QUOTES, *MARKS, *UNSEEN, *LINES]),
    st.text(max_size=6),
    st.text(st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=6),
)


def join(pieces: list[tuple[str, str]]) -> str:
    return "".join(piece + gap for piece, gap in pieces)


MADE = st.lists(st.tuples(PIECES, st.sampled_from([" ", " ", " ", "", "، ", ". ", "\n"])), max_size=60).map(join)


@st.composite
def mangled(draw: st.DrawFn) -> str:
    """Two cases one behind the other, with pieces set in, cut out and repeated."""
    text = "\n\n".join(case.text for case in draw(st.lists(st.sampled_from(cases()), min_size=1, max_size=2)))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 12)))
        text = text[:start] + draw(st.one_of(PIECES, st.just(text[start:end] * 2))) + text[end:]
    return text


TEXTS = st.one_of(MADE, mangled(), st.text(st.characters(), max_size=80))


@contextmanager
def in_time(seconds: float) -> Iterator[None]:
    """Ends what takes more of the processor's time; what other programs take does not count."""

    def late(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"more than {seconds} seconds")

    before = signal.signal(signal.SIGVTALRM, late)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def read(text: str) -> Report:
    """The report of a text; one that no reader would let through stands for itself."""
    report = Report(id="any", text=text)
    kept = text.strip() and not any("\ud800" <= letter <= "\udfff" for letter in text)
    return build(report, max_characters=10_000_000) if kept else report


def checked(report: Report) -> Layers:
    """The layers, after a look at what must always hold of them."""
    before = str(report.text)
    layers = pipeline()(report)
    assert report.text == before
    for span in layers.spans():
        assert span.quote(report.text) == before[span.start : span.end] != ""
    for number, statement in enumerate(layers.statements):
        assert statement.content
        assert list(statement.content) == sorted(statement.content)
        for other in (statement.nested_in, statement.duplicate_of):
            assert other is None or (0 <= other < len(layers.statements) and other != number)
        assert number not in holders(layers, number)
    return layers


def holders(layers: Layers, number: int) -> list[int]:
    """The statements that hold one, the innermost first; one of them again where they go in a circle."""
    found: list[int] = []
    outer = layers.statements[number].nested_in
    while outer is not None and outer not in found:
        found.append(outer)
        outer = layers.statements[outer].nested_in
    return found


@settings(max_examples=EXAMPLES, deadline=None)
@given(TEXTS)
def test_any_text_gives_layers_that_quote_it_and_gives_them_again(text: str) -> None:
    with in_time(PATIENCE):
        report = read(text)
        assert checked(report) == checked(report)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\N{RIGHT-TO-LEFT MARK}", '"', "قال", ":", "قال:", '"قال', "\ud800"])
def test_nearly_nothing_is_no_statement(text: str) -> None:
    assert checked(read(text)).statements == ()


def test_a_speaker_has_a_name() -> None:
    layers = checked(read('"أسوأ "أسوأ بنفيه 10:30 '))
    assert all(statement.speaker.strip() for statement in layers.statements)


LETTERS = "".join(map(chr, range(0x627, 0x645)))
CLAUSE = "قال الوزير سالم الهادي إن المطار سيفتح غداً"
FLOODS = {
    "nested quotation marks": "قال: " + "«" * 5_000 + "كلمة" + "»" * 5_000,
    "straight quotation marks": 'قال: "كلمة ' * 2 + '"' * 10_000,
    "quotation marks around words": "قال: " + "« كلمة " * 5_000 + "» " * 5_000,
    "a line of words": "كلمة طويلة " * 18_000,
    "verbs of saying alone": "قال أكد أضاف أعلن أوضح " * 10_000,
    "one verb of saying": "قال " * 50_000,
    "statements in sentences": (CLAUSE + ". ") * 2_000,
    "speakers": "".join(f"قال سالم{LETTERS[n % 30]} الهادي{LETTERS[n // 30]} إن المطار سيفتح. " for n in range(900)),
    "posts": "كلمات قليلة هنا\n— سالم الهادي (@salem) 2018-05-29\n" * 2_000,
    "no words": "\N{RIGHT-TO-LEFT MARK}… " * 20_000,
    "one word without end": "وقال" * 50_000,
    "vowel signs": "قال" + "\N{ARABIC FATHA}" * 200_000,
    "a line of statements": (CLAUSE + " ") * 4_500,
}


@pytest.mark.parametrize("name", FLOODS)
def test_a_flood_ends_in_time(name: str) -> None:
    with in_time(LONG_PATIENCE):
        checked(read(FLOODS[name]))


REPEATED = {
    "statements on a line": CLAUSE + " ",
    "nested": "قال الوزير إن السفير أكد أن ",
    "handed on": "نقلت وكالة الضفاف عن شاهد قوله إن المطار سيفتح، ",
    "short quotations": 'قال "كلمة" ',
    "cues": "قال إن ",
    "sentences": "وأضاف أن المطار سيفتح غداً. ",
    "participles": "مشيرا إلى أن ",
    "posts": "كلمات قليلة هنا\n— سالم الهادي (@salem) 2018-05-29\nقال الوزير إن كلمات قليلة هنا\n",
    "open quotations": "قال: «المطار مفتوح ",
    "channels behind": "وقال الوزير إن المطار مفتوح. جاء ذلك في بيان. ",
    "documents": "وجاء في البيان أن المطار مفتوح. ",
    "turns": "الهادي: المطار مفتوح\n",
}


def work(text: str) -> int:
    """How many calls the stage makes: what a generator yields counts too, what the machine does besides does not."""
    report, calls = read(text), 0
    layer = TextLayer(report.text)

    def count(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        StatementStage()(report, layer, Layers())
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("name", REPEATED)
def test_twice_the_text_is_twice_the_work(name: str) -> None:
    text = REPEATED[name]
    times = 3_000 // len(text.split())  # several of the longest segments there are
    work(text)  # fills what is looked up once
    assert work(text * 2 * times) < 2.4 * work(text * times)
