"""Measure what coding takes by an editor's round trip, as `qc code` does it.

    python benchmarks/editor.py QC

QC is the command of the package qualitative-coding, installed apart. A document of 250 lines is
opened for coding with an editor that adds one code and ends at once, so what is measured is all but
the human: the start of the program and of the editor, and reading and storing the document's codes.
On the coding screen one code is one key: its time stands in the table of benchmarks/screen.py.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

#: How many round trips are measured.
TIMES: Final = 9
LINES: Final = 250
TALK: Final = "In the end it was the ward that did it, and you could see whom people turned to."
#: Settings of `qc`: an editor of our own, a shell that puts a code on the next line without one.
SETTINGS: Final = """
editor: adding
editors:
    adding:
        name: adding
        code_command: >-
            sh -c 'sed -i "0,/^$/s//ward/" "$1"' adding "{codes_file_path}"
        memo_command: "true"
"""


def seconds(command: Sequence[str], folder: Path) -> float:
    """Return how long a command takes."""
    begun = perf_counter()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - begun


def main() -> None:
    qc = sys.argv[1]
    with TemporaryDirectory() as name:
        folder = Path(name)
        seconds([qc, "init"], folder)
        settings = folder / "settings.yaml"
        kept = [line for line in settings.read_text().splitlines() if line[:7] != "editor:"]
        settings.write_text("\n".join(kept) + SETTINGS)
        seconds([qc, "init"], folder)
        (folder / "talk.txt").write_text("".join(f"{TALK} {n}\n" for n in range(LINES)))
        seconds([qc, "corpus", "import", "talk.txt", "-i", "verbatim"], folder)
        trips = [seconds([qc, "code", "ana", "-p", "talk.txt"], folder) for _ in range(TIMES)]
        counted = subprocess.run(
            [qc, "codes", "list"], cwd=folder, check=True, capture_output=True, text=True
        )
        starts = [seconds([qc, "version"], folder) for _ in range(TIMES)]
    print(f"{1000 * median(trips):7.0f} ms  a round trip: one code on a document of {LINES} lines")
    print(f"{1000 * median(starts):7.0f} ms  of it the start of the program")
    print(counted.stdout.strip())


if __name__ == "__main__":
    main()
