"""The model while it is trained: a vector and a weight per subword, their weighted mean, in-batch negatives."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import save_file
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers
from torch.nn import functional

Tokens = list[list[int]]
Table = np.ndarray[tuple[int, int], np.dtype[np.float32]]  # folded subword vectors


def train_tokenizer(texts: Iterable[str], size: int) -> Tokenizer:
    """A Unigram tokenizer (Kudo 2018) of `size` pieces: NFC, lower case, accents kept."""
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFC(), normalizers.Replace("\u00ad", ""), normalizers.Lowercase()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(r"[^\p{L}\p{N}\s]"), "isolated"),
            pre_tokenizers.Digits(individual_digits=False),
            pre_tokenizers.Metaspace(),
        ]
    )
    trainer = trainers.UnigramTrainer(
        vocab_size=size, special_tokens=["[UNK]", "[PAD]"], unk_token="[UNK]", show_progress=False, max_piece_length=24
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


class StaticModel(torch.nn.Module):
    """Subword vectors with learned weights. A text is their weighted mean, normalised."""

    def __init__(self, pieces: int, dimensions: int) -> None:
        super().__init__()
        self.vectors = torch.nn.Parameter(torch.randn(pieces, dimensions) * 0.1)
        self.weights = torch.nn.Parameter(torch.zeros(pieces))

    def forward(self, tokens: Tokens) -> torch.Tensor:
        """The normalised vectors of the texts, float32 [texts, dimensions]."""
        lengths = torch.tensor([len(t) for t in tokens])
        offsets = torch.cat([torch.zeros(1, dtype=torch.long), lengths.cumsum(0)[:-1]])
        flat = torch.tensor([i for t in tokens for i in t], dtype=torch.long)
        scale = functional.softplus(self.weights[flat] + 0.5413)  # softplus(0.5413) is 1
        summed = functional.embedding_bag(flat, self.vectors, offsets, mode="sum", per_sample_weights=scale)
        return functional.normalize(summed, dim=-1)

    def folded(self) -> Table:
        """The vectors with their weights folded in, so that a plain mean gives the same direction."""
        with torch.no_grad():
            table = self.vectors * functional.softplus(self.weights + 0.5413)[:, None]
        return np.asarray(table.numpy(), dtype=np.float32)


def contrastive_loss(
    queries: torch.Tensor, texts: torch.Tensor, same: torch.Tensor, negatives: torch.Tensor | None, scale: float
) -> torch.Tensor:
    """InfoNCE both ways over the batch. `same` [n, n] marks pairs that share their text: no negatives of each other."""
    scores = scale * queries @ texts.T
    scores = scores.masked_fill(same, -1e4)
    target = torch.arange(len(scores))
    backward = functional.cross_entropy(scores.T, target)
    if negatives is not None:
        scores = torch.cat([scores, scale * queries @ negatives.T], dim=1)
    return 0.7 * functional.cross_entropy(scores, target) + 0.3 * backward


def batches(
    groups: dict[str, tuple[Tokens, Tokens, Tokens | None]], size: int, rng: np.random.Generator
) -> Iterator[tuple[Tokens, Tokens, Tokens | None]]:
    """One pass: batches of one group each, groups interleaved at random."""
    plan: list[tuple[str, np.ndarray[tuple[int], np.dtype[np.int64]]]] = []
    for name, (queries, _, _) in groups.items():
        order = rng.permutation(len(queries))
        plan += [(name, order[i : i + size]) for i in range(0, len(order), size) if len(order) - i > size // 8]
    for index in rng.permutation(len(plan)):
        name, rows = plan[index]
        queries, texts, negatives = groups[name]
        yield (
            [queries[r] for r in rows],
            [texts[r] for r in rows],
            [negatives[r] for r in rows if negatives[r]] if negatives else None,
        )


def train_pass(
    model: StaticModel,
    optimizer: torch.optim.Optimizer,
    groups: dict[str, tuple[Tokens, Tokens, Tokens | None]],
    *,
    size: int,
    scale: float,
    dropout: float,
    rng: np.random.Generator,
) -> float:
    """One pass over the groups; the mean loss. `dropout` is the share of a text's subwords left out."""
    total, count = 0.0, 0
    for queries, texts, negatives in batches(groups, size, rng):
        identity = torch.tensor([hash(tuple(t)) for t in texts])
        same = (identity[:, None] == identity[None, :]).fill_diagonal_(False)
        extra = model(negatives) if negatives else None
        left = model([_drop(t, dropout, rng) for t in queries])
        right = model([_drop(t, dropout, rng) for t in texts])
        loss = contrastive_loss(left, right, same, extra, scale)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        total, count = total + float(loss.detach()), count + 1
    return total / max(count, 1)


def _drop(tokens: list[int], share: float, rng: np.random.Generator) -> list[int]:
    if share <= 0 or len(tokens) < 4:
        return tokens
    kept = [t for t, r in zip(tokens, rng.random(len(tokens)), strict=True) if r >= share]
    return kept or tokens


def averaged(before: Table, after: Table, share: float) -> Table:
    """The mean of two stages of one training, `share` for the later (Wortsman et al. 2022)."""
    scale = float((before * after).sum() / (before * before).sum())
    return np.asarray((1 - share) * scale * before + share * after, dtype=np.float32)


def export(table: Table, tokenizer: Tokenizer, folder: Path) -> None:
    """Write the folder that sentence-transformers and `search.embedding` read alike. Vectors as float16."""
    folder.mkdir(parents=True, exist_ok=True)
    # The direction alone counts: a common scale keeps float16 in its exact range.
    table = table / np.abs(table).max()
    save_file({"embedding.weight": table.astype(np.float16)}, folder / "model.safetensors")
    tokenizer.save(str(folder / "tokenizer.json"))
    modules = [{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.StaticEmbedding"}]
    (folder / "modules.json").write_text(json.dumps(modules, indent=2) + "\n", encoding="utf-8")
