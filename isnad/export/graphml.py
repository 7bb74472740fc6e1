"""GraphML: the ties of actors for Gephi, yEd, Cytoscape, igraph and NetworkX."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TextIO

from isnad.export.html_words import shown
from isnad.export.network import EDGE_FIELDS, NODE_FIELDS, Edge, Network, Node, told
from isnad.export.provenance import cut_note, note
from isnad.export.selection import Provenance, Selection

TYPES: Final = {"integer": "int"}
GRAPH_FIELDS: Final = {"title": "string", "note": "string", "complete": "boolean", "cut": "string"}
NODES: Final = {"label": "string", **NODE_FIELDS}
EDGES: Final = {"label": "string", "weight": "integer", "start": "string", "end": "string", **EDGE_FIELDS}


def write(selection: Selection, out: TextIO) -> None:
    """The network; the data of the graph say where it comes from and whether anything is missing."""
    network = Network(selection)
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for kind, fields in (("graph", GRAPH_FIELDS), ("node", NODES), ("edge", EDGES)):
        out.writelines(_key(kind, name, type) for name, type in fields.items())
    out.write('<graph id="isnad" edgedefault="directed">\n' + _graph(selection.provenance))
    out.writelines(map(_node, network.nodes()))
    out.writelines(map(_edge, network.edges()))
    out.write("</graph>\n</graphml>\n")


def _key(kind: str, name: str, type: str) -> str:
    type = TYPES.get(type, type)
    return f'<key id="{kind}-{name}" for="{kind}" attr.name="{name}" attr.type="{type}"/>\n'


def _graph(provenance: Provenance) -> str:
    words = {"title": provenance.title, "note": note(provenance), "cut": cut_note(provenance)}
    fields: dict[str, str | int | bool | None] = {**words, "complete": provenance.complete}
    return _values("graph", fields) + "\n"


def _node(node: Node) -> str:
    return f'<node id="{node.id}">{_values("node", {"label": node.label, **node.fields})}</node>\n'


def _edge(edge: Edge) -> str:
    fields = {"label": edge.label, "weight": edge.weight, "start": edge.first, "end": edge.last, **edge.fields}
    ends = f'source="{edge.source}" target="{edge.target}"'
    return f'<edge id="{edge.id}" {ends}>{_values("edge", fields)}</edge>\n'


def _values(kind: str, fields: Mapping[str, str | int | bool | None]) -> str:
    told_fields = [(name, value) for name, value in fields.items() if value is not None]
    return "".join(f'<data key="{kind}-{name}">{shown(told(value))}</data>' for name, value in told_fields)
