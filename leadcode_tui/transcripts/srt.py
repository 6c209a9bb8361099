"""SubRip (.srt): numbered cues, what most speech recognisers write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadcode_tui.errors import UnreadableError
from leadcode_tui.transcripts.cues import read_cues
from leadcode_tui.transcripts.material import Material

if TYPE_CHECKING:
    from pathlib import Path


def read(text: str, path: Path) -> Material:
    """Return the cues of a SubRip file."""
    if "-->" not in text:
        raise UnreadableError(path, "it has no cues: it is no SubRip; plain text is named .txt")
    cues = read_cues(text.split("\n"), path)
    return Material(cues.blocks, problems=cues.problems)
