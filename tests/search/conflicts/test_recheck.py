"""Findings kept by scope are those of examining everything, whatever changes in which order."""

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.artifact import Artifact
from search.conflicts.finder import examine
from search.conflicts.model import ConflictDocument, Finding
from search.conflicts.recheck import KeptFindings, Local, Meaning, Source

Make = Callable[..., ConflictDocument]
COUNTIES = ("Gotlands län", "Kalmar län", "Örebro län")
TOPICS = ("hemsjukvård", "rehabilitering", "hjälpmedel", "tandvård")
LINES = (
    "Läkaren ska besvara remissen om dietist inom {} dagar från det att den kom in.",
    "Ledningsgruppen Vårdgemensam sammanträder minst {} gånger per år.",
    "Arbetsterapeuten ska lämna besked om utprovning senast {} veckor efter ansökan.",
    "Avgiften för ett läkarintyg om färdtjänst är {} kronor i hela länet.",
)
NUMBERS = ("två", "fyra", "sex", "åtta")


def _document(make: Make, at: int, rng: random.Random) -> Artifact:
    lines = [line.format(rng.choice(NUMBERS)) for line in rng.sample(LINES, 3)]
    topic, county = TOPICS[at % len(TOPICS)], COUNTIES[at % len(COUNTIES)]
    made = make(f"Överenskommelse om {topic} {at}", *lines, county=county).artifact
    return replace(made, document=f"d{at:02}", version=f"{rng.random()}")


def _sources(artifacts: Mapping[str, Artifact], loaded: list[str]) -> list[Source]:
    def source(one: Artifact) -> Source:
        def load() -> Artifact:
            loaded.append(one.document)
            return one

        return Source(one.document, one.version, load)

    return [source(a) for a in artifacts.values()]


def _meant(pairs: Iterable[Local]) -> dict[Local, Meaning]:
    return {pair: (f"{pair[0]}-{pair[1]}", pair[1]) for pair in pairs}


def _all(artifacts: Mapping[str, Artifact]) -> list[Finding]:
    documents = []
    for one in artifacts.values():
        names = _meant((one.document, e.id) for e in one.facts.entities)
        documents.append(ConflictDocument(one, {local: meaning for (_, local), meaning in names.items()}))
    return examine(documents)


@pytest.mark.parametrize("seed", range(6))
def test_kept_findings_are_those_of_everything(make: Make, tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    artifacts: dict[str, Artifact] = {}
    kept = KeptFindings(tmp_path)
    most = 0
    for _ in range(8):
        for at in rng.sample(range(12), 3):
            if rng.random() < 0.25:
                artifacts.pop(f"d{at:02}", None)
            else:
                artifacts[f"d{at:02}"] = _document(make, at, rng)
        found = kept.check(_sources(artifacts, []), _meant)
        assert found == _all(artifacts)
        most = max(most, len(found))
    assert most > 3


def test_only_the_scope_of_a_changed_document_is_read(make: Make, tmp_path: Path) -> None:
    rng = random.Random(1)
    artifacts = {f"d{at:02}": _document(make, at, rng) for at in range(12)}
    kept = KeptFindings(tmp_path)
    kept.check(_sources(artifacts, []), _meant)
    artifacts["d04"] = _document(make, 4, rng)
    loaded: list[str] = []
    kept.check(_sources(artifacts, loaded), _meant)
    assert {int(d[1:]) % len(COUNTIES) for d in loaded} == {1}
    again: list[str] = []
    kept.check(_sources(artifacts, again), _meant)
    assert again == []


def test_broken_files_are_made_anew(make: Make, tmp_path: Path) -> None:
    rng = random.Random(2)
    artifacts = {f"d{at:02}": _document(make, at, rng) for at in range(6)}
    kept = KeptFindings(tmp_path)
    first = kept.check(_sources(artifacts, []), _meant)
    for path in tmp_path.glob("*.json"):
        path.write_text("{")
    assert kept.check(_sources(artifacts, []), _meant) == first
