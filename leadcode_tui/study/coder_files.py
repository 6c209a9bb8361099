"""Every coder's file of a study: of all rounds and passes, and how a file of each begins."""

from __future__ import annotations

from secrets import token_hex
from typing import TYPE_CHECKING

from leadcode_tui.store.coder_file import Header, coder_files_in, named_by
from leadcode_tui.store.history import history_path
from leadcode_tui.study.clock import now
from leadcode_tui.study.root import STUDY_FILE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import ExitStack
    from pathlib import Path

    from leadcode_tui.study.folder import StudyFolder


def coding_folders(study: StudyFolder) -> tuple[Path, ...]:
    """Return the folder of the last round's files, and those of the rounds before it."""
    if not study.codings_path.is_dir():
        return ()
    earlier = (path for path in study.codings_path.iterdir() if path.is_dir())
    return study.codings_path, *sorted(path for path in earlier if path.name[0] != ".")


def every_coder_file(study: StudyFolder) -> tuple[Path, ...]:
    """Return the coder files of every round and pass."""
    return tuple(path for folder in coding_folders(study) for path in coder_files_in(folder))


def header_of(study: StudyFolder, path: Path) -> Header:
    """Return how a coder file begins, by the place where it lies."""
    coder, number = named_by(path)
    last = study.settings.rounds[-1] if study.settings.rounds else None
    round_ = last if path.parent == study.codings_path else path.parent.name
    return Header(coder=coder, study=study.settings.id, pass_=number, round=round_)


def hold_study(study: StudyFolder) -> ExitStack:
    """Keep sessions and other commands away from a study that is changed as a whole."""
    return _hold(study, every_coder_file(study), coding_folders(study))


def hold_study_file(study: StudyFolder) -> ExitStack:
    """Keep other commands away from a study that gets more, while its sessions go on."""
    return _hold(study, (), ())


def _hold(study: StudyFolder, paths: Sequence[Path], folders: Sequence[Path]) -> ExitStack:
    from leadcode_tui.store.rewriting import hold_all  # noqa: PLC0415 # who only reads holds none

    return hold_all(study.root / STUDY_FILE, paths, folders, at=now())


def give_histories(study: StudyFolder) -> None:
    """Give coder files a history that have none, so that what is done next can be undone."""
    from leadcode_tui.store.mending import open_held  # noqa: PLC0415 # the screen needs it not

    for path in every_coder_file(study):
        if not history_path(path).exists():
            open_held(path, header_of(study, path), clock=now, session=token_hex(4)).close()
