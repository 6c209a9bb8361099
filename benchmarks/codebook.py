"""Time a codebook of 500 codes: reading, looking through, changing; and filtering it on the screen.

    python benchmarks/codebook.py [CODES]

Every code has all that a code can say; beside that one is read whose codes have a name, a kind and
a definition, as most do. Reading stands beside `yaml.safe_load` with the parser in C,
which only makes lists of it. A letter of the filter is timed on a terminal of 80 columns and 24
rows, until the last byte that it causes has come, beside one in a codebook of 8 codes; `in the
process` is the search and the list without the terminal. The bars are 25 ms for reading and 16 ms
for a letter. The large counts of the laws and of broken files are run by

    LEADCODE_EXAMPLES=2500 pytest tests/codebook/test_edit_laws.py
    LEADCODE_FUZZED=5000 pytest tests/codebook/test_fuzz.py
"""

from __future__ import annotations

import gc
import sys
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING

import yaml
from screen import Terminal, study  # type: ignore[import-not-found] # beside this file

from leadcode_tui.codebook import codebook_notices, load_codebook, rename_code
from leadcode_tui.model import CodeId, CoderId
from leadcode_tui.study.coding.opening import open_session
from leadcode_tui.study.folder import open_study
from leadcode_tui.tui.views import code_rows

if TYPE_CHECKING:
    from collections.abc import Callable

#: How often each is timed.
TIMES = 30
WORDS = [
    "ward",
    "night",
    "rota",
    "nurse",
    "trust",
    "board",
    "ground",
    "quality",
    "safety",
    "blame",
    "leading",
    "people",
]
#: What is typed into the filter, letter by letter.
SOUGHT = "ward q"


def as_yaml(path: Path) -> object:
    """Return a file's lists, as YAML alone reads them."""
    return yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)


def text(codes: int) -> str:
    """Return a codebook, every tenth code with nine below it."""
    lines = ["codebook: large", "title: A large codebook", "codes:"]
    for number in range(codes):
        indent = "  " if number % 10 == 0 else "      "
        word, other = WORDS[number % 12], WORDS[number * 7 % 11]
        lines += [
            f"{indent}- id: {word}-{number}  # {number}",
            f"{indent}  name: {word.title()} {other} {number}",
            f"{indent}  kind: emergent",
            f"{indent}  definition: What people on the {word} say of {other}, in {number} words.",
            f"{indent}  include: [{word} and {other}, 'the {other}, again']",
            f"{indent}  exclude: ['{other} alone -> {WORDS[0]}-0']",
            f'{indent}  examples: ["we all do: {word}"]',
            f"{indent}  was: [old-{number}]",
        ]
        if number % 10 == 0:
            lines.append(f"{indent}  codes:")
    return "\n".join(lines) + "\n"


def short(whole: str) -> str:
    """Return the codebook with the first lines of each code alone."""
    left_out = ("include: ", "exclude: ", "examples: ", "was: ")
    lines = whole.splitlines(keepends=True)
    return "".join(line for line in lines if not line.lstrip().startswith(left_out))


def milliseconds(do: Callable[[], object]) -> float:
    """Return the median of the processor's time for something, whatever else the machine does."""
    took = []
    for _ in range(TIMES):
        gc.collect()
        began = process_time()
        do()
        took.append(process_time() - began)
    return 1_000 * median(took)


def told(name: str, took: float, beside: str = "") -> None:
    print(f"{name:36}{took:8.1f} ms  {beside}".rstrip(), flush=True)


def in_the_process(folder: Path) -> None:
    session, _ = open_session(open_study(folder), CoderId("ana"))
    letters = [SOUGHT[:length] for length in range(1, len(SOUGHT) + 1)]

    def filter_once() -> None:
        for words in letters:
            found = session.matching(words)
            code_rows(session, found, next(iter(found), None), (29, 10))

    told("filter: a letter, in the process", milliseconds(filter_once) / len(letters))
    session.close()


def on_the_screen(folder: Path) -> float:
    terminal = Terminal([sys.executable, "-m", "leadcode_tui", "code", "--coder", "bo"], folder)
    terminal.first_paint(b"K0000")
    took: list[float] = []
    for _ in range(5):
        terminal.press("/")
        for letter in SOUGHT:
            size, milliseconds_taken = terminal.press(letter)
            if size:
                took.append(milliseconds_taken)
        terminal.press("\x1b")
    terminal.close()
    return median(took)


def main() -> None:
    codes = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    with TemporaryDirectory() as name:
        folder = study(Path(name), 250)
        small = on_the_screen(folder)
        path = folder / "codebooks" / "bench.yaml"
        path.write_text(text(codes), "utf-8")
        whole = path.read_text("utf-8")
        few = Path(name, "few.yaml")
        few.write_text(short(whole), "utf-8")
        for what, file in (("", path), (", name and definition", few)):
            plain = milliseconds(partial(as_yaml, file))
            read = milliseconds(partial(load_codebook, file))
            beside = f"yaml alone {plain:.1f} ms: {read / plain:.2f}x"
            told(f"read {codes} codes{what}", read, beside)
        told("look it through for notices", milliseconds(lambda: codebook_notices(whole, path)))
        first = CodeId(f"{WORDS[0]}-0")
        told(
            "rename a code",
            milliseconds(lambda: rename_code(whole, first, CodeId("renamed"), path)),
        )
        in_the_process(folder)
        large = on_the_screen(folder)
        told("filter: a letter, on the terminal", large, f"8 codes {small:.1f} ms")


if __name__ == "__main__":
    main()
