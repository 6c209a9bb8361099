"""Where rows are cut, so that a change in one pane sends nothing of the pane beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual._compositor import Compositor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Region


class PaneCompositor(Compositor):
    """Cuts rows where panes begin; Textual cuts them where widgets do, and ours is one.

    While the terminal changes its size, panes may be laid out for more columns than there are yet.
    """

    def __init__(self) -> None:
        super().__init__()
        self.panes: Sequence[Region] = ()

    @property
    def cuts(self) -> list[list[int]]:
        """Where each row of the screen is cut."""
        panes = [pane for pane in self.panes if pane.x < self.size.width]
        return [
            sorted({*cuts, *(pane.x for pane in panes if pane.y <= y < pane.bottom)})
            for y, cuts in enumerate(super().cuts)
        ]
