"""The shipped model and the shelf of indexes."""

from pathlib import Path

import numpy as np
import pytest

from corpus.errors import InvalidInputError
from search.embedding import MODEL, StaticEmbedder
from search.hub import load_embedder
from search.index.port import Filters, PassageIndex
from search.index.shelf import Shelf, index_name
from search.indexing import index_artifacts

from .conftest import ARTIFACTS


def test_vectors_have_length_one_and_do_not_depend_on_the_batch(embedder: StaticEmbedder) -> None:
    texts = ["Vem betalar för rullstolen?", "överenskommelse", "a" * 5_000]
    together = embedder.encode(texts)
    assert together.shape == (3, embedder.dimensions) and together.dtype == np.float32
    assert np.allclose(np.linalg.norm(together, axis=1), 1.0, atol=1e-5)
    for row, text in enumerate(texts):
        assert np.array_equal(embedder.encode_query(text), together[row])


def test_a_text_without_words_has_a_zero_vector(embedder: StaticEmbedder) -> None:
    assert not embedder.encode([""]).any()


@pytest.mark.parametrize(
    ("question", "near", "far"),
    [
        ("när får patienten åka hem från sjukhuset", "utskrivning från sluten vård", "beslut om kommunens budget"),
        ("pengar till kommunen", "statsbidrag till kommuner", "läkarbesök på vårdcentral"),
        ("barnen i skolan", "elever i grundskolan", "hjälpmedel för äldre"),
    ],
)
def test_what_means_the_same_is_nearer(embedder: StaticEmbedder, question: str, near: str, far: str) -> None:
    vectors = embedder.encode([question, near, far])
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]


def test_sentence_transformers_gives_the_same_vectors(embedder: StaticEmbedder) -> None:
    library = pytest.importorskip("sentence_transformers")
    texts = ["Kommunen ansvarar för hemsjukvård.", "Å, ä och ö i HÄLSO- och sjukvård", "5 kap. 3 § (2017:30)"]
    theirs = library.SentenceTransformer(str(MODEL), device="cpu").encode(texts, normalize_embeddings=True)
    # The library averages in the stored precision, float16; ours in float32.
    assert np.allclose(theirs.astype(np.float32), embedder.encode(texts), atol=1e-3)


def test_a_folder_without_a_model_is_told_in_swedish(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="ingen språkmodell"):
        StaticEmbedder(tmp_path)


def test_the_shipped_model_is_the_default_and_small(embedder: StaticEmbedder) -> None:
    assert load_embedder("").name == embedder.name
    assert sum(f.stat().st_size for f in MODEL.iterdir()) < 30_000_000


def test_a_rebuilt_index_takes_the_place_of_the_old_one(tmp_path: Path, embedder: StaticEmbedder) -> None:
    shelf = Shelf(tmp_path)
    assert not shelf.exists(embedder)
    with shelf.open(embedder) as first:
        index_artifacts(first, embedder, ARTIFACTS[:1])
        shelf.rebuild(embedder, lambda fresh: _fill(fresh, embedder))
        assert first.count(Filters()) == 4  # the old one answers until it is closed
    with shelf.open(embedder) as second:
        assert second.count(Filters()) == 8


def test_a_failed_rebuild_leaves_the_old_index(tmp_path: Path, embedder: StaticEmbedder) -> None:
    shelf = Shelf(tmp_path)
    with shelf.open(embedder) as first:
        index_artifacts(first, embedder, ARTIFACTS[:1])

    def fail(fresh: PassageIndex) -> None:
        raise InvalidInputError("avbrutet")

    with pytest.raises(InvalidInputError):
        shelf.rebuild(embedder, fail)
    with shelf.open(embedder) as again:
        assert again.count(Filters()) == 4
    assert len([p for p in (tmp_path / index_name(embedder)).iterdir() if p.is_dir()]) == 1


def _fill(fresh: PassageIndex, embedder: StaticEmbedder) -> None:
    index_artifacts(fresh, embedder, ARTIFACTS)
