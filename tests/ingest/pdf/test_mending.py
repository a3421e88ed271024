from __future__ import annotations

from ingest.pdf.lines import CharRun, Line
from ingest.pdf.mending import mend
from ingest.pdf.text import raw_index


def line(text: str, source: int = 0, hyphenated: bool = False) -> Line:
    return Line(1, text, (0, 0, 1, 1), 11, hyphenated=hyphenated, source=source, runs=(CharRun(0, source, len(text)),))


def test_words_after_a_mended_one_lead_back_to_their_own_characters() -> None:
    text = "Sjukvarden i kommunen ska foljas upp varje ar"
    (mended,) = mend([line(text, source=50)], {})
    assert mended.text == "Sjukvården i kommunen ska följas upp varje år"
    for word in ("Sjukvården", "kommunen", "följas", "varje", "år"):
        at = mended.text.index(word)
        assert raw_index(mended.runs, at) == 50 + text.index(word.translate(str.maketrans("åäö", "aao")))


def test_a_word_cut_in_two_is_mended_as_one() -> None:
    first, second = mend([line("Parternas over", 0, hyphenated=True), line("enskommelse galler", 20)], {})
    assert first.text + second.text == "Parternas överenskommelse gäller"
    assert first.hyphenated


def test_sound_lines_are_left_alone() -> None:
    lines = [line("Hälso- och sjukvården"), line("följs upp årligen.")]
    assert [mended.text for mended in mend(lines, {})] == [one.text for one in lines]
