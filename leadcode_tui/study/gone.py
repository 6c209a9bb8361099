"""What a coder decided on, and the study no longer has so: codes, and the words of segments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadcode_tui.errors import Problem
from leadcode_tui.store.coder_file import place_of
from leadcode_tui.study.material import Place
from leadcode_tui.text import count, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from leadcode_tui.model import Codebook, CodeId, Entry, SegmentId, TranscriptId
    from leadcode_tui.study.material import Material


def codes_gone(
    path: Path,
    entries: Mapping[TranscriptId, Mapping[SegmentId, Entry]],
    codebook: Codebook,
) -> tuple[Problem, ...]:
    """Return a problem for each such code, at the first segment that has it.

    The codings stay as they are: an earlier id under `was` in the codebook brings them back.
    """
    found: dict[CodeId, list[tuple[TranscriptId, SegmentId]]] = {}
    for transcript, kept in sorted(entries.items()):
        for segment, entry in sorted(kept.items()):
            for code in entry.codes or ():
                if codebook.current(code) not in codebook.by_id:
                    found.setdefault(code, []).append((transcript, segment))
    content = path.read_bytes() if found and path.exists() else b""
    problems = []
    for code, places in found.items():
        line, column = place_of(content, *places[0], code)
        near = did_you_mean(code, codebook.by_id)
        where = f"used on {count(len(places), 'segment')}, first {places[0][0]} {places[0][1]}"
        problems.append(
            Problem(path, line, column, f"code {code!r} is not in the codebook{near}: {where}")
        )
    return tuple(problems)


def texts_changed(
    entries: Mapping[TranscriptId, Mapping[SegmentId, Entry]], material: Material
) -> tuple[Place, ...]:
    """Return the decided segments whose words are not those that were decided on."""
    return tuple(
        Place(name, segment)
        for name, transcript in material.transcripts.items()
        for segment, entry in sorted(entries.get(name, {}).items())
        if entry.codes is not None
        and entry.text
        and segment in transcript.by_id
        and transcript.by_id[segment].fingerprint != entry.text
    )
