"""How the codes grew is told in the order of coding, under the ids that codes have now."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.errors import UsageError
from leadcode_tui.model import Change, CodeId, Entry, Intention, SegmentId, TranscriptId
from leadcode_tui.store.records import encode_change
from leadcode_tui.study.folder import open_study
from leadcode_tui.study.growth import code_growth

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from leadcode_tui.study.folder import StudyFolder

BOOK = "codebook: b\ncodes:\n- {id: vacuum, was: [gap]}\n- clout\n- shared\n"


def coded(folder: Path, coder: str, entries: Mapping[str, tuple[str, str]]) -> None:
    """Write a coder file: `KC01` -> (time, codes)."""
    tables = {
        f"codings:{transcript}": {"0002": {"codes": codes.split(), "book": "b1", "at": at}}
        for transcript, (at, codes) in entries.items()
    }
    header = {"format": "leadcode.codings/1", "coder": coder, "study": "s", "pass": 1}
    (folder / "codings" / f"{coder}.json").write_text(
        json.dumps({"file": {"1": header}, **tables}), encoding="utf-8"
    )


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StudyFolder:
    monkeypatch.setenv("LOGNAME", "ana")
    monkeypatch.delenv("LEADCODE_CODER", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "codings").mkdir()
    (tmp_path / "codebook.yaml").write_text(BOOK, encoding="utf-8")
    (tmp_path / "leadcode.yaml").write_text(
        "study: s\ncodebook: codebook.yaml\nblind: false\n", encoding="utf-8"
    )
    coded(tmp_path, "ana", {"KC01": ("2026-02", "clout gap"), "KC02": ("2026-01", "vacuum")})
    coded(tmp_path, "ben", {"KC01": ("2026-03", "clout"), "KC03": ("2026-04", "shared clout")})
    return open_study(tmp_path)


def stages(study: StudyFolder, coder: str | None) -> list[tuple[str, tuple[str, ...], int]]:
    return [(s.transcript, s.new, s.total) for s in code_growth(study, coder).stages]


def test_interviews_come_in_the_order_in_which_their_coding_began(study: StudyFolder) -> None:
    assert stages(study, "ana") == [("KC02", ("vacuum",), 1), ("KC01", ("clout",), 2)]


def test_all_coders_together_bring_each_code_once(study: StudyFolder) -> None:
    assert stages(study, None) == [
        ("KC02", ("vacuum",), 1),
        ("KC01", ("clout",), 2),
        ("KC03", ("shared",), 3),
    ]


def test_a_blind_study_shows_a_coder_their_own_alone(study: StudyFolder) -> None:
    path = study.root / "leadcode.yaml"
    path.write_text("study: s\ncodebook: codebook.yaml\nblind: true\n", encoding="utf-8")
    blind = open_study(study.root)
    assert code_growth(blind, None).coders == ("ana",)
    with pytest.raises(UsageError, match="the study s is blind"):
        code_growth(blind, "ben")


def test_the_history_knows_when_an_interview_was_begun(study: StudyFolder) -> None:
    lines = [
        Change(
            Intention.APPLY,
            TranscriptId(name),
            SegmentId("0002"),
            after=Entry(codes=(CodeId("clout"),), at=at),
            session="s",
            n=n,
            at=at,
        )
        for n, (name, at) in enumerate(
            [("KC01", "2025-12"), ("KC02", "2026-01"), ("KC01", "2026-05")], start=1
        )
    ]
    history = study.codings_path / "ana.history.jsonl"
    history.write_bytes(b"".join(map(encode_change, lines)))
    assert [name for name, _, _ in stages(study, "ana")] == ["KC01", "KC02"]
