"""What can be chosen in the help and in the palette: commands and codes, and how they are found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from leadcode_tui.keys import Command, Where
from leadcode_tui.model import About, MemoOn
from leadcode_tui.text import count, rank, sanitise_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadcode_tui.keys import KeyTable
    from leadcode_tui.model import CodeId, TranscriptId
    from leadcode_tui.study.coding.session import Session
    from leadcode_tui.study.material import Place

#: What else serves in a pane, beside the commands that are its own.
_ALSO: Final = {
    Where.COMPARE: ("compare.next", "compare.previous", "back", "code.next_use", "compare"),
}
#: Keys are for the memo itself, so it cannot be chosen; nor what is on the screen already.
_NOT_CHOSEN: Final = {"memo.keep", "help", "palette"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the help: a heading, a notice, or what Enter does."""

    keys: str
    does: str
    command: Command | None = None
    code: CodeId | None = None
    memo_on: Place | About | None = None
    interview: TranscriptId | None = None
    is_heading: bool = False

    @property
    def is_choice(self) -> bool:
        """Whether Enter does something with it."""
        done = (self.command, self.code, self.memo_on, self.interview)
        return any(what is not None for what in done)

    @property
    def sought(self) -> str:
        """What is searched for a few letters."""
        return f"{self.does} {self.command.id if self.command else self.code or ''}"


def help_entries(session: Session, notices: Sequence[str], where: Where) -> Sequence[Entry]:
    """Return the help: what serves here, then every command and every code with its keys.

    What was said stands below: it can be more than one line holds.
    """
    return [
        *_here(session.keys, where),
        *(
            entry
            for heading, commands in session.keys.sections().items()
            for entry in (_heading(heading), *map(_of, commands))
        ),
        _heading("Codes: the key applies one, x and the key removes it"),
        *_codes(session),
        *_top_line(session.keys),
        *([_heading("Said last, and when this session opened")] if notices else []),
        *(Entry("", notice) for notice in notices),
    ]


def palette_entries(keys: KeyTable) -> Sequence[Entry]:
    """Return every command by its name, those first that have no key."""
    commands = [command for command in keys.commands if command.id not in _NOT_CHOSEN]
    by_name = sorted(commands, key=lambda command: bool(command.keys))
    return [Entry(command.shown, command.does, command) for command in by_name]


def memo_entries(session: Session) -> Sequence[Entry]:
    """Return every memo with what it is on, those on no segment first."""
    return [_of_memo(on, sanitise_line(memo)) for on, memo in session.find_memos("")]


def interview_entries(session: Session) -> Sequence[Entry]:
    """Return every interview with how far the coder is in it, and above them in all."""
    interviews = session.interviews()
    decided = sum(interview.decided for interview in interviews)
    codable = sum(interview.codable for interview in interviews)
    return [
        _heading(f"{count(len(interviews), 'interview')}, decided {decided}/{codable}"),
        *(
            Entry(
                f"{each.decided}/{each.codable}",
                "  ".join(filter(None, (each.transcript, each.role, each.state))),
                interview=each.transcript,
            )
            for each in interviews
        ),
    ]


def _of_memo(on: Place | About, memo: str) -> Entry:
    if isinstance(on, About):
        what = on.on.value
        return Entry(what, f"{on.id}: {memo}" if on.on is not MemoOn.STUDY else memo, memo_on=on)
    return Entry(str(on), memo, memo_on=on)


def found(entries: Sequence[Entry], words: str) -> Sequence[Entry]:
    """Return the entries that fit, best first: that of the very key before all; all without words.

    A few letters of each word will do only where nothing has the words as they stand. Headings and
    notices are left out of what is found.
    """
    if not words.strip():
        return entries
    choices = list(dict.fromkeys(entry for entry in entries if entry.is_choice))
    by_key = [entry for entry in choices if words.strip() in entry.keys.split()]
    by_name = [choices[at] for at in rank(words, [entry.sought for entry in choices])]
    literal = [entry for entry in by_name if _has(entry, words)]
    return list(dict.fromkeys([*by_key, *(literal or by_name)]))


def _has(entry: Entry, words: str) -> bool:
    sought = entry.sought.casefold()
    return all(word in sought for word in words.casefold().split())


def _here(keys: KeyTable, where: Where) -> Sequence[Entry]:
    if where is Where.TRANSCRIPT:
        return ()
    own = [command for command in keys.commands if command.where is where]
    also = [keys.named(command) for command in _ALSO.get(where, ())]
    return [_heading(f"Here, in the {where}"), *map(_of, [*own, *also])]


def _codes(session: Session) -> Sequence[Entry]:
    book = session.material.codebook
    without = session.keys.key("code.filter")
    return [
        Entry(
            session.keys.codes.get(code.id, without),
            f"{'  ' * book.level(code.id)}{code.id}  {code.name}",
            code=code.id,
        )
        for code in book.in_use
    ]


def _top_line(keys: KeyTable) -> Sequence[Entry]:
    """Return what the words in the line at the top mean."""
    finish = keys.key("transcript.finish")
    return [
        _heading("The line at the top"),
        Entry("seg 3/48", "which segment, of all in the transcript"),
        Entry("decided 2/24", "of the segments that you decide on"),
        Entry("passed 1", f"read past, undecided; {finish}: nothing applies"),
        Entry("saved", "all of it; NOT SAVED says why not"),
    ]


def _of(command: Command) -> Entry:
    chosen = None if command.id in _NOT_CHOSEN else command
    return Entry(command.shown, command.does, chosen)


def _heading(text: str) -> Entry:
    return Entry("", text, is_heading=True)
