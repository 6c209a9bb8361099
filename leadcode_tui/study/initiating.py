"""A new study: its folder, with a study file and a codebook that explain themselves."""

from __future__ import annotations

from shutil import rmtree
from typing import TYPE_CHECKING

from leadcode_tui.codebook import (
    SCHEMA_FILE,
    SCHEMA_LINE,
    id_from,
    new_codebook_text,
    new_study_text,
    schema_text,
)
from leadcode_tui.codebook.templates import CODEBOOK
from leadcode_tui.errors import UsageError
from leadcode_tui.sheets import NO_PARTICIPANTS
from leadcode_tui.store.files import make_folder, replace
from leadcode_tui.study.root import CODINGS, PARTICIPANTS, STUDY_FILE, TRANSCRIPTS
from leadcode_tui.study.shipped import shipped
from leadcode_tui.text import sanitise_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def init_study(folder: Path, *, codebook: str = "") -> Sequence[Path]:
    """Make a study in a folder, and return the files to edit; nothing that is there is touched.

    It begins with one of the codebooks that come with the program, or with one that explains keys.
    """
    shipped_text = _shipped_codebook(codebook) if codebook else ""
    if (folder / STUDY_FILE).exists():
        raise UsageError(f"{folder} holds a study already")
    is_new = not folder.exists()
    try:
        return _filled(folder, shipped_text, is_new=is_new)
    except OSError:
        if is_new:
            rmtree(folder, ignore_errors=True)
        raise


def _filled(folder: Path, codebook: str, *, is_new: bool) -> Sequence[Path]:
    _make_root(folder, is_new=is_new)
    for name in (TRANSCRIPTS, CODINGS):
        make_folder(folder / name)
    title = folder.resolve().name
    name = id_from(title)
    contents = {
        folder / STUDY_FILE: new_study_text(name, title),
        folder / CODEBOOK: codebook or new_codebook_text(title),
        folder / CODEBOOK.with_name(SCHEMA_FILE): schema_text(),
        folder / PARTICIPANTS: NO_PARTICIPANTS,
    }
    for path in reversed(contents):  # the study file last: cut off before, it is begun anew
        if not path.exists():
            replace(path, contents[path].encode())
    return tuple(contents)


def _make_root(folder: Path, *, is_new: bool) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise UsageError(f"{folder} is a file, and a study is a folder: name another") from error
    if is_new:
        folder.chmod(0o700)


def _shipped_codebook(name: str) -> str:
    ready = {path.stem: path for path in sorted(shipped("codebooks").glob("*.yaml"))}
    if name not in ready:
        known = ", ".join(ready)
        message = f"no codebook '{sanitise_line(name)}' comes with leadcode: there are {known}"
        raise UsageError(message)
    return f"{SCHEMA_LINE}\n{ready[name].read_text('utf-8')}"


def schema_for_editors() -> tuple[str, str]:
    """Return the schema of codebooks, and the line by which editors find it beside one."""
    return schema_text(), SCHEMA_LINE
