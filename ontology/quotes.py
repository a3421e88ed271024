"""Words in quotes: which facts say them, by the index of trigrams, so that a part of a word is found too."""

from __future__ import annotations

from collections.abc import Sequence

from ontology.lookup import Lookup

_SHORT = 3  # letters of a trigram: shorter words are looked for quote by quote


def facts_with_words(
    lookup: Lookup, kind: str, words: Sequence[str], *, document: str = "", detail: str = ""
) -> list[int]:
    """The numbers of the facts of a kind whose quote holds all the words (as `names.key` gives them), in order.

    `detail`: predicate, modality or kind of reference. Of a copy only where `document` asks for it.
    """
    long = [w for w in words if len(w) >= _SHORT]
    tests, values = ["f.kind = ?"], [kind]
    source = "facts f"
    if long:
        source = "said JOIN facts f ON f.number = said.rowid"
        tests.append("said MATCH ?")
        values.append(" AND ".join(f'"{w}"' for w in long))
    for short in sorted(set(words).difference(long)):
        tests.append("f.number IN (SELECT rowid FROM said WHERE instr(quote, ?))")
        values.append(short)
    if document:
        tests.append("f.document = ?")
        values.append(document)
    else:
        tests.append("d.original IS NULL")
    if detail:
        tests.append("f.detail = ?")
        values.append(detail)
    sql = (
        f"SELECT f.number FROM {source} JOIN documents d ON d.id = f.document WHERE {' AND '.join(tests)} "
        "ORDER BY d.sort, f.page, f.start, f.stop, f.id"
    )
    return [number for (number,) in lookup.rows(sql, values)]
