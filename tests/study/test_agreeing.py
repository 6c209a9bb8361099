"""Whose decisions are compared: the file's, or the history's beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadcode_tui.agreement import Asked, PartKind
from leadcode_tui.errors import UsageError
from leadcode_tui.model import CodeId
from leadcode_tui.study.agreeing import Compared, agree, disagreements
from leadcode_tui.study.root import coders_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from leadcode_tui.study.coding.session import Session

    Opens = Callable[..., Session]
    Crashes = Callable[[Session], None]

VACUUM = CodeId("vacuum")
BEN = '{"codings:KC003":{"0002":{"codes":["vacuum"]},"0004":{"codes":[]}}}'


@pytest.fixture
def study(coder_file: Path) -> Path:
    """The folder of a study whose codings are ana's, and a file of ben's."""
    root = coder_file.parent
    (root / "leadcode.yaml").write_text("study: nhs\ncodebook: codebook.yaml\n")
    (root / "codebook.yaml").write_text("codebook: nhs\ncodes: [{id: vacuum, key: w}]\n")
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
    report, doubts = agree(Compared(("ana", "ben"), study))
    assert (report.coverage.shared, doubts) == (1, ())


def test_a_file_that_its_history_did_not_make_is_told(
    opens: Opens, coder_file: Path, study: Path
) -> None:
    session = opens()
    session.apply(VACUUM)
    session.close()
    coder_file.write_text(BEN)
    moved_in(coder_file, study)
    report, doubts = agree(Compared(("ana", "ben"), study))
    assert report.coverage.shared == 1
    assert ["the history beside it counts" in doubt for doubt in doubts] == [True]


def test_a_folder_of_a_coder_s_name_is_no_coder_file(study: Path) -> None:
    (study / "ana").mkdir()
    with pytest.raises(UsageError, match=r"no coder 'ana' in .*codings: ben"):
        agree(Compared(("ana", "ben"), study))


def in_rounds(study: Path, blind: str = "") -> Path:
    """Add a round of training, and texts, to the study."""
    (study / "leadcode.yaml").write_text(
        f"study: nhs\ncodebook: codebook.yaml\nrounds: [training, main]\n{blind}"
    )
    (study / "codings" / "ana.json").write_text(BEN)
    (study / "codings" / "training").mkdir()
    for name, codes in (("ana", '["vacuum"]'), ("ben", "[]")):
        (study / "codings" / "training" / f"{name}.json").write_text(
            f'{{"codings:KC003":{{"0002":{{"codes":{codes}}}}}}}'
        )
    return study


def test_an_earlier_round_is_compared_by_its_name(study: Path) -> None:
    compared = Compared(("ana", "ben"), in_rounds(study), round="training")
    assert agree(compared)[0].coverage.shared == 1


def test_a_round_that_there_is_not_is_refused_with_those_there_are(study: Path) -> None:
    compared = Compared(("ana", "ben"), in_rounds(study), round="trainig")
    with pytest.raises(UsageError, match=r"no round 'trainig': training, main \(did you mean"):
        agree(compared)


def test_rounds_stand_side_by_side_and_the_last_is_the_whole(study: Path) -> None:
    compared = Compared(("ana", "ben"), in_rounds(study))
    report, _ = agree(compared, Asked(by=PartKind.ROUND))
    assert {name: part.shared for name, part in report.parts.items()} == {"training": 1, "main": 2}
    assert report.figures == report.parts["main"]


def test_a_blind_study_shows_nobody_another_s_decisions(study: Path) -> None:
    in_rounds(study, blind="blind: true\n")
    with pytest.raises(UsageError, match="the study nhs is blind"):
        disagreements(Compared(("ana", "ben"), study))


def test_a_blind_study_is_blind_for_its_files_too(study: Path, tmp_path: Path) -> None:
    in_rounds(study, blind="blind: true\n")
    outside = tmp_path / "outside"
    outside.mkdir()
    files = tuple(str(study / "codings" / f"{name}.json") for name in ("ana", "ben"))
    with pytest.raises(UsageError, match="the study nhs is blind"):
        disagreements(Compared(files, outside))


def test_disagreements_without_a_text_at_hand_have_none(study: Path) -> None:
    in_rounds(study, blind="blind: false\n")
    compared = Compared(("ana", "ben"), study, round="training")
    found, _ = disagreements(compared)
    assert [(each.segment, text) for each, text in found] == [("0002", None)]


def test_a_table_stands_alone(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("unit,ana,ben\n1,a,a\n")
    with pytest.raises(UsageError, match="is a table, and holds all coders"):
        agree(Compared((str(tmp_path / "r.csv"), "ana"), tmp_path))


def test_one_coder_agrees_with_nobody(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="ana alone: agreement needs two coders"):
        agree(Compared(("ana",), tmp_path))
