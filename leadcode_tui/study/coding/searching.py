"""What a coder looks for in the transcripts, and where it stands."""

from __future__ import annotations

from functools import cached_property
from itertools import repeat
from operator import contains
from threading import Thread
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadcode_tui.study.material import Material

#: What a word processor makes of what a keyboard types, letter for letter.
_TYPED: Final = (("\u2019", "'"), ("\u2018", "'"), ("\u201c", '"'), ("\u201d", '"'), ("\xa0", " "))

#: So many letters are worth a search before all are typed.
_TELLING: Final = 3
#: Less than one text in so many of an interview are few.
_FEW: Final = 8
#: What stands between the texts of an interview, and in none that anybody typed.
_BETWEEN: Final = "\0"


class Texts:
    """The texts of the codable segments, searched as they are: no copy of them is kept for it."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._found: tuple[str, bytes] = ("", b"")
        self._worker: Thread | None = None

    def make_ready(self, words: str) -> None:
        """Begin with what takes long while the coder still types what is sought."""
        wanted = fold(words.strip())
        is_busy = self._worker is not None and self._worker.is_alive()
        if not is_busy and len(wanted) >= _TELLING:
            self._worker = Thread(target=self.having, args=(wanted,), daemon=True)
            self._worker.start()

    def having(self, words: str) -> bytes:
        """Return a byte for each codable segment in the order of its number: 1 where it has them.

        Where few texts of an interview have a part of the words, only these are asked for all.
        """
        wanted = fold(words)
        part, having_it = self._found
        if part == wanted and having_it:
            return having_it
        has_part = having_it if part and part in wanted else None
        marked = bytearray()
        for texts in self._by_interview:
            had = has_part[len(marked) : len(marked) + len(texts)] if has_part is not None else None
            if had is not None and had.count(1) < len(texts) // _FEW:
                marked += _narrowed(texts, wanted, had)
            else:
                marked += _marked(texts, wanted)
        self._found = wanted, bytes(marked)
        return self._found[1]

    @cached_property
    def _by_interview(self) -> Sequence[Sequence[str]]:
        transcripts = self._material.transcripts
        return [
            [transcripts[name].by_id[segment].text for segment in codable]
            for name, codable in self._material.codable.items()
        ]


def _marked(texts: Sequence[str], wanted: str) -> bytes:
    """Return a byte for each text: 1 where it has what is wanted.

    All of an interview are folded at once and asked in a row by the interpreter itself: 100,000
    answers take little longer than a key's repaint.
    """
    together = fold(_BETWEEN.join(texts))
    if wanted not in together:
        return bytes(len(texts))
    folded = together.split(_BETWEEN)
    if len(folded) != len(texts):
        folded = list(map(fold, texts))
    return bytes(map(contains, folded, repeat(wanted)))


def _narrowed(texts: Sequence[str], wanted: str, had: bytes) -> bytes:
    """Return which of those that had a part of what is wanted have all of it."""
    kept, at = bytearray(len(texts)), had.find(1)
    while at >= 0:
        kept[at] = wanted in fold(texts[at])
        at = had.find(1, at + 1)
    return bytes(kept)


class Search:
    """Some words, in capitals or small letters alike; blank words find nothing."""

    def __init__(self, words: str = "") -> None:
        self.words = words.strip()
        self._folded = fold(self.words)
        #: Which segments have them, once that was looked for.
        self.marked: bytes | None = None

    def spans(self, text: str) -> Sequence[tuple[int, int]]:
        """Return where the words stand in a text, in characters."""
        if not self.words:
            return ()
        folded, spans, at = fold(text), [], 0
        while (at := folded.find(self._folded, at)) >= 0:
            spans.append((at, at + len(self._folded)))
            at += len(self._folded)
        if spans and len(folded) != len(text):
            return _unfolded(text, spans)
        return spans


def fold(text: str) -> str:
    r"""Return a text as it is compared: capitals and printed quotation marks are no matter.

    >>> fold("Don\u2019t")
    "don't"
    """
    if text.isascii():
        return text.lower()
    for printed, typed in _TYPED:
        text = text.replace(printed, typed)
    return text.lower() if text.isascii() else text.casefold()


def _unfolded(text: str, spans: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """Return spans of a folded text as they stand in the text: some letters fold into two."""
    places = [at for at, letter in enumerate(text) for _ in fold(letter)]
    return [(places[start], places[stop - 1] + 1) for start, stop in spans]
