from __future__ import annotations

from io import StringIO

from msgspec.structs import replace
from readings import EVENTFUL, READ, Read
from rich.cells import cell_len

from isnad.errors import EmptyInputError
from isnad.export import Item, writer
from isnad.model import EventType, Kind, Layers, Report, Span, Statement, Status

ISOLATE, POP = "\N{RIGHT-TO-LEFT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def table(out: StringIO, *items: Item, explain: bool = False) -> str:
    writer("table")(iter(items), out, explain=explain)
    return out.getvalue()


def test_columns_stand_from_right_to_left() -> None:
    head = next(line for line in table(StringIO(), READ).splitlines() if "speaker" in line)
    assert [cell.strip() for cell in reversed(head.split("┃")[1:-1])] == ["speaker", "cue", "channel", "via", "content"]


def test_a_row_shows_who_by_what_word_through_what_and_the_words() -> None:
    shown = table(StringIO(), READ)
    for words in ("باشاغا <يحذر>", "فتحي باشاغا", "قال", "media", "وكالة", "رويترز", "الأمن & النظام", "tweet"):
        assert words in shown


def test_events_have_a_table_of_their_own_where_there_are_any() -> None:
    shown = table(StringIO(), EVENTFUL)
    heads = [line for line in shown.splitlines() if line.startswith("┃")]
    columns = ["type", "anchor", "actors", "recipients", "date", "place", "status", "claimed_by"]
    assert [cell.strip() for cell in reversed(heads[1].split("┃")[1:-1])] == columns
    row = next(line for line in shown.splitlines() if "CONSULT" in line)
    cells = [cell.strip() for cell in reversed(row.split("│")[1:-1])]
    assert (cells[1], cells[4], cells[5], cells[6]) == ("أكد", "2018-05", "النظام", "denied")
    assert "THREATEN" in shown
    assert {cell_len(line) for line in shown.splitlines() if line[:1] in "│├┏└┡" and line} == {120}
    assert "claimed_by" not in table(StringIO(), READ)


def test_every_value_of_an_event_s_row_fits_its_column() -> None:
    event = EVENTFUL.layers.events[0]
    for type_ in EventType:
        for status in Status:
            layers = Layers(events=(replace(event, type=type_, status=status),))
            shown = table(StringIO(), Read(EVENTFUL.report, layers))
            assert type_ in shown
            assert status in shown


def test_a_pipe_gets_no_marks_and_no_colours() -> None:
    assert not {ISOLATE, POP, "\x1b"} & set(table(StringIO(), READ, EmptyInputError("no", identifier="b")))


def test_a_terminal_gets_isolates_that_close_on_their_line() -> None:
    lines = table(Terminal(), READ).splitlines()
    assert any(ISOLATE in line for line in lines)
    assert all(line.count(ISOLATE) == line.count(POP) for line in lines)


def test_long_contents_are_wrapped_and_keep_the_frame() -> None:
    text = "قال " + "كلمة طويلة\n\t" * 80 + "ا" * 300
    statement = Statement(cue=Span(0, 3), source=None, speaker="س", content=(Span(4, len(text)),), kind=Kind.INDIRECT)
    shown = table(StringIO(), Read(Report(id="a", text=text), Layers(statements=(statement,))))
    widths = {cell_len(line) for line in shown.splitlines() if line[:1] in "│├┏└┡" and line}
    assert widths == {120}
    assert sum(line.count("كلمة") for line in shown.splitlines()) == 80


def test_what_a_terminal_would_obey_is_not_printed() -> None:
    report = Report(id="a", text="نص", title="\x1b[2Jعنوان\N{RIGHT-TO-LEFT OVERRIDE} [bold]نص[/bold]")
    shown = table(StringIO(), Read(report, Layers()))
    assert not {"\x1b", "\N{RIGHT-TO-LEFT OVERRIDE}"} & set(shown)
    assert "[bold]نص[/bold]" in shown


def test_an_unreadable_report_and_one_without_statements_are_said() -> None:
    shown = table(StringIO(), EmptyInputError("no text", identifier="b.txt"), Read(Report(id="a", text="نص"), Layers()))
    assert "b.txt: empty-input: no text" in shown
    assert "no statements" in shown


def test_rejections_are_shown_to_explain() -> None:
    assert "background" not in table(StringIO(), READ)
    assert "background: يذكر أن" in table(StringIO(), READ, explain=True)
