"""The real service over real documents, and a real Chromium that uses it.

`site` serves a collection of six documents, one of them hostile, read by the real command; tests
only read it. A test that changes something starts its own service over a copy (`serve`). Every page
that a test opens is watched: an error in the console, a failed request or a dialog fails the test.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

READ = ("01-", "02-", "03-", "09-", "14-")  # main agreement, guideline, two that contradict each other, the scan
HOSTILE_TITLE = "Överenskommelse <script>document.title='kapad'</script> om <img src=x onerror=alert(1)> samverkan"
_HOSTILE_TEXT = (
    HOSTILE_TITLE,
    "1 Parter <b onclick=alert(1)>",
    'Region Sågmark och Sågmarks kommun tecknar överenskommelsen "><svg onload=alert(2)>.',
    "2 Ansvar",
    "Samrådsgruppen <i>för barn</i> förvaltar överenskommelsen.",
    "Regionen ansvarar för <script>alert(3)</script> vården.",
)
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SHOTS = Path(__file__).parents[2] / "build" / "screenshots"


@dataclass(frozen=True)
class Site:
    """A running service."""

    url: str
    data: Path

    def get(self, path: str, **query: Any) -> Any:
        """What the API answers."""
        return httpx.get(f"{self.url}{path}", params=query, timeout=30).raise_for_status().json()

    def all(self, path: str, **query: Any) -> list[dict[str, Any]]:
        """All rows of a paged list."""
        rows: list[dict[str, Any]] = []
        cursor = None
        while True:
            body = self.get(path, limit=200, **query, **({"cursor": cursor} if cursor else {}))
            rows += body["items"]
            cursor = body["next"]
            if cursor is None:
                return rows


Serve = Callable[..., AbstractContextManager[Site]]


@pytest.fixture(scope="session")
def hostile_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF whose title, headings and text are markup."""
    path = tmp_path_factory.mktemp("hostile") / "overenskommelse <img src=x onerror=alert(4)>.pdf"
    styles = getSampleStyleSheet()
    flow: list[Any] = []
    for number, text in enumerate(_HOSTILE_TEXT):
        kind = "Title" if number == 0 else "Heading1" if text[0].isdigit() else "BodyText"
        plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        flow += [Paragraph(plain, styles[kind]), Spacer(1, 12)]
    SimpleDocTemplate(str(path), pagesize=A4, title=HOSTILE_TITLE, author="<script>alert(5)</script>").build(flow)
    return path


@pytest.fixture(scope="session")
def read_once(sample_pdfs: Path, hostile_pdf: Path, avtal: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder into which the real command took a few samples and the hostile file."""
    folder = tmp_path_factory.mktemp("e2e")
    pdfs = folder / "pdf"
    pdfs.mkdir()
    for path in [*sample_pdfs.glob("*.pdf"), hostile_pdf]:
        if path.name.startswith(READ) or path == hostile_pdf:
            shutil.copy(path, pdfs / path.name)
    avtal(folder / "data", "ingest", str(pdfs))
    return folder / "data"


@pytest.fixture(scope="session")
def serve() -> Serve:
    """Runs the real command: `with serve(data, AVTAL_X="1") as site`."""

    @contextmanager
    def run(data: Path, **settings: str) -> Iterator[Site]:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("AVTAL_")}
        process = subprocess.Popen(
            [str(Path(sys.executable).parent / "avtal"), "serve", "--port", str(port)],
            env={**inherited, "PYTHONFAULTHANDLER": "1", "AVTAL_DATA": str(data), **settings},
            cwd=data.parent,
        )
        try:
            _wait(process, f"http://127.0.0.1:{port}/health")
            yield Site(f"http://127.0.0.1:{port}", data)
            assert process.poll() is None, "the service stopped by itself"
        finally:
            process.terminate()
            process.wait(30)

    return run


def _wait(process: subprocess.Popen[bytes], url: str) -> None:
    for _ in range(300):
        assert process.poll() is None, "the service stopped"
        try:
            httpx.get(url, timeout=5).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("the service did not answer")


@pytest.fixture(scope="session")
def site(read_once: Path, serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The service over the collection, for reading."""
    data = Path(shutil.copytree(read_once, tmp_path_factory.mktemp("site") / "data"))
    with serve(data) as running:
        yield running


@pytest.fixture
def own_data(read_once: Path, tmp_path: Path) -> Path:
    """A copy of the collection that the test may change."""
    return Path(shutil.copytree(read_once, tmp_path / "data"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium of the system."""
    path = next((found for name in _CHROMIUM if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("Chromium is missing; `make test` says how to get it")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield started
        started.close()


@pytest.fixture
def problems() -> list[str]:
    """What went wrong in the pages that a test opened; a test may clear what it expects."""
    return []


Open = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, problems: list[str]) -> Iterator[Open]:
    """Opens an address in a new window, with the preferences given, and watches it."""
    contexts = []

    def go(url: str, **preferences: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, "locale": "sv-SE", **preferences})
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: problems.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: problems.append(str(e)))
        # a stream of events is ended by the page that listens: the browser tells that as an aborted request
        page.on(
            "requestfailed", lambda r: None if r.url.endswith("/events") else problems.append(f"{r.url}: {r.failure}")
        )
        page.on("dialog", lambda d: (problems.append(f"dialog: {d.message}"), d.dismiss()))
        page.goto(url)
        return page

    yield go
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture(scope="session")
def addresses(site: Site) -> dict[str, str]:
    """The address of every page and of its states, by name."""
    owned = next(
        r
        for r in site.all("/api/relations", predicate="förvaltar")
        if r["subject"]["id"].startswith("group-") and r["object"] and r["object"]["id"].startswith("agreement-")
    )
    hit = site.get("/api/search", q="vem ansvarar för hjälpmedel", limit=1)["results"][0]
    long = max(site.all("/api/documents"), key=lambda d: d["pages"])["id"]
    hostile = next(d["id"] for d in site.all("/api/documents") if "<script>" in d["title"])
    conflict = site.all("/api/conflicts")[0]["id"]
    question = urlencode({"q": f"Vad förvaltar {owned['subject']['name']}?"})
    passage = urlencode({"sida": hit["page"], "start": hit["start"], "slut": hit["end"]})
    county = site.all("/api/groups")[0]["county"]
    duty = site.all("/api/obligations", modality="obligation")[0]
    new = {"sida": duty["page"], "citat": duty["quote"], "slag": "relation"}
    return {
        "start": "/",
        "sok": "/?q=vem+betalar+hj%C3%A4lpmedel",
        "sok-filter": "/?q=samverkan&type=riktlinje",
        "sok-tomt": "/?q=xyzzy",
        "fraga": "/fraga",
        "fraga-svar": f"/fraga?{question}",
        "fraga-stycken": "/fraga?q=regler+kring+samtycke",
        "dokument": "/dokument",
        "dokument-sida": f"/dokument/{long}?sida=4",
        "dokument-stycke": f"/dokument/{hit['document']['id']}?{passage}",
        "dokument-sok": f"/dokument/{long}?sida=4&sok=samverkan&zoom=150",
        "uppgift": f"/dokument/{duty['document']['id']}/uppgift/{duty['id']}",
        "uppgift-ny": f"/dokument/{duty['document']['id']}/ny-uppgift?{urlencode(new)}",
        "dokument-fientligt": f"/dokument/{hostile}",
        "grupper": "/grupper",
        "grupper-inga": "/grupper?q=xyzzy",
        "grupp": f"/grupper/{owned['subject']['id']}",
        "parter": "/parter",
        "part": f"/parter/{duty['bearer']['id']}",
        "overenskommelser": "/overenskommelser",
        "overenskommelse": f"/overenskommelser/{owned['object']['id']}",
        "forteckning": "/forteckning",
        "forteckning-tom": "/forteckning?valid_on=1999-01-01",
        "luckor": "/luckor",
        "agarskap": "/agarskap",
        "agarskap-alla": "/agarskap?alla=1",
        "tidslinje": "/tidslinje",
        "graf": "/graf",
        "graf-runt": f"/graf?runt={owned['subject']['id']}&steg=2",
        "arshjul": "/arshjul?ar=2027",
        "arshjul-tomt": "/arshjul?ar=1999",
        "konflikter": "/konflikter",
        "konflikter-inga": "/konflikter?state=fixed",
        "konflikter-bortsorterade": "/konflikter?verified=false",
        "konflikt-regler": "/konflikter/regler",
        "konflikt": f"/konflikter/{conflict}",
        "klausuler": "/jamfor/klausuler?kind=uppfoljning",
        "klausuler-valj": "/jamfor/klausuler",
        "jamfor": f"/jamfor?a={long}&b={hit['document']['id']}",
        "jamfor-fientligt": f"/jamfor?a={hostile}&b={long}",
        "jamfor-valj": f"/jamfor?b={long}",
        "inlasning": "/inlasning",
        "granska": "/granska",
        "granska-namn": "/granska/namn",
        "sparql": "/sparql-fraga",
        "sparql-svar": "/sparql-fraga?fraga=forvaltar",
        "sparql-fel": "/sparql-fraga?query=SELECT",
        "lan": "/lan",
        "lan-ett": f"/lan/{county}",
        "hjalp": "/hjalp",
        "tillganglighet": "/tillganglighet",
        "api": "/docs",
    }


@pytest.fixture(scope="session")
def keep() -> Callable[[Page, str], None]:
    """Keeps a picture of a page for people to look at."""

    def save(page: Page, name: str) -> None:
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SHOTS / f"{name}.png")

    return save
