"""What can go wrong, as people are told it.

LeadcodeError          the work stops; its sentence is shown, exit code 2
├── UnreadableError    a file cannot be read, or is not what its name says
│   └── NewerFormatError   it was written by a newer version
├── ProblemsError      a file was read and holds mistakes; each has its place
│   └── RefusedFilesError  several of the files that were named cannot come in
├── NoStudyError       there is no study where one was looked for
├── SharedAccountError the login name is nobody's own name
├── NotATerminalError  the screen was asked for where there is none
├── UsageError         what was asked for cannot be: the sentence says what can
│   └── UnknownNameError   there is nothing of that name; perhaps it was misspelt
├── HeldError          another session holds a coder's file
├── FrozenError        a transcript was submitted: its decisions stay as they are
├── NoSharedUnitError  no two coders decided anything in common, so nothing can be compared
└── DifferentStudiesError  two coders' decisions belong to different studies

A mistake in somebody's file is no exception but a `Problem`: a value, collected
and reported together with all the others.
"""

from __future__ import annotations

import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Problem(NamedTuple):
    """A mistake in a file, with its place: lines and columns count from 1, 0 is the whole file."""

    path: Path
    line: int
    column: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """`path:line:column: sentence`, the form that editors jump to."""
        place = f"{self.path}:{self.line}:{self.column}" if self.line else str(self.path)
        return f"{place}: {self.message}" + (f" ({self.hint})" if self.hint else "")


class LeadcodeError(Exception):
    """The work stops; the sentence says what is wrong and what to do."""


class UnreadableError(LeadcodeError):
    """A file cannot be read, or is not what its name says; line 0 is the whole file."""

    def __init__(self, path: Path | str, why: str, *, line: int = 0, column: int = 0) -> None:
        self.problem = Problem(Path(path), line, column, why)
        super().__init__(str(self.problem))


class NewerFormatError(UnreadableError):
    """A file was written by a newer version, so that this one must leave it alone."""

    def __init__(self, path: Path | str, *, found: str, known: str) -> None:
        super().__init__(
            path, f"written in the newer format {found}: update leadcode, this one reads {known}"
        )


class ProblemsError(LeadcodeError):
    """A file was read and holds mistakes that stop the work."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class RefusedFilesError(ProblemsError):
    """Several of the files that were named cannot come in; all of them are told at once."""

    def __init__(self, problems: Sequence[Problem], *, refused: int, named: int) -> None:
        super().__init__(problems)
        what = f"nothing is written: {refused} of {named} files cannot come in"
        way_out = "do what is said above, or import the others without them"
        self.args = (f"{self}\n{what}; {way_out}",)


class NoStudyError(LeadcodeError):
    """There is no study where one was looked for."""

    def __init__(self, start: Path) -> None:
        super().__init__(
            f"no leadcode.yaml in {start} or above it: go to the study's folder, "
            "or make one with: leadcode init"
        )


class SharedAccountError(LeadcodeError):
    """The login name is an account that several people use, so it names no coder."""

    def __init__(self, login: str) -> None:
        super().__init__(
            f"{login!r} is a shared account and no coder's name: say who codes, as in --coder ana"
        )


class NotATerminalError(LeadcodeError):
    """The screen was asked for where there is none."""

    def __init__(self, why: str) -> None:
        super().__init__(f"the coding screen cannot open: {why}; without a screen: --plain")


class UsageError(LeadcodeError):
    """What was asked for cannot be; the sentence says what can."""


class UnknownNameError(UsageError):
    """There is nothing of that name; `known` are the names that there are."""

    def __init__(self, what: str, name: str, known: Sequence[str]) -> None:
        self.name = name
        self.known = tuple(known)
        self.lacking = f"no {what} {name!r}"
        super().__init__(f"{self.lacking}: there are {', '.join(known) or 'none'}")


class HeldError(LeadcodeError):
    """Another session holds a coder's file."""


class FrozenError(LeadcodeError):
    """A transcript was submitted, so that its decisions stay as they are."""

    def __init__(self, transcript: str) -> None:
        super().__init__(f"{transcript} was submitted; leadcode submit --take-back opens it again")


class NoSharedUnitError(LeadcodeError):
    """No two coders decided anything in common, so nothing can be compared."""

    def __init__(
        self, first: str, second: str, *others: str, left_out: int, unit: str = "segment"
    ) -> None:
        comparable = f" (left out as not comparable: {left_out})" if left_out else ""
        who = ", ".join((first, second, *others))
        both = f"any two of {who}" if others else f"both {first} and {second}"
        what = {
            "transcript": "transcript was decided as a whole",
            "character": "segment of a known length was decided",
        }.get(unit, "segment was decided")
        needed = (
            "every codable segment of it has to be"
            if unit == "transcript"
            else "agreement needs segments that both decided"
        )
        super().__init__(f"no {what} by {both}{comparable}: {needed}")


class DifferentStudiesError(LeadcodeError):
    """Two coders' decisions belong to different studies."""

    def __init__(self, first: tuple[str, str], second: tuple[str, str]) -> None:
        super().__init__(
            f"{first[0]} coded the study {first[1]}, {second[0]} the study {second[1]}: "
            "compare coders of one study"
        )


def refuse_together(refusals: Sequence[UnreadableError | ProblemsError], *, named: int) -> None:
    """Raise what was refused of so many files: one as it is, several with all their sentences."""
    if len(refusals) == 1:
        raise refusals[0]
    if refusals:
        problems = [problem for refusal in refusals for problem in _problems_of(refusal)]
        raise RefusedFilesError(problems, refused=len(refusals), named=named)


def _problems_of(refusal: UnreadableError | ProblemsError) -> Sequence[Problem]:
    return refusal.problems if isinstance(refusal, ProblemsError) else (refusal.problem,)


def refuse_endless(path: Path) -> None:
    """Refuse a pipe, a socket or a device before it is opened: reading it may never end.

    Raises what the system does where nothing is there.
    """
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise UnreadableError(path, "it is a pipe, a socket or a device, and a file is needed")


def why_not(error: OSError) -> str:
    """Say in plain words why the system refused."""
    if isinstance(error, IsADirectoryError):
        return "it is a folder, and a file is needed"
    if isinstance(error, NotADirectoryError):
        return "a folder in its path is a file"
    return (error.strerror or str(error)).lower()
