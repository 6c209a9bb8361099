"""Who of the speakers asks, and which participant each of the others is."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from leadcode_tui.errors import UsageError
from leadcode_tui.model import ParticipantId, Speaker, SpeakerKind
from leadcode_tui.transcripts.known_labels import is_interviewer_word, key

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from leadcode_tui.model import TranscriptId
    from leadcode_tui.transcripts.material import ReadOptions


def cast(
    labels: Sequence[str], options: ReadOptions, *, transcript_id: TranscriptId
) -> Mapping[str, Speaker]:
    """Return who stands behind each label.

    An interviewer is who was named, or, when nobody was, whose label is a word for it. Anybody
    else is a participant: the one whose id the label is; the transcript's own, where there is
    only one; or one by the name of the label.
    """
    asking = _asking(labels, options.interviewers, transcript_id)
    answering = [label for label in labels if label not in asking]
    ids = {key(participant): participant for participant in options.participants}
    only = ParticipantId(transcript_id) if len(answering) == 1 else None
    return {
        label: Speaker(SpeakerKind.INTERVIEWER)
        if label in asking
        else Speaker(SpeakerKind.PARTICIPANT, ids.get(key(label)) or only or ParticipantId(label))
        for label in labels
    }


def _asking(
    labels: Sequence[str], named: Sequence[str], transcript_id: TranscriptId
) -> Collection[str]:
    """Return the labels of those who ask; some of those who were named must occur."""
    if not named:
        return {label for label in labels if is_interviewer_word(label)}
    wanted = {key(name) for name in named}
    asking = {label for label in labels if key(label) in wanted}
    if not asking:
        raise UsageError(_unknown(labels, named, transcript_id))
    return asking


def _unknown(labels: Sequence[str], named: Sequence[str], transcript_id: TranscriptId) -> str:
    """Return the sentence for interviewers who do not speak in the transcript."""
    by_key = {key(label): label for label in labels}
    near = next((hit for name in named for hit in get_close_matches(key(name), by_key, 1)), None)
    guess = f"; did you mean {by_key[near]}?" if near is not None else ""
    names = " or ".join(named)
    return f"{transcript_id}: nobody is called {names}{guess} (labels: {', '.join(labels)})"
