"""Every page and state against the rules of WCAG 2.2 AA that a machine can judge, and by keyboard alone."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8") + ";0"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
AUDIT = Path(__file__).with_name("audit.js").read_text(encoding="utf-8")
PAGES = (
    "start", "sok", "sok-filter", "sok-tomt", "fraga", "fraga-svar", "fraga-stycken", "dokument", "dokument-sida",
    "dokument-stycke", "dokument-sok", "uppgift", "uppgift-ny", "dokument-fientligt", "grupper", "grupper-inga",
    "grupp", "parter", "part", "overenskommelser", "overenskommelse", "forteckning", "forteckning-tom", "luckor",
    "agarskap", "agarskap-alla", "tidslinje", "graf", "graf-runt", "arshjul", "arshjul-tomt", "konflikter",
    "konflikter-inga", "konflikter-bortsorterade", "konflikt-regler", "konflikt", "klausuler", "klausuler-valj",
    "jamfor", "jamfor-fientligt", "jamfor-valj", "inlasning", "granska", "granska-namn", "sparql", "sparql-svar",
    "sparql-fel", "lan", "lan-ett", "hjalp", "tillganglighet", "api",
)  # fmt: skip
WAYS = {
    "ljust": {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    "ljust-brett": {"color_scheme": "light", "viewport": {"width": 1920, "height": 1080}},
    "morkt-smalt": {"color_scheme": "dark", "viewport": {"width": 320, "height": 800}},
}


@pytest.mark.parametrize("way", WAYS)
def test_no_page_breaks_a_rule(site: Any, open_page: Any, addresses: dict[str, str], keep: Any, way: str) -> None:
    assert set(PAGES) == set(addresses)
    page = open_page(site.url, **WAYS[way])
    found: dict[str, list[str]] = {}
    for name in PAGES:
        page.goto(site.url + addresses[name])
        found[name] = page.evaluate(AUDIT) + axe(page)
        keep(page, f"{name}-{way}")
    assert [f"{name}: {violation}" for name, violations in found.items() for violation in violations] == []


def axe(page: Any) -> list[str]:
    """What axe-core finds: rule, and the element."""
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", list(RULES))
    return [f"{v['id']}: {n['html'][:160]}" for v in found["violations"] for n in v["nodes"]]


def test_an_error_is_a_page_too(site: Any, open_page: Any, problems: list[str]) -> None:
    page = open_page(f"{site.url}/dokument/d-finns-inte")
    assert page.evaluate(AUDIT) + axe(page) == []
    assert page.get_by_role("heading", level=1).inner_text() == "Hittades inte"
    assert len(problems) == 1 and "404" in problems.pop()


def test_the_rules_find_what_they_look_for(browser: Any) -> None:
    page = browser.new_page()
    page.set_content(
        "<title>x</title><h1>a</h1><h3>b</h3><img src='data:,'><input id='i'><p style='color:#999;background:#fff'>grå"
        "<nav>c</nav><div id='d'></div><div id='d'></div><button style='height:9px'></button>"
    )
    said = " ".join(page.evaluate(AUDIT))
    page.close()
    for rule in (
        "language", "title", "main occurs 0 times", "heading level skipped", "picture without text", "small target",
        "field without label", "contrast", "landmark without name", "id occurs twice", "inline", "control without name",
    ):  # fmt: skip
        assert rule in said


def test_search_and_reading_by_keyboard_alone(site: Any, open_page: Any) -> None:
    page = open_page(site.url)
    page.keyboard.type("inkontinenshjälpmedel")  # the cursor is in the box when the page opens
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=*")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Till innehållet"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innehall"
    for _ in range(12):
        page.keyboard.press("Tab")
        assert _focus_is_seen(page)
        if page.evaluate("!!document.activeElement.closest('.hits h3')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/dokument/**")
    assert page.locator("#traff").count() == 1


def test_focus_is_seen_on_everything_that_takes_it(site: Any, open_page: Any, addresses: dict[str, str]) -> None:
    page = open_page(site.url + addresses["konflikt"])
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.tagName")
        if name == "BODY":
            break
        assert _focus_is_seen(page)
        reached.add(page.evaluate("document.activeElement.name || document.activeElement.tagName"))
    assert {"A", "who", "comment", "state"} <= reached


def _focus_is_seen(page: Any) -> bool:
    style = "getComputedStyle(document.activeElement)"
    return bool(page.evaluate(f"{style}.outlineStyle !== 'none' && parseFloat({style}.outlineWidth) >= 2"))
