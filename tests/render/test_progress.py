"""The coders' progress as people and programs get it."""

from __future__ import annotations

import json

import pytest

from leadcode_tui.model import CoderId, TranscriptId, TranscriptState
from leadcode_tui.render.grid import Format
from leadcode_tui.render.progress import rendered_progress
from leadcode_tui.study.progress import Standing, StudyProgress

ANA, BEN = CoderId("ana"), CoderId("ben")
PROGRESS = StudyProgress(
    coders=(ANA, BEN),
    transcripts={
        TranscriptId("gate"): {
            ANA: Standing(5, 5, TranscriptState.FINISHED, stale=2),
            BEN: Standing(1, 5, TranscriptState.OPEN),
        },
        TranscriptId("water"): {
            ANA: Standing(0, 3, TranscriptState.OPEN),
            BEN: Standing(0, 3, TranscriptState.OPEN),
        },
    },
)


def test_the_table_has_a_column_for_each_coder_and_a_sum() -> None:
    assert rendered_progress(PROGRESS, Format.TABLE).splitlines() == [
        "transcript                  ana       ben",
        "gate       5/5 2 stale finished       1/5",
        "water                       0/3       0/3",
        "all           5/8 (62%) 2 stale 1/8 (12%)",
    ]


def test_the_csv_has_a_row_for_each_transcript_and_coder() -> None:
    assert rendered_progress(PROGRESS, Format.CSV).splitlines() == [
        "transcript,coder,decided,codable,stale,state",
        "gate,ana,5,5,2,finished",
        "gate,ben,1,5,0,open",
        "water,ana,0,3,0,open",
        "water,ben,0,3,0,open",
    ]


def test_the_json_names_its_format() -> None:
    shape = json.loads(rendered_progress(PROGRESS, Format.JSON))
    assert shape["format"] == "leadcode.status/1"
    assert shape["coders"] == ["ana", "ben"]
    assert shape["transcripts"]["gate"]["ana"] == {
        "decided": 5,
        "codable": 5,
        "stale": 2,
        "state": "finished",
    }


@pytest.mark.parametrize("form", Format)
def test_a_study_that_nobody_began_can_be_shown(form: Format) -> None:
    assert rendered_progress(StudyProgress((), {}), form)
