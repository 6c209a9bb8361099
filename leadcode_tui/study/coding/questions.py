"""Questions that a coder says segments answer: written to the transcript, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from leadcode_tui.errors import LeadcodeError, UsageError
from leadcode_tui.store.files import stamp_of
from leadcode_tui.study.coding.asking import Asked, answered, by_hand, read_asked, with_answers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from leadcode_tui.model import SegmentId, Transcript
    from leadcode_tui.store.files import Stamp
    from leadcode_tui.study.coding.asking import Answered
    from leadcode_tui.study.coding.session import Session

#: A change in the history, by session and number; None before the first.
ActKey = tuple[str, int] | None


class _Earlier(NamedTuple):
    """What some segments answered before, and after which act of the coder's that was changed."""

    path: Path
    asked: Asked
    answers: Mapping[SegmentId, Answered]
    after: ActKey


class Questions:
    """Says which question segments answer, in a folder of transcripts that a team shares.

    What was changed is no decision of a coder's, so it is in no history: it is taken back while the
    session lasts, and can be said anew at any time.
    """

    def __init__(self, folder: Path | None, session: Session) -> None:
        self._folder = folder
        self._session = session
        self._earlier: list[_Earlier] = []
        #: What tells whether a transcript's file is another one, since it was looked at.
        self._stamps: dict[Path, Stamp | None] = {}

    def look(self) -> str:
        """Take what somebody else said of this transcript's questions; say so, or nothing."""
        if self._folder is None:
            return ""
        path = self._folder / f"{self._session.here.transcript}.json"
        stamp = stamp_of(path)
        if stamp == self._stamps.setdefault(path, stamp):
            return ""
        self._stamps[path] = stamp
        from leadcode_tui.store.transcript_files import read_transcript_file  # noqa: PLC0415 # rare

        known = self._session.material.transcripts[self._session.here.transcript]
        try:
            found = read_transcript_file(path)
        except LeadcodeError:
            return ""  # the check of the study tells
        if not _is_same_text(found, known) or found == known:
            return ""
        self._session.take_transcript(found)
        return f"{found.id}: somebody said of segments which question they answer"

    def say(self, words: str, after: ActKey) -> str:
        """Let segments answer another question, as `Q3 41-50`; say what was done, or why not."""
        if self._folder is None:
            return "questions belong to a study: this file is outside any"
        if not words.strip():
            return self._now()
        asked = read_asked(self._session.material, words, self._session.here)
        if isinstance(asked, str):
            return asked
        before = answered(self._session.material.transcripts[asked.transcript], asked.segments)
        path = self._folder / f"{asked.transcript}.json"
        why_not = self._write(path, asked, by_hand(asked))
        if why_not:
            return why_not
        self._earlier.append(_Earlier(path, asked, before, after))
        undo = self._session.keys.key("undo")
        return f"{asked} {_told(asked)}, by hand (before: {_named(before)}); {undo} takes it back"

    def _now(self) -> str:
        here, material = self._session.here, self._session.material
        answers = ", ".join(material.segment(here).questions) or "no question"
        return (
            f"{here} answers {answers}; the schedule has {', '.join(material.schedule) or 'none'}"
        )

    def take_back(self, after: ActKey) -> str | None:
        """Let segments answer what they did before, if that is the next thing to take back."""
        if not self._earlier or self._earlier[-1].after != after:
            return None
        path, asked, before, _ = self._earlier[-1]
        why_not = self._write(path, asked, before)
        if why_not:
            return why_not
        del self._earlier[-1]
        return f"undone: question of {asked}, again {_named(before)}"

    def _write(self, path: Path, asked: Asked, answers: Mapping[SegmentId, Answered]) -> str:
        """Write it into the transcript as it is on the disk; say why not, or nothing."""
        from leadcode_tui.store.changing import change_transcript_file  # noqa: PLC0415 # is rare

        known = self._session.material.transcripts[asked.transcript]

        def change(found: Transcript) -> Transcript:
            if not _is_same_text(found, known):
                raise UsageError("its text is another one now: leave, and come back")
            return with_answers(found, answers)

        try:
            changed = change_transcript_file(path, change)
        except LeadcodeError as error:
            return f"{known.id} not changed: {error}"
        self._session.take_transcript(changed)
        self._stamps[path] = stamp_of(path)
        return ""


def _is_same_text(one: Transcript, other: Transcript) -> bool:
    return [(s.id, s.text) for s in one.segments] == [(s.id, s.text) for s in other.segments]


def _told(asked: Asked) -> str:
    if not asked.questions:
        return "answers no question" if len(asked.segments) == 1 else "answer no question"
    return f"{'answers' if len(asked.segments) == 1 else 'answer'} {', '.join(asked.questions)}"


def _named(answers: Mapping[SegmentId, Answered]) -> str:
    """Return the questions that some segments answer, each once."""
    named = (", ".join(questions) or "none" for questions, _ in answers.values())
    return " / ".join(dict.fromkeys(named))
