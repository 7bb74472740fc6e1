from __future__ import annotations

import re
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
from invented_record import COMPLETE, CUT, ENTRIES, HANAA, SAMER, WHOLE, Invented
from lxml import etree, html

from isnad.export import story_docx, story_page
from isnad.export.happenings import told_words

docx = pytest.importorskip("docx")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = {"w": W[1:-1]}


def archive(selection: Invented = WHOLE) -> bytes:
    out = BytesIO()
    story_docx.write(selection, out)
    return out.getvalue()


def document(selection: Invented = WHOLE) -> Any:
    return docx.Document(BytesIO(archive(selection)))


def text_xml(selection: Invented = WHOLE) -> etree._Element:
    with ZipFile(BytesIO(archive(selection))) as opened:
        return etree.fromstring(opened.read("word/document.xml"))


def page(selection: Invented = WHOLE) -> html.HtmlElement:
    out = StringIO()
    story_page.write(selection, out)
    return html.document_fromstring(out.getvalue())


def words(element: etree._Element) -> str:
    return "".join(element.itertext(f"{W}t"))


def test_word_finds_the_headings_in_order() -> None:
    headings = [
        one.text for one in document().paragraphs if one.style.name.lower() in ("title", "heading 1", "heading 2")
    ]
    assert headings == [
        COMPLETE.title,
        "الموضوعات",
        "الهلالي يلتقي النجار",
        "التسلسل الزمني",
        "الأسبوع من 28 مايو 2018 إلى 3 يونيو 2018",
        "28 مايو 2018",
        "يونيو 2018",
        "بلا تاريخ",
        "التقارير المستشهد بها",
    ]


def test_every_telling_is_a_row_with_its_words_whole() -> None:
    tables = document().tables
    assert len(tables) == len(ENTRIES)
    for table, entry in zip(tables, ENTRIES, strict=True):
        rows = [[cell.text for cell in row.cells] for row in table.rows][1:]
        told = entry.happening.tellings
        assert [row[2].partition("»")[0] for row in rows] == [f"«{told_words(one)}" for one in told]
        assert [row[0].split("\n")[0] for row in rows] == [one.outlet for one in told]


def test_paragraphs_runs_and_tables_are_written_from_right_to_left() -> None:
    root = text_xml()
    assert not root.xpath("//w:p[not(w:pPr/w:bidi)]", namespaces=SPACE)
    assert not root.xpath("//w:tbl[not(w:tblPr/w:bidiVisual)]", namespaces=SPACE)
    for run in root.iter(f"{W}r"):
        if re.search("[\N{ARABIC LETTER HAMZA}-\N{ARABIC LETTER YEH}]", words(run)):
            assert run.find("w:rPr/w:rtl", SPACE) is not None, words(run)
    assert root.find(".//w:sectPr/w:bidi", SPACE) is not None


def test_every_number_leads_to_a_citation_and_every_address_is_a_relation() -> None:
    root, related = text_xml(), document().part.rels
    names = set(root.xpath("//w:bookmarkStart/@w:name", namespaces=SPACE))
    assert set(root.xpath("//w:hyperlink/@w:anchor", namespaces=SPACE)) == names == {"report1", "report2"}
    targets = [rel.target_ref for rel in related.values() if rel.is_external]
    assert targets == ["https://shore.example/a?x=1&y=2"]
    assert "ليلى الصفدي، «الهلالي يلتقي النجار»، صحيفة <الشاطئ> & الموج، 29 مايو 2018" in words(root)


def test_the_properties_of_the_document_say_where_it_comes_from() -> None:
    told = document().core_properties
    assert (told.title, told.author) == (COMPLETE.title, "Isnad 0.1.0")
    assert told.comments.endswith("Complete.")


def test_disagreements_are_told_beside_the_entry() -> None:
    line = "التاريخ: 2018-05-28 (صحيفة <الشاطئ> & الموج) ≠ 2018-05-21 (إذاعة الميناء)"
    assert line in words(text_xml())
    assert line in page().text_content()


def test_the_page_tells_provenance_stories_entries_and_reports() -> None:
    root = page()
    assert (root.get("dir"), root.get("lang")) == ("rtl", "ar")
    provenance = dict(zip(root.xpath("//dt/text()"), root.xpath("//dd/bdi/text()"), strict=True))
    assert provenance["البحث"] == COMPLETE.query
    assert provenance["تاريخ الإعداد"] == "1 يونيو 2018، الساعة 10:00"
    assert provenance["القواعد"] == COMPLETE.rules
    assert len(root.find_class("entry")) == len(ENTRIES)
    assert [item.get("id") for item in root.xpath("//*[contains(@class, 'reports')]//li")] == ["report-1", "report-2"]
    assert f"لقاء · {SAMER} · {HANAA}" in " ".join(root.text_content().split())


def test_links_of_the_page_lead_to_what_is_there_or_to_the_web() -> None:
    root = page()
    ids = set(root.xpath("//@id"))
    inner = {href[1:] for href in root.xpath("//a/@href") if href.startswith("#")}
    assert inner <= ids
    assert {"report-1", "report-2"} <= inner
    assert [h for h in root.xpath("//a/@href") if not h.startswith("#")] == ["https://shore.example/a?x=1&y=2"]
    assert not list(root.iter("script", "img", "link"))


def test_a_cut_stands_at_the_head_of_both() -> None:
    told = "هذه الحصيلة غير كاملة. عدد التقارير التي عُثر عليها 7، وعدد ما تُرك منها 5."
    assert told in words(text_xml(CUT))
    assert told not in words(text_xml())
    assert "Incomplete: 5 of the 7" in document(CUT).core_properties.comments
    assert told in page(CUT).find_class("cut")[0].text_content()
    assert not page().find_class("cut")


@pytest.mark.parametrize("write", [archive, page])
def test_sources_are_told_without_reading_what_was_found_in_them(write: Any) -> None:
    selection = Invented(WHOLE.reads, WHOLE.provenance)
    write(selection)
    assert selection.opened == 0
