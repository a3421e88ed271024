"""The model while it is trained: a vector and a weight per subword, their weighted mean, in-batch negatives."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers
from torch.nn import functional

Table = NDArray[np.float32]  # folded subword vectors [pieces, dimensions]
Rows = NDArray[np.int64]
_ONE = 0.5413  # softplus of it is 1


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts as subwords, one after the other. Text `i` is `ids[starts[i] : starts[i + 1]]`, never empty."""

    ids: NDArray[np.int32]
    starts: Rows

    def take(self, rows: Rows, dropout: float, rng: np.random.Generator) -> tuple[torch.Tensor, torch.Tensor]:
        """The subwords of some texts and where each text starts among them.

        `dropout` is the share of the subwords left out; the first of a text always stays.
        """
        lengths = self.starts[rows + 1] - self.starts[rows]
        offsets = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        places = np.repeat(self.starts[rows] - offsets, lengths) + np.arange(lengths.sum())
        flat = self.ids[places]
        if dropout > 0:
            kept = rng.random(len(flat)) >= dropout
            kept[offsets] = True
            before = np.concatenate([[0], np.cumsum(kept)])
            flat, offsets = flat[kept], before[offsets]
        return torch.from_numpy(flat.astype(np.int64)), torch.from_numpy(offsets.astype(np.int64))


@dataclass(frozen=True, slots=True)
class Group:
    """Pairs of one source. Rows of the three arrays index `texts`; `negatives` [pairs, n] may have no columns.

    Equal texts have equal rows, so that a batch knows which of its texts are the same.
    """

    texts: Texts
    queries: Rows
    positives: Rows
    negatives: Rows


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

    def forward(self, flat: torch.Tensor, offsets: torch.Tensor) -> torch.Tensor:
        """The normalised vectors of the texts, float32 [texts, dimensions]."""
        scale = functional.softplus(self.weights[flat] + _ONE)
        summed = functional.embedding_bag(flat, self.vectors, offsets, mode="sum", per_sample_weights=scale)
        return functional.normalize(summed, dim=-1)

    def folded(self) -> Table:
        """The vectors with their weights folded in, so that a plain mean gives the same direction."""
        with torch.no_grad():
            table = self.vectors * functional.softplus(self.weights + _ONE)[:, None]
        return np.asarray(table.numpy(), dtype=np.float32)


def contrastive_loss(queries: torch.Tensor, texts: torch.Tensor, same: torch.Tensor, scale: float) -> torch.Tensor:
    """InfoNCE both ways. The first rows of `texts` are the right ones in order, hard negatives follow.

    `same` [queries, texts] marks texts that equal the right one of a query: no negatives of it.
    """
    scores = (scale * queries @ texts.T).masked_fill(same, -1e4)
    target = torch.arange(len(scores))
    backward = functional.cross_entropy(scores[:, : len(scores)].T, target)
    return 0.7 * functional.cross_entropy(scores, target) + 0.3 * backward


def batches(groups: Mapping[str, Group], size: int, rng: np.random.Generator) -> Iterator[tuple[Group, Rows]]:
    """One pass: batches of one group each, groups interleaved at random. What is left under 1/8 batch is left out."""
    plan: list[tuple[str, Rows]] = []
    for name, group in groups.items():
        order = rng.permutation(len(group.queries))
        plan += [(name, order[i : i + size]) for i in range(0, len(order), size) if len(order) - i > size // 8]
    for index in rng.permutation(len(plan)):
        name, rows = plan[index]
        yield groups[name], rows


def train_pass(
    model: StaticModel,
    optimizer: torch.optim.Optimizer,
    groups: Mapping[str, Group],
    *,
    size: int,
    scale: float,
    dropout: float,
    rng: np.random.Generator,
) -> float:
    """One pass over the groups; the mean loss. `dropout` is the share of a text's subwords left out."""
    total, count = 0.0, 0
    for group, rows in batches(groups, size, rng):
        right = group.positives[rows]
        if group.negatives.shape[1]:  # one of the hard negatives of each, another in every pass
            column = rng.integers(0, group.negatives.shape[1], len(rows))
            right = np.concatenate([right, group.negatives[rows, column]])
        same = torch.from_numpy(right[: len(rows), None] == right[None, :])
        same.fill_diagonal_(False)
        queries = model(*group.texts.take(group.queries[rows], dropout, rng))
        texts = model(*group.texts.take(right, dropout, rng))
        loss = contrastive_loss(queries, texts, same, scale)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        total, count = total + float(loss.detach()), count + 1
    return total / max(count, 1)


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
