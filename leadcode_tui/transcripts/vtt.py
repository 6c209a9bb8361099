"""WebVTT: cues with voices (<v NAME>), what meeting recorders and noScribe write."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from leadcode_tui.errors import UnreadableError
from leadcode_tui.transcripts.cues import read_cues
from leadcode_tui.transcripts.material import Material

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadcode_tui.transcripts.decoding import TranscriptFile
    from leadcode_tui.transcripts.material import Block

_SIGNATURE = "WEBVTT"
_ARROW = "-->"
_NO_CUES = "it has no cues: it is no WebVTT; plain text is named .txt"
#: noScribe writes a voice that talks over another's turn in this way.
_OVERLAP = "//"


def read(file: TranscriptFile) -> Material:
    """Return the cues of a WebVTT file."""
    lines = file.text.split("\n")
    signed = lines[0].startswith(_SIGNATURE)
    if not signed and _ARROW not in file.text:
        raise UnreadableError(file.path, _NO_CUES)
    first = _header_end(lines) if signed else 0
    cues = read_cues(lines, file.path, first=first)
    blocks, overlaps = _overlaps_resolved(cues.blocks)
    notices = (*_notices(lines, first), *cues.notices, *overlaps)
    title = lines[0].removeprefix(_SIGNATURE).strip(" -") if signed else ""
    return Material(blocks, title, notices, cues.problems)


def _header_end(lines: Sequence[str]) -> int:
    """Return how many lines the header takes: up to an empty line, or to the first cue."""
    for at, line in enumerate(lines):
        if at and (not line.strip() or _ARROW in line):
            return at
    return len(lines)


def _notices(lines: Sequence[str], first: int) -> tuple[str, ...]:
    """Return what of the file is left out for having no words."""
    header = (f"lines 2 to {first} are the header and are left out",) if first > 1 else ()
    unsigned = (
        () if lines[0].startswith(_SIGNATURE) else ("line 1 is not WEBVTT: read all the same",)
    )
    return (*unsigned, *header)


def _overlaps_resolved(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Give the turns of a voice such as //S02 to who speaks in alternation.

    noScribe names the voice that talks over a turn in place of the one whose turn it is; that is
    the last speaker before who is not the previous one. Without such, the voice is kept.
    """
    resolved: list[Block] = []
    notices: list[str] = []
    before = last = None
    for block in blocks:
        label = block.label
        if label is not None and label.startswith(_OVERLAP):
            voice = label.removeprefix(_OVERLAP).strip()
            label = before or voice or None
            notices.append(
                f"the voice in line {block.line} is written {_OVERLAP}{voice}, which talks over "
                f"somebody's turn: the turn is taken as {label or 'that of the speaker before'}"
            )
        if label is not None and label != last:
            before, last = last, label
        resolved.append(replace(block, label=label))
    return tuple(resolved), tuple(notices)
