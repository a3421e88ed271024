"""Collections of any size, made up: artifacts of agreements of many counties, with known facts and planted conflicts.

`Generated(1000).artifacts()` gives the same documents each time, one by one; `planted()` tells which clauses
contradict each other, `owners()` who manages what, `copies()` and `versions()` how documents hang together. A
county has 100 documents: for each of twenty areas an agreement, a guideline, a routine and an action plan, and an
earlier version of the agreement or a scanned copy of it. They repeat what the county has agreed, in differing words.
Every quote stands on its page. `artifact(n, edition=1)` is a new version of document n with one clause changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from random import Random

from corpus.ids import content_hash, document_id, version_id
from ingest.artifact import (
    Artifact,
    Definition,
    EntityKind,
    Mandate,
    Metadata,
    Modality,
    Obligation,
    PageSource,
    Reference,
    Relation,
    Status,
)
from tests.bench.generated_text import Draft
from tests.bench.generated_words import (
    AREAS,
    COUNTIES,
    STATUTES,
    TASKS,
    TERMS,
    Clause,
    County,
    altered,
    clause,
    county,
    sentence,
)

ROLES = ("överenskommelse", "riktlinje", "rutin", "handlingsplan", "tidigare")
PER_COUNTY = len(AREAS) * len(ROLES)
_AGREED = 24  # tasks that a county has agreed about in an area
_SAID = {"överenskommelse": 14, "riktlinje": 12, "rutin": 8, "handlingsplan": 8, "tidigare": 14}
_COPIED = 3  # of so many areas, one has a scanned copy in place of an earlier version
_DEFINITE = {role: role + "n" for role in ROLES[:2]} | {"rutin": "rutinen", "handlingsplan": "handlingsplanen"}
_TITLES = {
    "överenskommelse": "Överenskommelse om {}",
    "riktlinje": "Riktlinje för arbetet med {}",
    "rutin": "Rutin vid frågor om {}",
    "handlingsplan": "Handlingsplan för området {}",
    "tidigare": "Överenskommelse om {}",
}


@dataclass(frozen=True, slots=True)
class Planted:
    """Two clauses of two documents. `conflict`: they contradict each other; otherwise they only look as if."""

    type: str
    a: str
    quote_a: str
    b: str
    quote_b: str
    conflict: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Which document a number stands for."""

    county: int
    area: int
    role: str

    @property
    def copied(self) -> bool:
        """Whether it is a scanned copy of the agreement."""
        return self.role == "tidigare" and self.area % _COPIED == 0


def place(number: int) -> Place:
    """The place of document `number` in its collection."""
    at = number % PER_COUNTY
    return Place(number // PER_COUNTY, at // len(ROLES), ROLES[at % len(ROLES)])


@dataclass(frozen=True)
class Generated:
    """A collection of `documents` documents, up to `COUNTIES` x `PER_COUNTY`; the same for the same seed."""

    documents: int
    seed: int = 1

    def __post_init__(self) -> None:
        if self.documents > COUNTIES * PER_COUNTY:
            raise ValueError(f"at most {COUNTIES * PER_COUNTY} documents")

    def artifacts(self) -> Iterator[Artifact]:
        """All documents, in order."""
        return (self.artifact(number) for number in range(self.documents))

    def artifact(self, number: int, edition: int = 0) -> Artifact:
        """One document; an edition from 1 is a later version of it, with one clause changed."""
        where = place(number)
        source = number - ROLES.index("tidigare") if where.copied else number
        draft, county_ = Draft(), county(where.county)
        _write(draft, county_, place(source), self.said(source, edition))
        pages = draft.pages(PageSource.OCR if where.copied else PageSource.TEXT)
        text = "\n".join(p.text for p in pages)
        key = content_hash(f"{self.seed}/{number}/{text if edition else ''}".encode())
        first = content_hash(f"{self.seed}/{number}/".encode())
        meta = _metadata(county_, place(source), self.seed)
        return Artifact(
            document_id(first), version_id(key), key, f"g{number:05}.pdf", draft.structure(meta, pages), draft.facts()
        )

    def id(self, number: int) -> str:
        """The id of document `number`."""
        return document_id(content_hash(f"{self.seed}/{number}/".encode()))

    def said(self, number: int, edition: int = 0) -> tuple[tuple[Clause, str], ...]:
        """The clauses of a document, with the sentence of each."""
        where = place(number)
        agreed = _agreed(self.seed, where.county, where.area)
        random = Random(f"{self.seed}/{number}")
        drawn = sorted(random.sample(range(1, _AGREED), _SAID[where.role] - 1))
        clauses = {n: agreed[n] for n in (0, *drawn)}  # every document of an area speaks of its first task
        if where.role == "riktlinje":
            clauses[0] = altered(agreed[0], Random(f"{self.seed}/{number}/planted"))
        if where.role == "tidigare":
            clauses[drawn[0]] = altered(agreed[drawn[0]], random)
        if edition:
            clauses[drawn[-1]] = altered(agreed[drawn[-1]], Random(f"{self.seed}/{number}/{edition}"))
        target = AREAS[where.area][1]
        told = [(c, sentence(c, _who(c.bearer), target, random.randrange(3))) for c in clauses.values()]
        if where.role == "rutin":  # of others than the agreement is about: no conflict
            other = AREAS[(where.area + 1) % len(AREAS)][1]
            like = altered(agreed[0], Random(f"{self.seed}/{number}/like"))
            told[0] = (like, sentence(like, _who(like.bearer), other, 0))
        return tuple(told)

    def planted(self) -> Iterator[Planted]:
        """The clauses planted: an agreement against its guideline, and the look-alike in the routine."""
        for number in range(self.documents):
            where = place(number)
            if where.role in ("riktlinje", "rutin"):
                base = number - ROLES.index(where.role)
                (agreed, quote_a), (_, quote_b) = self.said(base)[0], self.said(number)[0]
                yield Planted(agreed.kind, self.id(base), quote_a, self.id(number), quote_b, where.role == "riktlinje")

    def owners(self) -> Iterator[tuple[str, str, str]]:
        """(document, group, agreement): who manages the agreement that a document is."""
        for number in range(self.documents):
            where = place(number)
            if where.role in ("överenskommelse", "tidigare"):
                c = county(where.county)
                yield self.id(number), c.group(where.area), _title(c, where)

    def copies(self) -> dict[str, str]:
        """Each scanned copy and the document that it is a copy of."""
        back = ROLES.index("tidigare")
        return {self.id(n): self.id(n - back) for n in range(self.documents) if place(n).copied}

    def versions(self) -> dict[str, str]:
        """Each agreement and its earlier version."""
        back = ROLES.index("tidigare")
        old = (n for n in range(self.documents) if place(n).role == "tidigare" and not place(n).copied)
        return {self.id(n - back): self.id(n) for n in old}


@lru_cache(maxsize=4_096)
def _agreed(seed: int, county_: int, area: int) -> tuple[Clause, ...]:
    """What a county has agreed in an area, task by task; no two areas of a county share a task and a target."""
    random = Random(f"{seed}/{county_}/{area}")
    return tuple(clause(task, random) for task in random.sample(range(TASKS), _AGREED))


def _who(bearer: str) -> str:
    return {"region": "regionen", "kommun": "kommunen"}[bearer]


def _title(county_: County, where: Place) -> str:
    return f"{_TITLES[where.role].format(AREAS[where.area][0])} i {county_.name}"


def _metadata(county_: County, where: Place, seed: int) -> Metadata:
    random = Random(f"{seed}/{where.county}/{where.area}/{where.role}/meta")
    year = 2018 if where.role == "tidigare" else random.choice((2022, 2023, 2024))
    date = f"{year}-{random.randrange(1, 13):02}-{random.randrange(1, 28):02}"
    status = Status.HISTORICAL if where.role == "tidigare" else Status.IN_FORCE
    type_ = "överenskommelse" if where.role == "tidigare" else where.role
    ends = f"{year + 4}-12-31" if random.random() < 0.5 else None
    return Metadata(_title(county_, where), type_, status, date, valid_from=date, valid_to=ends, county=county_.name)


def _write(draft: Draft, county_: County, where: Place, said: tuple[tuple[Clause, str], ...]) -> None:
    """The document's text and facts, section by section."""
    area, target, _ = AREAS[where.area]
    group_name, title = county_.group(where.area), _title(county_, where)
    random = Random(f"{county_.name}/{title}/{where.role}")
    draft.section("1", "Inledning")
    own_type = "överenskommelse" if where.role == "tidigare" else where.role
    line = f"{title} gäller mellan {county_.region} (nedan kallad regionen) och kommunerna i länet."
    draft.say(line, f"Den omfattar {target}.")
    region = draft.entity(EntityKind.PARTY, "region", county_.region, line, "regionen")
    towns = [draft.entity(EntityKind.PARTY, "kommun", t, draft.say(f"{t} är part."), "") for t in county_.towns]
    towns_all = draft.entity(
        EntityKind.PARTY, "kommuner", f"kommunerna i {county_.name}", line, "kommunerna", "kommunen"
    )
    own = draft.entity(
        EntityKind.AGREEMENT, own_type, title, line, _DEFINITE[own_type], parties=(region, *towns), target_group=target
    )
    group = draft.entity(
        EntityKind.GROUP, "samrådsgrupp", group_name, f"{group_name} har ett uppdrag i länet.", "samrådsgruppen"
    )
    council = draft.entity(
        EntityKind.GROUP, "styrgrupp", county_.council, f"{county_.council} leder arbetet.", "Länsrådet"
    )
    office = draft.entity(EntityKind.GROUP, "sekretariat", county_.secretariat, f"{county_.secretariat} ger stöd.")
    for name, number, note in random.sample(STATUTES, 2):
        quote = draft.say(f"Arbetet grundar sig på {name} ({number}).")
        law = draft.entity(EntityKind.AGREEMENT, "lag", name.capitalize(), quote, identifier=number)
        draft.fact(Reference(draft.evidence(quote), "statute", number, f"{name} ({number})", law, note))
        draft.fact(Relation(draft.evidence(quote), own, "grundar sig på", law))
    term, meanings = random.choice(TERMS)
    quote = draft.say(f"Med {term} avses {meanings[0]}.")
    draft.fact(Definition(draft.evidence(quote), term, meanings[0]))

    draft.section("2", "Ansvar")
    bearers = {"region": region, "kommun": towns_all}
    for one, told in said:
        draft.say(told)
        norm = Modality(one.modality)
        within = f"inom {one.value} {one.unit}" if one.kind == "frist" else None
        draft.fact(
            Obligation(
                draft.evidence(told), bearers[one.bearer], True, norm, "ska", told.rstrip("."), one.task,
                counterparty=target, deadline=within,
            )
        )  # fmt: skip
        draft.close()

    draft.section("3", "Samverkan")
    if where.role in ("överenskommelse", "tidigare"):
        draft.relation(group, "förvaltar", own, f"{group_name} förvaltar överenskommelsen.")
        draft.relation(council, "fastställer", own, f"{county_.council} fastställer överenskommelsen.")
    else:
        draft.relation(council, "fastställer", own, f"{county_.council} fastställer {_DEFINITE[own_type]}.")
        agreement = draft.entity(
            EntityKind.AGREEMENT, "överenskommelse", _title(county_, replace(where, role=ROLES[0])), line
        )
        quote = f"Den kompletterar {_title(county_, replace(where, role=ROLES[0]))}."
        draft.relation(own, "kompletterar", agreement, quote)
        draft.fact(
            Reference(
                draft.evidence(quote), "document", _title(county_, replace(where, role=ROLES[0])), quote, agreement
            )
        )
    draft.relation(group, "rapporterar till", council, f"{group_name} rapporterar till {county_.council}.")
    draft.close()
    deeds = random.sample(("bereda frågor om", "följa utvecklingen av", "samordna utbildning om", "utvärdera"), 3)
    for task in draft.items(f"{group_name} har i uppdrag att:", [f"{d} {area}" for d in deeds]):
        draft.fact(Mandate(draft.evidence(task), group, task, task.split()[0]))
    draft.section("4", "Uppföljning och giltighet")
    quote = draft.say(f"{county_.secretariat} sammanställer resultatet varje år och lämnar det enligt avsnitt 3.")
    norm = Modality.OBLIGATION
    draft.fact(Obligation(draft.evidence(quote), office, True, norm, "", quote.rstrip("."), frequency="varje år"))
    draft.fact(Reference(draft.evidence(quote), "section", "3", "avsnitt 3", "3"))
    draft.say("Uppsägning ska vara skriftlig och ske minst sex månader i förväg.")


def first(documents: int, seed: int = 1) -> list[Artifact]:
    """The first documents of a collection, as a list."""
    return list(islice(Generated(documents, seed).artifacts(), documents))
