"""The codes, and what the highlighted one means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from leadcode_tui.model import About, MemoOn
from leadcode_tui.tui.views import code_rows, codes_per_page, definition_parts
from leadcode_tui.tui.widgets.rows import Pane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Region

    from leadcode_tui.model import Codebook, CodeId
    from leadcode_tui.study.coding.session import Session

#: As much of the height the list has at most.
_SHARE: Final = 0.55


class CodesPane:
    """Lists all codes, or those that a filter leaves; one of them is highlighted."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self._listed: Sequence[CodeId] = [code.id for code in codebook.in_use]
        self._highlighted: CodeId | None = next(iter(self._listed), None)
        #: How often the coder read on in what the highlighted code means.
        self._read_on = 0
        self._per_page = 1

    @property
    def highlighted(self) -> CodeId | None:
        """The code whose meaning is shown, None where none is listed."""
        return self._highlighted

    @highlighted.setter
    def highlighted(self, code: CodeId | None) -> None:
        if code != self._highlighted:
            self._read_on = 0
        self._highlighted = code

    def panes(self, session: Session, region: Region) -> tuple[Pane, Pane]:
        """Return the list as it is for the segment where the session is, and the definition."""
        codes, definition = region.split_horizontal(self._height(region.height))
        self._per_page = codes_per_page(codes.height)
        code = self._codebook.by_id.get(self.highlighted) if self.highlighted else None
        memo = session.memo(About(MemoOn.CODE, code.id)) if code else ""
        more = session.keys.key("code.meaning")
        parts = definition_parts(code, memo, definition.size, more)
        return (
            Pane(codes, code_rows(session, self._listed, self.highlighted, codes.size)),
            Pane(definition, parts[self._read_on % len(parts)]),
        )

    def read_on(self) -> None:
        """Show the next part of what the highlighted code means, after the last the first."""
        self._read_on += 1

    def turn_page(self, by: int) -> None:
        """Highlight the first code of the next page of the list, or of the one before."""
        if self._listed:
            at = self._listed.index(self.highlighted) if self.highlighted in self._listed else 0
            pages = -(-len(self._listed) // self._per_page)
            page = (at // self._per_page + by) % pages
            self.highlighted = self._listed[page * self._per_page]

    def _height(self, height: int) -> int:
        """Return how many rows the list has: the definition gets what room it does not need."""
        head_and_blank = 2
        return min(int(height * _SHARE), len(self._codebook.codes) + head_and_blank)

    def take(self, codebook: Codebook) -> None:
        """List the codes of a codebook that changed; the highlight stays where it can."""
        if codebook is self._codebook:
            return
        self._codebook = codebook
        self.list_all()
        if self.highlighted not in self._listed:
            self.highlighted = self._listed[0] if self._listed else None

    def list_only(self, codes: Sequence[CodeId]) -> None:
        """List these codes, and highlight the first."""
        self._listed = codes
        self.highlighted = codes[0] if codes else None

    def list_all(self) -> None:
        """List every code again; the highlight stays."""
        self._listed = [code.id for code in self._codebook.in_use]

    def highlight_next(self, by: int) -> None:
        """Move the highlight along the list."""
        if self._listed:
            at = self._listed.index(self.highlighted) if self.highlighted in self._listed else -by
            self.highlighted = self._listed[(at + by) % len(self._listed)]
