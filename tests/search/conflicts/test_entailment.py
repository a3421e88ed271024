"""A model of inference weighs findings, over a real cross-encoder of one layer: it adds and takes away nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.decisions import Decisions
from corpus.errors import InvalidInputError
from search.conflicts.entailment import HubContradictor, load_contradictor, rescored
from search.conflicts.finder import examine
from search.conflicts.model import ConflictDocument, Finding
from search.findings import Findings

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")
library = pytest.importorskip("sentence_transformers")

Make = Callable[..., ConflictDocument]
PIECES = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "[MASK]",
    *"abcdefghijklmnopqrstuvwxyzåäö",
    *(f"##{c}" for c in "abcdeåäö"),
]
LABELS = {0: "entailment", 1: "neutral", 2: "contradiction"}
ANSWER = "Läkaren ska besvara remissen om dietist inom {} från det att den kom in."
CARE = "Tandhälsobedömning erbjuds minst {} per år för {} som är placerade i familjehem."


def small_model(folder: Path, labels: dict[int, str], bias: dict[str, float] | None = None) -> str:
    """A cross-encoder of one layer with random weights that leans towards labels by `bias`."""
    torch.manual_seed(3)
    folder.mkdir()
    (folder.parent / "vocab.txt").write_text("\n".join(PIECES), encoding="utf-8")
    tokenizer = transformers.BertTokenizer(
        str(folder.parent / "vocab.txt"), do_lower_case=True, strip_accents=False, model_max_length=64
    )
    config = transformers.BertConfig(
        vocab_size=len(PIECES), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32,
        max_position_embeddings=80, id2label=labels, label2id={v: k for k, v in labels.items()},
    )  # fmt: skip
    model = transformers.BertForSequenceClassification(config)
    with torch.no_grad():
        for number, label in labels.items():
            model.classifier.bias[number] = (bias or {}).get(label, 0.0)
    tokenizer.save_pretrained(folder)
    model.save_pretrained(folder)
    return str(folder)


@pytest.fixture(scope="module")
def findings(make: Make) -> list[Finding]:
    """Two findings, and one that verification rejected."""
    found = examine(
        [
            make(
                "Överenskommelse om hemsjukvård",
                ANSWER.format("fem dagar"),
                CARE.format("en gång", "barn"),
                "En journalkopia om smittskydd får inte skickas med telefax.",
            ),
            make(
                "Överenskommelse om rehabilitering",
                ANSWER.format("två veckor"),
                CARE.format("två gånger", "vuxna"),
                "En journalkopia om smittskydd ska skickas med telefax.",
            ),
        ]
    )
    assert [f.verified for f in found] == [True, True, False]
    return found


@pytest.mark.parametrize("labels", [LABELS, {0: "CONTRADICTION", 1: "ENTAILMENT", 2: "NEUTRAL"}], ids=["last", "first"])
def test_the_confidence_is_weighed_by_what_the_model_says(
    tmp_path: Path, findings: list[Finding], labels: dict[int, str]
) -> None:
    folder = small_model(tmp_path / "nli", labels)
    read = library.CrossEncoder(folder, device="cpu")
    at = next(n for n, label in labels.items() if label.lower() == "contradiction")
    after = {f.id: f for f in rescored(findings, HubContradictor(folder), {})}
    assert after.keys() == {f.id for f in findings}
    for before in findings:
        now = after[before.id]
        assert now.verified is before.verified
        if not before.verified:
            assert now == before
            continue
        pairs = [(before.a.quote, before.b.quote), (before.b.quote, before.a.quote)]
        said = float(np.asarray(read.predict(pairs, apply_softmax=True))[:, at].mean())
        assert now.contradiction == pytest.approx(said, abs=1e-4)
        assert now.confidence == pytest.approx((before.confidence + said) / 2, abs=2e-3)
        assert f"motsägelse {round(100 * said)} %" in now.note and now.note.startswith(before.note)


@pytest.mark.parametrize(("lean", "rises"), [(9.0, True), (-9.0, False)])
def test_a_sure_model_raises_or_lowers_and_the_order_follows(
    tmp_path: Path, findings: list[Finding], lean: float, rises: bool
) -> None:
    model = HubContradictor(small_model(tmp_path / "nli", LABELS, {"contradiction": lean}))
    after = rescored(findings, model, {})
    before = {f.id: f.confidence for f in findings}
    assert all((f.confidence > before[f.id]) is rises for f in after if f.verified)
    assert after == sorted(after, key=lambda f: (not f.verified, -f.confidence, f.id))


class _Counting(HubContradictor):
    """The model, keeping which pairs it was asked about."""

    asked: list[tuple[str, str]]

    def contradictions(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        self.asked = [*getattr(self, "asked", []), *pairs]
        return super().contradictions(pairs)


def test_each_pair_is_asked_about_once_also_after_a_restart(tmp_path: Path, findings: list[Finding]) -> None:
    model = _Counting(small_model(tmp_path / "nli", LABELS))
    path, decisions = tmp_path / "findings.json", Decisions(tmp_path / "decisions.jsonl")
    first = Findings(path, decisions, model)
    first.replace(findings[:1])
    first.replace(findings)
    again = Findings(path, decisions, model)
    again.replace(findings)
    assert model.asked == [(f.a.quote, f.b.quote) for f in findings if f.verified]
    assert again.page().items == first.page().items
    assert {i.confidence for i in again.page().items} != {f.confidence for f in findings if f.verified}
    plain = Findings(tmp_path / "other.json", decisions)
    plain.replace(findings)
    assert [i.confidence for i in plain.page().items] == [f.confidence for f in findings if f.verified]


@pytest.mark.parametrize("labels", [{0: "bra", 1: "dålig"}, {0: "ett tal"}])
def test_a_model_without_the_label_is_refused(tmp_path: Path, labels: dict[int, str]) -> None:
    with pytest.raises(InvalidInputError, match="säger inget om motsägelse"):
        load_contradictor(small_model(tmp_path / "nli", labels))


def test_no_name_is_no_model_and_a_wrong_one_is_said(tmp_path: Path) -> None:
    assert load_contradictor("") is None
    with pytest.raises(InvalidInputError, match="går inte att läsa in"):
        load_contradictor(str(tmp_path / "finns-inte"))
