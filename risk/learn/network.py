"""The network: the encoder, a pooling that can look at single words, and heads.

Token states are pooled twice: the mean tells the mood of the whole, learned attention finds the words that
matter though they be few. The attention is given out as well, since the console shows where the model looked.

Heads: `level` has one logit for each cut of the ladder (P(level >= low), ... >= imminent), `severity`
likewise for the six cuts of the C-SSRS scale, `other` one logit for the subject, `flags` one logit a flag,
`kinds` one logit for each level that another kind of danger can have, `intents` one logit an intent.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from risk.assessment import Kind, Level
from risk.learn.e5 import Encoder

LEVEL_CUTS = 4
SEVERITY_CUTS = 6
FLAGS = (
    "self_harm", "abuse", "blackmail", "bullying", "third_party", "means", "plan", "time", "goodbye",
    "attempt",
)  # fmt: skip
_RARE = -4.6  # the logit of one in a hundred

# The levels that each kind can have; see risk/corpus/GUIDELINE.md. Suicide and self-harm are told by `level`.
KINDS: tuple[tuple[Kind, Level], ...] = (
    (Kind.ATTEMPT_IN_PROGRESS, Level.IMMINENT),
    (Kind.VIOLENCE_NOW, Level.IMMINENT),
    (Kind.ABUSE, Level.MODERATE),
    (Kind.ABUSE, Level.HIGH),
    (Kind.BLACKMAIL, Level.MODERATE),
    (Kind.BLACKMAIL, Level.HIGH),
    (Kind.FORCED_MARRIAGE, Level.HIGH),
    (Kind.THREAT_TO_OTHERS, Level.HIGH),
    (Kind.THREAT_TO_OTHERS, Level.IMMINENT),
    (Kind.MISSING, Level.HIGH),
)
Layout = dict[str, tuple[str, ...]]


def layout(intents: Sequence[str] = ()) -> Layout:
    """The heads in the order of the network's outputs, each with the names of its logits."""
    return {
        "level": tuple(level.label for level in list(Level)[1:]),
        "severity": tuple(str(cut + 1) for cut in range(SEVERITY_CUTS)),
        "other": ("other",),
        "flags": FLAGS,
        "kinds": tuple(f"{kind}.{level.label}" for kind, level in KINDS),
        "intents": tuple(intents),
    }


def width_of(heads: Layout) -> int:
    """How many outputs there are."""
    return sum(len(names) for names in heads.values())


@dataclass(frozen=True, slots=True)
class Output:
    """`logits` [batch, outputs] in the order of `layout`; `attention` [batch, tokens], one in sum a row."""

    logits: Tensor
    attention: Tensor


class RiskNetwork(nn.Module):
    """Encoder and heads."""

    def __init__(self, config: BertConfig, heads: Layout, dropout: float = 0.1) -> None:
        super().__init__()
        self.layout = heads
        self.encoder = BertModel(config, add_pooling_layer=False)
        self.look = nn.Linear(config.hidden_size, 1)
        self.drop = nn.Dropout(dropout)
        self.heads = nn.Linear(2 * config.hidden_size, width_of(heads))
        # Of a hundred intents one holds: without this the first rounds would only learn how rare each is.
        with torch.no_grad():
            self.heads.bias[width_of(heads) - len(heads["intents"]) :] = _RARE

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> tuple[Tensor, Tensor]:
        """`input_ids` and `attention_mask` are [batch, tokens] integers; see `Output` for the two results."""
        given, attention = self.pooled(input_ids, attention_mask)
        return self.heads(self.drop(given)), attention

    def pooled(self, input_ids: Tensor, attention_mask: Tensor) -> tuple[Tensor, Tensor]:
        """What the heads are given [batch, 2 x hidden], and the attention."""
        states = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(states.dtype)
        mean = (states * mask).sum(1) / mask.sum(1)
        look = self.look(states).masked_fill(mask == 0, -1e4)
        attention = torch.softmax(look, dim=1)
        found = (states * attention).sum(1)
        return torch.cat([mean, found], dim=1), attention.squeeze(-1)


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


def start_from(encoder: Encoder, kept: list[int], layers: int, heads: Layout | None = None) -> RiskNetwork:
    """A network whose encoder has the published weights, its heads random by torch's seed."""
    network = RiskNetwork(configuration(encoder, len(kept), layers), heads or layout())
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
