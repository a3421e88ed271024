"""Solutions in the formats of SPARQL 1.1: JSON, XML, CSV and TSV (W3C Recommendations, 21 March 2013)."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree as ET

from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat

from ontology.graph import Solutions, Term

_NAMESPACE = "http://www.w3.org/2005/sparql-results#"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_STRINGS = ("http://www.w3.org/2001/XMLSchema#string", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString")


def serialize_solutions(found: Solutions, form: QueryResultsFormat) -> bytes:
    """The solutions in a format. CSV and TSV have no form for ASK: it becomes one line, true or false."""
    if form == QueryResultsFormat.JSON:
        return _json(found)
    if form == QueryResultsFormat.XML:
        return _xml(found)
    if found.boolean is not None:
        return b"true\n" if found.boolean else b"false\n"
    return _csv(found) if form == QueryResultsFormat.CSV else _tsv(found)


def _json(found: Solutions) -> bytes:
    head = {"head": {"vars": list(found.variables)}}
    if found.boolean is not None:
        return json.dumps({"head": {}, "boolean": found.boolean}).encode()
    bindings = [
        {name: _binding(term) for name, term in zip(found.variables, row, strict=True) if term is not None}
        for row in found.rows
    ]
    return json.dumps({**head, "results": {"bindings": bindings}}, ensure_ascii=False).encode()


def _binding(term: Term) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    body = {"type": "literal", "value": term.value}
    if term.language:
        body["xml:lang"] = term.language
    elif term.datatype.value not in _STRINGS:
        body["datatype"] = term.datatype.value
    return body


def _xml(found: Solutions) -> bytes:
    ET.register_namespace("", _NAMESPACE)
    root = ET.Element(f"{{{_NAMESPACE}}}sparql")
    head = ET.SubElement(root, f"{{{_NAMESPACE}}}head")
    for name in found.variables:
        ET.SubElement(head, f"{{{_NAMESPACE}}}variable", name=name)
    if found.boolean is not None:
        ET.SubElement(root, f"{{{_NAMESPACE}}}boolean").text = "true" if found.boolean else "false"
        return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))
    results = ET.SubElement(root, f"{{{_NAMESPACE}}}results")
    for row in found.rows:
        result = ET.SubElement(results, f"{{{_NAMESPACE}}}result")
        for name, term in zip(found.variables, row, strict=True):
            if term is not None:
                _xml_term(ET.SubElement(result, f"{{{_NAMESPACE}}}binding", name=name), term)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _xml_term(binding: ET.Element, term: Term) -> None:
    kind = "uri" if isinstance(term, NamedNode) else "bnode" if isinstance(term, BlankNode) else "literal"
    node = ET.SubElement(binding, f"{{{_NAMESPACE}}}{kind}")
    node.text = term.value
    if isinstance(term, Literal):
        if term.language:
            node.set(_XML_LANG, term.language)
        elif term.datatype.value not in _STRINGS:
            node.set("datatype", term.datatype.value)


def _csv(found: Solutions) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(found.variables)
    for row in found.rows:
        writer.writerow("" if t is None else f"_:{t.value}" if isinstance(t, BlankNode) else t.value for t in row)
    return out.getvalue().encode()


def _tsv(found: Solutions) -> bytes:
    lines = ["\t".join(f"?{name}" for name in found.variables)]
    for row in found.rows:
        # a term's own form is that of Turtle, which TSV asks for
        lines.append("\t".join("" if t is None else str(t).replace("\t", "\\t") for t in row))
    return ("\n".join(lines) + "\n").encode()
