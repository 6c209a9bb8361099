"""Corrections after coding began: a whole transcript from a file, or a single place of one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from leadcode_tui.errors import UsageError
from leadcode_tui.model import QuestionSource, SegmentId, SpeakerKind
from leadcode_tui.study.corrections.updating import update_transcripts
from leadcode_tui.study.importing import read_files
from leadcode_tui.study.named import known_transcript, parts_of_place, segment_of_number

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from leadcode_tui.model import Segment, Transcript
    from leadcode_tui.study.corrections.updating import Update
    from leadcode_tui.study.folder import StudyFolder
    from leadcode_tui.study.importing import Asked
    from leadcode_tui.transcripts import Reading


def update_files(
    study: StudyFolder, paths: Iterable[Path], asked: Asked, *, dry: bool
) -> tuple[Update, tuple[Reading, ...]]:
    """Put corrected transcripts in place of those that the study has, decisions and all.

    Who asked before asks again, unless others are named.
    """
    asking = () if asked.interviewers else _who_asked(study)
    readings = read_files(study, paths, asked, asking=asking)
    later = [_with_known_people(study, reading.transcript) for reading in readings]
    return update_transcripts(study, later, dry=dry), readings


def _who_asked(study: StudyFolder) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            label
            for name in study.transcript_ids()
            for label, speaker in study.transcript(name).speakers.items()
            if speaker.kind is SpeakerKind.INTERVIEWER
        )
    )


def _with_known_people(study: StudyFolder, later: Transcript) -> Transcript:
    """Return a transcript in which the labels stand for whom they stood for before."""
    if later.id not in study.transcript_ids():
        return later
    before = study.transcript(later.id).speakers
    speakers = {
        label: before[label] if label in before and before[label].kind is speaker.kind else speaker
        for label, speaker in later.speakers.items()
    }
    return replace(later, speakers=speakers)


def split_segment(study: StudyFolder, place: str, before: str, *, dry: bool) -> Update:
    """Cut a segment in two, before some words of it that stand there once."""
    transcript, segment = _found(study, place)
    count = segment.text.count(before)
    if not before.strip() or count != 1:
        many = "do not stand" if count == 0 else f"stand {count} times"
        raise UsageError(f"the words {many} in {place}: give words that stand there once")
    cut = segment.text.index(before)
    first, second = segment.text[:cut].rstrip(), segment.text[cut:]
    if not first:
        raise UsageError(f"{place} begins with these words: nothing would be left before them")
    parts = (
        replace(segment, text=first, end=None),
        replace(segment, id=SegmentId(f"{segment.id}-"), text=second, start=None),
    )
    return update_transcripts(study, [_with(transcript, {segment.id: parts})], dry=dry)


def merge_segments(study: StudyFolder, place: str, *, dry: bool) -> Update:
    """Make one segment of this and the next, which the same speaker says."""
    transcript, segment = _found(study, place)
    at = transcript.segments.index(segment)
    if at + 1 == len(transcript.segments):
        raise UsageError(f"{place} is the last segment: there is none to join it with")
    after = transcript.segments[at + 1]
    if after.speaker != segment.speaker:
        raise UsageError(
            f"{place} and the next segment are said by two: {segment.speaker or 'nobody'} and "
            f"{after.speaker or 'nobody'}"
        )
    by_hand = QuestionSource.HAND in (segment.by, after.by)
    joined = replace(
        segment,
        text=f"{segment.text} {after.text}",
        questions=tuple(dict.fromkeys((*segment.questions, *after.questions))),
        by=QuestionSource.HAND if by_hand else segment.by or after.by,
        end=after.end,
    )
    later = _with(transcript, {segment.id: (joined,), after.id: ()})
    return update_transcripts(study, [later], dry=dry)


def _found(study: StudyFolder, place: str) -> tuple[Transcript, Segment]:
    name, number = parts_of_place(place)
    transcript = study.transcript(known_transcript(name, study.transcript_ids()))
    return transcript, segment_of_number(transcript, number)


def _with(transcript: Transcript, parts: dict[SegmentId, tuple[Segment, ...]]) -> Transcript:
    segments = (
        each for segment in transcript.segments for each in parts.get(segment.id, (segment,))
    )
    return replace(transcript, segments=tuple(segments))
