from __future__ import annotations

import pytest

from ingest.pdf.damage import Damage, damage_of, damages
from tests.ingest.pdf.conftest import LETTER, MISREAD

SOUND = " ".join(LETTER)
ENGLISH = (
    "This agreement is made between the parties and describes the work that is to be carried out by the region, "
    "with the aim of better care for people who are in need of support from several providers at the same time."
)
GARBLED = "".join(chr(0x1A0 + ord(c) % 90) if c.isalpha() else c for c in SOUND)


@pytest.mark.parametrize(
    ("text", "damage"),
    [
        (SOUND, Damage.NONE),
        (SOUND.translate(MISREAD), Damage.WORDS),
        (SOUND.replace("ä", "é").replace("å", "4").replace("ö", "6"), Damage.WORDS),
        (ENGLISH, Damage.NONE),
        (GARBLED, Damage.GARBLED),
        ("Sida 3 (10)", Damage.UNSURE),
        ("1 250 000 kr 14 3 88 912 17 %", Damage.UNSURE),
        ("", Damage.UNSURE),
    ],
)
def test_damage(text: str, damage: Damage) -> None:
    assert damage_of(text) is damage


def test_pages_with_few_words_go_with_the_document() -> None:
    bad = SOUND.translate(MISREAD)
    assert damages([bad, "Forsattsblad", bad]) == [Damage.WORDS] * 3
    assert damages([SOUND, "Forsattsblad", bad]) == [Damage.NONE, Damage.NONE, Damage.WORDS]
