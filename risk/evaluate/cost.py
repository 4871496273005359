"""What one system costs a fresh process: time to load and memory. Run as a module; prints one JSON object.

It stands here so that the new process imports nothing but the system and what that needs.
"""

import json
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

_STATUS = Path("/proc/self/status")
_MEBIBYTE = 2**20
_TEXTS = ("hello, how are you", "გამარჯობა, როგორ ხარ", "привет, как дела", "gamarjoba, rogor xar")


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds until the system stands and until its first answer after that; memory in MiB (RSS).

    `empty_mib` is held before loading, `loaded_mib` after loading and a few answers, `most_mib` at the peak.
    """

    load_seconds: float
    first_answer_seconds: float
    empty_mib: float
    loaded_mib: float
    most_mib: float


def cost_of(name: str) -> Cost:
    """Measure in a new process. Raises `subprocess.CalledProcessError` where the system cannot be opened."""
    command = [sys.executable, "-m", "risk.evaluate.cost", name]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - ourselves
    return Cost(**json.loads(done.stdout))


def _measure(name: str) -> Cost:
    empty = _memory("VmRSS")
    begun = time.perf_counter()
    # Here, since importing is part of loading.
    from risk.evaluate.systems import open_system

    system = open_system(name)
    loaded = time.perf_counter()
    system.assess(_TEXTS[0])
    answered = time.perf_counter()
    for text in _TEXTS:
        system.assess(text)
    return Cost(
        load_seconds=round(loaded - begun, 3),
        first_answer_seconds=round(answered - loaded, 3),
        empty_mib=empty,
        loaded_mib=_memory("VmRSS"),
        most_mib=_memory("VmHWM"),
    )


def _memory(key: str) -> float:
    """MiB of this process by Linux's own account; elsewhere the most held so far stands for both keys."""
    try:
        for line in _STATUS.read_text(encoding="ascii").splitlines():
            if line.startswith(f"{key}:"):
                return round(int(line.split()[1]) / 1024, 1)
    except OSError:
        pass
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes, others KiB
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / _MEBIBYTE, 1)


if __name__ == "__main__":
    print(json.dumps(asdict(_measure(sys.argv[1]))))
