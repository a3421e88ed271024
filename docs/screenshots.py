"""The pictures of the README, taken from a running service: `python docs/screenshots.py [ADDRESS]`.

Start the service with `make demo` first. ADDRESS is http://127.0.0.1:8000 where left out. Needs
Chromium and the development dependencies (`make test` installs both).
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
from playwright.sync_api import sync_playwright

QUESTION = "Vem betalar för hjälpmedel på särskilt boende?"
SEVERITIES = ("hög", "medel", "låg")
FOLDER = Path(__file__).parent / "img"
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def addresses(base: str) -> dict[str, str]:
    """The address of each picture's page, found by what the collection holds."""

    def get(path: str, **query: Any) -> Any:
        return httpx.get(f"{base}{path}", params=query, timeout=30).raise_for_status().json()

    hit = get("/api/search", q=QUESTION, limit=1)["results"][0]
    passage = urlencode({"sida": hit["page"], "start": hit["start"], "slut": hit["end"]})
    owned: dict[str, set[str]] = {}
    for row in get("/api/relations", predicate="förvaltar", limit=200)["items"]:
        if row["subject"]["id"].startswith("group-") and row["object"] and not row["negated"]:
            owned.setdefault(row["subject"]["id"], set()).add(row["object"]["id"])
    group = max(owned, key=lambda name: (len(owned[name]), name))
    found = get("/api/conflicts", limit=200)["items"]
    between = [c for c in found if c["a"]["document"]["id"] != c["b"]["document"]["id"]]
    conflict = min(between, key=lambda c: (c["state"] != "new", SEVERITIES.index(c["severity"]), -c["confidence"]))
    return {
        "search": f"/?{urlencode({'q': QUESTION})}",
        "passage": f"/dokument/{hit['document']['id']}?{passage}#traff",
        "group": f"/grupper/{group}",
        "conflict": f"/konflikter/{conflict['id']}",
    }


def main(base: str) -> None:
    """Take the pictures, each 1280 by 900 pixels."""
    chromium = next((path for name in _CHROMIUM if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="light", locale="sv-SE")
        FOLDER.mkdir(exist_ok=True)
        for name, address in addresses(base).items():
            page.goto(base + address, wait_until="networkidle")
            page.screenshot(path=FOLDER / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://127.0.0.1:8000")
