"""Pin the dependencies: requirements/{base,dev,models}.lock from pyproject.toml, for this Python.

Run through `make lock`. No index address is written, so that the pins serve behind any mirror.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "requirements"
LOCKS: dict[str, list[str]] = {"base": [], "dev": ["dev"], "models": ["models"]}


def main() -> None:
    """Write the lock files; each is held to the pins of the base."""
    for name, extras in LOCKS.items():
        command = [sys.executable, "-m", "piptools", "compile", "--quiet", "--strip-extras", "--no-header"]
        command += ["--no-emit-index-url", "--no-emit-find-links", "--no-emit-trusted-host", "--no-annotate"]
        command += [f"--extra={extra}" for extra in extras]
        if name != "base":
            command += ["--constraint", str(FOLDER / "base.lock")]
        lock = FOLDER / f"{name}.lock"
        subprocess.run([*command, "--output-file", str(lock), "pyproject.toml"], check=True)
        # "torch==2.13.0+cpu" is one build of a version; the pin must hold for every build of it
        lock.write_text(re.sub(r"(?m)^(\S+==[^+\s]+)\+\S+$", r"\1", lock.read_text()))


if __name__ == "__main__":
    main()
