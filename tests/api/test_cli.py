"""The real command over a real folder."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings, load, table
from corpus.errors import InvalidInputError
from tests.conftest import Run


def test_a_second_run_does_nothing(own_collection: Path, some_pdfs: Path, avtal: Run) -> None:
    before = (own_collection / "ledger.jsonl").read_bytes()
    summary = json.loads(avtal(own_collection, "ingest", str(some_pdfs), "--json").stdout)
    assert len(summary["unchanged"]) == 5 and summary["read"] == [] == summary["failed"]
    assert (own_collection / "ledger.jsonl").read_bytes() == before


def test_what_was_left_out_stays_out(own_collection: Path, some_pdfs: Path, avtal: Run) -> None:
    with TestClient(create_app(Settings(data=own_collection))) as client:
        document = client.get("/api/documents").json()["items"][0]["id"]
        assert client.delete(f"/api/documents/{document}").status_code == 200
    avtal(own_collection, "ingest", str(some_pdfs))
    assert json.loads(avtal(own_collection, "status", "--json").stdout)["counts"]["documents"] == 4
    avtal(own_collection, "ingest", str(some_pdfs), "--again")
    assert json.loads(avtal(own_collection, "status", "--json").stdout)["counts"]["documents"] == 5


def test_a_changed_file_is_a_new_version(own_collection: Path, sample_pdfs: Path, tmp_path: Path, avtal: Run) -> None:
    path = tmp_path / "avtal.pdf"
    shutil.copy(next(sample_pdfs.glob("13-*.pdf")), path)
    first = json.loads(avtal(own_collection, "ingest", str(path), "--json").stdout)["read"][0]["document"]
    shutil.copy(next(sample_pdfs.glob("15-*.pdf")), path)
    second = json.loads(avtal(own_collection, "ingest", str(path), "--json").stdout)["read"][0]["document"]
    assert first == second
    documents = json.loads(avtal(own_collection, "status", "--json").stdout)["counts"]["documents"]
    assert documents == 6


def test_reading_commands_print_json(collection: Path, own_collection: Path, avtal: Run) -> None:
    assert json.loads(avtal(own_collection, "search", "uppföljning", "--json").stdout)["results"]
    assert json.loads(avtal(own_collection, "ask", "Vem fastställer riktlinjen?", "--json").stdout)["answer"]
    groups = json.loads(avtal(own_collection, "groups", "--json").stdout)
    assert any(group["agreements"] for group in groups)
    assert isinstance(json.loads(avtal(own_collection, "conflicts", "--json").stdout), list)
    assert json.loads(avtal(own_collection, "validate", "--json").stdout)["violations"] == []
    assert json.loads(avtal(own_collection, "doctor", "--json").stdout) == {"findings": []}
    assert json.loads(avtal(own_collection, "bench", "--json").stdout)["sökningar"] > 10
    rows = avtal(own_collection, "sparql", "SELECT (COUNT(*) AS ?n) WHERE { ?d a eli:LegalExpression }").stdout
    assert rows.split() == ["n", "5"]


def test_rebuild_gives_the_same_export_and_the_same_results(own_collection: Path, avtal: Run) -> None:
    def state() -> tuple[str, str, str]:
        return (
            avtal(own_collection, "export", "--format", "nquads").stdout,
            avtal(own_collection, "search", "vem ansvarar för samordningen", "--json").stdout,
            avtal(own_collection, "conflicts", "--json").stdout,
        )

    before = state()
    for name in ("graph", "index"):
        shutil.rmtree(own_collection / name)
    (own_collection / "findings.json").unlink()
    avtal(own_collection, "rebuild")
    assert state() == before
    assert len(before[0]) > 100_000


def test_backup_and_restore_give_the_same_collection(own_collection: Path, tmp_path: Path, avtal: Run) -> None:
    copy = tmp_path / "kopia.tar.gz"
    avtal(own_collection, "backup", str(copy))
    other = tmp_path / "annan"
    assert json.loads(avtal(other, "restore", str(copy), "--json").stdout)["fel"] == []
    export = ("export", "--format", "nquads")
    assert avtal(other, *export).stdout == avtal(own_collection, *export).stdout
    refused = avtal(other, "restore", str(copy), check=False)
    assert refused.returncode == 1 and "tom mapp" in refused.stderr


def test_doctor_names_and_mends(own_collection: Path, avtal: Run) -> None:
    shutil.rmtree(own_collection / "artifacts" / next((own_collection / "artifacts").iterdir()).name)
    found = avtal(own_collection, "doctor", check=False)
    assert found.returncode == 1 and "Läs in dokumentet igen" in " ".join(found.stdout.split())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ingest", "finns-inte"), "finns inte"),
        (("sparql", "SELECT ?x WHERE {", "--format", "csv"), "tolkas"),
        (("sparql", "SELECT * WHERE { ?s ?p ?o }", "--format", "word"), "Välj json"),
        (("export", "--format", "word"), "finns inte"),
    ],
)
def test_errors_are_one_swedish_line(own_collection: Path, avtal: Run, arguments: tuple[str, ...], said: str) -> None:
    found = avtal(own_collection, *arguments, check=False)
    assert found.returncode == 1
    assert (
        found.stderr.startswith("Fel: ") and said in " ".join(found.stderr.split()) and "Traceback" not in found.stderr
    )


def test_a_taken_port_is_said(own_collection: Path, avtal: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        found = avtal(own_collection, "serve", "--port", str(taken.getsockname()[1]), check=False)
    assert found.returncode == 1 and "används av ett annat program" in " ".join(found.stderr.split())


def test_no_collection_says_what_to_do(tmp_path: Path, avtal: Run) -> None:
    found = avtal(tmp_path / "tom", "search", "ord", check=False)
    assert found.returncode == 1 and "avtal ingest" in found.stderr


def test_a_running_service_does_the_work(own_collection: Path, sample_pdfs: Path, avtal: Run) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(Path(sys.executable).parent / "avtal"), "serve", "--port", str(port)]
    with subprocess.Popen(command, env={"AVTAL_DATA": str(own_collection), "PATH": "/usr/bin:/bin"}) as service:
        try:
            _wait(f"http://127.0.0.1:{port}/ready")
            pdf = next(sample_pdfs.glob("15-*.pdf"))
            summary = json.loads(avtal(own_collection, "ingest", str(pdf), "--json").stdout)
            assert [row["file"] for row in summary["read"]] == [pdf.name]
            assert json.loads(avtal(own_collection, "status", "--json").stdout)["counts"]["documents"] == 6
            refused = avtal(own_collection, "rebuild", check=False)
            assert refused.returncode == 1 and "avtal serve" in refused.stderr
        finally:
            service.terminate()
            service.wait(timeout=30)
    # stopped in an orderly way, it gave the folder back whole
    assert json.loads(avtal(own_collection, "doctor", "--json").stdout) == {"findings": []}


def test_settings_come_from_the_environment_and_a_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text('# kommentar\nAVTAL_PORT=8123\nAVTAL_DATA="annan mapp"\n', encoding="utf-8")
    assert load({}, tmp_path).port == 8123 and load({}, tmp_path).data == Path("annan mapp")
    assert load({"AVTAL_PORT": "9"}, tmp_path).port == 9
    with pytest.raises(InvalidInputError, match="AVTAL_PORT"):
        load({"AVTAL_PORT": "åtta"}, tmp_path)


def test_settings_are_documented() -> None:
    documented = (Path(__file__).parents[2] / "docs" / "settings.md").read_text(encoding="utf-8")
    assert table() in documented


def test_nothing_on_the_default_path_imports_torch(own_collection: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from fastapi.testclient import TestClient\n"
        "from api.app import create_app; from api.settings import Settings\n"
        f"with TestClient(create_app(Settings(data=Path({str(own_collection)!r})))) as c:\n"
        "    assert c.get('/api/search', params={'q': 'avtal'}).status_code == 200\n"
        "print(sorted({'torch', 'sentence_transformers', 'transformers', 'qdrant_client', 'ufal'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def _wait(address: str) -> None:
    for _ in range(120):
        try:
            with urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.25)
    pytest.fail(f"{address} never answered")
