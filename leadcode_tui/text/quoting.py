"""Whether a text repeats what somebody said: several words in their order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from leadcode_tui.text.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: So many words in their order are no chance.
_RUN: Final = 6


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said, in runs of words; short answers are anybody's."""

    runs: frozenset[tuple[str, ...]]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Said:
        """Return the runs of texts.

        >>> said = Said.of(["Nobody leads here, and nobody asks why that is."])
        >>> said.is_in('wrote: "nobody leads here and nobody asks..."'), said.is_in("Nobody leads.")
        (True, False)
        """
        return cls(frozenset(run for text in texts for run in _runs(text)))

    def is_in(self, text: str) -> bool:
        """Whether a text repeats some of it."""
        return any(run in self.runs for run in _runs(text))


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    keys = [word.key for word in words_of(text)]
    for at in range(len(keys) - _RUN + 1):
        yield tuple(keys[at : at + _RUN])
