"""`mkhari risk train` from outside: what it costs those who never call it, and what it says when it fails."""

import subprocess
import sys
from pathlib import Path

# What takes seconds to import, and what most installations lack.
HEAVY = ("altair", "onnx", "openpyxl", "scipy", "torch", "transformers", "vl_convert")


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_no_command_waits_for_training_or_measuring() -> None:
    listed = run(
        f"import sys, app.cli, risk.learn.cli; print([name for name in {HEAVY} if name in sys.modules])"
    )

    assert (listed.stderr, listed.stdout) == ("", "[]\n")


def test_without_pytorch_the_command_says_what_to_install(tmp_path: Path) -> None:
    without = (
        "import sys; sys.modules['torch'] = None; from risk.learn.cli import train_command; "
        "train = train_command(lambda: ([], frozenset())); "
    )
    told = run(without + f"train(target=__import__('pathlib').Path({str(tmp_path)!r}), name='x')")

    assert told.returncode == 1
    assert "torch is not installed; install mkhari[learn]" in told.stderr
    assert list(tmp_path.iterdir()) == []
