"""Decisions from plain lists: the door for a notebook, where no coder file is at hand."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from leadcode_tui.agreement.asked import Asked
from leadcode_tui.agreement.coefficient import NO_SHARED_UNIT, Coefficient
from leadcode_tui.agreement.comparing import agreement_among
from leadcode_tui.agreement.decisions import Decision, Decisions
from leadcode_tui.errors import NoSharedUnitError, UsageError
from leadcode_tui.model import Book, CodeId, CoderId, SegmentId, TranscriptId

if TYPE_CHECKING:
    from typing import TypeAlias

    #: A code, some codes, none of them (an empty collection), or None: not visited.
    Cell: TypeAlias = str | float | Collection[str] | None

_KAPPA = Asked(statistics=("cohen_kappa",))


def decisions_from(
    columns: Mapping[str, Sequence[Cell]],
    *,
    transcripts: Sequence[str] = (),
    codes: Sequence[str] = (),
) -> tuple[Decisions, ...]:
    """Return coders' decisions from a list for each coder, one cell a unit.

    Parameters
    ----------
    columns
        The coders, each with what they decided on every unit, in the same order: a code (a string
        or a number, of which 1.0 is the same as 1), a list, tuple or set of codes, an empty one for
        read and no code, or None (or NaN and NA, as pandas has them) for not visited.
    transcripts
        The transcript of each unit, which intervals need; none unless given.
    codes
        The codebook, in its order; what the lists hold unless given.

    Returns
    -------
    tuple of Decisions
        What `agreement_among` takes.

    Raises
    ------
    UsageError
        The lists differ in length, or a cell is an empty string or a value of another kind.

    Examples
    --------
    >>> from leadcode_tui.agreement import agreement_among
    >>> ana, ben = ["trust", [], None], [["trust", "clout"], [], "trust"]
    >>> report = agreement_among(decisions_from({"ana": ana, "ben": ben}))
    >>> report.coverage.shared, report.codes["trust"].coefficients["cohen_kappa"].value
    (2, 1.0)

    """
    lengths = {*map(len, columns.values()), *([len(transcripts)] if transcripts else [])}
    if len(lengths) > 1:
        raise UsageError(f"the lists differ in length ({', '.join(map(str, sorted(lengths)))})")
    book = Book(name="", sha256="", at="", codes=dict.fromkeys(map(CodeId, codes)))
    return tuple(
        Decisions(
            CoderId(coder),
            _entries(coder, column, transcripts),
            books={"": book} if codes else {},
        )
        for coder, column in columns.items()
    )


def kappa_of(first: Sequence[Cell], second: Sequence[Cell]) -> Coefficient:
    """Return Cohen's kappa of two coders' lists, one category a unit.

    Parameters
    ----------
    first, second
        What each coder decided on every unit, in the same order; None where one did not.

    Returns
    -------
    Coefficient
        Kappa with its large-sample interval, over the units that both decided; undefined without
        one, without variation, and where a unit carries several codes.

    Raises
    ------
    UsageError
        As `decisions_from`.

    References
    ----------
    Cohen (1960), A coefficient of agreement for nominal scales, Educational and Psychological
    Measurement 20; Fleiss, Cohen & Everitt (1969), Psychological Bulletin 72, for the interval.

    Examples
    --------
    >>> found = kappa_of(["a", "b", "a", None, "b"], ["a", "b", "b", "a", "b"])
    >>> found.value, found.n
    (0.5, 4)

    """
    try:
        report = agreement_among(decisions_from({"first": first, "second": second}), _KAPPA)
    except NoSharedUnitError:
        return Coefficient(None, 0, NO_SHARED_UNIT)
    return report.overall["cohen_kappa"]


def _entries(
    coder: str, column: Sequence[Cell], transcripts: Sequence[str]
) -> Mapping[TranscriptId, Mapping[SegmentId, Decision]]:
    entries: dict[TranscriptId, dict[SegmentId, Decision]] = {}
    width = len(str(len(column)))
    for number, cell in enumerate(column):
        codes = _codes(cell, f"{coder}, unit {number + 1}")
        if codes is not None:
            transcript = TranscriptId(str(transcripts[number]) if transcripts else "")
            unit = SegmentId(f"{number + 1:0{width}}")
            entries.setdefault(transcript, {})[unit] = Decision(codes)
    return entries


def _codes(cell: object, where: str) -> tuple[CodeId, ...] | None:
    if isinstance(cell, Collection) and not isinstance(cell, str | bytes | Mapping):
        return tuple(_code(_own(code), where) for code in cell)
    if cell is None or _is_missing(cell):
        return None
    own = _own(cell)
    if isinstance(own, str | int | float):
        return (_code(own, where),)
    raise UsageError(
        f"{where}: {type(cell).__name__} is no decision; a code, a list of codes, or None"
    )


def _is_missing(cell: object) -> bool:
    """Return whether a cell is NaN, which alone is not itself, or what pandas has for it."""
    try:
        return bool(cell != cell)  # noqa: PLR0124 # see above
    except TypeError:  # pandas' NA neither is nor is not
        return True


def _own(cell: object) -> object:
    """Return a scalar of numpy as Python's; a column with gaps makes 1.0 of 1, which is 1."""
    item = None if isinstance(cell, str) else getattr(cell, "item", None)
    own = item() if callable(item) else cell
    return int(own) if isinstance(own, float) and own.is_integer() else own


def _code(code: object, where: str) -> CodeId:
    if not str(code).strip():
        raise UsageError(
            f"{where}: an empty string is no code; [] is read and no code, None not visited"
        )
    return CodeId(str(code))
