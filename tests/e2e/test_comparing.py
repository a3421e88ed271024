"""Two documents compared from the page of one, and documents taken in from a form, in a real browser."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import Any

AUDIT = Path(__file__).with_name("audit.js").read_text(encoding="utf-8")


def test_two_documents_are_compared_clause_by_clause(site: Any, open_page: Any, keep: Any) -> None:
    documents = [d for d in site.all("/api/documents") if "<script>" not in d["title"]]
    pairs = [(a, b, site.get("/api/compare", a=a["id"], b=b["id"])) for a, b in permutations(documents, 2)]
    a, b, body = max(pairs, key=lambda pair: pair[2]["counts"].get("changed", 0))
    assert body["counts"]["changed"] > 0
    page = open_page(f"{site.url}/dokument/{b['id']}")
    page.get_by_role("link", name="Jämför med …").click()
    assert page.get_by_label("B, till exempel").input_value() == b["id"]
    page.get_by_label("A, till exempel").select_option(a["id"])
    page.get_by_role("button", name="Jämför").click()
    page.wait_for_url("**/jamfor?a=*")
    kinds = [c["kind"] for c in body["clauses"]]
    labels = (("same", "Lika"), ("changed", "Ändrat"), ("only_a", "Bara i A"), ("only_b", "Bara i B"))
    assert page.locator(".counts li").all_inner_texts() == [f"{label}: {kinds.count(kind)}" for kind, label in labels]
    for kind, _ in labels[1:]:
        assert page.locator(f".clause.{kind}").count() == kinds.count(kind)
    changed = next(c for c in body["clauses"] if c["kind"] == "changed")
    first = page.locator(".clause.changed").first
    for tag, how in (("del", "removed"), ("ins", "added")):
        wanted = [" ".join(text.split()) for kind, text in changed["words"] if kind == how]
        assert [" ".join(t.split()) for t in first.locator(tag).all_inner_texts()] == wanted
    assert page.evaluate(AUDIT) == []
    keep(page, "jamfor-ord")
    first.get_by_role("link", name=f"B: sida {changed['b_page']}").click()
    page.wait_for_url(f"**/dokument/{b['id']}?sida={changed['b_page']}")


def test_files_are_taken_in_and_the_page_says_when_it_is_done(
    own_data: Any, serve: Any, open_page: Any, sample_pdfs: Path, tmp_path: Path, keep: Any
) -> None:
    bad = tmp_path / "anteckning.pdf"
    bad.write_bytes(b"hej")
    good = next(sample_pdfs.glob("13-*.pdf"))
    with serve(own_data) as site:
        page = open_page(f"{site.url}/dokument")
        page.get_by_text("Lägg in PDF-filer").click()
        assert page.evaluate(AUDIT) == []
        page.get_by_label("PDF-filer").set_input_files([good, bad])
        page.get_by_role("button", name="Lägg in").click()
        page.wait_for_url("**/jobb/*")
        page.get_by_role("heading", name="Inläsningen är klar").wait_for(timeout=120_000)  # nothing is clicked
        assert "2 av 2 filer" in page.get_by_role("status").inner_text()
        assert page.locator("p.file").all_inner_texts()[0].startswith("anteckning.pdf: ")
        assert page.evaluate(AUDIT) == []
        keep(page, "jobb-klart")
        page.locator(".facts a").click()
        page.wait_for_url("**/dokument/d-*")
        assert site.get(f"/api/documents/{page.url.rpartition('/')[2]}")["file"] == good.name
        page.goto("about:blank")  # nothing is left to load when the service stops
