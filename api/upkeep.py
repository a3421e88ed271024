"""The commands of those who keep the collection: validation, corrections, rebuilding, copies, inspection."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from api import maintenance
from api.client import connect
from api.correcting import CorrectionKind, DecisionAction, fields, key_of, taken
from api.printing import AsJson, out, show
from api.settings import load
from corpus.files import write_atomic


def validate(as_json: AsJson = False) -> None:
    """Pröva grafen mot ontologins former (SHACL)."""
    with connect(load()) as client:
        body = client.get("/api/validation")
    if as_json:
        show(body, True)
    else:
        for row in body["violations"]:
            out.print(f"{escape(row['graph'])}  {escape(row['message'])}  [dim]{escape(row['focus'])}[/]")
        out.print(f"{body['graphs']} grafer prövade, {len(body['violations'])} brott mot formerna.")
    if body["violations"]:
        raise typer.Exit(1)


def correct(
    kind: Annotated[CorrectionKind, typer.Argument(help="add, change, reject, confirm, join eller part.")],
    target: Annotated[str, typer.Argument(help="Id för uppgiften eller namnet; för add dokumentets id.")],
    values: Annotated[
        list[str] | None, typer.Argument(help="Fält och värden: status=in_force predicate=beslutar.")
    ] = None,
    who: Annotated[str, typer.Option("--who", help="Vem som rättar.")] = "",
    why: Annotated[str, typer.Option("--why", help="Skälet.")] = "",
    as_json: AsJson = False,
) -> None:
    """Rätta en uppgift eller ett namn. Rättelsen gäller genast och överlever en ny inläsning."""
    body = {"kind": kind.value, "target": target, "values": fields(values or ()), "who": who, "why": why}
    settings = load()
    with connect(settings) as client:
        show(client.post("/api/corrections", body, headers=key_of(settings)), as_json)


def decisions(
    action: Annotated[DecisionAction, typer.Argument(help="export eller import.")],
    file: Annotated[Path, typer.Argument(help="Filen med beslut, ett per rad (JSON).")],
    as_json: AsJson = False,
) -> None:
    """Skriv alla beslut till en fil, eller läs in beslut från en."""
    settings = load()
    with connect(settings) as client:
        if action is DecisionAction.EXPORT:
            data = client.text("/api/decisions.jsonl").encode()
            write_atomic(file, data)
            return show({"beslut": len(data.splitlines())}, as_json)
        show(client.put("/api/decisions.jsonl", taken(file), headers=key_of(settings)), as_json)


def rebuild(as_json: AsJson = False) -> None:
    """Bygg om graf, index och konflikter ur artefakterna."""
    show(maintenance.rebuild(load()), as_json)


def backup(
    target: Annotated[Path, typer.Argument(help="Filen som skrivs, till exempel kopia.tar.gz.")],
    as_json: AsJson = False,
) -> None:
    """Säkerhetskopiera original, artefakter, liggare och beslut. Går att köra medan tjänsten är igång."""
    show(maintenance.backup(load(), target), as_json)


def restore(source: Annotated[Path, typer.Argument(help="Kopian.")], as_json: AsJson = False) -> None:
    """Återställ en kopia till en tom datamapp och bygg om."""
    show(maintenance.restore(load(), source), as_json)


def doctor(
    mend: Annotated[bool, typer.Option("--mend", help="Laga det som går att laga.")] = False, as_json: AsJson = False
) -> None:
    """Kontrollera att allt hänger ihop."""
    body = maintenance.doctor(load(), mend)
    if as_json:
        show(body, True)
    else:
        for finding in body["findings"]:
            out.print(f"- {escape(finding)}")
        out.print("Allt hänger ihop." if not body["findings"] else f"{len(body['findings'])} anmärkningar.")
    if body["findings"] and not mend:
        raise typer.Exit(1)


def bench(as_json: AsJson = False) -> None:
    """Mät svarstider på den egna samlingen."""
    show(maintenance.bench(load()), as_json)


COMMANDS = (validate, correct, decisions, rebuild, backup, restore, doctor, bench)
