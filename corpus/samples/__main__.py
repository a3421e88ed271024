"""`python -m corpus.samples [FOLDER]`: render the sample agreements to PDF."""

from __future__ import annotations

import sys
from pathlib import Path

from corpus.samples.build import DEFAULT_TARGET, build


def main(arguments: list[str]) -> int:
    """Render to the folder named, else to `corpus/samples/pdf`; prints each file written."""
    target = Path(arguments[0]) if arguments else DEFAULT_TARGET
    for path in build(target):
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
