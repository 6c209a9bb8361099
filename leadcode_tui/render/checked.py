"""What a check found, for people and for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from leadcode_tui.render.grid import Format, Grid, laid_out
from leadcode_tui.text import sanitise_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadcode_tui.model import Entry
    from leadcode_tui.store.adopting import Adoption
    from leadcode_tui.store.differences import Difference
    from leadcode_tui.study.checking import StudyCheck

#: The format of the JSON, and its number.
FORMAT: Final = "leadcode.check/1"


def rendered_check(found: StudyCheck, form: Format, *, repairs: Sequence[str] = ()) -> str:
    """Return what was found: a problem a line or a row, or JSON with all there is to say."""
    if form is Format.JSON:
        return json.dumps(_as_json(found, repairs), ensure_ascii=False, indent=1)
    if form in {Format.CSV, Format.MARKDOWN}:
        return laid_out(_grid(found), form)
    return "\n".join(sanitise_line(str(problem)) for problem in found.problems)


def _grid(found: StudyCheck) -> Grid:
    return Grid(
        ("path", "line", "column", "message", "hint"),
        [
            [
                str(problem.path),
                str(problem.line),
                str(problem.column),
                problem.message,
                problem.hint,
            ]
            for problem in found.problems
        ],
    )


def _as_json(found: StudyCheck, repairs: Sequence[str]) -> object:
    return {
        "format": FORMAT,
        "files": found.files,
        "problems": [
            {
                "path": str(problem.path),
                "line": problem.line,
                "column": problem.column,
                "message": problem.message,
                "hint": problem.hint,
            }
            for problem in found.problems
        ],
        "notices": list(found.notices),
        "repairs": list(repairs),
    }


def rendered_adoption(adoption: Adoption) -> Sequence[str]:
    """Return a line for each segment: what the history held, and what counts now."""
    taken = [f"{each.where}: {_words(each.ours)} -> {_change(each)}" for each in adoption.taken]
    left = [
        f"{each.where}: {_words(each.ours)} stays, decided after the file's {_words(each.theirs)}"
        for each in adoption.left
    ]
    return [sanitise_line(line) for line in (*taken, *left)]


def _change(each: Difference) -> str:
    same = "" if each.is_decision else " (a memo, flag or time alone)"
    return _words(each.theirs) + same


def _words(entry: Entry | None) -> str:
    if entry is None or entry.codes is None:
        return "no decision"
    return " ".join(entry.codes) or "nothing applies"


def adoption_told(adoption: Adoption) -> str:
    """Say how much was taken, and under which name the file is kept."""
    if adoption.unreadable is not None:
        return f"{adoption.path}: nothing taken: {adoption.unreadable}"
    return (
        f"{adoption.path}: {len(adoption.taken)} taken into the history, "
        f"{len(adoption.left)} left as the coder decided later"
    )
