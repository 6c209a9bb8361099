"""Names of interviewers into the study's text: one list grows, every other byte stays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from leadcode_tui.codebook.scalars import scalar
from leadcode_tui.codebook.study_file import read_study_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_KEY: Final = "interviewers:"
_LIST: Final = re.compile(r"^interviewers:[ \t]*\[(?P<names>[^\[\]\r\n]*)\]", re.MULTILINE)
_NEWLINE: Final = re.compile(r"\r\n|\n|\r")


def with_interviewers(text: str, names: Sequence[str], path: Path) -> str | None:
    """Return the text of a study file that lists these interviewers too, None where it cannot be.

    The list has to be written in one line, or not to be there yet.
    """
    before, _ = read_study_settings(text, path)
    if before is None:
        return None
    for after in _ways(text, ", ".join(map(scalar, names))):
        found, problems = read_study_settings(after, path)
        listed = () if problems or found is None else found.interviewers
        if listed == (*before.interviewers, *names):
            return after
    return None


def _ways(text: str, added: str) -> Iterator[str]:
    listed = _LIST.search(text)
    if listed is not None:
        names = listed["names"].rstrip()
        yield (
            text[: listed.start("names")]
            + (f"{names}, {added}" if names.strip() else added)
            + text[listed.end("names") :]
        )
    newline = found[0] if (found := _NEWLINE.search(text)) else "\n"
    end = "" if not text or text.endswith(("\n", "\r")) else newline
    yield f"{text}{end}{newline}{_KEY} [{added}]{newline}"
