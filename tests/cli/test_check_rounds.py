"""`leadcode check` looks into the files of earlier rounds as well, and mends them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


@pytest.fixture
def earlier(coded: Run, study: Path) -> Path:
    """Let what was coded be the round training, and the round main have begun; return ana's."""
    folder = study / "codings" / "training"
    folder.mkdir(mode=0o700)
    for path in [*(study / "codings").glob("*.*")]:
        path.rename(folder / path.name)
    settings = study / "leadcode.yaml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}rounds: [training, main]\n")
    assert coded("code", "--plain", "--coder", "ana", typed="s\nq\n").code == 0
    return folder / "ana.json"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def decisions(path: Path) -> dict[str, list[str]]:
    tables = json.loads(path.read_text(encoding="utf-8"))
    return {segment: entry["codes"] for segment, entry in tables["codings:gate"].items()}


def test_sound_rounds_are_sound(coded: Run, earlier: Path) -> None:
    ran = coded("check")
    assert (ran.code, ran.out) == (0, ""), ran.out
    assert ran.err == "7 files read, no problems\n"
    assert decisions(earlier) == {"0002": ["weather"], "0004": ["shared-work"]}


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"codes":["weather"]', '"codes":["wether"]', "changed by another hand"),
        ('"file":{', '"file":[', "its history holds 2 decisions"),
    ],
    ids=["edited", "unreadable"],
)
def test_what_is_wrong_in_an_earlier_round_is_named(
    coded: Run, earlier: Path, old: str, new: str, sentence: str
) -> None:
    edit(earlier, old, new)
    ran = coded("check")
    assert ran.code == 1
    assert "codings/training/ana.json" in ran.out
    assert sentence in ran.out


def test_a_lost_file_of_an_earlier_round_comes_back_from_its_history(
    coded: Run, earlier: Path
) -> None:
    earlier.unlink()
    assert coded("check").code == 1
    repaired = coded("check", "--repair")
    assert repaired.code == 0, repaired.out
    assert decisions(earlier) == {"0002": ["weather"], "0004": ["shared-work"]}
    assert json.loads(earlier.read_text(encoding="utf-8"))["file"]["1"]["round"] == "training"


def test_what_was_edited_in_an_earlier_round_can_be_taken(coded: Run, earlier: Path) -> None:
    edit(earlier, '"codes":["weather"]', '"codes":["shared-work"]')
    assert "leadcode check --adopt training/ana" in coded("check").out
    adopted = coded("check", "--adopt", "training/ana")
    assert adopted.out == "gate:2: weather -> shared-work\n"
    assert decisions(earlier)["0002"] == ["shared-work"]
    assert coded("check").code == 0


def test_what_others_may_read_of_an_earlier_round_is_named_and_repaired(
    coded: Run, earlier: Path
) -> None:
    earlier.chmod(0o644)
    assert "others than owner and group have access (mode 644)" in coded("check").out
    coded("check", "--repair")
    assert coded("check").code == 0


def test_a_file_in_the_folder_of_another_round_is_named(coded: Run, earlier: Path) -> None:
    current = earlier.parent.parent / "ana.json"
    assert '"round":"main"' in current.read_text(encoding="utf-8")
    for path in (current, current.with_name("ana.history.jsonl")):
        path.rename(earlier.parent / path.name.replace("ana", "cat"))
    told = coded("check").out
    assert "it is of the round 'main', and lies where those of 'training' belong" in told
