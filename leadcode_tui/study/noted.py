"""All memos of a coder, or in a study that is not blind of every coder, with what they are on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadcode_tui.model import About, CodeId, MemoOn
from leadcode_tui.store.current import read_current
from leadcode_tui.study.coding.searching import Search
from leadcode_tui.study.material import Place
from leadcode_tui.study.whose import shown_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadcode_tui.model import Codebook, CoderFile, CoderId
    from leadcode_tui.study.folder import StudyFolder

#: What a memo is on, the widest first; segments come last.
_ORDER = (MemoOn.STUDY, MemoOn.TRANSCRIPT, MemoOn.CODE)


@dataclass(frozen=True, slots=True)
class Noted:
    """A memo, whose it is and what it is on; `at` is an ISO 8601 time in UTC."""

    coder: CoderId
    on: Place | About
    text: str
    at: str


def noted_in(
    study: StudyFolder, coder: str | None, *, number: int | None = None, words: str = ""
) -> Sequence[Noted]:
    """Return the memos that have these words, all without any; the widest first.

    While a study is blind they are one coder's: the one who asks. Raises UsageError where a coder
    of a blind study asks for another's.
    """
    files = shown_files(study, coder, number)
    codebook, search = study.codebook(), Search(words)
    every = (
        noted
        for name, path in files.items()
        for noted in _noted(name, read_current(path), codebook)
        if not search.words or search.spans(noted.text)
    )
    return sorted(every, key=_place)


def _noted(coder: CoderId, file: CoderFile, codebook: Codebook) -> Iterator[Noted]:
    for about, memo in file.memos.items():
        now = about
        if about.on is MemoOn.CODE:
            now = About(about.on, codebook.current(CodeId(about.id)))
        yield Noted(coder, now, memo.text, memo.at)
    for transcript, entries in file.entries.items():
        for segment, entry in entries.items():
            if entry.memo:
                yield Noted(coder, Place(transcript, segment), entry.memo, entry.at)


def _place(noted: Noted) -> tuple[int, str, str, str]:
    on = noted.on
    if isinstance(on, About):
        return _ORDER.index(on.on), on.id, "", noted.coder
    return len(_ORDER), on.transcript, on.segment, noted.coder
