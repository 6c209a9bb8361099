"""Plain mode: the coding session in lines, for screen readers, scripts and plain terminals."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from leadcode_tui.model import CodeId
from leadcode_tui.study import acts
from leadcode_tui.text import sanitise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from leadcode_tui.study.session import Session


class Plain:
    """Reads lines of keys and says what they changed.

    A command that asks for words takes the rest of its line: `/ vacuum`, `f matrons`, `: KC010:41`,
    `m a memo`; `m` alone shows the memo, `m -` takes it away, and `c d` compares under the code
    with the key d. Spaces between keys mean nothing. An empty line goes on to the next segment.
    """

    def __init__(self, session: Session, source: TextIO, out: TextIO) -> None:
        self._session = session
        self._source = source
        self._out = out
        self._leaving = False
        self._further: Mapping[str, Callable[[str], None]] = {
            "code.filter": self._filter,
            "transcript.finish": self._finish,
            "compare": self._compare,
            "code.next_use": lambda key: self._use(key, +1),
            "code.previous_use": lambda key: self._use(key, -1),
        }

    def run(self) -> None:
        """Work until `q`, or the end of the input."""
        keys = self._session.keys
        ways = f"{keys.key('help')} lists the keys, {keys.key('quit')} leaves"
        self._tell(f"coder {self._session.coder}; {ways}")
        shown = None
        while not self._leaving:
            if self._session.here != shown:
                shown = self._session.here
                self._show()
            line = self._source.readline()
            if not line:
                return
            self._do(line.rstrip("\n"))

    def _show(self) -> None:
        session, here = self._session, self._session.here
        transcript = session.material.transcripts[here.transcript]
        at = next(i for i, segment in enumerate(transcript.segments) if segment.id == here.segment)
        codable = set(session.material.codable[here.transcript])
        before = at
        while before > 0 and transcript.segments[before - 1].id not in codable:
            before -= 1
        for segment in transcript.segments[before : at + 1]:
            self._tell(f"{segment.speaker or ''}: {segment.text}".removeprefix(": "))
        progress = session.progress()
        self._tell(f"{here}  decided {progress.decided} of {progress.codable}{self._held()}")

    def _held(self) -> str:
        session = self._session
        codes = session.codes(session.here)
        held = f"  {' '.join(f'[{code}]' for code in codes)}" if codes else ""
        if session.is_decided(session.here) and not codes:
            held = "  nothing applies"
        memo = session.entry(session.here).memo
        return held + (f"  memo: {memo}" if memo else "")

    def _do(self, line: str) -> None:
        self._tell(self._session.look_at_codebook())
        if not line:
            self._tell(acts.act(self._session, "segment.next"))
            return
        keys = iter(line)
        for key in keys:
            if key != " ":
                self._key(key, keys)
            if self._leaving:
                return
        if self._session.unsaved is not None:
            self._tell(f"NOT SAVED: {self._session.unsaved}")

    def _key(self, key: str, rest: Iterator[str]) -> None:
        command = self._session.keys.command(key)
        if command is None:
            self._code(key, acts.apply_code)
        elif command.id in acts.ACTS:
            self._tell(acts.act(self._session, command.id))
        elif command.id in acts.ACTS_WITH_WORDS:
            self._with_words(command.id, "".join(rest).strip())
        elif command.id == "code.remove":
            self._code(next((key for key in rest if key != " "), ""), acts.remove_code)
        elif command.id in self._further:
            self._further[command.id]("".join(rest).strip())
        elif command.id == "help":
            self._help()
        elif command.id == "quit":
            self._leaving = True
        else:
            self._tell(f"{command.shown} is for the screen")

    def _code(self, key: str, act: Callable[..., str]) -> None:
        code = self._session.keys.code(key)
        if code is None:
            keys = self._session.keys
            ways = f"{keys.key('code.filter')} finds codes, {keys.key('help')} lists the keys"
            self._tell(f"no code has the key {key!r}: {ways}")
        else:
            self._tell(act(self._session, code))

    def _filter(self, words: str) -> None:
        codes = self._session.matching(words)
        if not codes:
            self._tell(f"no code matches {words!r}")
        elif words in codes:
            self._tell(acts.apply_code(self._session, CodeId(words)))
        elif len(codes) == 1:
            self._tell(acts.apply_code(self._session, codes[0]))
        else:
            shown = ", ".join(f"{self._session.keys.codes.get(code, '/')} {code}" for code in codes)
            self._tell(f"{len(codes)} codes: {shown}")

    def _compare(self, key: str) -> None:
        """Tell the coder's own earlier segments under a code, this interview's first."""
        code = self._session.keys.code(key)
        if code is None:
            self._tell(f"no code has the key {key!r}: c and a code's key compare, as in: c d")
            return
        for group in self._session.compare(code):
            self._tell(f"{code}, {group.name}: {len(group.places)}")
            for place in group.places:
                self._tell(f"{place}  {self._session.material.segment(place).text}")

    def _use(self, key: str, by: int) -> None:
        code = self._session.keys.code(key)
        self._tell(
            f"no code has the key {key!r}: name the code by its key"
            if code is None
            else self._session.next_use(code, by)
        )

    def _with_words(self, command: str, words: str) -> None:
        """Do what takes words; a memo is shown without any, and taken away by `m -`."""
        if command == "memo" and not words:
            memo = self._session.entry(self._session.here).memo
            self._tell(f"memo: {memo}" if memo else "no memo here: m and its words write one")
            return
        if command == "memo" and words == "-":
            words = ""
        self._tell(acts.act_with_words(self._session, command, words))

    def _finish(self, answer: str) -> None:
        passed = len(self._session.passed_over())
        if not self._session.ahead() and (passed or not self._session.is_finished):
            if not answer:
                self._tell(f"{passed} passed without a decision: read, nothing applies? y/n")
                answer = self._source.readline().strip()
            if answer.lower() != "y":
                self._tell("not finished")
                return
        self._tell(acts.finish(self._session))

    def _help(self) -> None:
        for command in self._session.keys.commands:
            self._tell(f"{command.shown}: {command.does}")
        keys = self._session.keys.codes
        for code in self._session.material.codebook.codes:
            self._tell(f"{keys.get(code.id, '/')}: {code.id}, {code.definition}")

    def _tell(self, sentence: str) -> None:
        if sentence:
            self._out.write(sanitise(sentence) + "\n")
            self._out.flush()


def run_plain(session: Session, source: TextIO, out: TextIO) -> None:
    """Run a session in plain lines."""
    Plain(session, source, out).run()
