"""Where a study lies: enough to find its coders' files without reading what people wrote in it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from leadcode_tui.errors import NoStudyError
from leadcode_tui.model import CoderId

#: The hand-edited file that makes a folder a study.
STUDY_FILE: Final = "leadcode.yaml"
#: The folder of the transcripts.
TRANSCRIPTS: Final = "transcripts"
#: The folder of the coders' files.
CODINGS: Final = "codings"
#: How the name of a history ends, as in the store: completing a name does not wait for that.
_HISTORY: Final = ".history.jsonl"
#: The table of participants.
PARTICIPANTS: Final = "participants.csv"


def study_root(start: Path) -> Path:
    """Return the study's folder: this one or the nearest above, as one would type it from here."""
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / STUDY_FILE).is_file():
            return folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder
    raise NoStudyError(start)


def pass_name(coder: CoderId, number: int) -> str:
    """Return what a coder's reading is called, as its file is: `ana`, and `ana.2` for a second."""
    return coder if number == 1 else f"{coder}.{number}"


def file_name(coder_file: Path) -> str:
    """Return what a coder's file is called: `ana`, or `training/ana` in an earlier round."""
    folder = coder_file.parent.name
    return coder_file.stem if folder == CODINGS else f"{folder}/{coder_file.stem}"


def coders_in(codings: Path) -> tuple[CoderId, ...]:
    """Return the coders who have begun; what has a dot is a further pass, or was set aside.

    A session that was killed early leaves a history alone.
    """
    files = {path.name.removesuffix(".json") for path in codings.glob("*.json")}
    histories = {path.name.removesuffix(_HISTORY) for path in codings.glob(f"*{_HISTORY}")}
    return tuple(sorted(CoderId(name) for name in files | histories if "." not in name))
