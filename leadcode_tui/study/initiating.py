"""A new study: its folder, with a study file and a codebook that explain themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadcode_tui.codebook import id_from, new_codebook_text, new_study_text
from leadcode_tui.codebook.templates import CODEBOOK
from leadcode_tui.errors import UsageError
from leadcode_tui.store.files import make_folder, replace
from leadcode_tui.study.root import STUDY_FILE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def init_study(folder: Path) -> Sequence[Path]:
    """Make a study in a folder, and return the files to edit; nothing that is there is touched."""
    if (folder / STUDY_FILE).exists():
        raise UsageError(f"{folder} holds a study already")
    is_new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    if is_new:
        folder.chmod(0o700)
    for name in ("transcripts", "codings"):
        make_folder(folder / name)
    title = folder.resolve().name
    name = id_from(title)
    contents = {
        folder / STUDY_FILE: new_study_text(name, title),
        folder / CODEBOOK: new_codebook_text(title),
        folder / "participants.csv": "id,role\n",
    }
    for path, text in contents.items():
        if not path.exists():
            replace(path, text.encode())
    return tuple(contents)
