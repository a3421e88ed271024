"""Ready questions to the graph: SPARQL with at most one word to fill in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ready:
    """A question. `asks` is the label of the word to fill in, "" for none; {word} stands for it in `sparql`."""

    name: str
    label: str
    sparql: str
    asks: str = ""

    def query(self, word: str = "") -> str:
        """The query with the word as a string literal (SPARQL 1.1, section 19.7)."""
        return self.sparql.replace("{word}", literal(word.strip()))


def literal(text: str) -> str:
    """A text as a SPARQL string: quotes, backslashes and line breaks escaped.

    >>> literal('a "b"')
    '"a \\\\"b\\\\""'
    """
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(escapes.get(c, c) for c in text) + '"'


def _question(name: str, label: str, asks: str, *lines: str) -> Ready:
    return Ready(name, label, "\n".join(lines), asks)


_FILTER = "  FILTER CONTAINS(LCASE(?{0}), LCASE({{word}}))"
READY = (
    _question(
        "forvaltar", "Vem förvaltar vilka avtal?", "",
        "SELECT DISTINCT ?grupp ?avtal ?g ?a WHERE {",
        "  [] avtal:denotes ?g . [] avtal:denotes ?a . ?g avtal:manages ?a .",
        "  ?g skos:prefLabel ?grupp . ?a skos:prefLabel ?avtal",
        "} ORDER BY ?grupp ?avtal",
    ),
    _question(
        "uppgifter", "Vad ska en part eller grupp göra?", "Namn på part eller grupp",
        "SELECT DISTINCT ?vem ?gora ?vad ?citat WHERE {",
        "  ?fact a avtal:Obligation ; odrl:assignee ?b ; avtal:actionText ?gora .",
        "  ?b avtal:denotes/skos:prefLabel ?vem .",
        "  OPTIONAL { ?fact avtal:objectText ?vad }",
        "  ?fact oa:hasTarget/oa:hasSelector/oa:exact ?citat .",
        _FILTER.format("vem"),
        "} ORDER BY ?vem",
    ),
    _question(
        "frister", "Vilka frister och hur ofta?", "",
        "SELECT DISTINCT ?nar ?gora ?citat WHERE {",
        "  ?fact a avtal:Obligation ; avtal:actionText ?gora .",
        "  { ?fact avtal:deadline ?nar } UNION { ?fact avtal:frequency ?nar }",
        "  ?fact oa:hasTarget/oa:hasSelector/oa:exact ?citat",
        "} ORDER BY ?nar",
    ),
    _question(
        "begrepp", "Vad betyder ett begrepp?", "Begrepp eller en del av det",
        "SELECT DISTINCT ?begrepp ?betydelse ?citat WHERE {",
        "  ?fact a avtal:Definition ; avtal:term ?begrepp ; avtal:meaning ?betydelse .",
        "  ?fact oa:hasTarget/oa:hasSelector/oa:exact ?citat .",
        _FILTER.format("begrepp"),
        "} ORDER BY ?begrepp",
    ),
    _question(
        "lagar", "Vilka lagar och dokument hänvisas det till?", "Namn, eller en del av det",
        "SELECT ?till (COUNT(DISTINCT ?fact) AS ?antal) WHERE {",
        "  ?fact a avtal:Reference ; avtal:target ?till ; avtal:referenceKind ?slag .",
        '  FILTER (?slag != "section")',
        _FILTER.format("till"),
        "} GROUP BY ?till ORDER BY DESC(?antal)",
    ),
    _question(
        "slag", "Hur mycket av varje finns i grafen?", "",
        "SELECT ?slag (COUNT(DISTINCT ?fact) AS ?antal) WHERE {",
        "  ?fact a ?slag . FILTER (?slag IN (avtal:Relation, avtal:Mandate, avtal:Obligation, avtal:Definition,",
        "    avtal:Reference))",
        "} GROUP BY ?slag ORDER BY DESC(?antal)",
    ),
)  # fmt: skip
