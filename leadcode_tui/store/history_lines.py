"""The lines of a history with their numbers, also those that say nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadcode_tui.errors import UnreadableError, refuse_endless, why_not
from leadcode_tui.store.records import decode_line, is_sealed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from leadcode_tui.model import Change
    from leadcode_tui.store.records import Checkpoint


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A line as it stands in the file, and what it says; numbers count from 1."""

    number: int
    content: bytes
    entry: Change | Checkpoint | None

    @property
    def is_unknown(self) -> bool:
        """Whether it is intact and says what this version does not know."""
        return self.entry is None and is_sealed(self.content)


def read_lines(path: Path) -> Iterator[HistoryLine]:
    """Yield the lines that are not empty, one at a time; none where there is no file."""
    try:
        refuse_endless(path)
        with path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                content = line.removesuffix(b"\n")
                if content:
                    yield HistoryLine(number, content, decode_line(content))
    except FileNotFoundError:
        return
    except OSError as error:
        raise UnreadableError(path, why_not(error)) from error
