"""A training that was cut short goes on: its state after the last whole round, in a file."""

from pathlib import Path

import torch
from torch.optim.swa_utils import AveragedModel

from risk.learn.network import RiskNetwork


class Kept:
    """The state of a training after its last whole round, in a file; without a file nothing is kept."""

    def __init__(
        self,
        file: Path | None,
        network: RiskNetwork,
        average: AveragedModel,
        optimizers: tuple[torch.optim.Optimizer, ...],
        schedule: torch.optim.lr_scheduler.LRScheduler,
        digest: str,
    ) -> None:
        self._file = file
        self._parts = (network, average, *optimizers, schedule)
        self._digest = digest
        self.rounds = 0
        if file is not None and file.exists():
            state = torch.load(file, weights_only=False)
            if state["digest"] == digest:
                for part, kept in zip(self._parts, state["parts"], strict=True):
                    part.load_state_dict(kept)
                torch.set_rng_state(state["chance"])
                self.rounds = state["rounds"]

    def keep(self, rounds: int) -> None:
        """Write what a training needs to go on behind this round; whole or not at all."""
        if self._file is None:
            return
        state = {
            "digest": self._digest,
            "rounds": rounds,
            "parts": [part.state_dict() for part in self._parts],
            "chance": torch.get_rng_state(),
        }
        beside = self._file.with_suffix(".new")
        torch.save(state, beside)
        beside.replace(self._file)
