"""Questions about who is in and who is not: whose members documents tell differently, and who is responsible
without being a party."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ingest.artifact import EntityKind
from ontology.catalogue import Catalogue
from ontology.facts import rows_of
from ontology.names import key, merges_as_alias
from ontology.records import GlobalRecord
from ontology.rows import FactRow, RelationRow
from search.asking.asked import Asked
from search.asking.linking import Mention, mentions
from search.asking.names import load_names
from search.asking.patterns import Filled, Pattern
from search.asking.reading import Reading
from search.asking.sentences import listed, source

MEMBER = "ingår i"
_COMPOSED = ("sammansättning", "bemanning", "sammansatt", "representation", "deltagare", "ledamot", "medlem")
_CHANGED = ("byta", "bytt", "ändra", "ändrats", "förändra", "förändrats", "skilja", "skiljer", "olika")
_PRINCIPALS = ("kommunalförbund", "region", "landsting", "kommun", "samordningsförbund")
_PARTY = ("part", "parter", "parterna", "parternas")
_WITHOUT = ("inte", "ej", "saknas", "saknar", "utan", "utanför")
_RESPONSIBLE = ("huvudman", "ansvarig", "ansvar", "ansvara", "kommunalförbund")
_GROUPS = 6  # groups told of in a sentence
_MEMBERS = 12  # and members of each


def composed(reading: Reading, catalogue: Catalogue) -> Asked | None:
    """Whose members two documents tell differently: of the groups named, else of all."""
    changed = reading.says(*_CHANGED)
    if not changed or not (reading.says(*_COMPOSED) or MEMBER in reading.predicates):
        return None
    named = tuple(i for m in reading.mentions if m.kind is EntityKind.GROUP for i in m.ids)
    told = _told_of(_members(catalogue), named)
    ends = (Filled("avtal:object", named),) if named else ()
    pattern = Pattern("relation", ends, (MEMBER,), object_kind=EntityKind.GROUP)
    sparql = pattern.sparql(catalogue)
    if not told:
        return Asked("relation", "Nej, dokumenten säger inte olika om vilka som ingår.", sparql=sparql)
    sentences = [_sentence(rows) for rows in told[:_GROUPS]]
    more = f" Ytterligare {len(told) - _GROUPS} står nedan." if len(told) > _GROUPS else ""
    rows = [row for group in told for row in group]
    return Asked("relation", f"Ja, dokumenten säger olika. {' '.join(sentences)}{more}", rows, sparql=sparql)


def outside(reading: Reading, catalogue: Catalogue) -> Asked | None:
    """Which principals of an agreement's county are told of without being among its parties."""
    at = next((i for i, t in enumerate(reading.tokens) if t in _PARTY), -1)
    if at < 0 or not reading.says(*_RESPONSIBLE) or not any(t in _WITHOUT for t in reading.tokens):
        return None
    agreement = _agreement(reading, at, catalogue)
    if agreement is None:
        return None
    parties = catalogue.entity_records(agreement.parties)
    own = {i for p in parties.values() for i in (p.id, *p.parties)}
    kinds = {p.type for p in parties.values()} | {t for p in parties.values() for t in _collective(p.name)}
    others = [
        r
        for r in catalogue.entity_records(catalogue.ids_of_kind(EntityKind.PARTY.value)).values()
        if r.type in _PRINCIPALS
        and r.id not in own
        and r.type not in kinds
        and r.county == agreement.county
        and len(key(r.name).split()) > 1
    ]
    who = listed(p.name for p in parties.values())
    if not others:
        text = f"Det framgår inte av dokumenten. Parter i {agreement.name} är {who or 'inte angivna'}."
        return Asked("relation", text, sparql=_parties(agreement, catalogue))
    names = [f"{r.name}{f' ({r.aliases[0]})' if r.aliases else ''}" for r in others]
    rows = _about(others, catalogue)
    text = f"Ja: {listed(names)} nämns som huvudman men är inte part. Parter i {agreement.name} är {who}."
    return Asked("relation", text, rows, "relation", sparql=_parties(agreement, catalogue))


def _members(catalogue: Catalogue) -> list[tuple[frozenset[str], dict[str, list[RelationRow]]]]:
    """Memberships by document, for the groups that share a name within a county, with the ids of these."""
    rows = [r for r in rows_of(catalogue, catalogue.facts_with(MEMBER)) if isinstance(r, RelationRow)]
    rows = [r for r in rows if r.object is not None and r.object.kind is EntityKind.GROUP and not r.negated]
    records = catalogue.entity_records(r.object.id for r in rows if r.object)
    root: dict[str, str] = {}

    def top(one: str) -> str:
        while root.setdefault(one, one) != one:
            one = root[one]
        return one

    for record in records.values():
        for name in (record.name, *record.aliases):
            if merges_as_alias(name):
                root[top(f"{record.county}|{key(name)}")] = top(record.id)
    found: dict[str, dict[str, list[RelationRow]]] = defaultdict(lambda: defaultdict(list))
    ids: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.object is not None:
            found[top(row.object.id)][row.document.id].append(row)
            ids[top(row.object.id)].add(row.object.id)
    return [(frozenset(ids[one]), documents) for one, documents in sorted(found.items())]


def _told_of(
    members: Sequence[tuple[frozenset[str], dict[str, list[RelationRow]]]], named: Sequence[str]
) -> list[list[RelationRow]]:
    """The groups, of those named or all, whose members differ between two documents: a row for each and document."""
    found = []
    for ids, documents in members:
        if named and ids.isdisjoint(named):
            continue
        said = {frozenset(key(r.subject.name) for r in rows) for rows in documents.values()}
        if len(said) > 1:
            found.append([row for rows in documents.values() for row in {r.subject.id: r for r in rows}.values()])
    return found


def _sentence(rows: Sequence[RelationRow]) -> str:
    """What each document says of a group; what all of them say is left out."""
    by_document: dict[str, list[RelationRow]] = defaultdict(list)
    for row in rows:
        by_document[row.document.id].append(row)
    shared = set.intersection(*({key(r.subject.name) for r in said} for said in by_document.values()))
    parts = []
    for said in by_document.values():
        own = [r.subject.name for r in said if key(r.subject.name) not in shared][:_MEMBERS]
        where = source(said[0].document, said[0].status, (r.page for r in said))
        parts.append(f"{', '.join(dict.fromkeys(own)) or 'inga andra'} {where}")
    name = rows[0].object.name if rows[0].object else ""
    return f"{name}: {'; '.join(parts)}."


def _agreement(reading: Reading, at: int, catalogue: Catalogue) -> GlobalRecord | None:
    """The agreement whose parties are meant: what is named after "part i", else anywhere."""
    after = mentions(reading.tokens[at + 2 :], load_names(catalogue))
    said: list[Mention] = [m for m in (*after, *reading.mentions) if m.kind is EntityKind.AGREEMENT and m.sure]
    for mention in said:
        records = catalogue.entity_records(mention.ids).values()
        with_parties = [r for r in records if r.parties]
        if with_parties:
            return with_parties[0]
    return None


def _collective(name: str) -> tuple[str, ...]:
    """The type of the members that a collective party stands for: "Kommunerna i länet" are municipalities."""
    first = key(name).split()[:1]
    return tuple(t for t in _PRINCIPALS if first and first[0] in (f"{t}erna", f"{t}er", f"{t}en"))


def _about(others: Sequence[GlobalRecord], catalogue: Catalogue) -> list[FactRow]:
    ids = [r.id for r in others]
    roles = ("avtal:subject", "avtal:object")
    return rows_of(catalogue, [f for role in roles for f in catalogue.facts_about("relation", role, ids)])


def _parties(agreement: GlobalRecord, catalogue: Catalogue) -> str:
    return (
        "SELECT DISTINCT ?name WHERE {\n"
        f"  {catalogue.iris.entity(agreement.id)} avtal:party ?party . ?party skos:prefLabel ?name\n}}"
    )
