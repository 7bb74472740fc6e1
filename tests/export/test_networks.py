from __future__ import annotations

from io import BytesIO, StringIO
from typing import Any

import pytest
from invented_record import CUT, HANAA, SAMER, TEXTS, WHOLE, Invented
from lxml import etree

from isnad.export import gexf, graphml

networkx = pytest.importorskip("networkx")
SPACE = {"g": "http://www.gexf.net/1.2draft"}


def written(format: Any, selection: Invented = WHOLE) -> bytes:
    out = StringIO()
    format.write(selection, out)
    return out.getvalue().encode()


def read(format: Any, selection: Invented = WHOLE) -> Any:
    reader = networkx.read_gexf if format is gexf else networkx.read_graphml
    return reader(BytesIO(written(format, selection)))


@pytest.mark.parametrize("format", [gexf, graphml])
def test_a_reader_finds_the_actors_that_have_ties_and_the_ties(format: Any) -> None:
    graph = read(format)
    labels = {node: data["label"] for node, data in graph.nodes(data=True)}
    assert sorted(labels.values()) == sorted([SAMER, HANAA, "بلدية <الرمل> & الحجر"])
    edges = {data["label"]: (labels[one], labels[other], data) for one, other, data in graph.edges(data=True)}
    one, other, met = edges["met"]
    assert (one, other, met["weight"], met["symmetric"], met["period"]) == (SAMER, HANAA, 2, True, "2018-05")
    assert edges["praised"][2]["claimed"] == 1
    assert graph.is_directed()


@pytest.mark.parametrize("format", [gexf, graphml])
def test_the_evidence_of_a_tie_quotes_its_words(format: Any) -> None:
    (met,) = [data for _, _, data in read(format).edges(data=True) if data["label"] == "met"]
    places, quotes = met["evidence"].split("\n"), met["quotes"].split("\n")
    assert len(places) == 2
    for place, quote in zip(places, quotes, strict=True):
        report, _, span = place.rpartition("#char=")
        start, end = map(int, span.split(","))
        assert TEXTS[report][start:end] == quote


def test_a_period_is_told_by_its_ends() -> None:
    root = etree.fromstring(written(gexf))
    met, praised = root.findall(".//g:edge", SPACE)
    assert (met.get("start"), met.get("end")) == ("2018-05-01", "2018-05-31")
    assert praised.get("start") is None


def test_the_ends_of_edges_are_nodes_and_the_values_are_declared() -> None:
    root = etree.fromstring(written(gexf))
    nodes = set(root.xpath("//g:node/@id", namespaces=SPACE))
    assert set(root.xpath("//g:edge/@source | //g:edge/@target", namespaces=SPACE)) <= nodes
    for kind in ("node", "edge"):
        declared = set(root.xpath(f"//g:attributes[@class='{kind}']/g:attribute/@id", namespaces=SPACE))
        assert set(root.xpath(f"//g:{kind}//g:attvalue/@for", namespaces=SPACE)) <= declared


def test_a_cut_is_told_in_the_description() -> None:
    words = "Incomplete: 5 of the 7 reports"
    assert words in (etree.fromstring(written(gexf, CUT)).findtext(".//g:description", namespaces=SPACE) or "")
    assert words not in written(gexf).decode()
    assert words in read(graphml, CUT).graph["cut"]
    assert read(graphml, CUT).graph["complete"] is False
    assert read(graphml).graph["complete"] is True
