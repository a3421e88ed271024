from __future__ import annotations

import pytest

from ingest.pdf.cleaning import clean, fold
from ingest.pdf.text import raw_index


@pytest.mark.parametrize(
    ("raw", "text", "hyphenated"),
    [
        ("Avtalet gäller.", "Avtalet gäller.", False),
        ("  två   mellanslag ", "två mellanslag", False),
        ("fast\u00a0mellanslag", "fast mellanslag", False),
        ("över\ufffe", "över", True),
        ("över\u00ad", "över", True),
        ("över\u2010", "över", True),
        ("Region-", "Region", True),
        ("2021-", "2021-", False),
        ("å ena sidan -", "å ena sidan -", False),
        ("mjukt\u00adbinde", "mjuktbinde", False),
        ("a\u030angstro\u0308m", "ångström", False),
        ("h¨also", "hälso", False),
        ("e\ufb03cient \ufb01na", "efficient fina", False),
        ("\uf0b7 punkt", "• punkt", False),
        ("● punkt", "• punkt", False),
        ("noll\u200bbredd", "nollbredd", False),
        ("\u200b\u00ad", "", False),
    ],
)
def test_cleaned_text(raw: str, text: str, hyphenated: bool) -> None:
    cleaned = clean(raw, 0)
    assert (cleaned.text, cleaned.hyphenated) == (text, hyphenated)


@pytest.mark.parametrize(
    "raw", ["  indrag", "a\u030angra", "mjukt\u00adbinde", "e\ufb03kt", "två   ord", "\uf0b7 punkt"]
)
def test_every_letter_leads_back_to_the_raw_character_it_came_from(raw: str) -> None:
    cleaned = clean(raw, 100)
    for offset, char in enumerate(cleaned.text):
        index = raw_index(cleaned.runs, offset)
        if index is not None and char in raw:
            assert raw[index - 100] == char
    found = {raw_index(cleaned.runs, offset) for offset in range(len(cleaned.text))} - {None}
    assert len(found) >= len(cleaned.text) - 2  # only the later letters of a ligature have none of their own


def test_markup_in_a_title_is_plain_text() -> None:
    assert fold("<b>Avtal</b>\n2024") == "<b>Avtal</b> 2024"
