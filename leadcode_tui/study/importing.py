"""Transcripts into the study: read, checked against what is there, and written."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace as replace_fields
from typing import TYPE_CHECKING

from leadcode_tui.errors import UnreadableError, UsageError, refuse_together
from leadcode_tui.model import SpeakerKind, TranscriptId
from leadcode_tui.sheets import NO_PARTICIPANTS, with_participants
from leadcode_tui.store.files import read_bytes
from leadcode_tui.store.rewriting import rewrite
from leadcode_tui.store.transcript_files import encode_transcript, transcript_path
from leadcode_tui.study.coder_files import hold_study_file
from leadcode_tui.study.privacy.pseudonym_list import LIST, places_with_names
from leadcode_tui.study.privacy.withdrawals import RECORD, withdrawn
from leadcode_tui.study.root import STUDY_FILE
from leadcode_tui.transcripts import (
    Reading,
    ReadOptions,
    default_id,
    read_each,
    read_joined,
    read_transcript,
)
from leadcode_tui.transcripts.known_labels import is_interviewer_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from leadcode_tui.errors import Problem
    from leadcode_tui.model import ParticipantId, Transcript
    from leadcode_tui.study.folder import StudyFolder


#: How many transcripts are named in which somebody speaks as well.
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of an import, beside its files.

    `interviewers` are labels; `id` is the transcript's, in place of the file's name; with `joined`
    the files are one interview. `columns` says which columns of a table hold what.
    """

    interviewers: tuple[str, ...] = ()
    id: str | None = None
    joined: bool = False
    columns: str | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """What came in from a file: the transcript, its codable segments, and what is to be said.

    `problems` are mistakes in the file; each says how it was taken, so that nothing is lost.
    """

    transcript: Transcript
    codable: int
    notices: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class CameIn:
    """What came in, what the study had already, and what else was done."""

    imported: tuple[Imported, ...]
    already: tuple[str, ...] = ()
    remembered: tuple[str, ...] = ()


def bring_in(study: StudyFolder, paths: Iterable[Path], asked: Asked) -> CameIn:
    """Import files; the interviewers who were named are remembered in the study file.

    All come in, or none: neither a mistake in the last nor a full disk leaves anything half done. A
    file that the study has already is passed over, and told. Raises HeldError while another command
    changes the study.
    """
    readings = read_files(study, paths, asked)
    with hold_study_file(study):
        new, already = sorted_out(study, readings)
        transcripts = [reading.transcript for reading in new]
        study_file, remembered = _remembering(study, asked.interviewers)
        files = _files_of(study, transcripts) | study_file
        if files:
            rewrite(study.root, "an import", files)
    return CameIn(
        tuple(_told(study, reading) for reading in new),
        tuple(there for _, there in already),
        remembered,
    )


def read_files(
    study: StudyFolder, paths: Iterable[Path], asked: Asked, *, asking: Sequence[str] = ()
) -> tuple[Reading, ...]:
    """Read files as the study asks for it, one transcript each or all as one; nothing is written.

    `asking` are labels of interviewers beside those that the study remembers.
    """
    options = _options(study, asked, asking)
    readings = _readings(paths, asked, options)
    _refuse_withdrawn(study, readings)
    return tuple(
        _with_names_told(study, reading) for reading in _with_repeats_told(study, readings)
    )


def _readings(paths: Iterable[Path], asked: Asked, options: ReadOptions) -> tuple[Reading, ...]:
    if asked.id is None:
        return read_each(paths, settings=options)
    files = tuple(paths)
    name = TranscriptId(asked.id)
    if default_id(_named(files[0], name)) != name:
        raise UsageError(
            f"{name!r} cannot be a transcript's id: letters, digits, '-', '_', '.', not too many"
        )
    if asked.joined:
        return (read_joined(files, transcript_id=name, settings=options),)
    if len(files) > 1:
        raise UsageError("--as names one transcript: give one file, or join them with --join")
    return (read_transcript(files[0], transcript_id=name, settings=options),)


def _with_repeats_told(study: StudyFolder, readings: Sequence[Reading]) -> Iterator[Reading]:
    """Yield the readings, each saying who of it is a participant of another transcript as well.

    A label such as S01 or Mary may be one person in one interview, and another in the next.
    """
    speak: dict[ParticipantId, list[TranscriptId]] = {}
    coming = {reading.transcript.id: reading.transcript for reading in readings}
    there = (study.transcript(name) for name in study.transcript_ids() if name not in coming)
    for transcript in (*there, *coming.values()):
        for participant in _participants(transcript):
            speak.setdefault(participant, []).append(transcript.id)
    for reading in readings:
        mine = reading.transcript.id
        people = reading.transcript.speakers.values()
        nobody_asks = all(person.kind is not SpeakerKind.INTERVIEWER for person in people)
        told = tuple(
            f"{participant} speaks in {_some(others)} as well, and is taken for one participant; "
            + (f'for who asks, say --interviewer "{participant}"; ' if nobody_asks else "")
            + "where it is somebody else, give them another label in the file"
            for participant in _participants(reading.transcript)
            if (others := [name for name in speak[participant] if name != mine])
        )
        yield replace_fields(reading, notices=(*reading.notices, *told))


def _some(names: Sequence[str]) -> str:
    """Return names, or the first and how many more there are."""
    few, more = names[:_SHOWN], len(names) - _SHOWN
    return ", ".join(few) + (f" and {more} more" if more > 0 else "")


def _with_names_told(study: StudyFolder, reading: Reading) -> Reading:
    """Return a reading that says so where names of the study's list are in it."""
    count = places_with_names(study, reading.transcript)
    if not count:
        return reading
    told = f"names of {LIST} stand in {count} of its segments: leadcode anonymise replaces them"
    return replace_fields(reading, notices=(*reading.notices, told))


def _named(path: Path, name: str) -> Path:
    return path.parent / f"{name.replace('/', ' ')}.txt"


def sorted_out(
    study: StudyFolder, readings: Sequence[Reading]
) -> tuple[Sequence[Reading], Sequence[tuple[Reading, str]]]:
    """Part what is new from files that the study has already, with a sentence for each of these.

    Raises UnreadableError where another file has the name of a transcript that is there.
    """
    sources = {study.transcript(name).source.sha256: name for name in study.transcript_ids()}
    new, already = [], []
    for reading in readings:
        there = sources.get(reading.transcript.source.sha256)
        if there is None:
            new.append(reading)
        else:
            told = f"{reading.transcript.source.name}: the study has this very file already, as"
            already.append((reading, f"{told} {there}; to read it anew: --update"))
    _refuse_known(study, [reading.transcript for reading in new])
    return new, already


def read_loose(path: Path, *, interviewers: Sequence[str]) -> tuple[Transcript, tuple[str, ...]]:
    """Read a transcript that belongs to no study, and what is to be said of how it was taken."""
    options = ReadOptions(interviewers=tuple(interviewers))
    reading = read_transcript(path, transcript_id=default_id(path), settings=options)
    return reading.transcript, (*map(str, reading.problems), *reading.notices)


def _options(study: StudyFolder, asked: Asked, asking: Sequence[str]) -> ReadOptions:
    return ReadOptions(
        unit=study.settings.segment,
        interviewers=asked.interviewers,
        asking=(*study.settings.interviewers, *asking),
        participants=tuple(study.participants()),
        questions=tuple(question.id for question in study.settings.schedule),
        wordings={question.id: question.question for question in study.settings.schedule},
        columns=asked.columns,
    )


def _files_of(study: StudyFolder, transcripts: Sequence[Transcript]) -> dict[Path, bytes]:
    """Return what is to be written for new transcripts."""
    contents = {
        transcript_path(study.transcripts_path, transcript.id): encode_transcript(transcript)
        for transcript in transcripts
    }
    return contents | listing(study, transcripts)


def _told(study: StudyFolder, reading: Reading) -> Imported:
    codable = len(study.settings.codable_segments(reading.transcript))
    return Imported(reading.transcript, codable, reading.notices, reading.problems)


def _refuse_known(study: StudyFolder, transcripts: Sequence[Transcript]) -> None:
    """Refuse a transcript that is there already: coders' decisions refer to its segments."""
    known = {name.casefold(): name for name in study.transcript_ids()}
    coming: dict[str, Transcript] = {}
    refusals: list[UnreadableError] = []
    for transcript in transcripts:
        name = transcript.id.casefold()
        source = transcript.source.name
        if name in known:
            refusals.append(UnreadableError(source, _known(study, known[name], transcript)))
        elif name in coming:
            why = (
                f"it would be the transcript {transcript.id}, and so would "
                f"{coming[name].source.name}: rename one of the two"
            )
            refusals.append(UnreadableError(source, why))
        else:
            coming[name] = transcript
    refuse_together(refusals, named=len(transcripts))


def _refuse_withdrawn(study: StudyFolder, readings: Sequence[Reading]) -> None:
    """Refuse what somebody says who withdrew: they were promised that it is gone."""
    gone = withdrawn(study.root)
    for reading in readings:
        for speaker in reading.transcript.speakers.values():
            if (who := speaker.participant) in gone and who is not None:
                raise UnreadableError(
                    reading.transcript.source.name,
                    f"{who} withdrew on {gone[who][:10]}: what they said cannot come in; if that "
                    f"is a mistake, correct {RECORD}",
                )


def _known(study: StudyFolder, there: TranscriptId, transcript: Transcript) -> str:
    """Return the sentence for a transcript of that name, with the way out."""
    source = study.transcript(there).source
    return (
        f"the study has a transcript {there} already, from another file, {source.name}; if this "
        f"is a corrected one: leadcode import --update {transcript.source.name}"
    )


def listing(study: StudyFolder, transcripts: Sequence[Transcript]) -> dict[Path, bytes]:
    """Return the table of participants with those of transcripts who are not in it yet.

    They have no role, for a person to fill in. Where all are listed, nothing is to be written.
    """
    known = study.participants()
    new = dict.fromkeys(
        participant
        for transcript in transcripts
        for participant in _participants(transcript)
        if participant not in known
    )
    if not new:
        return {}
    path = study.participants_path
    table = read_bytes(path).decode() if path.exists() else NO_PARTICIPANTS
    return {path: with_participants(table, tuple(new)).encode()}


def _participants(transcript: Transcript) -> Sequence[ParticipantId]:
    """Return who of the participants speaks in a transcript."""
    everybody = (speaker.participant for speaker in transcript.speakers.values())
    return tuple(dict.fromkeys(who for who in everybody if who is not None))


def _remembering(
    study: StudyFolder, interviewers: Sequence[str]
) -> tuple[dict[Path, bytes], tuple[str, ...]]:
    """Return the study file with interviewers who are not known to ask, and what is said of it."""
    listed = {name.casefold() for name in study.settings.interviewers}
    new = [
        name
        for name in dict.fromkeys(interviewers)
        if name.casefold() not in listed and not is_interviewer_word(name)
    ]
    if not new:
        return {}, ()
    from leadcode_tui.codebook.interviewers import with_interviewers  # noqa: PLC0415 # seldom needed

    path = study.root / STUDY_FILE
    text = with_interviewers(read_bytes(path).decode(), new, path)
    names = ", ".join(new)
    if text is None:
        by_hand = f"add to {path} by hand, so that it is known next time: interviewers: [{names}]"
        return {}, (by_hand,)
    return {path: text.encode()}, (f"remembered in {path}: interviewers {names}",)
