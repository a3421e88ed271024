"""Every page is safe, described, and says what to do where there is nothing to show."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx

LISTS = (
    "/dokument",
    "/grupper",
    "/parter",
    "/overenskommelser",
    "/forteckning",
    "/luckor",
    "/agarskap",
    "/tidslinje",
    "/graf",
    "/arshjul",
    "/konflikter",
    "/konflikter?verified=false",
    "/jamfor/klausuler?kind=samverkansform",
    "/inlasning",
    "/granska",
    "/granska/namn",
    "/lan",
)


def test_what_a_document_says_is_never_markup(site: Any, open_page: Any, addresses: dict[str, str], keep: Any) -> None:
    document = next(d for d in site.all("/api/documents") if "<script>" in d["title"])
    page = open_page(f"{site.url}/dokument")
    assert page.get_by_role("link", name=document["title"], exact=True).count() == 1
    assert document["file"] in page.locator("main").inner_text()
    page.goto(site.url + addresses["dokument-fientligt"])
    keep(page, "fientligt")
    assert page.get_by_role("heading", level=1).inner_text() == document["title"]
    searched = ("/?q=script+alert+samverkan+S%C3%A5gmark", "/fraga?q=%3Cscript%3Ealert(6)%3C/script%3E")
    for path in (*searched, "/dokument?q=%22%3E%3Cscript%3E", *LISTS):
        page.goto(site.url + path)
        assert page.locator("script:not([src^='/static/']), main b, main i, main img:not([src^='/api/'])").count() == 0


def test_many_can_look_at_pages_at_once(site: Any) -> None:
    paths = [
        f"/api/documents/{d['id']}/pages/{n}.png" for d in site.all("/api/documents") for n in range(1, d["pages"] + 1)
    ]
    with ThreadPoolExecutor(8) as people:
        found = list(people.map(lambda path: httpx.get(site.url + path, timeout=60), paths))
    assert {answer.status_code for answer in found} == {200}
    assert all(answer.content.startswith(b"\x89PNG") for answer in found)


def test_pages_allow_no_code_and_nothing_from_elsewhere(site: Any, addresses: dict[str, str]) -> None:
    for address in addresses.values():
        answer = httpx.get(site.url + address)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'self'" in policy and "unsafe" not in policy and "http" not in policy
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert not re.search(r"(?:src=|<link[^>]* href=)\"(?:https?:)?//", answer.text)  # a link may lead away


def test_the_reference_names_every_call_and_parameter(site: Any, open_page: Any) -> None:
    described = site.get("/openapi.json")
    page = open_page(f"{site.url}/docs")
    for path, methods in described["paths"].items():
        for method, call in methods.items():
            section = page.locator(f"article#{call['operationId']}")
            assert section.get_by_role("heading").inner_text().split() == [method.upper(), path]
            named = section.locator("tbody th code").all_inner_texts()
            assert {p["name"] for p in call.get("parameters", ()) if p["in"] != "header"} <= set(named)


def test_the_menu_leads_everywhere_and_says_where_one_is(site: Any, open_page: Any) -> None:
    page = open_page(site.url)
    links = page.get_by_role("navigation", name="Huvudmeny").get_by_role("link")
    names = links.all_inner_texts()
    assert len(names) == len(set(names)) >= 8
    for number, name in enumerate(names):
        links.nth(number).click()
        page.wait_for_load_state()
        assert page.locator("nav[aria-label=Huvudmeny] [aria-current=page]").all_inner_texts() == [name]


def test_an_empty_collection_says_what_to_do(tmp_path: Any, serve: Any, open_page: Any) -> None:
    with serve(tmp_path / "data") as site:
        page = open_page(site.url)
        assert "avtal ingest" in page.locator(".notice").inner_text()
        for path in (*LISTS, "/?q=vård"):
            page.goto(site.url + path)
            assert page.locator(".notice").count() == 1


def test_the_register_prints_without_what_belongs_to_the_screen(site: Any, open_page: Any, keep: Any) -> None:
    page = open_page(f"{site.url}/forteckning?valid_on=2026-06-01")
    page.emulate_media(media="print")
    assert not page.locator("header.top").is_visible() and not page.locator("form").is_visible()
    assert page.locator("table").first.is_visible()
    keep(page, "utskrift")
