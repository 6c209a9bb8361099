"""How coefficients, their intervals and lists are written for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def percent(share: float) -> str:
    """Return a share in percent, without digits that say nothing.

    >>> percent(0.95), percent(219 / 232)
    ('95 %', '94 %')
    """
    return f"{100 * share:.0f} %"


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence has them.

    >>> listed(["ana", "ben", "carol"])
    'ana, ben and carol'
    """
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
