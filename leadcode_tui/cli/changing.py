"""The study for commands that change it as a whole: what an earlier one left undone comes first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from leadcode_tui.cli.talk import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadcode_tui.study.folder import StudyFolder


def tell_unsearched(closed: Sequence[Path], repository: Path | None) -> None:
    """Say where nobody looked: in files that cannot be searched, and in the past."""
    if closed:
        more = f" and {len(closed) - 1} more" if len(closed) > 1 else ""
        say(f"{closed[0]}{more}: not searched, a recording, a picture or a closed format")
    if repository is not None:
        say(f"{repository}: kept in Git, whose earlier versions hold what was there before")


def study_to_change() -> StudyFolder:
    """Find the study, and finish what a command was cut off in."""
    from leadcode_tui.study.finishing import finish_begun  # noqa: PLC0415 # help needs no yaml
    from leadcode_tui.study.folder import find_study  # noqa: PLC0415

    study = find_study(Path())
    finished = finish_begun(study)
    if finished is not None:
        say(finished)
        study = find_study(Path())
    return study
