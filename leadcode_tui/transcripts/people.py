"""Who of the speakers asks, and which participant each of the others is."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from leadcode_tui.errors import UsageError
from leadcode_tui.model import ParticipantId, Speaker, SpeakerKind
from leadcode_tui.transcripts.known_labels import (
    is_interviewer_word,
    key,
    names_nobody,
    without_aside,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from leadcode_tui.model import Transcript, TranscriptId
    from leadcode_tui.transcripts.material import ReadOptions


def cast(
    labels: Sequence[str], options: ReadOptions, *, transcript_id: TranscriptId
) -> Mapping[str, Speaker]:
    """Return who stands behind each label.

    An interviewer is who was named, or, when nobody was, whose label is a word for it. Anybody
    else is a participant: the one whose id the label is; the transcript's own, where there is
    only one; or one by the name of the label. A label that names nobody (`Speaker 1`) is somebody
    else in every transcript, so that its participant's id has the transcript's in front.
    """
    if options.interviewers:
        asking = set(_called(labels, options.interviewers))
    else:
        asking = _known_to_ask(labels, options.asking, transcript_id)
    answering = [label for label in labels if label not in asking]
    ids = {key(participant): participant for participant in options.participants}
    only = ParticipantId(transcript_id) if len(answering) == 1 else None
    return {
        label: Speaker(SpeakerKind.INTERVIEWER)
        if label in asking
        else Speaker(
            SpeakerKind.PARTICIPANT,
            ids.get(key(label)) or only or _by_label(label, transcript_id),
        )
        for label in labels
    }


def _by_label(label: str, transcript_id: TranscriptId) -> ParticipantId:
    if names_nobody(label):
        return ParticipantId("-".join((transcript_id, *label.split())))
    return ParticipantId(label)


def _called(labels: Iterable[str], names: Iterable[str]) -> Iterator[str]:
    """Yield the labels that are among the names, with or without what is in brackets behind."""
    wanted = set(map(key, names))
    for label in labels:
        if not wanted.isdisjoint({key(label), key(without_aside(label))}):
            yield label


def _known_to_ask(
    labels: Sequence[str], asking: Sequence[str], transcript_id: TranscriptId
) -> set[str]:
    """Return the labels that are words for an interviewer, or that asked elsewhere.

    Where nothing is labelled, the only label is the transcript's id: INT01 is no word there.
    """
    if tuple(labels) == (transcript_id,):
        return set()
    return {*filter(is_interviewer_word, labels), *_called(labels, asking)}


def refuse_unknown(named: Sequence[str], transcripts: Sequence[Transcript]) -> None:
    """Refuse a transcript where none of the interviewers who were named speaks.

    A name that speaks in another of the transcripts is known. A transcript that nobody is
    labelled in may have no interviewer, as long as every name is known.
    """
    everybody = {label for transcript in transcripts for label in transcript.speakers}
    unknown = [name for name in named if not any(_called(everybody, [name]))]
    for transcript in transcripts if named else ():
        labels = tuple(transcript.speakers)
        if any(_called(labels, named)):
            continue
        if unknown:
            raise UsageError(f"{transcript.id}: {_nobody(labels, unknown)}")
        if labels != (transcript.id,):
            raise UsageError(
                f"{transcript.id}: {' or '.join(named)} speaks in other files only: say who "
                f"asks in this one too, or import it apart from them (labels: {', '.join(labels)})"
            )


def _nobody(labels: Sequence[str], unknown: Sequence[str]) -> str:
    """Return the sentence for interviewers who speak nowhere."""
    by_key = {key(label): label for label in labels}
    near = next((hit for name in unknown for hit in get_close_matches(key(name), by_key, 1)), None)
    guess = f"; did you mean {by_key[near]}?" if near is not None else ""
    return f"nobody is called {' or '.join(unknown)}{guess} (labels: {', '.join(labels)})"
