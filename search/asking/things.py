"""Questions about things themselves: what a word or an abbreviation means, names, dates, statutes cited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.artifact import EntityKind
from ingest.language.stopwords import STOPWORDS
from ontology.catalogue import Catalogue
from ontology.entities import agreement_rows
from ontology.names import is_abbreviation
from ontology.records import GlobalRecord
from ontology.rows import AgreementRow
from search.asking.asked import Asked
from search.asking.linking import Mention
from search.asking.patterns import Filled, Pattern, first
from search.asking.reading import Reading, beginnings
from search.asking.sentences import listed, said, source
from search.asking.wording import ASKING

_MEANING = ("betyda", "betyder", "mena", "menas", "definition", "definiera", "förkortning", "stå", "avses", "innebära")
_LONGEST = 5  # words of a term
_TERMS = 24  # that a question may ask about
_SHORT = ("förkortning", "förkortas", "akronym")
_NAMES = ("namn", "kalla", "kallas", "heta", "benämning", "beteckning")
_DATES = ("datum", "giltig", "giltighet", "gälla", "gäller", "löpa", "upphöra", "uppsagd", "utgå", "utgått", "tidsatt")
_CITING = ("hänvisa", "nämna", "åberopa", "citera", "grunda", "stöd", "bygga")
_STATUTES = ("lag", "lagar", "lagstöd", "förordning", "föreskrift", "författning", "lagrum", "paragraf")


def meaning(reading: Reading, catalogue: Catalogue) -> Asked | None:
    """What terms and abbreviations mean: definitions, else the names that they are other names of."""
    if not reading.says(*_MEANING) or not reading.tokens or (reading.predicates and not reading.begins("vad")):
        return None
    terms = _terms(reading)
    pattern = Pattern("definition", terms=terms)
    found, rows = first([pattern], catalogue) if terms else (None, [])
    same = _names(reading, catalogue)
    if found is None and not same:
        return None
    sentences = [*(f"{text} är {listed(names)}." for text, names in same.items())]
    text = " ".join([*sentences, *([said(rows)] if rows else [])])
    sparql = found.sparql(catalogue) if found else _alternatives(reading, catalogue)
    return Asked("relation", text, rows, "definition", sparql=sparql)


def named(reading: Reading, catalogue: Catalogue) -> Asked | None:
    """Which names a thing has, or whether two names mean one thing."""
    same = reading.says("samma") and len(reading.mentions) >= 2
    if not reading.mentions or not (same or reading.says(*_NAMES)):
        return None
    records = [list(catalogue.entity_records(m.ids).values()) for m in reading.mentions]
    told = " ".join(_known_as(r) for rs in records for r in rs[:3])
    if same:
        records = [list(catalogue.entity_records(m.ids).values()) for m in reading.mentions[:2]]
        shared = {r.id for r in records[0]} & {r.id for r in records[1]}
        where = "Ja, i dokumenten betyder båda namnen samma. " if shared else "Dokumenten för dem som två. "
        told = where + " ".join(dict.fromkeys(_known_as(r) for rs in records for r in rs[:4]))
    return Asked("relation", told, sparql=_alternatives(reading, catalogue))


def valid(reading: Reading, catalogue: Catalogue) -> Asked | None:
    """From when to when an agreement applies, and the relations that tell of it."""
    if reading.begins("var"):
        return None
    asked = reading.says(*_DATES) or reading.begins("när") or _pair(reading, "hur", "länge")
    about = [m for m in reading.mentions if m.kind is EntityKind.AGREEMENT]
    if not asked or not about or (reading.predicates and not reading.says("gälla", "datum", "giltig")):
        return None
    ids = tuple(i for m in about for i in m.ids)
    records = list(catalogue.entity_records(ids).values())
    text = " ".join(_period(row) for row in agreement_rows(catalogue, records)[:4])
    told, rows = first(
        [
            Pattern("relation", (Filled("avtal:subject", ids),), ("antas av", "ersätter")),
            Pattern("relation", (Filled("avtal:object", ids),), ("fastställer", "ersätter", "beslutar")),
        ],
        catalogue,
    )
    more = f" {said(rows)}" if rows else ""
    return Asked(
        "relation", text + more, rows, "relation", sparql=told.sparql(catalogue) if told else _dates(ids, catalogue)
    )


def cited(reading: Reading, catalogue: Catalogue) -> Asked | None:
    """Which statutes a document cites, or which documents cite a statute."""
    if not reading.says(*_STATUTES) or not reading.says(*_CITING):
        return None
    documents = tuple(
        d for r in catalogue.entity_records(i for m in reading.mentions for i in m.ids).values() for d in r.own
    )
    base = Pattern("reference", reference="statute")
    pattern, rows = first([replace(base, documents=documents)] if documents else [base], catalogue)
    if pattern is None:
        return None
    return Asked("relation", said(rows), rows, "reference", sparql=pattern.sparql(catalogue))


def _terms(reading: Reading) -> tuple[str, ...]:
    """What may be the term: every run of the words that say something, and the word before inflection."""
    own = set(beginnings(_MEANING))
    said = [t for t in reading.tokens if t not in ASKING and own.isdisjoint(beginnings([t]))]
    telling = [t for t in said if t not in STOPWORDS]
    runs = {
        " ".join(words[a:b])
        for words in (telling, said)
        for a in range(len(words))
        for b in range(a + 1, min(a + _LONGEST, len(words)) + 1)
        if not STOPWORDS.issuperset(words[a:b])
    }
    return tuple(sorted(runs, key=lambda r: (-len(r), r)))[:_TERMS]


def _names(reading: Reading, catalogue: Catalogue) -> dict[str, list[str]]:
    """What each mention means, where that is another name than was said."""
    found: dict[str, list[str]] = {}
    for mention in (m for m in reading.mentions if m.sure):
        records = catalogue.entity_records(mention.ids).values()
        short = [a for r in records for a in (r.name, *r.aliases) if is_abbreviation(a)]
        if short and reading.says(*_SHORT) and mention.text.casefold() not in {a.casefold() for a in short}:
            found[mention.text] = list(dict.fromkeys(short))
            continue
        names = [r.name for r in records if r.name.casefold() != mention.text]
        others = [a for r in records for a in r.aliases if a.casefold() != mention.text and len(a) > len(mention.text)]
        if names or others:
            found[_shown(mention)] = [*names, *others][:4]
    return found


def _shown(mention: Mention) -> str:
    return mention.text.upper() if len(mention.text) <= 6 and " " not in mention.text else mention.text


def _known_as(record: GlobalRecord) -> str:
    others = [a for a in record.aliases if a != record.name]
    return f"{record.name} kallas även {listed(others)}." if others else f"{record.name}."


def _period(row: AgreementRow) -> str:
    span = f"från {row.valid_from}" if row.valid_from else ""
    span += f"{' ' if span else ''}till {row.valid_to}" if row.valid_to else ""
    where = source(row.documents[0], row.status) if row.documents else ""
    dates = ", ".join(d.date for d in row.documents if d.date and not span)
    told = f"gäller {span}" if span else "giltighetstid framgår inte"
    told += f", nämns i dokument daterade {dates}" if dates else ""
    return f"{row.name}: {told} {where}."


def _alternatives(reading: Reading, catalogue: Catalogue) -> str:
    ids = [i for m in reading.mentions for i in m.ids]
    return (
        "SELECT ?entity ?name ?other WHERE {\n"
        f"  VALUES ?entity {{ {_values(ids, catalogue)} }}\n"
        "  ?entity skos:prefLabel ?name .\n  OPTIONAL { ?entity skos:altLabel ?other }\n}"
    )


def _dates(ids: Sequence[str], catalogue: Catalogue) -> str:
    return (
        "SELECT DISTINCT ?name ?from ?to WHERE {\n"
        f"  VALUES ?entity {{ {_values(ids, catalogue)} }}\n"
        "  ?entity skos:prefLabel ?name . ?local avtal:denotes ?entity .\n"
        "  OPTIONAL { ?local eli:first_date_entry_in_force ?from }\n"
        "  OPTIONAL { ?local eli:date_no_longer_in_force ?to }\n}"
    )


def _values(ids: Sequence[str], catalogue: Catalogue) -> str:
    return " ".join(str(catalogue.iris.entity(i)) for i in ids)


def _pair(reading: Reading, one: str, two: str) -> bool:
    return any(a == one and b == two for a, b in zip(reading.tokens, reading.tokens[1:], strict=False))
