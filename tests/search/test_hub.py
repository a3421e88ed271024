"""Any sentence-transformers model: a small one with random weights, made and saved by the test."""

from pathlib import Path

import numpy as np
import pytest

from corpus.errors import InvalidInputError
from search.embedding import StaticEmbedder
from search.hub import HubEmbedder, load_embedder, load_reranker
from search.index.edge import EdgeIndex
from search.index.shelf import index_name
from search.indexing import index_artifacts
from search.query import Understanding
from search.read import Searcher

from .conftest import ARTIFACTS

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")
library = pytest.importorskip("sentence_transformers")

PIECES = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "[MASK]",
    ":",
    "query",
    "passage",
    "fråga",
    "text",
    "vård",
    "kommun",
    "en",
]
TEXT = "vård kommun en"


def small_model(folder: Path, prompts: dict[str, str]) -> Path:
    """A transformer of one layer, 16 wide, saved in the library's own form."""
    torch.manual_seed(1)
    tokens = folder.parent / "tokens"
    tokens.mkdir(exist_ok=True)
    (tokens / "vocab.txt").write_text("\n".join(PIECES), encoding="utf-8")
    tokenizer = transformers.BertTokenizer(
        str(tokens / "vocab.txt"), do_lower_case=True, strip_accents=False, model_max_length=32
    )
    config = transformers.BertConfig(
        vocab_size=len(PIECES), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32,
        max_position_embeddings=40,
    )  # fmt: skip
    tokenizer.save_pretrained(tokens)
    transformers.BertModel(config).save_pretrained(tokens)
    modules = library.sentence_transformer.modules
    body = modules.Transformer(str(tokens))
    library.SentenceTransformer(
        modules=[body, modules.Pooling(body.get_embedding_dimension(), "mean")], device="cpu", prompts=prompts
    ).save(str(folder))
    return folder


def plain(folder: Path, text: str) -> np.ndarray:
    """The library's own vector of a text, without any prompt."""
    model = library.SentenceTransformer(str(folder), device="cpu")
    return np.asarray(model.encode(text, prompt="", normalize_embeddings=True))


@pytest.mark.parametrize(
    ("name", "prompts", "query", "passage"),
    [
        ("plain", {}, "", ""),
        ("multilingual-e5-tiny", {}, "query: ", "passage: "),
        ("prompted", {"query": "fråga: ", "document": "text: "}, "fråga: ", "text: "),
    ],
)
def test_questions_and_passages_get_the_prompts_of_the_model(
    tmp_path: Path, name: str, prompts: dict[str, str], query: str, passage: str
) -> None:
    folder = small_model(tmp_path / name, prompts)
    embedder = load_embedder(str(folder))
    assert isinstance(embedder, HubEmbedder) and embedder.dimensions == 16
    assert np.allclose(embedder.encode_query(TEXT), plain(folder, query + TEXT), atol=1e-5)
    assert np.allclose(embedder.encode([TEXT])[0], plain(folder, passage + TEXT), atol=1e-5)
    assert np.allclose(np.linalg.norm(embedder.encode([TEXT, "en"]), axis=1), 1.0, atol=1e-5)


def test_any_model_serves_a_search(tmp_path: Path) -> None:
    embedder = load_embedder(str(small_model(tmp_path / "small", {})))
    assert "/" not in index_name(embedder)
    with EdgeIndex(tmp_path / "index", embedder.dimensions) as index:
        index_artifacts(index, embedder, ARTIFACTS)
        found = Searcher(index, embedder, Understanding()).search("kommun vård")
        assert found.results and "betydelse" in found.results[0].matched


def test_a_folder_without_a_model_is_told_in_swedish(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InvalidInputError, match="går inte att läsa in"):
        load_embedder(str(tmp_path / "empty"))


def small_cross_encoder(folder: Path, labels: int) -> Path:
    """A cross-encoder of one layer with random weights, saved in the library's own form."""
    torch.manual_seed(2)
    (folder.parent / "vocab.txt").write_text("\n".join(PIECES), encoding="utf-8")
    tokenizer = transformers.BertTokenizer(
        str(folder.parent / "vocab.txt"), do_lower_case=True, strip_accents=False, model_max_length=32
    )
    config = transformers.BertConfig(
        vocab_size=len(PIECES), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32,
        max_position_embeddings=40, num_labels=labels,
    )  # fmt: skip
    tokenizer.save_pretrained(folder)
    transformers.BertForSequenceClassification(config).save_pretrained(folder)
    return folder


def test_a_cross_encoder_orders_what_the_search_found(tmp_path: Path) -> None:
    folder = small_cross_encoder(tmp_path / "cross", 1)
    reranker = load_reranker(str(folder))
    assert reranker is not None
    with EdgeIndex(tmp_path / "index", StaticEmbedder().dimensions) as index:
        index_artifacts(index, StaticEmbedder(), ARTIFACTS)
        plain = Searcher(index, StaticEmbedder(), Understanding()).search("kommun vård", limit=30)
        again = Searcher(index, StaticEmbedder(), Understanding(), reranker).search("kommun vård", limit=30)
    model = library.CrossEncoder(str(folder), device="cpu")
    said = {
        r.id: float(model.predict([("kommun vård", f"{r.section.heading}. {r.text}" if r.section else r.text)])[0])
        for r in plain.results
    }
    assert {r.id for r in again.results} == said.keys()
    assert [r.id for r in again.results] != [r.id for r in plain.results]
    assert [r.id for r in again.results] == sorted(said, key=lambda id_: -said[id_])
    assert [r.score for r in again.results] == sorted((r.score for r in again.results), reverse=True)


def test_a_model_with_several_outputs_is_no_reranker(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="ingen omrankningsmodell"):
        load_reranker(str(small_cross_encoder(tmp_path / "three", 3)))
    assert load_reranker("") is None
