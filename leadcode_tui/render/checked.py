"""What a check found, for people and for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from leadcode_tui.render.grid import Format, Grid, laid_out
from leadcode_tui.text import sanitise_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadcode_tui.errors import Problem
    from leadcode_tui.model import Entry
    from leadcode_tui.store.adopting import Adoption
    from leadcode_tui.store.differences import Difference
    from leadcode_tui.study.books import BookCheck
    from leadcode_tui.study.checks.checking import StudyCheck

#: The format of the JSON, and its number.
FORMAT: Final = "leadcode.check/1"


def rendered_check(found: StudyCheck, form: Format, *, repairs: Sequence[str] = ()) -> str:
    """Return what was found: a problem a line or a row, or JSON with all there is to say."""
    if form is Format.JSON:
        return json.dumps(_as_json(found, repairs), ensure_ascii=False, indent=1)
    return _listed(found.problems, form)


def rendered_book_checks(found: Sequence[BookCheck], form: Format) -> str:
    """Return what is wrong in each codebook, and after it what is worth a look."""
    if form is Format.JSON:
        shown = {
            "format": "leadcode.codebook-check/1",
            "problems": [_problem_json(each) for book in found for each in book.problems],
            "notices": [_problem_json(each) for book in found for each in book.notices],
        }
        return json.dumps(shown, ensure_ascii=False, indent=1)
    told: list[Problem] = []
    for book in found:
        told += book.problems
        told += [each._replace(message=f"notice: {each.message}") for each in book.notices]
    return _listed(told, form)


def _listed(problems: Sequence[Problem], form: Format) -> str:
    if form in {Format.CSV, Format.MARKDOWN}:
        rows = [[str(cell) for cell in _problem_json(problem).values()] for problem in problems]
        return laid_out(Grid(("path", "line", "column", "message", "hint"), rows), form)
    return "\n".join(sanitise_line(str(problem)) for problem in problems)


def _as_json(found: StudyCheck, repairs: Sequence[str]) -> object:
    return {
        "format": FORMAT,
        "files": found.files,
        "problems": list(map(_problem_json, found.problems)),
        "notices": list(found.notices),
        "repairs": list(repairs),
    }


def _problem_json(problem: Problem) -> dict[str, str | int]:
    return {
        "path": str(problem.path),
        "line": problem.line,
        "column": problem.column,
        "message": problem.message,
        "hint": problem.hint,
    }


def rendered_adoption(adoption: Adoption) -> Sequence[str]:
    """Return a line for each segment: what the history held, and what counts now."""
    taken = [f"{each.where}: {_words(each.ours)} -> {_change(each)}" for each in adoption.taken]
    left = [
        f"{each.where}: {_words(each.ours)} stays, decided after the file's {_words(each.theirs)}"
        for each in adoption.left
    ]
    memos = [f"memo on {about}: the file's" for about in adoption.memos]
    return [sanitise_line(line) for line in (*taken, *left, *memos)]


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
        f"{adoption.path}: {len(adoption.taken) + len(adoption.memos)} taken into the history, "
        f"{len(adoption.left)} left as the coder decided later"
    )
