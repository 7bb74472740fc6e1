from __future__ import annotations

import re
from io import StringIO

from lxml import html
from msgspec.structs import replace
from readings import EVENTFUL, EVENTS, READ, TEXT, Read

from isnad.errors import EmptyInputError
from isnad.export import Item, writer
from isnad.export.html_page import EVENT_TYPES, STATUSES
from isnad.model import EventType, Kind, Layers, Report, Span, Statement, Status


def page(*items: Item, explain: bool = False) -> str:
    out = StringIO()
    writer("html")(iter(items), out, explain=explain)
    return out.getvalue()


def parsed(*items: Item, explain: bool = False) -> html.HtmlElement:
    return html.document_fromstring(page(*items, explain=explain))


def test_the_page_is_arabic_and_right_to_left() -> None:
    root = parsed(READ)
    assert (root.get("dir"), root.get("lang")) == ("rtl", "ar")


def test_the_text_stands_there_character_by_character() -> None:
    (text,) = parsed(READ).find_class("text")
    assert text.text_content() == TEXT


def test_marked_segments_add_up_to_the_spans_of_each_statement() -> None:
    (text,) = parsed(READ).find_class("text")

    def marked(role: str, number: int) -> str:
        segments = [e for e in text.iter("span") if f"{role} {number}" in html_title(e)]
        return "".join(segment.text_content() for segment in segments)

    names = {"cue": "لفظ الإسناد", "content": "القول", "source": "المصدر", "via": "نقلا عن"}
    for number, statement in enumerate(READ.layers.statements, start=1):
        assert marked(names["cue"], number) == statement.cue.quote(TEXT)
        assert marked(names["content"], number) == "".join(span.quote(TEXT) for span in statement.content)
        if statement.source:
            assert marked(names["source"], number) == statement.source.quote(TEXT)


def html_title(element: html.HtmlElement) -> list[str]:
    return (element.get("title") or "").split("، ")


def test_content_in_content_is_shown_as_nested() -> None:
    (text,) = parsed(READ).find_class("text")
    assert "".join(e.text_content() for e in text.find_class("nested")) == "الأمن & النظام"


def test_chrome_is_dimmed_and_a_post_set_apart() -> None:
    root = parsed(READ)
    (text,) = root.find_class("text")
    assert [e.text_content() for e in text.find_class("chrome")] == ["شارك"]
    assert root.find_class("post")[0].text_content() == "نحن بخير\n— فتحي باشاغا (@fathi) 2018-05-29"


def test_each_entry_of_the_list_leads_to_its_place() -> None:
    root = parsed(READ, READ)
    links = [a.get("href")[1:] for a in root.xpath("//aside//li/a")]
    assert len(links) == 6
    assert sorted(links) == sorted(root.xpath("//a/@id"))
    back = [a.get("href")[1:] for a in root.find_class("number") if a.get("href")]
    assert sorted(back) == sorted(root.xpath("//aside//li/@id"))


def test_the_number_of_each_statement_stands_before_its_content_and_takes_no_character() -> None:
    root = parsed(READ)
    for number, statement in enumerate(READ.layers.statements, start=1):
        (link,) = root.xpath(f"//div[@class='text']//a[@data-number='{number}']")
        assert link.text_content() == ""
        assert str(number) in link.get("aria-label")
        after = "".join(link.xpath("following::text()"))
        assert after.startswith(statement.content[0].quote(TEXT)[:8])


def test_a_number_does_not_part_a_word() -> None:
    text = "طالب بوقف القتال"
    cue, content = Span(0, 4), Span(6, len(text))
    told = Statement(cue=cue, source=None, speaker="س", content=(content,), kind=Kind.INDIRECT)
    (link,) = parsed(Read(Report(id="a", text=text), Layers(statements=(told,)))).xpath("//div[@class='text']//a")
    assert "".join(link.xpath("following::text()")).startswith("بوقف")


def test_the_anchor_of_each_event_is_marked_and_no_character_is_added() -> None:
    (text,) = parsed(EVENTFUL).find_class("text")
    assert text.text_content() == TEXT
    marked = [(e.text_content(), e.get("class").split(), html_title(e)) for e in text.find_class("event")]
    assert [words for words, _, _ in marked] == [event.anchor.quote(TEXT) for event in EVENTS]
    assert "cue" in marked[1][1]
    assert "الحدث 2" in marked[1][2]


def test_statements_are_numbered_alike_with_events_and_without() -> None:
    spans = [parsed(read).xpath("//div[@class='text']//span[@data-statements]") for read in (READ, EVENTFUL)]
    covering = [[span.get("data-statements") for span in found] for found in spans]
    assert covering[0] == covering[1]


def test_each_event_of_the_list_leads_to_its_anchor_and_back() -> None:
    root = parsed(EVENTFUL, EVENTFUL)
    entries = root.xpath("//ol[@class='events']/li")
    assert len(entries) == 4
    for entry, event in zip(entries, EVENTS * 2, strict=True):
        (link,) = root.xpath(f"//a[@id='{entry.find('a').get('href')[1:]}']")
        assert link.get("href") == f"#{entry.get('id')}"
        assert "".join(link.xpath("following::text()")).startswith(event.anchor.quote(TEXT))
    assert len(root.xpath("//@id")) == len(set(root.xpath("//@id")))


def test_an_event_of_the_list_tells_what_the_report_tells_of_it() -> None:
    first, second = parsed(EVENTFUL).xpath("//ol[@class='events']/li")
    told = " ".join(second.text_content().split())
    assert told == (
        "تشاور CONSULT أكد الفاعل: سامر <الهلالي>، هناء النجار · المتلقي: الوزير & النائب · التاريخ: مايو 2018 · "
        "المكان: النظام · الوقوع: منفي · على لسان: فتحي باشاغا"
    )
    assert second.xpath(".//span[@class='label']/a/@href") == ["#r0-l1"]
    assert " ".join(first.text_content().split()) == "تهديد THREATEN يحذر الفاعل: فتحي باشاغا · الوقوع: مزمع"


def test_a_report_without_events_has_no_list_of_them() -> None:
    assert not parsed(READ).find_class("events")


def test_every_type_and_status_has_a_word_of_its_own() -> None:
    for words, values in ((EVENT_TYPES, EventType), (STATUSES, Status)):
        assert set(words) == set(values)
        assert len(set(words.values())) == len(words)


def test_nesting_repetition_and_an_unknown_speaker_are_labelled() -> None:
    inner = replace(READ.layers.statements[1], duplicate_of=2, resolved_by="unknown", speaker="غير معروف")
    statements = (READ.layers.statements[0], inner, READ.layers.statements[2])
    entry = parsed(Read(READ.report, Layers(statements=statements))).xpath("//li[@id='r0-l1']")[0]
    assert "القائل غير معروف" in entry.text_content()
    assert "داخل القول\N{NO-BREAK SPACE}1 · تكرار للقول\N{NO-BREAK SPACE}3" in entry.text_content()
    assert entry.xpath(".//span[@class='label']/a/@href") == ["#r0-l0", "#r0-l2"]


def test_the_headline_is_shown_once_and_where_the_text_has_it() -> None:
    root = parsed(READ)
    assert root.text_content().count("باشاغا <يحذر>") == 1
    assert [e.text_content() for e in root.xpath("//div[@class='text']/h2")] == ["باشاغا <يحذر>"]
    untold = parsed(Read(Report(id="a", title="باشاغا <يحذر>", text="نص"), Layers()))
    assert [e.text_content() for e in untold.xpath("//header/h2")] == ["باشاغا <يحذر>"]


def test_blank_lines_beside_a_block_are_kept_and_not_seen() -> None:
    (text,) = parsed(READ).find_class("text")
    for block in text.xpath("./div | ./h2 | ./blockquote"):
        assert block.text_content() == block.text_content().strip()
    assert all(not gap.text_content().strip() for gap in text.find_class("gap"))


def test_the_account_of_a_post_is_written_from_left_to_right() -> None:
    (account,) = parsed(READ).find_class("handle")
    assert (account.tag, account.get("dir"), account.text_content()) == ("bdi", "ltr", "@fathi")


def test_the_date_is_shown_in_words_beside_its_iso_value() -> None:
    (time,) = parsed(READ).xpath("//header//time")
    assert (time.get("datetime"), time.text_content()) == ("2018-05-29", "29 مايو 2018")


def test_nothing_is_loaded_from_elsewhere_and_nothing_runs() -> None:
    source = page(READ)
    assert not re.search(r"<(script|img|link|iframe)|@import|url\(", source)
    assert set(re.findall(r"https?://[^\"]+", source)) == {"https://example.org/?a=1&amp;b=2"}


def test_hostile_words_stay_words() -> None:
    words = "</div><script>alert(1)</script> \" ' \x00 \x1b[31m"
    report = Report(id=words, text=words, title=words, outlet=words, url="javascript:alert(1)")
    root = parsed(Read(report, Layers()), EmptyInputError(words, identifier=words))
    assert not list(root.iter("script"))
    assert not root.xpath("//a[starts-with(@href, 'javascript')]")
    assert "\N{REPLACEMENT CHARACTER}" in root.text_content()


def test_an_unreadable_report_is_named_in_its_place() -> None:
    root = parsed(READ, EmptyInputError("no text", identifier="b.txt"), READ)
    assert [e.get("class") for e in root.iter("article")] == [None, "error", None]


def test_rejections_are_listed_to_explain() -> None:
    assert "<code" not in page(READ)
    assert ">background</code> يذكر أن" in page(READ, explain=True)
