"""How long `leadcode agree` takes as a whole process, beside one that only imports its libraries.

    python benchmarks/startup.py

Two coders of the example study are compared, as JSON and as a table, and once more after an edit of
the codebook that nobody decided under yet: then it has to be read. What stands beside it is
`python -c "import click, rich.console"`. Medians of 15 interleaved runs on this machine; what
counts is the ratios.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: How often each command is run.
TIMES: Final = 15
#: The study in which two coders are compared.
STUDY: Final = Path(__file__).parents[1] / "examples" / "leadership"
#: What the others are measured against.
BARE: Final = "import click, rich.console"
#: How two coders are compared, after the interpreter.
AGREE: Final = ("-m", "leadcode_tui", "agree", "ana", "ben")


def commands(edited: Path) -> Mapping[str, tuple[Path, Sequence[str]]]:
    """Return what is run, and where; one of the studies has a codebook that was edited since."""
    return {
        BARE: (STUDY, ("-c", BARE)),
        "agree, JSON": (STUDY, (*AGREE, "--format", "json")),
        "agree, table": (STUDY, AGREE),
        "agree, table, codebook edited": (edited, AGREE),
    }


def seconds(folder: Path, arguments: Sequence[str]) -> float:
    """Return how long a process takes from its start to its end."""
    begin = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
        env=as_installed(),
    )
    return time.perf_counter() - begin


def as_installed() -> Mapping[str, str]:
    """Return the environment without what keeps compiled modules: installed ones have them."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def main() -> None:
    """Print the median of each command, and its ratio to the bare imports."""
    with TemporaryDirectory() as folder:
        edited = shutil.copytree(STUDY, Path(folder) / STUDY.name)
        with (edited / "codebook.yaml").open("a", encoding="utf-8") as codebook:
            codebook.write("# edited\n")
        runs = commands(edited)
        for run in runs.values():  # once unmeasured: compiled modules, a warm disk
            seconds(*run)
        rounds = [{name: seconds(*run) for name, run in runs.items()} for _ in range(TIMES)]
    medians = {name: median(times[name] for times in rounds) for name in runs}
    for name, took in medians.items():
        print(f"{took * 1e3:6.0f} ms  {took / medians[BARE]:.2f} x  {name}")


if __name__ == "__main__":
    main()
