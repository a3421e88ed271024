"""Word table, compounds, keys."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ingest.language.compounds import split
from ingest.language.keys import key, keys, part_keys
from ingest.language.lexicon import frequency, known, listed, swedishness
from ingest.language.wordtable import table


@pytest.mark.parametrize(
    "parts",
    [
        "hem|tjänst", "läkemedels|lista", "avvikelse|rapport", "boende|stöd", "anhörig|stöd", "skol|kurator",
        "utskrivnings|planering", "tandvårds|kort", "hjälpmedels|central", "nämnd|sekreterare", "klagomåls|hantering",
        "patient|säkerhets|arbetet", "missbruks|vården", "öppen|vårds|mottagning", "demens|sjukdomar", "tolk|tjänst",
        "habiliterings|verksamheten", "budget|förslaget", "kvalitets|uppföljningen", "avtals|perioden",
        "gymnasie|elever", "ambulans|transporter", "arbets|terapeut", "vaccinations|program", "fall|olyckor",
    ],
)  # fmt: skip
def test_compounds_are_split(parts: str) -> None:
    assert set(parts.split("|")) <= {*split(parts.replace("|", "")), *_joined(split(parts.replace("|", "")))}
    assert "".join(split(parts.replace("|", ""))) == parts.replace("|", "")


def _joined(parts: tuple[str, ...]) -> set[str]:
    """Neighbouring parts put together: a part may itself be split further."""
    return {a + b for a, b in pairwise(parts)}


WHOLE = """
kontakt person ansvarar insatserna fastställs överenskommelse efterfrågan verksamheten kommunens dokumenteras
minister program system artikel fortsätter genomföra möjligheter information patienten myndighet
"""


@pytest.mark.parametrize("word", WHOLE.split())
def test_ordinary_words_stay_whole(word: str) -> None:
    assert split(word) == (word,)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("kommunernas", "kommun"), ("huvudmännens", "huvudman"), ("städer", "stad"), ("avtalen", "avtal"),
        ("stödgruppernas", "stödgrupp"), ("nämnderna", "nämnd"), ("barnens", "barn"), ("planerna", "plan"),
        ("samordnarna", "samordnare"), ("ansvarar", "ansvar"), ("vårdavdelningarna", "vårdavdelning"),
    ],
)  # fmt: skip
def test_forms_share_a_key(a: str, b: str) -> None:
    assert key(a) == key(b)


@pytest.mark.parametrize(("a", "b"), [("vård", "vard"), ("lån", "län"), ("region", "kommun"), ("barn", "bara")])
def test_different_words_have_different_keys(a: str, b: str) -> None:
    assert key(a) != key(b)


def test_keys_leave_out_stop_words() -> None:
    assert keys("Vi ska vara med i gruppen") == [key("gruppen")]
    assert part_keys("skolgrupperna")[-1] == key("grupp")
    assert part_keys("gruppen") == ()


@pytest.mark.parametrize("word", ["kommunernas", "hälsa", "Uppsala", "läkemedelsgenomgångarna", "KS:s", "vård-kedja"])
def test_known(word: str) -> None:
    assert known(word)


@pytest.mark.parametrize("word", ["hdlsa", "6verenskommelse", "kommunxerna", "vérd", "qwrt"])
def test_unknown(word: str) -> None:
    assert not known(word)


def test_common_words_are_frequent() -> None:
    assert frequency("kommun") > frequency("kommunalförbund") > 0 == frequency("hdlsa")
    assert listed("kommun") and not listed("läkemedelsgenomgångarna")


def test_the_table_finds_its_first_and_last_word() -> None:
    words = [word for word, _, _ in table().words()]
    assert [table().place(words[0]), table().place(words[-1])] == [0, len(table()) - 1]
    assert table().place("") == table().place("öööö") == -1


def test_swedishness_tells_sound_from_damaged_text() -> None:
    sound = "Kommunerna och regionen ansvarar för att äldre får vård och omsorg på lika villkor i hela länet. " * 3
    damaged = sound.translate(str.maketrans("åäö", "aao"))
    english = "The municipalities are responsible for the care of the elderly on equal terms in the county. " * 3
    assert swedishness(sound) > 0.95
    assert swedishness(damaged) < 0.1 and swedishness(english) < 0.1
    assert swedishness("12 34") == 0.0
