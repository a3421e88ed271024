"""Conflicts: the findings, what people decided about them, and comparing two documents."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from api import exports
from api.exports import STATES
from api.routes.paging import Cursor, Limit
from api.schemas.base import DocumentRef, Paged
from api.schemas.facts import ConflictDecision, ConflictRow, RuleRow
from api.schemas.search import CompareRow, Comparison
from api.wiring import Container, Wired, Writer
from search.conflicts.compare import compare as compare_artifacts
from search.conflicts.rules import EXPLAINED
from search.findings import ALL, Judged, JudgedPage

PDF_TYPE = "application/pdf"
router = APIRouter(prefix="/api", tags=["konflikter"])


@dataclass(frozen=True, slots=True)
class Choice:
    """Which conflicts are asked for. An empty field of a form chooses nothing."""

    type: str | None
    state: str | None
    document: str | None
    group: str | None
    verified: bool

    def page(self, wired: Container, limit: int, cursor: str | None = None) -> JudgedPage:
        """A page of them, the surest first."""
        return wired.findings.page(
            type=self.type,
            state=self.state,
            document=self.document,
            group=self.group,
            verified=self.verified,
            limit=limit,
            cursor=cursor,
        )

    def all(self, wired: Container) -> tuple[Judged, ...]:
        """All of them."""
        return self.page(wired, ALL).items

    @property
    def words(self) -> tuple[str, ...]:
        """The choice in Swedish, for a report."""
        given = (("typ", self.type), ("läge", STATES.get(self.state or "", self.state)), ("grupp", self.group))
        said = [f"{label}: {value}" for label, value in given if value]
        return (*said, *(("ett dokument",) if self.document else ()), *(() if self.verified else ("bortsorterade",)))


def choice(
    type: str | None = None,
    state: str | None = None,
    document: str | None = None,
    group: str | None = None,
    verified: Annotated[bool, Query(description="False lists instead what verification rejected, and why")] = True,
) -> Choice:
    """The filters that list, tables and report share."""
    return Choice(type or None, state or None, document or None, group or None, verified)


Chosen = Annotated[Choice, Depends(choice)]


@router.get("/conflicts")
def conflicts(wired: Wired, chosen: Chosen, limit: Limit = 50, cursor: Cursor = None) -> Paged[ConflictRow]:
    """Pairs of statements that contradict each other, the surest first."""
    return Paged[ConflictRow].model_validate(chosen.page(wired, limit, cursor))


@router.get("/conflicts.csv", response_class=Response, responses={200: {"content": {"text/csv": {}}}})
def conflicts_csv(request: Request, wired: Wired, chosen: Chosen) -> Response:
    """All conflicts of a choice as CSV for spreadsheets: semicolons, UTF-8 with a byte order mark."""
    return attached(exports.as_csv(chosen.all(wired), str(request.base_url)), exports.CSV_TYPE, "konflikter.csv")


@router.get("/conflicts.xlsx", response_class=Response, responses={200: {"content": {exports.XLSX_TYPE: {}}}})
def conflicts_xlsx(request: Request, wired: Wired, chosen: Chosen) -> Response:
    """All conflicts of a choice as a workbook."""
    return attached(exports.as_xlsx(chosen.all(wired), str(request.base_url)), exports.XLSX_TYPE, "konflikter.xlsx")


@router.get("/conflicts/report.pdf", response_class=Response, responses={200: {"content": {PDF_TYPE: {}}}})
def conflicts_report(wired: Wired, chosen: Chosen) -> Response:
    """All conflicts of a choice as a report for a revision meeting, with space for notes."""
    # only here: reportlab takes a fifth of a second, which the service need not wait for
    from api.report import report  # noqa: PLC0415

    body = report(chosen.all(wired), chosen.words, date.today())
    return attached(body, PDF_TYPE, "konflikter.pdf")


@router.get("/conflicts/rules")
def rules() -> list[RuleRow]:
    """What is tested: the rules that find conflicts, the most precise first."""
    return [RuleRow(name=name, text=text) for name, text in EXPLAINED.items()]


@router.get("/conflicts/{name}")
def conflict(name: str, wired: Wired) -> ConflictRow:
    """One finding."""
    return ConflictRow.model_validate(wired.findings.get(name))


@router.patch("/conflicts/{name}")
def decide(name: str, decision: ConflictDecision, wired: Wired, _: Writer) -> ConflictRow:
    """Decide about a finding. The decision stays when documents are read anew."""
    wired.findings.decide(name, decision.state, decision.comment, decision.who)
    wired.note_decisions()
    return ConflictRow.model_validate(wired.findings.get(name))


@router.get("/compare")
def compare(a: str, b: str, wired: Wired, a_version: str | None = None, b_version: str | None = None) -> Comparison:
    """Two documents, or two versions of one, clause by clause."""
    clauses = compare_artifacts(wired.collection.artifact(a, a_version), wired.collection.artifact(b, b_version))
    return Comparison(
        a=DocumentRef.model_validate(wired.catalogue.ref(a)),
        b=DocumentRef.model_validate(wired.catalogue.ref(b)),
        counts=dict(Counter(clause.kind for clause in clauses)),
        clauses=[CompareRow.model_validate(clause) for clause in clauses],
    )


def attached(body: bytes, media_type: str, name: str) -> Response:
    """A file to be saved under `name`."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type=media_type, headers=headers)
