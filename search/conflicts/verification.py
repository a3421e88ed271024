"""Why two statements that look like a conflict are none: each test gives the reason in Swedish, or nothing.

A rule that meets a reason says so in its candidate (`Candidate.rejected`), which is then kept for those who
ask what was left out and why. What holds is told with `remarks`: what was tried, and what still differs.
"""

from __future__ import annotations

import re

from ingest.artifact import BlockKind, PageSource
from search.conflicts.bodies import Body
from search.conflicts.material import Material
from search.conflicts.statements import Statement, content

SAME = 0.9  # likeness of sentences that are about the same case
_EXCEPTION = re.compile(
    r"\bom (?:inte|ej) (?:annat|någon annan)\b|\bom (?:parterna|kommunerna) inte\b|\bsåvida inte\b|\bmed undantag\b"
    r"|\bundantag\w*\b|\bannat (?:har )?överenskom\w+|\bannat avtalas\b",
    re.IGNORECASE,
)
_LOOSE = re.compile(
    r"\b(?:som regel|i regel|normalt|normalfallet|i möjligaste mån|så långt (?:det är )?möjligt|vanligen|vanligtvis"
    r"|riktvärde|ungefär|cirka|ca|eftersträvas|strävar efter|om möjligt)\b",
    re.IGNORECASE,
)
_GENERIC = ("parter",)


def other_people(a: Statement, b: Statement) -> str:
    """Different target groups: each applies to its own."""
    if a.target - b.keys or b.target - a.keys:
        return "ingen konflikt: olika målgrupper"
    return ""


def special_rule(a: Statement, b: Statement) -> str:
    """One holds on a condition that the other does not name: a general and a special rule, or an exception."""
    if a.condition == b.condition:
        return ""
    if _EXCEPTION.search(a.text if a.condition else b.text):
        return "ingen konflikt: den ena texten medger undantag"
    return "ingen konflikt: allmän regel och särskild regel"


def other_matter(material: Material, a: Statement, b: Statement) -> str:
    """Both speak of their own document, and the documents are different ones."""
    if a.document == b.document or material.versions(a, b) or material.revises(a, b):
        return ""
    if a.own or b.own:
        return "ingen konflikt: olika dokument med egna regler"
    return ""


def other_time(material: Material, a: Statement, b: Statement) -> str:
    """One stands in a document that has been replaced, or tells of what was."""
    if material.versions(a, b):
        return ""
    if material.outdated(a) or material.outdated(b):
        return "ingen konflikt: det ena dokumentet är ersatt"
    past = ("historical", "repealed")
    if (a.status in past) != (b.status in past):
        return "ingen konflikt: det ena gällde tidigare"
    return ""


def other_subject(a: Statement, b: Statement) -> str:
    """Neither names what the other begins with: each is about a thing of its own."""
    first, second = (next((w.key for w in s.words if w.key in s.keys), "") for s in (a, b))
    return "" if first in b.keys or second in a.keys else "ingen konflikt: olika saker"


def beside(a: Statement, b: Statement, likeness: float) -> str:
    """Cases that one section tells apart, side by side."""
    if a.document == b.document and a.section == b.section and likeness < SAME:
        return "ingen konflikt: olika fall i samma avsnitt"
    return ""


def same_table(a: Statement, b: Statement) -> str:
    """Two rows of tables stand beside each other to tell things apart."""
    if a.kind is BlockKind.ROW and b.kind is BlockKind.ROW and a.document == b.document:
        return "ingen konflikt: olika rader"
    return ""


def subject(statement: Statement) -> Body | None:
    """The body that a statement is about: the first it names, else that of its lead-in or heading."""
    named = [b for b in statement.bodies if not b.genitive]
    if named and (named[0].start < 60 or not statement.topics):
        return named[0]
    return statement.topics[0] if statement.topics else None


def may_be_same(a: Body, b: Body) -> bool:
    """Whether two bodies may be one: the same, both principals together, or a role noun and a name that holds it."""
    if (a.id.startswith("ny:")) != (b.id.startswith("ny:")):
        return False
    if a.id == b.id or a.id in _GENERIC or b.id in _GENERIC:
        return True
    one, other = frozenset(content(a.name)), frozenset(content(b.name))
    if not one or not other or one == other:
        return True
    if a.own and b.own:
        return False
    return one <= other or other <= one


def other_bodies(a: Statement, b: Statement) -> str:
    """Each is about a body of its own."""
    one, other = subject(a), subject(b)
    if one is not None and other is not None and not may_be_same(one, other):
        ids = {x.id for x in a.bodies} & {x.id for x in b.bodies}
        if not ids or (one.own and other.own):
            return "ingen konflikt: olika grupper"
    return ""


def loose(a: Statement, b: Statement) -> str:
    """The words by which just one of two statements leaves room: it binds less than the other."""
    words = [m.group().lower() if (m := _LOOSE.search(s.text)) else "" for s in (a, b)]
    return "" if bool(words[0]) == bool(words[1]) else words[0] or words[1]


def remarks(material: Material, a: Statement, b: Statement) -> str:
    """What was tried about two statements that contradict each other, and what a person should look at."""
    if material.versions(a, b):
        return "Två versioner av samma dokument: en ändring, ingen motsägelse."
    if material.proposal(a) != material.proposal(b):
        return "Den ena texten är ett förslag: ingen motsägelse så länge det inte är beslutat."
    tests = (
        ("målgrupp", "olika målgrupper", other_people(a, b)),
        ("villkor", "villkor eller undantag i den ena texten", special_rule(a, b)),
        ("giltighet", "det ena dokumentet kan vara ersatt", other_time(material, a, b)),
    )
    same = [name for name, _, reason in tests if not reason]
    differs = [warning for _, warning, reason in tests if reason]
    if word := loose(a, b):
        differs.append(f"den ena texten lämnar utrymme (”{word}”)")
    if any(_recognised(material, s) for s in (a, b)):
        differs.append("text läst ur bild: jämför med originalet")
    told = f"Prövat utan skillnad: {', '.join(same)}." if same else ""
    return " ".join(p for p in (told, f"Att väga in: {'; '.join(differs)}." if differs else "") if p)


def _recognised(material: Material, statement: Statement) -> bool:
    """Whether it stands on a page that was read from its picture."""
    structure = material.reads[statement.document].document.artifact.structure
    page = structure.blocks[statement.block].spans[0].page
    return structure.pages[page - 1].source is not PageSource.TEXT
