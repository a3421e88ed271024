"""What people do with one matter over all documents, and with what a passage touches."""

from __future__ import annotations

from typing import Any


def test_one_matter_is_read_in_all_documents(site: Any, open_page: Any, keep: Any) -> None:
    page = open_page(f"{site.url}/dokument")
    page.get_by_role("link", name="En fråga i alla dokument").click()
    page.get_by_label("Fråga").select_option(label="Uppföljning och revidering")
    page.get_by_role("button", name="Visa").click()
    page.wait_for_url("**kind=uppfoljning*")
    keep(page, "klausuler-uppfoljning")
    rows = [r for r in site.all("/api/clauses", kind="uppfoljning") if r["clauses"]]
    assert page.locator("tbody tr").count() == len(rows) > 0
    first = rows[0]["clauses"][0]
    page.locator("tbody tr").first.get_by_role("link", name=f"sida {first['page']}").first.click()
    page.wait_for_url("**#traff")
    assert page.locator(".passage blockquote").count() == 1


def test_a_marked_passage_leads_to_what_contradicts_it(site: Any, open_page: Any, keep: Any) -> None:
    one = site.all("/api/conflicts")[0]
    page = open_page(f"{site.url}/konflikter/{one['id']}")
    page.get_by_role("link", name=f"Läs på sida {one['a']['page']} i {one['a']['document']['title']}").first.click()
    page.wait_for_url("**#traff")
    keep(page, "stycke-beror")
    page.locator("section[aria-labelledby=beror]").get_by_role("link").first.click()
    assert "/konflikter/" in page.url
