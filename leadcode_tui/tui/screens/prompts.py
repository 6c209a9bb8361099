"""Questions on the hint line: what is asked, and what becomes of the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadcode_tui.model import Theme
from leadcode_tui.study.coding import acts
from leadcode_tui.tui.prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping

    from leadcode_tui.model import CodeId
    from leadcode_tui.tui.screens.applying import Applying
    from leadcode_tui.tui.screens.memos import Memos
    from leadcode_tui.tui.screens.panes import Panes

#: A code to be taken away is chosen among those here, where it has no key.
_REMOVING: Final = "code.remove_listed"
#: Prompts that search the codes while they are typed.
_IN_LIST: Final = {"code.filter", _REMOVING}
#: What is asked of a new code after its id.
_NEW: Final = ("its name (Enter: as the id)", "what it means (Enter: later)")


class Prompts:
    """Asks one question at a time. Most are answered with words and Enter, some with one key."""

    def __init__(
        self, panes: Panes, applying: Applying, memos: Memos, paint: Callable[[Theme], str]
    ) -> None:
        self._panes = panes
        self._applying = applying
        self._paint = paint
        self._by_one_key: Mapping[str, Callable[[str | None], None]] = {
            "code.remove": self._remove,
            "transcript.finish": self._finish,
            "filter.segments": self._filter_segments,
            "memo.other": memos.open_other,
        }
        self._in_list: Mapping[str, Callable[[CodeId], None]] = {
            "code.filter": applying.apply,
            _REMOVING: applying.remove,
        }
        self._by_words: Mapping[str, Callable[[Prompt], None]] = {
            "theme": self._choose_theme,
            "code.new": self._ask_on,
            "goto": self._go,
        }

    # Asking

    def ask(self, command: str, label: str) -> None:
        """Ask for what a command needs."""
        self._panes.message = ""
        self._panes.prompt = Prompt(command, label)
        if command == "find":
            self._panes.session.expect_find()

    def ask_to_remove(self) -> None:
        """Ask for the key of the code that is taken away; one without a key can be chosen."""
        find = self._panes.session.keys.key("code.filter")
        self.ask("code.remove", f"remove the code with the key ({find} chooses one)")

    def ask_to_finish(self) -> None:
        """Ask whether nothing applies to what was passed over, if there is anything to ask."""
        session = self._panes.session
        passed = len(session.passed_over())
        if session.ahead() or (session.is_finished and not passed):
            self._panes.message = acts.finish(session)
        else:
            self.ask(
                "transcript.finish",
                f"{passed} passed without a decision: read, nothing applies? y/n"
                if passed
                else f"every segment of {session.here.transcript} is decided: finish it? y/n",
            )

    # Answering

    def take(self, prompt: Prompt, key: str, character: str | None) -> None:
        """Let a key answer, edit the answer, or leave."""
        if key in {"escape", "ctrl+g"}:
            self._panes.message = ""
            self._end()
        elif prompt.command in self._by_one_key:
            self._end()
            self._by_one_key[prompt.command](character)
        elif prompt.command in _IN_LIST:
            self._take_in_list(prompt, key, character)
        elif key == "enter":
            self._end()
            self._by_words.get(prompt.command, self._act)(prompt)
        else:
            self._type(prompt.typed(key, character))

    def paste(self, prompt: Prompt, text: str) -> bool:
        """Put a text into the answer; say whether it can take one."""
        takes_text = prompt.command not in self._by_one_key
        if takes_text:
            self._type(prompt.pasted(text))
        return takes_text

    def _take_in_list(self, prompt: Prompt, key: str, character: str | None) -> None:
        """Let a key search the codes, or take the one that is highlighted."""
        codes = self._panes.codes
        if key in {"up", "down"}:
            codes.highlight_next(+1 if key == "down" else -1)
        elif key in {"enter", "tab"}:
            if codes.highlighted is None:
                self._panes.message = f"no code matches {prompt.text!r}"
            else:
                self._in_list[prompt.command](codes.highlighted)
            if key == "enter":
                self._end()
        else:
            self._type(prompt.typed(key, character))

    def _type(self, prompt: Prompt) -> None:
        """Go on with a prompt, and list the codes that fit what is sought."""
        self._panes.prompt = prompt
        if prompt.command == "find":
            self._panes.session.expect_find(prompt.text)
        if prompt.command in _IN_LIST:
            session = self._panes.session
            found = session.matching(prompt.text)
            here = session.codes(session.here)
            is_removing = prompt.command == _REMOVING
            self._panes.codes.list_only([c for c in found if c in here] if is_removing else found)

    def _end(self) -> None:
        self._panes.prompt = None
        self._panes.codes.list_all()

    # What the answers do

    def _act(self, prompt: Prompt) -> None:
        panes = self._panes
        session, words = panes.session, ", ".join((*prompt.before, prompt.text))
        known = session.material.codebook.by_id
        panes.message = acts.act_with_words(session, prompt.command, words)
        panes.codes.take(session.material.codebook)
        if prompt.command == "code.new":
            self._highlight_new(known)
        panes.is_found = prompt.command == "find"

    def _go(self, prompt: Prompt) -> None:
        """Go to a place; without one, list the interviews, with the mark on this one."""
        from leadcode_tui.tui.entries import interview_entries  # noqa: PLC0415 # not at once

        session = self._panes.session
        if prompt.text.strip():
            self._act(prompt)
            return
        entries = interview_entries(session)
        names = [entry.interview for entry in entries]
        self._panes.choosing.open(entries, "interview", at=names.index(session.here.transcript))

    def _highlight_new(self, known: Container[CodeId]) -> None:
        """Highlight the code that is new here: what it means is to be seen."""
        session = self._panes.session
        for code in session.codes(session.here):
            if code not in known:
                self._panes.codes.highlighted = code

    def _ask_on(self, prompt: Prompt) -> None:
        """Ask for the next of what a new code has; a comma would end its name."""
        if len(prompt.before) == len(_NEW):
            self._act(prompt)
        elif prompt.before or prompt.text.strip():
            answer = prompt._replace(text=prompt.text.replace(",", " "))
            self._panes.prompt = answer.answered(_NEW[len(prompt.before)])
        else:
            self._panes.message = "no code added: it needs an id"

    def _remove(self, character: str | None) -> None:
        """Take the code away that has this key; one without a key is chosen from those here."""
        session = self._panes.session
        command = session.keys.command(character or "")
        if command is not None and command.id == "code.filter" and session.codes(session.here):
            self._type(Prompt(_REMOVING, "remove the code (Enter)"))
        else:
            self._applying.remove_by_key(character)

    def _finish(self, character: str | None) -> None:
        is_yes = character in {"y", "Y"}
        self._panes.message = acts.finish(self._panes.session) if is_yes else "not finished"

    def _filter_segments(self, character: str | None) -> None:
        code = self._panes.codes.highlighted or ""
        words = f"c {code}" if character == "c" else character or ""
        self._panes.message = acts.act_with_words(self._panes.session, "filter.segments", words)

    def _choose_theme(self, prompt: Prompt) -> None:
        meant = [theme for theme in Theme if prompt.text and theme.startswith(prompt.text)]
        self._panes.message = (
            self._paint(meant[0]) if meant else f"no theme {prompt.text!r}: {', '.join(Theme)}"
        )
