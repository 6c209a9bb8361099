"""A coder at work: every act says what changes, has it written, and tells what it did.

Both front ends drive this and nothing else. It knows no screen and no clock of its own.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from leadcode_tui.errors import why_not
from leadcode_tui.model import (
    Change,
    Intention,
    TranscriptStatus,
)
from leadcode_tui.study.coding.decider import Decider
from leadcode_tui.study.coding.following import BookFollower
from leadcode_tui.study.coding.questions import Questions
from leadcode_tui.study.coding.undo import describe, inverse
from leadcode_tui.study.material import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from leadcode_tui.keys import KeyTable
    from leadcode_tui.model import Codebook, CoderId
    from leadcode_tui.store.codings import Codings
    from leadcode_tui.study.coding.questions import ActKey
    from leadcode_tui.study.material import Material


class Session(Decider):
    """One coder, one reading of the material, and all that they decide and note on the way."""

    def __init__(  # all that a session is given
        self,
        material: Material,
        codings: Codings,
        *,
        coder: CoderId,
        keys: KeyTable,
        clock: Callable[[], str],
        start: Place | None = None,
    ) -> None:
        super().__init__(material, codings, coder=coder, keys=keys, clock=clock, start=start)
        self._is_closed = False
        self._told = len(codings.notices)
        self._questions_said = Questions(material.transcripts_path, self)
        self._book_file = (
            BookFollower(material.codebook_path, self) if material.codebook_path else None
        )

    # The codebook

    def follow(self, codebook: Codebook) -> str:
        """Take a changed codebook: decisions are made under it from now on; or say why not."""
        keys, problems = self.keys.for_codebook(codebook)
        if problems:
            return f"the old codebook stays: {problems[0]}"
        self._held.follow(codebook, keys)
        self._filter_again()
        return ""

    def look_at_codebook(self) -> str:
        """Follow the codebook's file if it changed; say in one line what became of it."""
        return "" if self._book_file is None else self._book_file.look()

    def new_code(self, words: str) -> str:
        """Add a code to the codebook's file, `id, name, definition`, and apply it here."""
        if self._book_file is None:
            return "there is no codebook's file to add a code to"
        if self.held_by is not None:
            return f"no code added: read only, {self.held_by}"
        return self._book_file.add(words)

    # Questions

    def look_around(self) -> str:
        """Follow what others change meanwhile, codebook and questions; say in one line what."""
        return "; ".join(filter(None, [self.look_at_codebook(), self._questions_said.look()]))

    def set_question(self, words: str) -> str:
        """Say which question segments answer: `Q3`, `Q3 41-50`, `- 41`; all coders have it so."""
        if self.held_by is not None:
            return f"no question changed: read only, {self.held_by}"
        return self._questions_said.say(words, self._last_act())

    def _last_act(self) -> ActKey:
        act = self._held.acts().to_undo()
        return (act[0].session, act[0].n) if act else None

    # Taking back

    def undo(self) -> str:
        """Take back the last act, also of an earlier day; go there and say what it was."""
        told = self._questions_said.take_back(self._last_act())
        if told is not None:
            return told
        act = self._held.acts().to_undo()
        return "nothing to undo" if act is None else self._take_back(act, Intention.UNDO)

    def redo(self) -> str:
        """Do again what was undone last."""
        act = self._held.acts().to_redo()
        return "nothing to redo" if act is None else self._take_back(act, Intention.REDO)

    def _take_back(self, act: Sequence[Change], do: Intention) -> str:
        for transcript in {change.transcript for change in act if change.transcript}:
            self._refuse_frozen(transcript)
        changes = self._record(list(map(self._as_of_now, inverse(act, do))))
        places = [Place(c.transcript, c.segment) for c in act if c.transcript and c.segment]
        if places and self._walk.has(places[0]):
            self._walk.go(places[0])
        told = describe(act[0] if do is Intention.UNDO else changes[-1])
        more = f", and {len(changes) - 1} more" if len(changes) > 1 else ""
        return f"{'undone' if do is Intention.UNDO else 'redone'}: {told}{more}"

    def _as_of_now(self, change: Change) -> Change:
        """Let a change of a transcript's state leave alone what else is known of it since."""
        status = self._held.status(change.transcript) if change.transcript else None
        if status is None or not isinstance(change.after, TranscriptStatus):
            return change
        return replace(change, before=status, after=replace(status, state=change.after.state))

    # Writing

    def begin_act(self) -> None:
        """Let all changes from now on be one act, taken back together, until `end_act`."""
        self._codings.begin_act()

    def end_act(self) -> None:
        """Let each change be an act of its own again."""
        self._codings.end_act()

    @property
    def in_act(self) -> int:
        """How many changes there were since an act was begun."""
        return self._codings.in_act

    def write_copy(self, folder: str) -> str:
        """Write all of the coder's codings into another folder, for when they cannot be saved."""
        if not folder.strip():
            return "not written: name a folder"
        try:
            path = self._codings.write_copy(Path(folder.strip()).expanduser())
        except OSError as error:
            return f"not written: {why_not(error)}"
        except RuntimeError:  # what expanduser says of an account that is not there
            return f"not written: there is no folder {folder.strip()}"
        return f"written to {path}: bring it back with leadcode merge"

    def settle(self) -> str:
        """Remember where the coder is, and let the coder file catch up; for idle moments.

        What could not be written is tried again. The sentence says what was found and mended.
        """
        if self.held_by is not None:
            return ""
        if self.unsaved is not None:
            self._codings.retry()
        self._keep_place()
        self._codings.checkpoint()
        new, self._told = self._codings.notices[self._told :], len(self._codings.notices)
        return "; ".join(new)

    def _keep_place(self) -> None:
        """Record where the coder is and what they passed over, if that is new.

        A coder who only looked in, and stayed at the first segment, leaves nothing behind.
        """
        is_new = not self._codings.state.transcripts and self.here == self._walk.places[0]
        if is_new:
            return
        is_elsewhere = self._codings.last != self.here
        if is_elsewhere:
            self._held.prepare(self.here.transcript)
        held = self._held
        moves = [held.status_draft(Intention.MOVE, *found) for found in self._newly_passed()]
        if moves or is_elsewhere:
            self._record([*moves, held.move_draft(self.here)])

    def close(self) -> None:
        """Write everything and let the next session have the file; a second time does nothing."""
        if self._is_closed:
            return
        self._is_closed = True
        if self.unsaved is None:
            self.settle()
        self._codings.close()
