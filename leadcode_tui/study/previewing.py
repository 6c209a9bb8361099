"""What an import would bring in, to be looked at before anything is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from leadcode_tui.study.importing import read_files, sorted_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from leadcode_tui.errors import Problem
    from leadcode_tui.model import ParticipantId, Segment, SpeakerKind, Transcript
    from leadcode_tui.study.folder import StudyFolder
    from leadcode_tui.study.importing import Asked
    from leadcode_tui.transcripts import Reading
    from leadcode_tui.transcripts.material import FoundQuestion

#: So many segments are shown of each transcript.
FIRST: Final = 3


class Coming(StrEnum):
    """What an import would do with a file."""

    NEW = "new"
    ALREADY = "there already"


@dataclass(frozen=True, slots=True)
class ComingSpeaker:
    """A label, how often it speaks, and who it is taken for; nobody for context."""

    label: str | None
    segments: int
    kind: SpeakerKind | None
    participant: ParticipantId | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What would come in from one file. Times are seconds, of the first segment and the last."""

    transcript: Transcript
    coming: Coming
    codable: int
    speakers: tuple[ComingSpeaker, ...]
    questions: tuple[FoundQuestion, ...]
    times: tuple[float, float] | None
    notices: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def first(self) -> Sequence[Segment]:
        """The first segments."""
        return self.transcript.segments[:FIRST]


def preview(study: StudyFolder, paths: Iterable[Path], asked: Asked) -> tuple[Preview, ...]:
    """Read files as an import would, and write nothing; what it would refuse is refused here."""
    readings = read_files(study, paths, asked)
    _, already = sorted_out(study, readings)
    there = {reading.transcript.source.sha256: told for reading, told in already}
    return tuple(_previewed(study, reading, there) for reading in readings)


def _previewed(study: StudyFolder, reading: Reading, there: dict[str, str]) -> Preview:
    transcript = reading.transcript
    told = there.get(transcript.source.sha256)
    return Preview(
        transcript=transcript,
        coming=Coming.NEW if told is None else Coming.ALREADY,
        codable=len(study.settings.codable_segments(transcript)),
        speakers=_speakers(transcript),
        questions=reading.questions,
        times=_times(transcript),
        notices=reading.notices if told is None else (told, *reading.notices),
        problems=reading.problems,
    )


def _speakers(transcript: Transcript) -> tuple[ComingSpeaker, ...]:
    counts = Counter(segment.speaker for segment in transcript.segments)
    return tuple(
        ComingSpeaker(
            label,
            number,
            None if label is None else transcript.speakers[label].kind,
            None if label is None else transcript.speakers[label].participant,
        )
        for label, number in counts.items()
    )


def _times(transcript: Transcript) -> tuple[float, float] | None:
    """Return when the talk begins and ends, None where the file does not say."""
    starts = [each.start for each in transcript.segments if each.start is not None]
    ends = [each.end for each in transcript.segments if each.end is not None]
    return (min(starts), max([*starts, *ends])) if starts else None
