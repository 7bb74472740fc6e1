"""GEXF 1.2draft: the ties of actors for Gephi, with the periods in which they hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TextIO

from isnad.export.html_words import shown
from isnad.export.network import EDGE_FIELDS, NODE_FIELDS, Edge, Network, Node, told
from isnad.export.provenance import note, program
from isnad.export.selection import Provenance, Selection


def write(selection: Selection, out: TextIO) -> None:
    """The network; its description says where it comes from and whether anything is missing."""
    network = Network(selection)
    out.write(_head(selection.provenance))
    out.write(_attributes("node", NODE_FIELDS) + _attributes("edge", EDGE_FIELDS) + "<nodes>\n")
    out.writelines(map(_node, network.nodes()))
    out.write("</nodes>\n<edges>\n")
    out.writelines(map(_edge, network.edges()))
    out.write("</edges>\n</graph>\n</gexf>\n")


def _head(provenance: Provenance) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n'
        f'<meta lastmodifieddate="{shown(provenance.made[:10])}">\n'
        f"<creator>{shown(program(provenance))}</creator>\n"
        f"<keywords>{shown(provenance.query)}</keywords>\n"
        f"<description>{shown(provenance.title)}. {shown(note(provenance))}</description>\n</meta>\n"
        '<graph mode="dynamic" defaultedgetype="directed" timeformat="date">\n'
    )


def _attributes(kind: str, fields: Mapping[str, str]) -> str:
    lines = [f'<attribute id="{name}" title="{name}" type="{type}"/>\n' for name, type in fields.items()]
    return f'<attributes class="{kind}">\n{"".join(lines)}</attributes>\n'


def _node(node: Node) -> str:
    return f'<node id="{node.id}" label="{shown(node.label)}">{_values(node.fields)}</node>\n'


def _edge(edge: Edge) -> str:
    when = "".join(f' {name}="{day}"' for name, day in (("start", edge.first), ("end", edge.last)) if day)
    return (
        f'<edge id="{edge.id}" source="{edge.source}" target="{edge.target}" type="directed"'
        f' label="{shown(edge.label)}" weight="{edge.weight}"{when}>{_values(edge.fields)}</edge>\n'
    )


def _values(fields: Mapping[str, str | int | bool | None]) -> str:
    values = [
        f'<attvalue for="{name}" value="{_value(value)}"/>' for name, value in fields.items() if value is not None
    ]
    return f"<attvalues>{''.join(values)}</attvalues>" if values else ""


def _value(value: str | int | bool) -> str:
    """A line break in an attribute would be read as a blank."""
    return shown(told(value)).replace("\n", "&#10;")
