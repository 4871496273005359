"""Make a checkout ready: `python -m deploy.prepare base web` does what is missing of each, no more."""

import sys

from deploy.environment import install, install_project, install_pytorch, make_environment
from deploy.steps import StepFailed
from deploy.web import build

PARTS = ("base", "dev", "learn", "web")


def main(parts: list[str]) -> None:
    """Make the environment, install the named locks and the project, and build the web bundles if named.

    `learn` also installs PyTorch, which nothing else needs.
    """
    unknown = set(parts) - set(PARTS)
    if unknown:
        raise StepFailed(f"deploy.prepare knows {', '.join(PARTS)}, not {', '.join(sorted(unknown))}.")
    make_environment()
    for lock in ("base", "dev", "learn"):
        if lock in parts:
            install(lock)
    if "learn" in parts:
        install_pytorch()
    install_project()
    if "web" in parts:
        build()


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except StepFailed as error:
        sys.exit(f"\n{error}")
    except KeyboardInterrupt:
        sys.exit("\nStopped. The next start goes on from here.")
