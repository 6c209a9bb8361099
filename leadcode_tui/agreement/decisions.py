"""What one coder decided, as much of it as a comparison needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from leadcode_tui.model import Book, CodeId, CoderId, SegmentId, StudyId, TranscriptId

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from leadcode_tui.model import CoderFile


class Decided(Protocol):
    """What a coder's file holds on a segment; `model.Entry` is one.

    `codes` () is read and nothing applies, None is no decision, whatever memo or flag there is; a
    `text` or a `book` that nobody recorded is "".
    """

    @property
    def codes(self) -> tuple[CodeId, ...] | None:
        """The decision, if there is one."""
        ...

    @property
    def text(self) -> str:
        """The fingerprint of the text that was decided on."""
        ...

    @property
    def book(self) -> str:
        """The codebook revision that was decided under."""
        ...

    @property
    def spans(self) -> Mapping[CodeId, tuple[tuple[int, int], ...]] | None:
        """The stretches of text that codes hold for; a code without one holds for the whole."""
        ...

    @property
    def chars(self) -> int:
        """The length of the text in code points, 0 where nobody recorded it."""
        ...


class Decision(NamedTuple):
    """The smallest `Decided`, for decisions that come from no coder file."""

    codes: tuple[CodeId, ...] | None
    text: str = ""
    book: str = ""
    spans: Mapping[CodeId, tuple[tuple[int, int], ...]] | None = None
    chars: int = 0


@dataclass(frozen=True, slots=True)
class Decisions:
    """One coder's decisions in one pass.

    A transcript that `codable` does not name, or names without a segment, has every decided segment
    as a unit; a decision whose `book` is not among `books` was made knowing every code.
    """

    coder: CoderId
    entries: Mapping[TranscriptId, Mapping[SegmentId, Decided]]
    study: StudyId | None = None
    number: int = 1
    round: str | None = None
    books: Mapping[str, Book] = field(default_factory=dict)
    codable: Mapping[TranscriptId, AbstractSet[SegmentId]] = field(default_factory=dict)

    @property
    def name(self) -> CoderId:
        """The coder, with the number of the pass from the second on: as the file is called."""
        return self.coder if self.number == 1 else CoderId(f"{self.coder}.{self.number}")


def decisions_of(coder_file: CoderFile) -> Decisions:
    """Return the decisions of a coder file."""
    return Decisions(
        coder=coder_file.coder,
        entries=coder_file.entries,
        study=coder_file.study,
        number=coder_file.number,
        round=coder_file.round,
        books=coder_file.books,
        codable={
            transcript: frozenset(status.codable)
            for transcript, status in coder_file.transcripts.items()
        },
    )
