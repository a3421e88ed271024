"""The tasks of staff, secretariat and revision teams, done in a real browser on real documents."""

from __future__ import annotations

import io
import re
from typing import Any
from urllib.parse import unquote

import httpx
import pypdfium2
import pytest

HITS = ".hits > li"
# The boxes as the screen shows them, as fractions of the page's picture.
DRAWN = """() => {
  const sheet = document.querySelector(".sheet img").getBoundingClientRect();
  const across = (x) => (x - sheet.left) / sheet.width, down = (y) => (y - sheet.top) / sheet.height;
  return [...document.querySelectorAll(".sheet rect")].map((r) => r.getBoundingClientRect())
    .map((b) => [across(b.left), down(b.top), across(b.right), down(b.bottom)]);
}"""


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


# ---- staff: from a question to the passage on its page -----------------------------------------------


def test_a_search_leads_to_the_passage_boxed_on_its_page(site: Any, open_page: Any, keep: Any) -> None:
    page = open_page(site.url)
    box = page.get_by_role("combobox", name="Sökord eller fråga")
    box.fill("vem ansvarar för förskrivning av inkontinenshjälpmedel")
    box.press("Enter")
    first = page.locator(HITS).first
    assert "inkontinenshjälpmedel" in first.locator("mark").all_inner_texts()
    assert first.locator(".badge").count() == 1
    keep(page, "sokning")
    said = words(first.locator("blockquote").inner_text())
    first.get_by_role("link").first.click()
    page.wait_for_url("**/dokument/**")
    assert page.locator("#traff").count() == 1
    quote = page.locator(".passage blockquote").inner_text()
    assert words(quote) == said[-len(words(quote)) :]  # the passage, its lead-in left out
    keep(page, "stycke")
    boxed = boxed_words(site, page)
    assert boxed == words(quote)


def test_a_search_is_suggested_chosen_and_ordered_by_keyboard(site: Any, open_page: Any, keep: Any) -> None:
    group = max((g["name"] for g in site.all("/api/groups")), key=len)
    page = open_page(site.url)
    box = page.get_by_role("combobox", name="Sökord eller fråga")
    assert box.get_attribute("aria-expanded") == "false"
    page.keyboard.type(group[:-1].translate(str.maketrans("åäöÅÄÖ", "aaoAAO")))
    option = page.get_by_role("option", name=re.compile(re.escape(group)))
    option.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    assert chosen.get_attribute("id") == box.get_attribute("aria-activedescendant")
    assert box.input_value() == group
    keep(page, "forslag")
    page.keyboard.press("Escape")
    assert not page.get_by_role("listbox").is_visible() and box.input_value() != group
    page.keyboard.press("ArrowDown")
    option.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=*")
    assert page.get_by_role("combobox").input_value() == group
    page.get_by_role("link", name="Nyast först").click()
    page.wait_for_url("**sort=date")
    dates = [
        re.findall(r"\d{4}-\d\d-\d\d", text) for text in page.locator(f"{HITS} .meta:first-of-type").all_inner_texts()
    ]
    days = [found[0] for found in dates if found]
    assert days and days == sorted(days, reverse=True)
    mail = page.get_by_role("link", name="Mejla sökningen").get_attribute("href")
    assert unquote(mail).endswith(f"body={page.url}")


def test_a_page_works_without_code(site: Any, open_page: Any) -> None:
    page = open_page(site.url, java_script_enabled=False)
    page.get_by_role("searchbox", name="Sökord eller fråga").fill("samverkan")
    page.get_by_role("button", name="Sök").click()
    page.wait_for_url("**/?q=samverkan")
    assert page.locator(HITS).count() > 0


@pytest.mark.parametrize(
    ("kind", "query"),
    [("obligations", {}), ("mandates", {}), ("relations", {}), ("definitions", {}), ("references", {})],
)
def test_every_kind_of_fact_is_boxed_where_it_stands(site: Any, open_page: Any, kind: str, query: Any) -> None:
    rows = [r for r in site.all(f"/api/{kind}", **query) if not r["document"]["file"].startswith("14-")]
    page = open_page(site.url)
    for row in rows[:: max(1, len(rows) // 4)]:
        page.goto(
            f"{site.url}/dokument/{row['document']['id']}?sida={row['page']}&start={row['start']}&slut={row['end']}"
        )
        text = site.get(f"/api/documents/{row['document']['id']}/pages/{row['page']}")["text"]
        assert text[row["start"] : row["end"]] == row["quote"]
        assert boxed_words(site, page) == words(row["quote"])
        page.get_by_text("Sidans text", exact=True).click()
        assert page.locator(".plain-text mark").inner_text() == row["quote"]
        assert page.locator("aside [aria-current=true]").count() >= 1  # the fact is shown as the one chosen


def boxed_words(site: Any, page: Any) -> list[str]:
    """The words that the PDF has under the boxes as they are drawn on the screen."""
    number = int(re.search(r"sida=(\d+)", page.url).group(1))
    document = re.search(r"/dokument/([^?#]+)", page.url).group(1)
    picture = page.locator(".sheet img")
    assert picture.evaluate("i => i.decode().then(() => i.naturalWidth)") > 0
    drawn = page.evaluate(DRAWN)
    assert drawn
    pdf = pypdfium2.PdfDocument(io.BytesIO(httpx.get(f"{site.url}/api/documents/{document}/file").content))
    sheet = pdf[number - 1]
    width, height = sheet.get_size()
    text = sheet.get_textpage()
    under = [
        text.get_text_bounded(x0 * width, height - y1 * height, x1 * width, height - y0 * height)
        for x0, y0, x1, y1 in drawn
    ]
    pdf.close()
    joined = re.sub(r"[-\u00ad\ufffe\x02]\s*\n\s*", "", "\n".join(under))
    return words(joined)


def test_a_scanned_page_shows_its_passage(site: Any, open_page: Any, keep: Any) -> None:
    scan = next(d for d in site.all("/api/documents") if d["file"].startswith("14-"))
    rows = site.all("/api/obligations", document=scan["id"])
    if not rows:
        pytest.skip("Tesseract is missing; scans are listed as unread")
    row = rows[0]
    page = open_page(f"{site.url}/dokument/{scan['id']}?sida={row['page']}&start={row['start']}&slut={row['end']}")
    assert page.locator(".sheet rect").count() >= 1
    assert page.locator(".passage blockquote").inner_text()
    keep(page, "skannad")


def test_hits_are_narrowed_and_widened_again(site: Any, open_page: Any) -> None:
    page = open_page(f"{site.url}/?q=samverkan")
    before = page.locator("#traffar").inner_text()
    page.get_by_role("navigation", name="Avgränsa träffarna").get_by_role("link", name="riktlinje", exact=True).click()
    page.wait_for_url("**type=riktlinje*")
    kinds = page.locator(f"{HITS} .meta span:nth-child(2)").all_inner_texts()
    assert kinds and set(kinds) == {"Riktlinje"}
    box = page.get_by_role("combobox")
    box.fill("uppföljning")
    box.press("Enter")
    assert "type=riktlinje" in page.url  # the filter stays with a new question
    page.get_by_role("link", name="Dokumenttyp: riktlinje").click()
    assert "type=" not in page.url
    page.goto(f"{site.url}/?q=samverkan")
    assert page.locator("#traffar").inner_text() == before


def test_more_hits_are_shown_on_demand(site: Any, open_page: Any) -> None:
    page = open_page(f"{site.url}/?q=samverkan")
    assert page.locator(HITS).count() == 20
    page.get_by_role("link", name="Visa fler träffar").click()
    page.wait_for_url("**antal=40*")
    assert page.locator(HITS).count() == 40


def test_a_document_is_read_page_by_page(site: Any, open_page: Any) -> None:
    document = max(site.all("/api/documents"), key=lambda d: d["pages"])
    page = open_page(f"{site.url}/dokument")
    page.get_by_role("link", name=document["title"], exact=True).click()
    page.get_by_role("link", name="Nästa").click()
    page.wait_for_url("**sida=2*")
    assert f"Sida 2 av {document['pages']}" in page.locator(".pager").inner_text()
    page.get_by_role("link", name="Föregående").click()
    page.wait_for_url("**sida=1*")
    page.goto(f"{site.url}/dokument/{document['id']}?sida={document['pages']}")
    assert page.get_by_role("link", name="Nästa").count() == 0
    section = site.get(f"/api/documents/{document['id']}")["sections"][-1]
    page.get_by_role("navigation", name="Innehåll").get_by_role("link", name=section["heading"]).last.click()
    page.wait_for_url(f"**sida={section['page']}*")


def test_words_are_found_within_a_document_and_marked_on_its_picture(site: Any, open_page: Any, keep: Any) -> None:
    document = max(site.all("/api/documents"), key=lambda d: d["pages"])
    page = open_page(f"{site.url}/dokument/{document['id']}")
    page.get_by_label("Sök i dokumentet").fill("samverkan")
    page.get_by_label("Sök i dokumentet").press("Enter")
    page.wait_for_url("**sok=samverkan*")
    total = int(re.search(r"\d+", page.get_by_role("status").first.inner_text()).group())
    assert total > 1
    page.get_by_role("link", name="Nästa träff").click()
    page.wait_for_url("**#traff")
    first = page.url
    assert boxed_words(site, page)[0].startswith("samverkan")
    page.get_by_role("link", name="Nästa träff").click()
    page.wait_for_function("first => location.href !== first", arg=first)
    assert page.get_by_role("status").first.inner_text() == f"Träff 2 av {total}"
    page.get_by_role("link", name="Föregående träff").click()
    page.wait_for_url(first)
    page.get_by_role("link", name="200 %").click()
    page.wait_for_url("**zoom=200")
    across = page.evaluate(
        "document.querySelector('.sheet').offsetWidth / document.querySelector('.sheet').parentElement.clientWidth"
    )
    assert across > 1.9
    keep(page, "dokument-sok")
    page.get_by_label("Sök i dokumentet").fill("xyzzy")
    page.get_by_label("Sök i dokumentet").press("Enter")
    page.wait_for_url("**sok=xyzzy*")
    assert "står inte i dokumentet" in page.locator(".notice").inner_text()


SELECT = """() => {
  const texts = [...document.querySelectorAll('.words text')], range = document.createRange();
  range.setStart(texts[3].firstChild, 0); range.setEnd(texts[4].firstChild, texts[4].textContent.length);
  getSelection().removeAllRanges(); getSelection().addRange(range);
  document.dispatchEvent(new PointerEvent('pointerup'));
  return texts[3].textContent + ' ' + texts[4].textContent;
}"""


def test_a_person_marks_words_says_what_they_are_and_corrects_them(
    own_data: Any, serve: Any, open_page: Any, problems: list[str]
) -> None:
    with serve(own_data) as site:
        document = next(d for d in site.all("/api/documents") if d["file"].startswith("03-"))["id"]
        page = open_page(f"{site.url}/dokument/{document}?sida=3")
        marked = page.evaluate(SELECT)
        assert words(page.get_by_label("Orden på sidan").input_value()) == words(marked)
        page.get_by_role("button", name="Säg vad det är").click()
        page.get_by_role("link", name="Definition").click()
        page.get_by_label("Begrepp").fill("prövoord")
        page.get_by_label("Betydelse").fill("ett ord som <i>prövas</i>")
        page.get_by_label("Ditt namn").fill("Karin Ek")
        page.get_by_role("button", name="Lägg till").click()
        page.wait_for_url("**sparat=1**")
        assert boxed_words(site, page) == words(marked)
        fact = page.locator("aside li", has_text="prövoord: ett ord som <i>prövas</i>")
        fact.get_by_role("link", name=re.compile("^Rätta")).click()
        page.get_by_label("Ditt namn").fill("Karin Ek")
        page.get_by_role("button", name="Stryk uppgiften").click()
        page.wait_for_url("**sparat=1**")
        assert "prövoord" not in page.locator("aside").inner_text()
        page.goto("about:blank")


# ---- the secretariat: who owns and decides what -----------------------------------------------------------


def test_a_group_shows_what_it_owns_and_where_that_stands(
    site: Any, open_page: Any, addresses: dict[str, str], keep: Any
) -> None:
    group = addresses["grupp"].rpartition("/")[2]
    owned = [r for r in site.all(f"/api/groups/{group}/agreements") if r["predicate"] == "förvaltar" and r["object"]]
    page = open_page(f"{site.url}/grupper")
    row = page.locator("tr", has=page.locator(f"a[href='/grupper/{group}']"))
    assert owned[0]["object"]["name"] in row.inner_text()
    row.locator(f"a[href='/grupper/{group}']").click()
    section = page.locator("section", has=page.get_by_role("heading", name="Förvaltar", exact=True))
    for each in owned:
        assert each["object"]["name"] in section.inner_text()
        assert each["quote"].lstrip("• ") in section.locator("blockquote").all_inner_texts()
    keep(page, "grupp")
    section.locator(".meta a").first.click()
    page.wait_for_url("**#traff")
    assert boxed_words(site, page) == words(owned[0]["quote"])


def test_an_agreement_shows_who_owns_it(site: Any, open_page: Any, addresses: dict[str, str]) -> None:
    agreement = site.get(f"/api/agreements/{addresses['overenskommelse'].rpartition('/')[2]}")
    page = open_page(f"{site.url}/overenskommelser")
    page.get_by_label("Namn").fill(agreement["name"])
    page.get_by_role("button", name="Visa").click()
    page.get_by_role("rowheader").get_by_role("link", name=agreement["name"], exact=True).first.click()
    about = page.locator("dl.about").inner_text()
    assert agreement["owners"] and all(owner["name"] in about for owner in agreement["owners"])
    assert all(party["name"] in about for party in agreement["parties"])


def test_a_thing_is_shown_under_its_own_kind(site: Any, open_page: Any, addresses: dict[str, str]) -> None:
    page = open_page(f"{site.url}/grupper/{addresses['part'].rpartition('/')[2]}")
    assert page.url == site.url + addresses["part"]


def test_a_question_is_answered_from_the_graph(site: Any, open_page: Any, addresses: dict[str, str], keep: Any) -> None:
    owned = site.get(f"/api/groups/{addresses['grupp'].rpartition('/')[2]}/agreements")["items"]
    named = next(r for r in owned if r["predicate"] == "förvaltar" and r["object"])
    page = open_page(f"{site.url}/fraga")
    page.get_by_role("combobox", name="Fråga").fill(f"Vad förvaltar {named['subject']['name']}?")
    page.get_by_role("button", name="Fråga").click()
    assert named["object"]["name"] in page.locator(".answer").inner_text()
    assert named["quote"].lstrip("• ") in page.locator(".facts blockquote").all_inner_texts()
    page.get_by_text("Frågan i SPARQL").click()
    assert "SELECT" in page.locator("pre.code").inner_text()
    keep(page, "fraga")


def test_what_no_document_says_is_not_guessed(site: Any, open_page: Any, addresses: dict[str, str]) -> None:
    group = site.get(f"/api/groups/{addresses['grupp'].rpartition('/')[2]}")["name"]
    page = open_page(f"{site.url}/fraga")
    page.get_by_role("combobox", name="Fråga").fill(f"Vad publicerar {group}?")
    page.get_by_role("button", name="Fråga").click()
    assert "framgår inte" in page.locator(".answer").inner_text()
    assert page.locator(".facts").count() == 0


def test_gaps_are_listed_with_what_shows_them(site: Any, open_page: Any) -> None:
    found = site.all("/api/gaps")
    page = open_page(f"{site.url}/luckor")
    text = page.locator("main").inner_text()
    assert found and all(gap["explanation"] in text for gap in found[:50])


def test_the_register_shows_what_applies_on_a_day(site: Any, open_page: Any) -> None:
    page = open_page(f"{site.url}/forteckning")
    shown = []
    for day in ("2026-06-01", "1999-01-01"):
        page.get_by_label("Gäller den").fill(day)
        page.get_by_role("button", name="Visa").click()
        page.wait_for_url(f"**valid_on={day}")
        shown.append([row["document"]["title"] for row in site.all("/api/register", valid_on=day)])
        assert page.get_by_role("rowheader").all_inner_texts() == shown[-1]
    assert set(shown[1]) < set(shown[0])  # what gives no dates is taken to apply


def test_the_matrix_leads_from_a_letter_to_the_sentence(site: Any, open_page: Any) -> None:
    row = site.all("/api/relations", predicate="förvaltar")[0]
    page = open_page(f"{site.url}/agarskap?alla=1")
    page.get_by_role("link", name=f"{row['subject']['name']} förvaltar {row['object']['name']}").first.click()
    page.wait_for_url("**/dokument/**")
    assert row["quote"].split()[0] in page.locator("main").inner_text()


def test_the_timeline_draws_every_document_once(site: Any, open_page: Any) -> None:
    page = open_page(f"{site.url}/tidslinje")
    dated = page.locator("table.timeline tbody th").all_inner_texts()
    undated = page.locator("section ul.plain a").all_inner_texts()
    assert sorted([*dated, *undated]) == sorted(d["title"] for d in site.all("/api/documents"))
    assert page.locator("table.timeline rect").count() == len(dated) > 1


def test_a_follow_up_entered_by_the_secretariat_stands_in_the_year_wheel(
    serve: Any, own_data: Any, open_page: Any
) -> None:
    with serve(own_data) as site:
        page = open_page(f"{site.url}/arshjul?ar=2031")
        assert page.locator(".wheel .dot").count() == 0
        chosen = page.get_by_label("Avtal").locator("option").first.inner_text()
        page.get_by_label("Planerad").fill("2031-04-20")
        page.get_by_label("Utfall").fill("Ses över")
        page.get_by_label("Ditt namn").fill("Sekreteraren")
        page.get_by_role("button", name="Spara uppföljningen").click()
        page.wait_for_url("**/arshjul?ar=2031**")
        assert page.locator(".wheel .dot").count() == 1
        listed = page.locator(".wheel ol").inner_text()
        assert all(
            said in listed for said in ("2031-04-20", "Planerad uppföljning", chosen, "Ses över", "Sekreteraren")
        )
        assert "DTSTART;VALUE=DATE:20310420" in httpx.get(f"{site.url}/api/calendar.ics").text.replace("\r\n ", "")


def test_the_picture_of_the_graph_leads_to_things_and_sentences(site: Any, open_page: Any, keep: Any) -> None:
    row = site.all("/api/relations", predicate="förvaltar")[0]
    page = open_page(f"{site.url}/graf?runt={row['subject']['id']}")
    listed = page.locator("main table tbody tr").all_inner_texts()
    named = page.locator(".network .said text").all_text_contents()
    assert len(listed) == len(named) > 0 and "förvaltar" in named
    keep(page, "graf")
    page.locator(".network .said", has_text="förvaltar").first.click()
    page.wait_for_url("**/dokument/**")
    page.go_back()
    page.locator(".network a.centre").click()
    page.wait_for_url(f"**/grupper/{row['subject']['id']}")


# ---- revision teams: two texts that contradict each other ------------------------------------------------


def test_a_conflict_shows_both_sides_on_their_pages(site: Any, open_page: Any, keep: Any) -> None:
    found = site.all("/api/conflicts")
    page = open_page(f"{site.url}/konflikter")
    assert page.locator("article.conflict").count() == min(len(found), 25)
    keep(page, "konflikter")
    two = next(c for c in found if c["a"]["document"]["id"] != c["b"]["document"]["id"])
    page.locator(f"#{two['id']} h2 a").click()
    quotes = page.locator(".pair blockquote").all_inner_texts()
    assert quotes == [two["a"]["quote"].lstrip("• "), two["b"]["quote"].lstrip("• ")]
    assert page.locator("figure").count() == 2
    for number, side in enumerate((two["a"], two["b"])):
        assert page.locator("figure").nth(number).locator("rect").count() == len(side["boxes"]) > 0
    keep(page, "konflikt")
    page.get_by_role("link", name=f"Läs på sida {two['b']['page']} i {two['b']['document']['title']}").click()
    page.wait_for_url("**#traff")
    assert boxed_words(site, page) == words(two["b"]["quote"])


def test_conflicts_are_filtered(site: Any, open_page: Any) -> None:
    found = site.all("/api/conflicts")
    kind = found[-1]["type"]
    page = open_page(f"{site.url}/konflikter")
    page.get_by_label("Typ").select_option(kind)
    page.get_by_role("button", name="Visa").click()
    page.wait_for_url("**type=*")
    assert page.locator("article.conflict").count() == sum(c["type"] == kind for c in found)
    page.get_by_label("Läge").select_option("fixed")
    page.get_by_role("button", name="Visa").click()
    page.wait_for_url("**state=fixed*")
    assert "Inga konflikter att visa" in page.locator(".notice").inner_text()


def test_a_decision_outlives_the_service_and_can_need_a_key(
    own_data: Any, serve: Any, open_page: Any, problems: list[str]
) -> None:
    with serve(own_data) as site:
        conflict, other = (c["id"] for c in site.all("/api/conflicts")[:2])
        page = open_page(f"{site.url}/konflikter/{conflict}")
        page.get_by_role("button", name="Det är en konflikt").click()  # without a name: the browser asks for it
        assert page.url.endswith(conflict)
        page.get_by_label("Ditt namn").fill("Karin Ek")
        page.get_by_label("Kommentar").fill("Rättas <i>vid</i> revisionen")
        page.get_by_role("button", name="Det är en konflikt").click()
        assert page.get_by_role("status").inner_text() == "Beslutet är sparat: bekräftad."
        page.goto("about:blank")  # nothing is left to load when the service stops
    with serve(own_data, AVTAL_WRITE_TOKEN="hemligt") as site:
        page.goto(f"{site.url}/konflikter/{conflict}")
        said = page.locator(".pair ~ .meta", has_text="Bekräftad").inner_text()
        assert "Bekräftad av Karin Ek" in said and "”Rättas <i>vid</i> revisionen”" in said
        page.goto(f"{site.url}/konflikter?state=confirmed")
        assert page.locator("article.conflict").count() == 1
        assert "1 av " in page.locator("main").inner_text()
        row = site.get(f"/api/conflicts/{conflict}")
        assert (row["state"], row["decided_by"]) == ("confirmed", "Karin Ek")
        for key, state in (("fel", "new"), ("hemligt", "rejected")):
            page.goto(f"{site.url}/konflikter/{other}")
            page.get_by_label("Ditt namn").fill("Karin Ek")
            page.get_by_label("Nyckel").fill(key)
            page.get_by_role("button", name="Ingen konflikt").click()
            page.locator(".notice").wait_for()
            assert site.get(f"/api/conflicts/{other}")["state"] == state
        page.goto("about:blank")
    assert len(problems) == 1 and "403" in problems.pop()


def test_a_form_of_another_site_is_refused(site: Any) -> None:
    conflict = site.all("/api/conflicts")[0]["id"]
    form = {"state": "rejected", "who": "någon"}
    for sender in ("https://annan.example", "null"):
        answer = httpx.post(f"{site.url}/konflikter/{conflict}", data=form, headers={"Origin": sender})
        assert answer.status_code == 403
    assert site.get(f"/api/conflicts/{conflict}")["state"] == "new"
