"""The parts of the training: subwords in batches, hard negatives, own queries, and that a small model learns."""

import json
import random
import re
from pathlib import Path

import numpy as np
import pytest

from search.embedding import StaticEmbedder
from search.training.negatives import by_vectors, by_words, chosen
from search.training.pairs import OWN, cloze, distractors, neighbours, own_queries
from search.training.text import Source, is_development, paragraphs

torch = pytest.importorskip("torch")
model_of = pytest.importorskip("search.training.model")
train = pytest.importorskip("search.training.train")

KINDS = {"fråga", "vardag", "nyckelord", "felstavad", "förvaltning"}
PASSAGES = ["Kommunen svarar för hemsjukvård.", "Regionen svarar för läkare.", "Avgiften beslutas i maj."]
TEXT = "\n\n".join(
    f"Stycke {n} handlar om kommunens ansvar. Det gäller även den andra meningen. Och en tredje som avslutar."
    for n in range(4)
)


def document(key: str) -> Source:
    return Source("g0vse", key, "Titel", "", TEXT)


TRAINED = next(k for k in (f"g0vse a{n}" for n in range(99)) if not is_development(k))
KEPT_OUT = next(k for k in (f"g0vse a{n}" for n in range(99)) if is_development(k))


@pytest.mark.parametrize("path", sorted(OWN.glob("queries-*.jsonl")), ids=lambda p: p.name)
def test_own_queries_are_given_with_kind_and_reference_alone(path: Path) -> None:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert rows
    for row in rows:
        assert set(row) == {"q", "kind", "ref"} and row["kind"] in KINDS and row["q"].strip(), row
        assert re.fullmatch(r"\S+ .+ #\d+", row["ref"]), row


def test_own_queries_get_their_passage_and_none_of_development(tmp_path: Path) -> None:
    rows = [{"q": "vem?", "kind": "fråga", "ref": f"{key} #{n}"} for key in (TRAINED, KEPT_OUT) for n in (2, 99)]
    (tmp_path / "queries-x.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = own_queries([document(TRAINED), document(KEPT_OUT)], tmp_path)
    assert [(q.reference, q.text) for q in found] == [(f"{TRAINED} #2", paragraphs(TEXT)[2])]
    others = distractors(found, [document(TRAINED)], random.Random(1), 10)
    assert set(others) == set(paragraphs(TEXT)) - {found[0].text}


def test_pairs_of_running_text_stop_at_the_limit() -> None:
    found = [document(TRAINED)] * 9
    assert len(neighbours(found, random.Random(1), 7)) == 7
    for sentence, rest in cloze(found, random.Random(1), 5):
        assert sentence not in rest and rest


def test_hard_negatives_are_near_and_never_the_answer() -> None:
    queries = ["vem svarar för hemsjukvård", "vem svarar för läkare"]
    many = PASSAGES + [f"Något helt annat nummer {n}." for n in range(30)]
    words = by_words(queries, many, 2)
    assert [found[0] for found in words] == [0, 1]
    vectors = np.eye(len(many), dtype=np.float32)
    near = by_vectors(vectors[:2] + 0.5 * vectors[1:3], vectors, 2)
    assert [set(found) for found in near] == [{0, 1}, {1, 2}]
    picked = chosen([words, near], [0, 1], 4, len(many), seed=1)
    assert picked.shape == (2, 4) and 1 in picked[0] and not ((picked.T == [0, 1]).any())


@pytest.mark.parametrize("dropout", [0.0, 0.5, 0.95])
def test_texts_are_taken_whole_or_thinned_but_never_empty(dropout: float) -> None:
    texts = model_of.Texts(np.arange(9, dtype=np.int32), np.array([0, 2, 3, 9]))
    flat, offsets = texts.take(np.array([2, 0, 2]), dropout, np.random.default_rng(1))
    parts = np.split(flat.numpy(), offsets.numpy()[1:])
    for part, whole in zip(parts, ([3, 4, 5, 6, 7, 8], [0, 1], [3, 4, 5, 6, 7, 8]), strict=True):
        assert len(part) and set(part) <= set(whole) and part[0] == whole[0]
        assert dropout or list(part) == whole


def test_a_text_that_is_the_same_is_no_negative() -> None:
    vectors = torch.nn.functional.normalize(torch.tensor([[1.0, 0.0], [1.0, 0.0]]), dim=-1)
    apart = model_of.contrastive_loss(vectors, vectors, torch.tensor([[False, False], [False, False]]), 20)
    same = model_of.contrastive_loss(vectors, vectors, torch.tensor([[False, True], [True, False]]), 20)
    assert float(same) < 1e-3 < float(apart)


def test_a_small_model_learns_and_is_read_back(tmp_path: Path) -> None:
    torch.manual_seed(1)
    rng = np.random.default_rng(1)
    topics = [("bil", "fordon"), ("katt", "husdjur"), ("hus", "bostad"), ("läkare", "doktor")]
    pairs = [(f"{a} nummer {n}", f"en {b} av sort {n % 3}") for n in range(40) for a, b in topics]
    tokenizer = model_of.train_tokenizer([t for pair in pairs for t in pair], 120)
    model = model_of.StaticModel(tokenizer.get_vocab_size(), 16)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    groups = {"pairs": train.group(tokenizer, pairs)}
    losses = [model_of.train_pass(model, optimizer, groups, size=32, scale=10, dropout=0.1, rng=rng) for _ in range(15)]
    assert losses[-1] < losses[0]
    model_of.export(model.folded(), tokenizer, tmp_path)
    embedder = StaticEmbedder(tmp_path)
    words, terms = (embedder.encode([p[side] for p in topics]) for side in (0, 1))
    assert list((words @ terms.T).argmax(axis=1)) == [0, 1, 2, 3]
