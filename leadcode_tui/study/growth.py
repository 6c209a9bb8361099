"""How the set of codes grew: which interview was the first to bring a code, in order of coding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadcode_tui.model import CoderId, Entry
from leadcode_tui.store.current import read_current
from leadcode_tui.store.history import history_path
from leadcode_tui.study.trail import Trail
from leadcode_tui.study.whose import shown_files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from leadcode_tui.model import Codebook, CodeId, CoderFile, TranscriptId
    from leadcode_tui.study.folder import StudyFolder


@dataclass(frozen=True, slots=True)
class Stage:
    """An interview: when its coding began, and the codes that none before it had brought."""

    transcript: TranscriptId
    begun: str
    new: tuple[CodeId, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Growth:
    """The interviews in the order in which their coding began, and whose decisions these are."""

    coders: tuple[CoderId, ...]
    stages: tuple[Stage, ...]


def code_growth(study: StudyFolder, coder: str | None) -> Growth:
    """Return how the codes grew: of a coder, or in a study that is not blind of all together.

    What counts are the decisions as they stand, by the ids that codes have now.
    """
    paths = shown_files(study, coder)
    files = {name: read_current(path) for name, path in paths.items()}
    begun: dict[TranscriptId, str] = {}
    for name, found in files.items():
        for transcript, at in _begun(found, paths[name]).items():
            begun[transcript] = min(at, begun.get(transcript, at))
    return Growth(tuple(files), tuple(_stages(files, study.codebook(), begun)))


def _stages(
    files: Mapping[CoderId, CoderFile], book: Codebook, begun: Mapping[TranscriptId, str]
) -> list[Stage]:
    order = {code.id: number for number, code in enumerate(book.codes)}
    known: set[CodeId] = set()
    stages = []
    for transcript in sorted(begun, key=lambda name: (begun[name], name)):
        codes = {
            book.current(code)
            for found in files.values()
            for entry in found.entries.get(transcript, {}).values()
            for code in entry.codes or ()
        }
        new = sorted(codes - known, key=lambda code: (order.get(code, len(order)), code))
        known |= codes
        stages.append(Stage(transcript, begun[transcript], tuple(new), len(known)))
    return stages


def _begun(found: CoderFile, path: Path) -> Mapping[TranscriptId, str]:
    """Return when the first decision on each transcript was made that has one now.

    The history knows it; a file without one says when each decision was made last.
    """
    begun: dict[TranscriptId, str] = {}
    for transcript, entries in found.entries.items():
        times = [entry.at for entry in entries.values() if entry.codes is not None]
        if times:
            begun[transcript] = min(times)
    for step in Trail({found.coder: history_path(path)}):
        name, after = step.change.transcript, step.change.after
        if name in begun and isinstance(after, Entry) and after.codes is not None:
            begun[name] = min(begun[name], after.at)
    return begun
