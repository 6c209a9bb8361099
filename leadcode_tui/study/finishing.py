"""A rewriting of the study that was cut off: told, kept clear of, and carried out to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadcode_tui.errors import HeldError, Problem, UsageError
from leadcode_tui.store.locks import refuse_held
from leadcode_tui.store.rewriting import FOLDER, finish, is_begun, unfinished
from leadcode_tui.store.transcript_files import transcript_path
from leadcode_tui.study.coder_files import hold_study
from leadcode_tui.study.root import STUDY_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from leadcode_tui.model import TranscriptId
    from leadcode_tui.study.folder import StudyFolder

    Versions = Mapping[TranscriptId, tuple[int, int]]


def finish_begun(study: StudyFolder) -> str | None:
    """Carry out what was planned when a command was cut off; say what it was.

    Raises HeldError while a coder's session is open.
    """
    if not is_begun(study.root):
        return None
    with hold_study(study):
        doing = finish(study.root)
    return None if doing is None else f"{doing}: it was cut off, and is finished now"


def refuse_unfinished(study: StudyFolder) -> None:
    """Keep sessions out of a study that is rewritten in part."""
    doing = unfinished(study.root)
    if doing is not None:
        raise UsageError(
            f"{doing} was cut off and is done in part: finish it with leadcode check --repair"
        )


def refuse_changed(study: StudyFolder, read: Versions) -> None:
    """Refuse a session whose transcripts are being changed, or were since they were read.

    Raises HeldError and UsageError. A session asks once it holds its coder's file: from then on
    nothing changes until it is closed.
    """
    study_file = study.root / STUDY_FILE
    try:
        refuse_held(study_file)
    except HeldError as error:
        raise HeldError(f"{study_file}: {error}; wait for it to end") from error
    refuse_unfinished(study)
    if versions_of_files(study, read) != read:
        raise UsageError("the transcripts changed while they were read: start again")


def versions_of_files(study: StudyFolder, names: Iterable[TranscriptId]) -> Versions:
    """Return which version of each transcript's file is there."""
    paths = {name: transcript_path(study.transcripts_path, name) for name in names}
    found = {name: path.stat() for name, path in paths.items() if path.exists()}
    return {name: (each.st_ino, each.st_mtime_ns) for name, each in found.items()}


def unfinished_problems(study: StudyFolder) -> Iterator[Problem]:
    """Yield what was begun and not carried out."""
    doing, path = unfinished(study.root), study.root / FOLDER
    if doing is not None:
        message = f"{doing} was cut off and is done in part"
        yield Problem(path, 0, 0, message, "leadcode check --repair finishes it")
    elif is_begun(study.root):
        message = "contents that a command put aside and was cut off before it changed anything"
        yield Problem(path, 0, 0, message, "leadcode check --repair drops them")
