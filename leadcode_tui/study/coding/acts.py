"""Commands by their ids, as acts on a session: the one table that both front ends call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadcode_tui.errors import FrozenError, HeldError
from leadcode_tui.model import About
from leadcode_tui.study.coding.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from leadcode_tui.model import CodeId
    from leadcode_tui.study.material import Place

#: Acts that need nothing further.
ACTS: Final[Mapping[str, Callable[[Session], str]]] = {
    "segment.next": lambda session: session.step(+1),
    "segment.previous": lambda session: session.step(-1),
    "segment.next_uncoded": lambda session: session.seek(+1),
    "segment.previous_uncoded": lambda session: session.seek(-1),
    "segment.first": Session.first,
    "segment.last": Session.last,
    "segment.nothing": Session.nothing,
    "segment.flag": Session.flag,
    "back": Session.back,
    "order": Session.change_order,
    "code.remove_last": Session.remove_last,
    "code.repeat": Session.repeat,
    "undo": Session.undo,
    "redo": Session.redo,
}

#: Acts that need words.
ACTS_WITH_WORDS: Final[Mapping[str, Callable[[Session, str], str]]] = {
    "goto": Session.goto,
    "find": Session.find,
    "filter.segments": Session.filter_segments,
    "memo": Session.write_memo,
    "code.new": Session.new_code,
    "question.set": Session.set_question,
    "copy.write": Session.write_copy,
}


def act(session: Session, command: str) -> str:
    """Do what a command asks; the sentence says what was done, or why not."""
    return _unless_held(lambda: ACTS[command](session))


def act_with_words(session: Session, command: str, words: str) -> str:
    """Do what a command asks with these words."""
    return _unless_held(lambda: ACTS_WITH_WORDS[command](session, words))


def apply_code(session: Session, code: CodeId) -> str:
    """Apply a code to the current segment."""
    return _unless_held(lambda: session.apply(code))


def apply_span(session: Session, code: CodeId, span: tuple[int, int]) -> str:
    """Apply a code to some characters of the current segment."""
    return _unless_held(lambda: session.apply_span(code, span))


def repeat_span(session: Session, span: tuple[int, int]) -> str:
    """Apply the codes applied last to some characters of the current segment."""
    return _unless_held(lambda: session.repeat_span(span))


def remove_code(session: Session, code: CodeId) -> str:
    """Remove a code from the current segment."""
    return _unless_held(lambda: session.remove(code))


def write_memo(session: Session, text: str, on: Place | About) -> str:
    """Keep a memo on the current segment, or on what is no segment; a blank one is taken away."""
    return _unless_held(lambda: session.write_memo(text, on if isinstance(on, About) else None))


def finish(session: Session) -> str:
    """Finish the transcript."""
    return _unless_held(session.finish)


def _unless_held(do: Callable[[], str]) -> str:
    try:
        return do()
    except FrozenError as error:
        return f"nothing changed: {error}"
    except HeldError as error:
        return f"read only, {error}"
