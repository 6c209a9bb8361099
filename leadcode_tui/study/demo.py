"""The example study, copied to where it can be written."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree, rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Final

from leadcode_tui.errors import UnreadableError
from leadcode_tui.model import CoderId
from leadcode_tui.store.sharing import mended
from leadcode_tui.study.folder import open_study
from leadcode_tui.study.shipped import shipped

if TYPE_CHECKING:
    from leadcode_tui.study.folder import StudyFolder

#: Who codes in the demo, and whose files lie there to be compared.
VISITOR: Final = CoderId("visitor")
CODERS: Final = (CoderId("ana"), CoderId("ben"))


def demo_study() -> StudyFolder:
    """Copy the example study to a temporary folder, yours alone, and open it there."""
    temporary = Path(mkdtemp(prefix="leadcode-demo-"))
    folder = temporary / "leadership"
    try:
        copytree(shipped("examples") / "leadership", folder)
    except OSError as error:
        rmtree(temporary, ignore_errors=True)
        raise UnreadableError(
            temporary, "the example cannot be copied here: TMPDIR says where there is room"
        ) from error
    for path in (folder, *folder.rglob("*")):
        mended(path)
    return open_study(folder)
