"""The network: the encoder, a pooling that can look at single words, and heads.

Token states are pooled twice: the mean tells the mood of the whole, learned attention finds the words that
matter though they be few. The attention is given out as well, since the console shows where the model looked.

Heads: `level` has one logit for each cut of the ladder (P(level >= low), ... >= imminent), `severity`
likewise for the six cuts of the C-SSRS scale, `other` one logit for the subject, `flags` one logit a flag.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from risk.learn.e5 import Encoder

LEVEL_CUTS = 4
SEVERITY_CUTS = 6
FLAGS = (
    "self_harm", "abuse", "blackmail", "bullying", "third_party", "means", "plan", "time", "goodbye",
    "attempt",
)  # fmt: skip
LAYOUT = {"level": LEVEL_CUTS, "severity": SEVERITY_CUTS, "other": 1, "flags": len(FLAGS)}
WIDTH = sum(LAYOUT.values())


@dataclass(frozen=True, slots=True)
class Output:
    """`logits` is [batch, WIDTH] in the order of `LAYOUT`; `attention` [batch, tokens] sums to one a row."""

    logits: Tensor
    attention: Tensor


class RiskNetwork(nn.Module):
    """Encoder and heads."""

    def __init__(self, config: BertConfig, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = BertModel(config, add_pooling_layer=False)
        self.look = nn.Linear(config.hidden_size, 1)
        self.drop = nn.Dropout(dropout)
        self.heads = nn.Linear(2 * config.hidden_size, WIDTH)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> tuple[Tensor, Tensor]:
        """`input_ids` and `attention_mask` are [batch, tokens] integers; see `Output` for the two results."""
        states = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(states.dtype)
        mean = (states * mask).sum(1) / mask.sum(1)
        look = self.look(states).masked_fill(mask == 0, -1e4)
        attention = torch.softmax(look, dim=1)
        found = (states * attention).sum(1)
        return self.heads(self.drop(torch.cat([mean, found], dim=1))), attention.squeeze(-1)


def configuration(encoder: Encoder, rows: int, layers: int) -> BertConfig:
    """The encoder's sizes with `rows` pieces and the first `layers` layers."""
    return BertConfig(
        vocab_size=rows,
        hidden_size=encoder.shape.hidden,
        num_hidden_layers=layers,
        num_attention_heads=encoder.shape.heads,
        intermediate_size=encoder.shape.feed_forward,
        max_position_embeddings=encoder.shape.positions,
        type_vocab_size=encoder.shape.token_types,
        layer_norm_eps=1e-12,
        hidden_act="gelu",
        pad_token_id=1,
        attn_implementation="eager",
    )


_LAYER_PARTS = {
    "q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value",
    "ao": "attention.output.dense", "fi": "intermediate.dense", "fo": "output.dense",
}  # fmt: skip
_LAYER_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


def start_from(encoder: Encoder, kept: list[int], layers: int) -> RiskNetwork:
    """A network whose encoder has the published weights, its heads random by torch's seed."""
    network = RiskNetwork(configuration(encoder, len(kept), layers))
    hidden, wide = encoder.shape.hidden, encoder.shape.feed_forward
    tensors = encoder.tensors

    def matrix(name: str, rows: int, columns: int) -> Tensor:
        return torch.from_numpy(tensors[name].reshape(rows, columns).copy())

    def vector(name: str) -> Tensor:
        return torch.from_numpy(tensors[name].copy())

    words = matrix("emb.word", encoder.shape.rows, hidden)[kept]
    state = {
        "embeddings.word_embeddings.weight": words,
        "embeddings.position_embeddings.weight": matrix("emb.pos", encoder.shape.positions, hidden),
        "embeddings.token_type_embeddings.weight": matrix("emb.type", encoder.shape.token_types, hidden),
        "embeddings.LayerNorm.weight": vector("emb.ln.w"),
        "embeddings.LayerNorm.bias": vector("emb.ln.b"),
    }
    for number in range(layers):
        for short, part in _LAYER_PARTS.items():
            rows, columns = {"fi": (wide, hidden), "fo": (hidden, wide)}.get(short, (hidden, hidden))
            state[f"encoder.layer.{number}.{part}.weight"] = matrix(f"l{number}.{short}.w", rows, columns)
            state[f"encoder.layer.{number}.{part}.bias"] = vector(f"l{number}.{short}.b")
        for short, part in _LAYER_NORMS.items():
            state[f"encoder.layer.{number}.{part}.weight"] = vector(f"l{number}.{short}.w")
            state[f"encoder.layer.{number}.{part}.bias"] = vector(f"l{number}.{short}.b")
    network.encoder.load_state_dict(state, strict=True)
    return network
