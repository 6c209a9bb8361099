"""Whole outputs of what looks at a study or changes it; `--snapshot-update` writes them anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from rich.cells import cell_len
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from leadcode_tui.errors import Problem
from leadcode_tui.model import (
    ParticipantId,
    QuestionId,
    QuestionSource,
    Segment,
    SegmentId,
    Source,
    Speaker,
    SpeakerKind,
    Transcript,
    TranscriptId,
)
from leadcode_tui.render.anonymising import rendered_places
from leadcode_tui.render.grid import Format
from leadcode_tui.render.participants import rendered_profile
from leadcode_tui.render.previewing import rendered_previews
from leadcode_tui.render.updating import rendered_update
from leadcode_tui.render.withdrawing import rendered_withdrawal
from leadcode_tui.study.corrections.fates import Review, Why
from leadcode_tui.study.corrections.updating import CoderReview, Update, Updated
from leadcode_tui.study.previewing import Coming, ComingSpeaker, Preview
from leadcode_tui.study.privacy.anonymising import Anonymised, Replaced
from leadcode_tui.study.privacy.left_behind import Remaining
from leadcode_tui.study.privacy.withdrawing import Withdrawn
from leadcode_tui.study.profile import Profile, ProfileTable
from leadcode_tui.text.leftovers import LeftoverKind
from leadcode_tui.transcripts.material import FoundQuestion

if TYPE_CHECKING:
    from collections.abc import Callable

    from syrupy.assertion import SnapshotAssertion

KC01: Final = TranscriptId("KC01")
ASKS: Final = Speaker(SpeakerKind.INTERVIEWER)
ANSWERS: Final = Speaker(SpeakerKind.PARTICIPANT, ParticipantId("KC01"))


class Paper(SingleFileSnapshotExtension):
    """One text file for each output."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture
def golden(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot(extension_class=Paper)


def profile(form: Format) -> str:
    """The participants of the study that this program is made for, and a second attribute."""
    roles = {
        "manager/clinician": 47,
        "manager": 18,
        "clinician": 15,
        "commentator": 13,
        "commissioner": 7,
        "manager/commentator": 4,
        "commentator/clinician": 3,
    }
    tables = (ProfileTable("role", roles), ProfileTable("=region", {"north": 100, "": 7}))
    return rendered_profile(Profile(107, tables, (ParticipantId("KC99"),), {}), form)


def preview(form: Format) -> str:
    words = ("Who leads?", "Nobody, \x1b[2Jreally. " + "And so it goes on. " * 12)
    segments = tuple(
        Segment(SegmentId(f"{at:04}"), label, text, start=at * 60.0, end=at * 60.0 + 9)
        for at, (label, text) in enumerate(zip(("INT", "KC01"), words, strict=True), start=1)
    )
    transcript = Transcript(
        KC01, "Ward 7", Source("KC01.vtt", "ab"), {"INT": ASKS, "KC01": ANSWERS}, segments
    )
    question = QuestionId("Q1")
    found = (FoundQuestion(question, SegmentId("0001"), QuestionSource.WORDING, 0.724),)
    one = Preview(
        transcript=transcript,
        coming=Coming.NEW,
        codable=1,
        speakers=(
            ComingSpeaker("INT", 1, SpeakerKind.INTERVIEWER, None),
            ComingSpeaker("KC01", 1, SpeakerKind.PARTICIPANT, ParticipantId("KC01")),
            ComingSpeaker(None, 2, None, None),
        ),
        questions=found,
        times=(60.0, 3729.0),
        notices=("Q1 at 1: 72 % sure, check it",),
        problems=(Problem(Path("KC01.vtt"), 7, 1, "a cue without an end"),),
    )
    return rendered_previews([one], form)


def update(form: Format) -> str:
    reviews = (
        CoderReview("ana", Review(KC01, SegmentId("0041"), (), Why.LOST)),
        CoderReview("ben.2", Review(KC01, SegmentId("0042"), (SegmentId("0041.1"),), Why.JOINED)),
    )
    done = (
        Updated(KC01, 250, 240, 8, 2, 3, 118, reviews),
        Updated(TranscriptId("KC02"), 9, 9, 0, 0, 0, 4, ()),
    )
    return rendered_update(Update(done, Path("backup-2026-11-25T100000Z")), form)


def anonymised(form: Format) -> str:
    return rendered_places(
        Anonymised(
            (Replaced("KC01:2", "ask Mary \x1b[1mSmith", "ask Eve \x1b[1mJones"),),
            (
                Remaining(LeftoverKind.NAME, "Patel", 3, "KC01:4"),
                Remaining(LeftoverKind.NHS, "943 476 5919", 1, "ana, memo on KC01:2"),
            ),
            (Path("notes.txt"),),
            (Path("talk.wav"),),
            4,
            Path("../.."),
        ),
        form,
    )


def withdrawal(form: Format) -> str:
    found = Withdrawn(
        transcripts=(TranscriptId("KC03"),),
        joint={TranscriptId("both"): 12},
        entries=96,
        lines=310,
        is_listed=True,
        backups=2,
        quoted=("codings/ana.json: memo on KC05:2",),
        others=(Path("interviews/KC03.docx"),),
        closed=(Path("KC03.wav"),),
        repository=None,
    )
    return rendered_withdrawal(found, "KC03", form)


@pytest.mark.parametrize("form", Format, ids=lambda form: form.value)
@pytest.mark.parametrize(
    "shows", [profile, preview, update, anonymised, withdrawal], ids=lambda each: each.__name__
)
def test_what_is_told_of_a_study(
    shows: Callable[[Format], str], form: Format, golden: SnapshotAssertion
) -> None:
    shown = shows(form)
    if form is Format.TABLE:
        assert all(cell_len(line) <= 80 for line in shown.splitlines())
    if form is not Format.JSON and form is not Format.CSV:
        assert "\x1b" not in shown
    assert shown == golden
