"""What plain mode writes: a segment with what is held on it, what a code means, the help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadcode_tui.model import About, MemoOn
from leadcode_tui.text import word_spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from leadcode_tui.keys import Command, KeyTable
    from leadcode_tui.model import CodeId
    from leadcode_tui.study.coding.session import Session
    from leadcode_tui.study.material import Place

#: How lines are read, above the help.
HOW: Final = (
    "A line has one key or several; spaces between keys mean nothing.",
    "An empty line goes on to the next segment. What takes words takes the rest of its line.",
    "CODE is a code's key or id; left out, it is the code that was named last.",
)
#: What commands do here, where that is not what they do on the screen.
_HERE: Final[Mapping[str, str]] = {
    "goto": "and a place, 41, KC010:41, KC010 or Q3: go there; alone: how far every interview is",
    "find": "and words: find them; alone: end the search",
    "code.next_use": "and CODE: next segment under it",
    "code.previous_use": "and CODE: previous segment under it",
    "filter.segments": "and a, n, f, s or c CODE: step through all, not visited, flagged, stale, "
    "or under this code",
    "code.filter": "and words: the codes that fit; a single one, or the very id, is applied",
    "code.remove": "and a code's key, or the key that finds codes and an id: remove the code",
    "span.mark": "and CODE and words of the segment, or their numbers as 3-5: the code holds for "
    "these words (the key for repeating: the codes applied last); alone: the numbered words",
    "question.set": "and a question, with segments unless it is this one: Q3, Q3 41-50; - for none",
    "transcript.finish": "finish the transcript; and y: without being asked",
    "code.new": "and id, name, definition: a new code, also in the codebook file",
    "code.meaning": "and CODE: all that it means, and the memo on it",
    "compare": "and CODE: your other segments under it, this interview's first; and CODE all: "
    "every one of them",
    "memo": "and words: write the memo on this segment; alone: read it; and -: take it away; "
    "and + words: add a line",
    "memo.other": "and c CODE, t or s: the memo on a code, this transcript or the study; "
    "then as for a segment's memo",
    "memo.find": "and words: the memos that have them; alone: all memos",
    "copy.write": "and a folder: write a copy of the codings there",
    "help": "this list; and CODE: what it means; and words: the lines that have them",
    "palette": "and a command's id, with its words: do it, as for one without a key",
    "quit": "leave; nothing to save, all is saved",
}
#: Commands of the screen alone, and what does the same here.
FOR_THE_SCREEN: Final[Mapping[str, str]] = {
    "page.down": "an empty line goes on",
    "page.up": "the key for the previous segment goes back",
    "code.highlight_next": "the help and a code's key tell what it means",
    "code.highlight_previous": "the help and a code's key tell what it means",
    "code.next_page": "finding codes without words lists all",
    "code.previous_page": "finding codes without words lists all",
    "compare.next": "comparing lists all of them",
    "compare.previous": "comparing lists all of them",
    "compare.go": "go to the place that the list names",
    "memo.keep": "the end of the line keeps it",
    "tour": "the help lists the keys",
    "theme": "there is no look here",
    "redraw": "there is nothing to draw",
    "suspend": "ctrl+z does it",
}


def segment_told(session: Session) -> Iterator[str]:
    """Yield the current segment, after what is said before it that nobody decides on."""
    here = session.here
    for segment in session.material.led_to(here):
        yield f"{segment.speaker or ''}: {segment.text}".removeprefix(": ")
    progress = session.progress()
    only = f"  only {session.only}" if session.only else ""
    yield f"{here}  decided {progress.decided} of {progress.codable}{only}{_held(session)}"


def heading_told(session: Session, before: Place | None) -> Iterator[str]:
    """Yield what a transcript or a question begins with, where the one before was another."""
    here, schedule = session.here, session.material.schedule
    if before is None:
        yield from _memo(session, About(MemoOn.STUDY, session.material.study or ""))
    if before is None or before.transcript != here.transcript:
        if session.state:
            yield f"{here.transcript} is {session.state}"
        yield from _memo(session, About(MemoOn.TRANSCRIPT, here.transcript))
    questions = session.material.segment(here).questions
    if before is None or session.material.segment(before).questions != questions:
        for question in questions:
            wording = schedule.get(question)
            yield f"question {question}: {wording}" if wording else f"question {question}"


def _memo(session: Session, about: About) -> Iterator[str]:
    if memo := session.memo(about):
        yield f"memo on {about}: {memo}"


def _held(session: Session) -> str:
    here = session.here
    entry, codes = session.entry(here), session.codes(here)
    text, spans = session.material.segment(here).text, session.spans(here)
    held = "".join(
        f"  [{code}{_parts(text, spans[code]) if code in spans else ''}]" for code in codes
    )
    if session.is_decided(here) and not codes:
        held = "  nothing applies"
    flag = "  flagged" if entry.flag else ""
    return held + flag + (f"  memo: {entry.memo}" if entry.memo else "")


def _parts(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return the words that a code holds for alone."""
    return ": " + ", ".join(f"“{text[start:end]}”" for start, end in spans)


def words_told(text: str) -> str:
    """Return the words of a segment with their numbers."""
    numbered = enumerate(word_spans(text), start=1)
    return ", ".join(f"{number} {text[start:end]}" for number, (start, end) in numbered)


def code_told(session: Session, code: CodeId) -> Iterator[str]:
    """Yield what a code means, how often it was used, and the memo on it."""
    found = session.material.codebook.by_id[code]
    key = session.keys.codes.get(code)
    times = f"{session.counts[code]} time{'' if session.counts[code] == 1 else 's'}"
    yield f"{code}: {found.name}{f', key {key}' if key else ''}, used {times}"
    if found.definition:
        yield found.definition
    lists = {"include": found.include, "not": found.exclude, "example": found.examples}
    for name, entries in lists.items():
        yield from (f"{name}: {entry}" for entry in entries)
    yield from _memo(session, About(MemoOn.CODE, code))


def help_told(session: Session) -> Iterator[str]:
    """Yield every command and every code, each with the key that calls it here."""
    for command in session.keys.commands:
        if command.id not in FOR_THE_SCREEN:
            yield f"{typed(session.keys, command)}: {_HERE.get(command.id, command.does)}"
    keys, without = session.keys.codes, session.keys.key("code.filter")
    for code in session.material.codebook.in_use:
        means = f", {code.definition}" if code.definition else ""
        yield f"{keys.get(code.id, f'{without} {code.id}')}: {code.id}{means}"


def typed(keys: KeyTable, command: Command) -> str:
    """Return what calls a command in a line: a key that types a sign, else its id."""
    palette = _signs(keys.named("palette"))
    return " ".join(_signs(command)) or " ".join([*palette[:1], command.id])


def _signs(command: Command) -> Sequence[str]:
    return [key for key in command.keys if len(key) == 1]
