"""Plain mode: the coding session in lines, for screen readers, scripts and plain terminals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TextIO

from leadcode_tui.cli.plain_told import (
    FOR_THE_SCREEN,
    HOW,
    code_told,
    heading_told,
    help_told,
    segment_told,
    words_told,
)
from leadcode_tui.model import CodeId
from leadcode_tui.study.coding import acts
from leadcode_tui.study.spans import span_asked
from leadcode_tui.text import did_you_mean, sanitise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from leadcode_tui.model import About
    from leadcode_tui.study.coding.session import Session
    from leadcode_tui.study.material import Place

#: How many segments of a group are told where all were not asked for, and how they are.
_FEW: Final = 5
_ALL: Final = "all"


class Plain:
    """Reads lines of keys and says what they changed.

    A command that takes words takes the rest of its line: `f matrons`, `: KC010:41`. Spaces between
    keys mean nothing. An empty line goes on to the next segment.
    """

    def __init__(self, session: Session, source: TextIO, out: TextIO) -> None:
        self._session = session
        self._source = source
        self._out = out
        self._leaving = False
        session.ends_search = f"{session.keys.key('find')} alone"
        #: The code that was named last, for commands that name none.
        self._code: CodeId | None = None
        self._by_words: Mapping[str, Callable[[str], None]] = {
            "code.filter": self._filter_codes,
            "code.remove": self._remove,
            "code.next_use": lambda named: self._use(named, +1),
            "code.previous_use": lambda named: self._use(named, -1),
            "compare": self._compare,
            "code.meaning": self._meaning,
            "filter.segments": self._filter_segments,
            "goto": self._go,
            "span.mark": self._apply_to_words,
            "transcript.finish": self._finish,
            "memo": lambda words: self._memo(self._session.here, words),
            "memo.other": self._memo_on,
            "memo.find": self._find_memos,
            "help": self._help,
            "palette": self._by_name,
        }

    def run(self) -> None:
        """Work until the coder leaves, or the end of the input."""
        keys = self._session.keys
        ways = f"{keys.key('help')} lists the keys, {keys.key('quit')} leaves"
        self._tell(f"coder {self._session.who}; {ways}")
        shown: Place | None = None
        while not self._leaving:
            if self._session.here != shown:
                self._tell_all(heading_told(self._session, shown))
                self._tell_all(segment_told(self._session))
                shown = self._session.here
            line = self._source.readline()
            if not line:
                return
            self._do(line.rstrip("\n"))

    def _do(self, line: str) -> None:
        self._tell(self._session.look_around())
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
            self._tell(self._session.settle())
        if self._session.unsaved is not None:
            self._tell(f"NOT SAVED: {self._session.unsaved}")

    def _key(self, key: str, rest: Iterator[str]) -> None:
        command = self._session.keys.command(key)
        if command is None:
            self._on_code(key, acts.apply_code)
        elif command.id in acts.ACTS:
            self._tell(acts.act(self._session, command.id))
        elif command.id == "code.remove":
            named = next((key for key in rest if key != " "), "")
            command = self._session.keys.command(named)
            if command is not None and command.id == "code.filter":
                named = "".join(rest).strip()
            self._remove(named)
        else:
            self._command(command.id, "".join(rest).strip())

    def _command(self, command: str, words: str) -> None:
        if command in acts.ACTS:
            self._tell(acts.act(self._session, command))
        elif command in self._by_words:
            self._by_words[command](words)
        elif command in acts.ACTS_WITH_WORDS:
            self._tell(acts.act_with_words(self._session, command, words))
        elif command == "quit":
            self._leaving = True
        else:
            self._tell(f"{command} is for the screen: {FOR_THE_SCREEN[command]}")

    def _by_name(self, words: str) -> None:
        """Do what a command does that has no key here, by its id."""
        name, _, rest = words.partition(" ")
        known = {command.id for command in self._session.keys.commands}
        if name in known:
            self._command(name, rest.strip())
        else:
            key = self._session.keys.key("help")
            if not name:
                self._tell(f"which command, and its words? {key} lists them")
                return
            self._tell(f"no command {name!r}{did_you_mean(name, known)}: {key} lists them")

    # Codes

    def _named(self, named: str) -> CodeId | None:
        """Return the code of this key or id, or the last one; where there is none, say so."""
        keys = self._session.keys
        code = keys.code(named) if named else self._code
        if code is None and named in self._session.material.codebook.by_id:
            code = CodeId(named)
        if code is None:
            ways = f"{keys.key('code.filter')} finds codes, {keys.key('help')} lists the keys"
            self._tell(
                f"no code has the key {named!r}: {ways}" if named else f"name a code: {ways}"
            )
        else:
            self._code = code
        return code

    def _on_code(self, named: str, act: Callable[[Session, CodeId], str]) -> None:
        code = self._named(named)
        if code is not None:
            self._tell(act(self._session, code))

    def _remove(self, named: str) -> None:
        self._on_code(named, acts.remove_code)

    def _use(self, named: str, by: int) -> None:
        self._on_code(named, lambda session, code: session.next_use(code, by))

    def _filter_codes(self, words: str) -> None:
        codes = self._session.matching(words)
        by_id = self._session.material.codebook.by_id
        sought = words.casefold()
        codes = [c for c in codes if sought in f"{c} {by_id[c].name}".casefold()] or codes
        if not codes:
            self._tell(f"no code matches {words!r}")
        elif words in codes or len(codes) == 1:
            self._on_code(words if words in codes else codes[0], acts.apply_code)
        else:
            shown = ", ".join(f"{self._session.keys.codes.get(code, '/')} {code}" for code in codes)
            self._tell(f"{len(codes)} codes: {shown}")

    def _meaning(self, named: str) -> None:
        code = self._named(named)
        self._tell_all(code_told(self._session, code) if code else ())

    def _compare(self, words: str) -> None:
        """Tell the coder's own segments under a code, this interview's first; `all` tells all.

        Otherwise of each group the first few: who listens cannot skip what was said.
        """
        named, _, which = words.partition(" ")
        code = self._named(named)
        for group in self._session.compare(code) if code else ():
            self._tell(f"{code}, {group.name}: {len(group.places)}")
            told = group.places if which.strip() == _ALL else group.places[:_FEW]
            for place in told:
                self._tell(f"{place}  {self._session.material.segment(place).text}")
            if len(told) < len(group.places):
                key = self._session.keys.key("compare")
                self._tell(f"and {len(group.places) - len(told)} more: {key} {code} {_ALL}")

    def _apply_to_words(self, asked: str) -> None:
        """Let a code hold for some words of this segment; without any, number them."""
        text = self._session.material.segment(self._session.here).text
        named, _, words = asked.partition(" ")
        if not words.strip():
            self._tell(words_told(text) or f"{self._session.here} has no words to choose from")
            return
        span = span_asked(text, words)
        command = self._session.keys.command(named)
        if command is not None and command.id == "code.repeat":
            told = span if isinstance(span, str) else acts.repeat_span(self._session, span)
            self._tell(told)
        elif (code := self._named(named)) is not None:
            self._tell(
                span if isinstance(span, str) else acts.apply_span(self._session, code, span)
            )

    # Segments

    def _go(self, words: str) -> None:
        """Go to a place; without one, tell how far the coder is in each interview."""
        if words:
            self._tell(acts.act_with_words(self._session, "goto", words))
            return
        for name, role, decided, codable, state in self._session.interviews():
            who = ", ".join(filter(None, (role, state)))
            self._tell(f"{name}: decided {decided} of {codable}{who and f', {who}'}")

    def _filter_segments(self, words: str) -> None:
        kind, _, named = words.partition(" ")
        if kind == "c":
            self._on_code(
                named.strip(),
                lambda session, code: acts.act_with_words(session, "filter.segments", f"c {code}"),
            )
        else:
            self._tell(acts.act_with_words(self._session, "filter.segments", words))

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

    # Memos

    def _memo(self, on: Place | About, words: str) -> None:
        """Show a memo without words; `-` takes it away, `+` adds a line."""
        memo = self._session.memo(on)
        if not words:
            self._tell(f"memo on {on}: {memo}" if memo else f"no memo on {on}")
            return
        if words.startswith("+") and words[1:].strip():
            words = f"{memo}\n{words[1:].strip()}" if memo else words[1:].strip()
        self._tell(acts.write_memo(self._session, "" if words == "-" else words, on))

    def _memo_on(self, words: str) -> None:
        """Take `c CODE`, `t` or `s` for what a memo is on, and go on as for a segment's."""
        kind, _, rest = words.partition(" ")
        code = None
        if kind == "c":
            named, _, rest = rest.strip().partition(" ")
            code = self._named(named)
            if code is None:
                return
        about = self._session.about(kind, code)
        if about is None:
            self._tell("on what? c and a code's key, t this transcript, s the study; then the memo")
        else:
            self._memo(about, rest.strip())

    def _find_memos(self, words: str) -> None:
        found = self._session.find_memos(words)
        for on, memo in found:
            self._tell(f"{on}: {memo}")
        if not found:
            self._tell(f"no memo has {words!r}" if words else "no memos yet")

    # Help

    def _help(self, words: str) -> None:
        codes = self._session.keys.code(words) if len(words) == 1 else None
        code = codes or (CodeId(words) if words in self._session.material.codebook.by_id else None)
        if code is not None:
            self._code = code
            self._tell_all(code_told(self._session, code))
            return
        lines = [*help_told(self._session)]
        sought = words.casefold().split()
        found = [line for line in lines if all(word in line.casefold() for word in sought)]
        self._tell_all(HOW if not words else ())
        self._tell_all(found or [f"no line of the help has {words!r}"])

    def _tell_all(self, sentences: Iterable[str]) -> None:
        for sentence in sentences:
            self._tell(sentence)

    def _tell(self, sentence: str) -> None:
        if sentence:
            self._out.write(sanitise(sentence) + "\n")
            self._out.flush()


def run_plain(session: Session, source: TextIO, out: TextIO) -> None:
    """Run a session in plain lines."""
    Plain(session, source, out).run()
