"""SubRip (.srt): numbered cues, what most speech recognisers write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadcode_tui.errors import UnreadableError
from leadcode_tui.transcripts.cues import read_cues
from leadcode_tui.transcripts.material import Material

if TYPE_CHECKING:
    from leadcode_tui.transcripts.decoding import TranscriptFile


_NO_CUES = "it has no cues: it is no SubRip; plain text is named .txt"


def read(file: TranscriptFile) -> Material:
    """Return the cues of a SubRip file."""
    if "-->" not in file.text:
        raise UnreadableError(file.path, _NO_CUES)
    cues = read_cues(file.text.split("\n"), file.path)
    return Material(cues.blocks, notices=cues.notices, problems=cues.problems)
