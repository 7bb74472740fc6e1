"""Pieces of a Word document (ECMA-376) that is read from right to left, and the files that stand around its text."""

from __future__ import annotations

from typing import Final

from isnad.export.html_words import shown
from isnad.export.provenance import note, program
from isnad.export.selection import Provenance

WORDS: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
DECLARED: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FONT: Final = "Traditional Arabic"
WIDTH: Final = 9000  # twentieths of a point between the margins

BEGINNING: Final = f'{DECLARED}<w:document xmlns:w="{WORDS}" xmlns:r="{RELATIONS}"><w:body>\n'
END: Final = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/>'
    "<w:bidi/></w:sectPr></w:body></w:document>"
)


def run(words: str, *, bold: bool = False, style: str = "", latin: bool = False) -> str:
    """Words in one run. Those that are `latin` (an address, a number in brackets) are written from left to right."""
    marks = (f'<w:rStyle w:val="{style}"/>' if style else "") + ("<w:b/><w:bCs/>" if bold else "")
    direction = "" if latin else "<w:rtl/>"
    text = '</w:t><w:br/><w:t xml:space="preserve">'.join(shown(words).split("\n"))
    return f'<w:r><w:rPr>{marks}{direction}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, style: str = "Normal") -> str:
    """A paragraph from right to left."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:bidi/></w:pPr>{"".join(runs)}</w:p>\n'


def bookmark(number: int, name: str, *runs: str) -> str:
    """Runs that a link within the document can lead to."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{"".join(runs)}<w:bookmarkEnd w:id="{number}"/>'


def inner_link(name: str, words: str) -> str:
    """A link to a bookmark."""
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{run(words, style="Hyperlink", latin=True)}</w:hyperlink>'


def outer_link(relation: str, words: str) -> str:
    """A link to an address of the web, which stands among the relations of the document."""
    return f'<w:hyperlink r:id="{relation}" w:history="1">{run(words, style="Hyperlink", latin=True)}</w:hyperlink>'


def table_beginning(*shares: int) -> str:
    """A table whose first column is at the right; the shares are those of its width, in hundredths."""
    columns = "".join(f'<w:gridCol w:w="{WIDTH * share // 100}"/>' for share in shares)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:bidiVisual/>'
        f'<w:tblW w:w="{WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>\n"
    )


def row(shares: tuple[int, ...], *cells: str, heading: bool = False) -> str:
    """A row, each cell made of paragraphs; the heading comes again on each page, and no row is parted between two."""
    marks = "<w:cantSplit/>" + ("<w:tblHeader/>" if heading else "")
    told = [
        f'<w:tc><w:tcPr><w:tcW w:w="{WIDTH * share // 100}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for share, cell in zip(shares, cells, strict=True)
    ]
    return f"<w:tr><w:trPr>{marks}</w:trPr>{''.join(told)}</w:tr>\n"


TABLE_END: Final = "</w:tbl>\n"


def core(provenance: Provenance) -> str:
    """The properties of the document: its title, when it was made, and the note on where it comes from."""
    return (
        f'{DECLARED}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{shown(provenance.title)}</dc:title><dc:creator>{shown(program(provenance))}</dc:creator>"
        f"<dc:description>{shown(note(provenance))}</dc:description><dc:language>ar</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{shown(provenance.made)}</dcterms:created>'
        "</cp:coreProperties>"
    )


def relations(addresses: dict[str, str]) -> str:
    """The relations of the text: its styles and each address that it leads to, by the name it has in the text."""
    links = [
        f'<Relationship Id="{name}" Type="{RELATIONS}/hyperlink" Target="{shown(address)}" TargetMode="External"/>'
        for address, name in addresses.items()
    ]
    styles = f'<Relationship Id="rStyles" Type="{RELATIONS}/styles" Target="styles.xml"/>'
    return f'{DECLARED}<Relationships xmlns="{PACKAGE}/relationships">{styles}{"".join(links)}</Relationships>'


def _style(name: str, title: str, size: int, more: str = "", spacing: int = 120) -> str:
    base = "" if name == "Normal" else '<w:basedOn w:val="Normal"/>'
    default = ' w:default="1"' if name == "Normal" else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"{default}><w:name w:val="{title}"/>{base}<w:qFormat/>'
        f'<w:pPr>{more}<w:bidi/><w:spacing w:after="{spacing}"/>{_outline(name)}</w:pPr>'
        f'<w:rPr>{"" if name == "Normal" else "<w:b/><w:bCs/>"}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
        "</w:style>"
    )


def _outline(name: str) -> str:
    return f'<w:outlineLvl w:val="{int(name[-1]) - 1}"/>' if name.startswith("Heading") else ""


_BORDERS: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="999999"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
STYLES: Final = (
    f'{DECLARED}<w:styles xmlns:w="{WORDS}"><w:docDefaults><w:rPrDefault><w:rPr>'
    f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="{FONT}"/><w:sz w:val="24"/>'
    '<w:szCs w:val="28"/><w:lang w:val="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault></w:docDefaults>'
    + _style("Normal", "Normal", 26)
    + _style("Title", "Title", 40, spacing=240)
    + _style("Heading1", "heading 1", 34, "<w:keepNext/>", 160)
    + _style("Heading2", "heading 2", 30, "<w:keepNext/>")
    + _style("Heading3", "heading 3", 26, "<w:keepNext/>", 60)
    + '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    '<w:rPr><w:color w:val="0E4785"/><w:u w:val="single"/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
    f"<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr></w:style></w:styles>"
)
CONTENT_TYPES: Final = (
    f'{DECLARED}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
ROOT_RELATIONS: Final = (
    f'{DECLARED}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rDocument" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rCore" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
