"""Whose decisions are compared: the file's, or the history's beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadcode_tui.errors import UsageError
from leadcode_tui.model import CodeId
from leadcode_tui.study.agreeing import agree
from leadcode_tui.study.root import coders_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from leadcode_tui.study.session import Session

    Opens = Callable[..., Session]
    Crashes = Callable[[Session], None]

VACUUM = CodeId("vacuum")
BEN = '{"codings:KC003":{"0002":{"codes":["vacuum"]},"0004":{"codes":[]}}}'


@pytest.fixture
def study(coder_file: Path) -> Path:
    """The folder of a study whose codings are ana's, and a file of ben's."""
    root = coder_file.parent
    (root / "leadcode.yaml").write_text("study: nhs\n")
    (root / "codings").mkdir()
    (root / "codings" / "ben.json").write_text(BEN)
    return root


def moved_in(coder_file: Path, study: Path) -> None:
    for path in coder_file.parent.glob("ana.*"):
        path.rename(study / "codings" / path.name)


def test_a_coder_who_was_killed_before_any_checkpoint_is_compared(
    opens: Opens, crashes: Crashes, coder_file: Path, study: Path
) -> None:
    session = opens()
    session.apply(VACUUM)
    crashes(session)
    assert not coder_file.exists()
    moved_in(coder_file, study)
    assert coders_in(study / "codings") == ("ana", "ben")
    report, doubts = agree("ana", "ben", here=study)
    assert (report.coverage.shared, doubts) == (1, ())


def test_a_file_that_its_history_did_not_make_is_told(
    opens: Opens, coder_file: Path, study: Path
) -> None:
    session = opens()
    session.apply(VACUUM)
    session.close()
    coder_file.write_text(BEN)
    moved_in(coder_file, study)
    report, doubts = agree("ana", "ben", here=study)
    assert report.coverage.shared == 1
    assert ["the history beside it counts" in doubt for doubt in doubts] == [True]


def test_a_folder_of_a_coder_s_name_is_no_coder_file(study: Path) -> None:
    (study / "ana").mkdir()
    with pytest.raises(UsageError, match="no coder 'ana' in the study: ben"):
        agree("ana", "ben", here=study)
