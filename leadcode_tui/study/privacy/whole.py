"""Every file of a study, its backups among them, by what it is: for what has to reach all of them.

A backup is laid out as the study is, with some of its files.
"""

from __future__ import annotations

from dataclasses import dataclass
from secrets import token_hex
from typing import TYPE_CHECKING, Final

from leadcode_tui.errors import UnreadableError
from leadcode_tui.store.coder_file import HISTORY, is_set_aside
from leadcode_tui.store.files import read_bytes
from leadcode_tui.store.history import history_path
from leadcode_tui.store.rewording import reworded_pair
from leadcode_tui.study.clock import now
from leadcode_tui.study.privacy.withdrawals import RECORD
from leadcode_tui.study.root import CODINGS, PARTICIPANTS, STUDY_FILE, TRANSCRIPTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from leadcode_tui.store.rewording import Rewording
    from leadcode_tui.study.folder import StudyFolder

_DRAFT: Final = ".unfinished"
#: What a running program keeps for itself, and holds no words.
_OWN: Final = (".lock", ".holder")


@dataclass(frozen=True, slots=True)
class Layer:
    """The files of a study, or of one of its backups.

    `coders` are coder files, also where only the history is left, and those that were set aside.
    `broken` are damaged lines and leftovers that no program reads any more.
    """

    root: Path
    is_backup: bool
    transcripts: tuple[Path, ...]
    coders: tuple[Path, ...]
    drafts: tuple[Path, ...]
    texts: tuple[Path, ...]
    broken: tuple[Path, ...]

    def files(self) -> Iterator[Path]:
        """Yield every file."""
        yield from (*self.transcripts, *self.drafts, *self.texts, *self.broken)
        for path in self.coders:
            yield from (each for each in (path, history_path(path)) if each.exists())


def layers(study: StudyFolder) -> tuple[Layer, ...]:
    """Return the study's own files, then those of each backup."""
    backups = sorted(path for path in study.root.glob("backup-*") if path.is_dir())
    return tuple(_layer(study, root) for root in (study.root, *backups))


def _layer(study: StudyFolder, root: Path) -> Layer:
    codings = [path for path in sorted((root / CODINGS).rglob("*")) if path.is_file()]
    transcripts = sorted((root / TRANSCRIPTS).glob("[!.]*.json"))
    named = (STUDY_FILE, str(study.settings.codebook), PARTICIPANTS, RECORD)
    leftovers = [path for path in (root / TRANSCRIPTS).glob(".*") if path.is_file()]
    leftovers += [path for path in root.glob(".*.new") if path.is_file()]
    coders = {
        path.with_name(path.name.removesuffix(HISTORY) + ".json")
        if path.name.endswith(HISTORY)
        else path
        for path in codings
        if path.name[0] != "." and path.name.endswith((".json", HISTORY))
    }
    drafts = [path for path in codings if path.name[0] == "." and path.name.endswith(_DRAFT)]
    known = {*coders, *map(history_path, coders), *drafts}
    broken = [path for path in codings if path not in known and not path.name.endswith(_OWN)]
    return Layer(
        root,
        root != study.root,
        tuple(transcripts),
        tuple(sorted(coders)),
        tuple(drafts),
        tuple(path for name in named if (path := root / name).is_file()),
        (*broken, *leftovers),
    )


def contents_of(path: Path) -> tuple[bytes, bytes]:
    """Return what a coder file and its history hold; nothing where one is missing."""
    history = history_path(path)
    has_history = history.exists() and not is_set_aside(path)
    return (
        read_bytes(path) if path.exists() else b"",
        read_bytes(history) if has_history else b"",
    )


def reworded_coders(
    layer: Layer, rewording: Rewording
) -> Iterator[tuple[Path, bytes, bytes | None]]:
    """Yield every history and coder file, as it is and as it is reworded.

    None stands for what cannot be understood and is in a backup, or was set aside. Raises
    UnreadableError where it is the study's own.
    """
    at, session = now(), token_hex(4)
    for path in layer.coders:
        content, lines = contents_of(path)
        file: bytes | None
        history: bytes | None
        try:
            file, history = reworded_pair(path, content, lines, rewording, at=at, session=session)
        except UnreadableError:
            if not (layer.is_backup or is_set_aside(path)):
                raise
            file = history = None
        yield history_path(path), lines, history
        yield path, content, file
