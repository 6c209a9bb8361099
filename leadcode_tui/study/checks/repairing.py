"""Putting right what a check found and a program may put right; a person's own files stay."""

from __future__ import annotations

from secrets import token_hex
from typing import TYPE_CHECKING

from leadcode_tui.errors import HeldError, UnreadableError, UsageError, why_not
from leadcode_tui.store.adopting import adopt
from leadcode_tui.store.coder_file import named_by
from leadcode_tui.store.mending import Backup, mend
from leadcode_tui.store.sharing import leftovers_in, mended
from leadcode_tui.study.checks.checking import files_by_folder
from leadcode_tui.study.clock import now
from leadcode_tui.study.coder_files import every_coder_file, header_of
from leadcode_tui.study.finishing import finish_begun
from leadcode_tui.study.root import file_name
from leadcode_tui.study.whose import refuse_hidden
from leadcode_tui.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from leadcode_tui.store.adopting import Adoption
    from leadcode_tui.study.folder import StudyFolder


def repair_study(study: StudyFolder) -> Iterator[str]:
    """Put right what can be, and say what was done, or why it could not be.

    What is rewritten or removed is copied before into a folder `backup-TIME` of the study.
    """
    finished = finish_begun(study)
    if finished is not None:
        yield finished
    backup = Backup(study.root / f"backup-{now().replace(':', '')}", study.root)
    for path in every_coder_file(study):
        yield from _mended(study, path, backup)
    for folder, files in files_by_folder(study).items():
        for leftover in leftovers_in(folder):
            backup.take(leftover)
            yield f"{leftover}: a leftover, moved into the backup"
        for path in (folder, *files):
            if (done := mended(path)) is not None:
                yield done
    if backup.folder.exists():
        yield f"copies of what was there before: {backup.folder}"


def _mended(study: StudyFolder, path: Path, backup: Backup) -> tuple[str, ...]:
    header = header_of(study, path)
    try:
        return mend(path, header, backup=backup, clock=now, session=token_hex(4))
    except HeldError as error:
        return (f"{path}: not repaired, {error}",)
    except UnreadableError as error:
        return (f"{path}: not repaired: {error.problem.message}",)
    except OSError as error:
        return (f"{path}: not repaired: {why_not(error)}",)


def adopt_changed(study: StudyFolder, coder: str) -> tuple[tuple[Adoption, ...], tuple[str, ...]]:
    """Take what another hand changed in a coder's file into its history.

    Raises HeldError while a session is open, UsageError where there is no such coder, or where the
    study is blind and the decisions are another's.
    """
    files = {file_name(path): path for path in every_coder_file(study)}
    if coder not in files:
        known = ", ".join(files) or "nobody has begun"
        raise UsageError(f"no coder {coder!r} in the study: {known}{did_you_mean(coder, files)}")
    path = files[coder]
    refuse_hidden(study, named_by(path)[0])
    return adopt(path, header_of(study, path), clock=now, session=token_hex(4))
