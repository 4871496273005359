"""The trained network as one ONNX file with 8-bit weights.

Word embeddings become bytes with one scale a row. The encoder is fused into ONNX Runtime's own operators and
its matrices become bytes with one scale a column; what flows between is quantised as it comes.
"""

import copy
import tempfile
import warnings
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from torch import Tensor, nn

from risk.learn.errors import ExportFailed
from risk.learn.network import RiskNetwork

_OPSET = 17
_HIGHEST = 127


class ByteEmbedding(nn.Module):
    """An embedding table kept as bytes, with one scale a row."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / _HIGHEST
        self.register_buffer("table", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        return self.table[ids].to(torch.float32) * self.scale[ids]


def export(network: RiskNetwork, target: Path) -> None:
    """Write `target`; raises `ExportFailed` when the encoder's attention could not be fused."""
    served = copy.deepcopy(network).float().eval()
    embeddings = served.encoder.embeddings
    embeddings.word_embeddings = ByteEmbedding(embeddings.word_embeddings.weight.data)
    layers = len(served.encoder.encoder.layer)
    config = served.encoder.config
    with tempfile.TemporaryDirectory() as folder:
        plain, fused = Path(folder) / "plain.onnx", Path(folder) / "fused.onnx"
        _trace(served, config.vocab_size, plain)
        options = FusionOptions("bert")
        options.enable_embed_layer_norm = False
        model = optimizer.optimize_model(
            str(plain),
            model_type="bert",
            num_heads=config.num_attention_heads,
            hidden_size=config.hidden_size,
            optimization_options=options,
            opt_level=0,
        )
        if model.get_fused_operator_statistics().get("Attention") != layers:
            raise ExportFailed(
                "ONNX Runtime did not fuse every attention layer; use the versions that pyproject.toml names"
            )
        model.save_model_to_file(str(fused))
        quantize_dynamic(
            fused,
            target,
            op_types_to_quantize=["MatMul", "Attention"],
            weight_type=QuantType.QInt8,
            per_channel=True,
            # Seven bits: processors without 8-bit dot products add in 16 bits, which full bytes overflow, and
            # the network would say something else there.
            reduce_range=True,
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT},
            # The heads and the attention that pools are small and decide: they stay in floats.
            nodes_to_exclude=_heads(fused),
        )


def _trace(network: nn.Module, rows: int, target: Path) -> None:
    example = (torch.randint(4, rows, (2, 16)), torch.ones(2, 16, dtype=torch.long))
    axes = {0: "rows", 1: "tokens"}
    with torch.no_grad(), warnings.catch_warnings():
        # The older exporter is the one whose graphs the fusion knows.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network,
            example,
            target,
            input_names=["input_ids", "attention_mask"],
            output_names=["logits", "attention"],
            dynamic_axes={
                "input_ids": axes, "attention_mask": axes, "logits": {0: "rows"}, "attention": axes,
            },
            opset_version=_OPSET,
            dynamo=False,
        )  # fmt: skip


def _heads(path: Path) -> list[str]:
    names = [node.name for node in onnx.load(path).graph.node if node.name.startswith(("/look", "/heads"))]
    # Before it looks at names the quantiser turns each Gemm into a MatMul and an Add of other names.
    return [*names, *(f"{name}_MatMul" for name in names)]
