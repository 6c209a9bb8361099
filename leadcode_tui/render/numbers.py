"""How coefficients and their intervals are written for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leadcode_tui.agreement import Coefficient


def number(value: float, digits: int = 2) -> str:
    """Return a number without the 0 before its point, as papers print coefficients.

    >>> number(0.737, 3), number(-0.05), number(1.0)
    ('.737', '-.05', '1.00')
    """
    shown = f"{value:.{digits}f}"
    if float(shown) == 0:
        shown = shown.lstrip("-")
    return shown.replace("0.", ".", 1) if shown.lstrip("-").startswith("0.") else shown


def value(found: Coefficient, digits: int = 2) -> str:
    """Return a coefficient's value, or "undef"."""
    return "undef" if found.value is None else number(found.value, digits)


def limits(found: Coefficient, digits: int = 2) -> str:
    """Return an interval's limits, or "" where there is none."""
    if found.low is None or found.high is None:
        return ""
    return f"{number(found.low, digits)} to {number(found.high, digits)}"


def count(many: int, what: str) -> str:
    """Return a number with its noun.

    >>> count(1, "transcript"), count(12, "transcript")
    ('1 transcript', '12 transcripts')
    """
    return f"{many} {what}{'' if many == 1 else 's'}"
