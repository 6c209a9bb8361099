"""Lines that divide what stands on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadcode_tui.tui.widgets.rows import Pane, row
from leadcode_tui.tui.wrapping import fit

if TYPE_CHECKING:
    from textual.geometry import Region

    from leadcode_tui.tui.widgets.rows import Row


def ruled(title: str, width: int) -> Row:
    """Return a line that divides what is below it from what is above."""
    return row(fit(f"-- {title} {'-' * width}", width).replace("…", "-"))


def rule(region: Region) -> Pane:
    """Return a line that divides two columns."""
    return Pane(region, [row(" |")] * region.height)
