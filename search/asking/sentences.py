"""Facts in Swedish sentences that name the document and say whether it applies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ontology.rows import DefinitionRow, DocumentRef, FactRow, MandateRow, ObligationRow, ReferenceRow, RelationRow

NAMED = 6  # names or sentences that an answer gives
_LONGEST = 260  # characters of a quote within a sentence
_STATUS = {
    "in_force": "",
    "proposed": "förslag i ",
    "planned": "planerat enligt ",
    "historical": "tidigare förhållande enligt ",
    "repealed": "upphävt, ",
}


def listed(names: Iterable[str]) -> str:
    """Names as a list: "a, b och c"; the first few where there are many."""
    shown = list(dict.fromkeys(names))
    if len(shown) > NAMED:
        return ", ".join(shown[:NAMED]) + f" och {len(shown) - NAMED} till"
    return " och ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def source(document: DocumentRef, status: str, pages: Iterable[int] = ()) -> str:
    """The document of a fact, with what its status says: "(förslag i Utredningen, 2021, s. 4)"."""
    date = f", {document.date}" if document.date else ""
    numbers = sorted(set(pages))
    where = f", s. {', '.join(map(str, numbers[:4]))}" if numbers else ""
    return f"({_STATUS.get(status, '')}{document.title}{date}{where})"


def said(rows: Sequence[FactRow]) -> str:
    """The facts in a few sentences, those that apply first."""
    sentences: list[str] = []
    groups: dict[tuple[str, ...], list[FactRow]] = {}
    for row in rows:
        groups.setdefault(_group(row), []).append(row)
    for same in list(groups.values())[:NAMED]:
        document = source(same[0].document, same[0].status, (r.page for r in same))
        sentences.append(f"{sentence(same)} {document}.")
    if len(groups) > NAMED:
        sentences.append(f"Ytterligare {len(groups) - NAMED} uppgifter står nedan.")
    return " ".join(sentences)


def _group(row: FactRow) -> tuple[str, ...]:
    """Facts with the same group are said in one sentence."""
    head: tuple[str, ...] = (row.document.id, row.status)
    match row:
        case RelationRow():
            return (*head, row.subject.name, row.predicate, str(row.negated))
        case MandateRow():
            return (*head, row.group.name)
        case _:
            return (*head, row.id)


def sentence(rows: Sequence[FactRow]) -> str:
    """Facts that say the same of different things, as one sentence without its source."""
    row = rows[0]
    match row:
        case RelationRow():
            objects = listed(r.object.name for r in rows if isinstance(r, RelationRow) and r.object)
            return f"{row.subject.name} {row.predicate}{' inte' if row.negated else ''} {objects or 'något'}".strip()
        case MandateRow():
            return f"{row.group.name}: " + "; ".join(r.text for r in rows[:NAMED] if isinstance(r, MandateRow))
        case ObligationRow():
            who = f"{row.bearer.name}: " if row.bearer else ""
            return f"{who}{_short(row.quote)}"
        case DefinitionRow():
            return f"{row.term}: {row.meaning}"
        case ReferenceRow():
            name = row.resolved_to.name if row.resolved_to else row.text or row.target
            note = row.note.rstrip(".")
            return f"{name} ({note})" if note else name
        case _:
            return _short(row.quote)


def _short(quote: str) -> str:
    text = " ".join(quote.split()).rstrip(".")
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rsplit(" ", 1)[0] + " …"
