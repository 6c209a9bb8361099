"""The codes, and what the highlighted one means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical

from leadcode_tui.tui.views import code_rows, definition_rows
from leadcode_tui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from leadcode_tui.model import Codebook, CodeId
    from leadcode_tui.study.session import Session


class CodesPane(Vertical):
    """Lists all codes, or those that a filter leaves; one of them is highlighted."""

    def __init__(self, codebook: Codebook) -> None:
        super().__init__(id="codes-side")
        self._codebook = codebook
        self._listed: Sequence[CodeId] = [code.id for code in codebook.codes]
        self.highlighted: CodeId | None = self._listed[0]

    def compose(self) -> ComposeResult:
        """Put the definition below the list."""
        yield Rows(id="codes")
        yield Rows(id="definition")

    def show(self, session: Session) -> None:
        """Show the list as it is for the segment where the session is."""
        codes, definition = self.query_one("#codes", Rows), self.query_one("#definition", Rows)
        codes.show(code_rows(session, self._listed, self.highlighted, codes.size))
        code = self._codebook.by_id.get(self.highlighted) if self.highlighted else None
        definition.show(definition_rows(code, definition.size))

    def take(self, codebook: Codebook) -> None:
        """List the codes of a codebook that changed; the highlight stays where it can."""
        if codebook is self._codebook:
            return
        self._codebook = codebook
        self.list_all()
        if self.highlighted not in codebook.by_id:
            self.highlighted = self._listed[0] if self._listed else None

    def list_only(self, codes: Sequence[CodeId]) -> None:
        """List these codes, and highlight the first."""
        self._listed = codes
        self.highlighted = codes[0] if codes else None

    def list_all(self) -> None:
        """List every code again; the highlight stays."""
        self._listed = [code.id for code in self._codebook.codes]

    def highlight_next(self, by: int) -> None:
        """Move the highlight along the list."""
        if self._listed:
            at = self._listed.index(self.highlighted) if self.highlighted in self._listed else -by
            self.highlighted = self._listed[(at + by) % len(self._listed)]
