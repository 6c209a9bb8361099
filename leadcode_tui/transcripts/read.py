"""Reading a transcript: from a file, or from one file for each speaker, to segments."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from leadcode_tui.errors import ProblemsError, UnreadableError, refuse_together
from leadcode_tui.model import SegmentUnit, Source, SpeakerKind, Transcript, TranscriptId
from leadcode_tui.text import sanitise_line
from leadcode_tui.transcripts.decoding import load
from leadcode_tui.transcripts.formats import reader_for
from leadcode_tui.transcripts.header import said_to_ask, without_signatures
from leadcode_tui.transcripts.known_labels import is_participant_word, key
from leadcode_tui.transcripts.material import Material, Reading, ReadOptions, safe
from leadcode_tui.transcripts.people import cast, refuse_unknown
from leadcode_tui.transcripts.questions import (
    about_questions,
    asked_apart,
    found_by_wording,
    passages,
)
from leadcode_tui.transcripts.segments import INLINE_TIME, MOST_SEGMENTS, cut
from leadcode_tui.transcripts.speakers import label_blocks, same_speakers, with_unlabelled
from leadcode_tui.transcripts.times import END_STAMP, seconds
from leadcode_tui.transcripts.wording import Wordings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from leadcode_tui.model import Segment, Speaker
    from leadcode_tui.transcripts.material import Block
    from leadcode_tui.transcripts.questions import Passage

_DEFAULTS = ReadOptions()
#: What an id may not have: anything that a shell, a path or a CSV file could take for its own.
_UNSAFE = re.compile(r"[^\w.-]+")
_NAMELESS = "transcript"
#: How many bytes an id has at most: it is a file's name, with an ending and what goes before.
_LONGEST_ID = 200
_LAST_STAMP = re.compile(rf"{END_STAMP}\s*\Z")


@dataclass(frozen=True, slots=True)
class _Talk:
    """What is said in a file, with the speakers found.

    `labelled` is whether the file has any labels, `in_turns` whether they part its turns.
    """

    material: Material
    labelled: bool
    sha256: str
    in_turns: bool = True


def default_id(path: Path) -> TranscriptId:
    """Return an id made of a file's name: letters, digits and - _ . only.

    >>> from pathlib import Path
    >>> default_id(Path("interviews/KC 010 (final).txt"))
    'KC-010-final'
    """
    plain = sanitise_line(path.stem)
    whole = _UNSAFE.sub("-", plain).strip("-.")
    short = whole.encode()[:_LONGEST_ID].decode(errors="ignore")
    return TranscriptId(short.rstrip("-.") or _NAMELESS)


def read_transcript(
    path: Path, *, transcript_id: TranscriptId, settings: ReadOptions = _DEFAULTS
) -> Reading:
    """Read one file that holds an interview."""
    reading = _read(path, transcript_id, settings)
    refuse_unknown(settings.interviewers, [reading.transcript])
    return reading


def read_each(paths: Iterable[Path], *, settings: ReadOptions = _DEFAULTS) -> tuple[Reading, ...]:
    """Read files that hold an interview each; an interviewer need not speak in every one.

    Those that cannot be read are refused together, so that nobody meets them one by one.
    """
    readings: list[Reading] = []
    refusals: list[UnreadableError | ProblemsError] = []
    for path in paths:
        try:
            readings.append(_read(path, default_id(path), settings))
        except (UnreadableError, ProblemsError) as refusal:
            refusals.append(refusal)
    refuse_together(refusals, named=len(readings) + len(refusals))
    refuse_unknown(settings.interviewers, [reading.transcript for reading in readings])
    return tuple(readings)


def _read(path: Path, transcript_id: TranscriptId, settings: ReadOptions) -> Reading:
    talk = _talk(path, transcript_id, settings)
    source = Source(sanitise_line(path.name), talk.sha256)
    return _reading(talk, source, transcript_id=transcript_id, settings=settings)


def read_joined(
    paths: Sequence[Path], *, transcript_id: TranscriptId, settings: ReadOptions = _DEFAULTS
) -> Reading:
    """Read the files of one interview, each with some of its speakers, in the order of time."""
    talks = [_timed(path, settings) for path in paths]
    shared = _shared_labels(talks)
    blocks = sorted(
        (block for talk in talks for block in talk.material.blocks),
        key=lambda block: block.start or 0.0,
    )
    material = Material(
        tuple(blocks),
        next((talk.material.title for talk in talks if talk.material.title), ""),
        tuple(
            f"{sanitise_line(path.name)}: {notice}"
            for path, talk in zip(paths, talks, strict=True)
            for notice in talk.material.notices
        )
        + tuple(f"{label} speaks in several of the files" for label in shared),
        tuple(problem for talk in talks for problem in talk.material.problems),
    )
    names = " + ".join(sanitise_line(path.name) for path in paths)
    whole = sha256("".join(talk.sha256 for talk in talks).encode()).hexdigest()
    joined = _Talk(material, labelled=True, sha256=whole)
    source = Source(names, whole)
    reading = _reading(joined, source, transcript_id=transcript_id, settings=settings)
    refuse_unknown(settings.interviewers, [reading.transcript])
    return reading


def _shared_labels(talks: Iterable[_Talk]) -> Sequence[str]:
    """Return the speakers who come up in more than one file."""
    counts = Counter(
        label
        for talk in talks
        for label in {block.label for block in talk.material.blocks if block.label is not None}
    )
    return [label for label, files in counts.items() if files > 1]


def _timed(path: Path, settings: ReadOptions) -> _Talk:
    """Return what is said in a file where everything has its time."""
    talk = _talk(path, default_id(path), settings)
    untimed = next((block for block in talk.material.blocks if block.start is None), None)
    if untimed is not None:
        raise UnreadableError(
            path,
            f"what is said in line {untimed.line} has no time, so the file cannot be joined with "
            "another: import it alone",
        )
    return talk


def _talk(path: Path, transcript_id: TranscriptId, settings: ReadOptions) -> _Talk:
    """Return what is said in a file, and by whom; without any labels, by the participant."""
    reader = reader_for(path)
    file = load(path, settings)
    found = reader.read(file)
    if len(found.blocks) > MOST_SEGMENTS:
        raise UnreadableError(path, f"it has more than {MOST_SEGMENTS:,} parts: no interview has")
    material = safe(found)
    blocks, notices = material.blocks, (*file.notices, *material.notices)
    if not any(block.label for block in blocks):
        named = (
            *settings.interviewers,
            *settings.asking,
            *settings.participants,
            transcript_id,
        )
        speakers = label_blocks(blocks, named=named, questions=settings.questions)
    else:
        speakers = same_speakers(blocks)
    blocks, others = with_unlabelled(
        speakers.blocks, (*settings.interviewers, *settings.asking), transcript_id
    )
    notices = (*notices, *speakers.notices, *others)
    labelled = any(block.label for block in blocks)
    wordings = Wordings(settings.wordings, ())
    asked = asked_apart(blocks, settings.questions, wordings)
    spoken = _carried(without_signatures(asked), None if labelled else transcript_id)
    filled = tuple(block for block in spoken if block.text.strip())
    if not filled:
        raise UnreadableError(path, "there are no words in it")
    said = replace(material, blocks=filled, notices=notices)
    return _Talk(said, labelled, file.sha256, in_turns=not others)


def _carried(blocks: Iterable[Block], label: str | None) -> Iterator[Block]:
    """Yield the blocks with the speaker that each goes on for, from the one before the first.

    The time of a label that stands alone is the start of the words below it.
    """
    start: float | None = None
    for block in blocks:
        label = block.label or label
        if block.context:
            yield block
            continue
        start = block.start if block.start is not None or block.label is not None else start
        ended = _LAST_STAMP.search(block.text) if block.end is None else None
        end = block.end if ended is None else seconds(ended.group())
        yield replace(block, label=label, start=start, end=end)
        start = None if block.text.strip() else start


def _reading(
    talk: _Talk, source: Source, *, transcript_id: TranscriptId, settings: ReadOptions
) -> Reading:
    """Return the transcript of a talk, with all that is to be said about it."""
    blocks = talk.material.blocks
    settings = _with_header(settings, blocks)
    unit = settings.unit
    alone = len({block.label for block in blocks} - {None}) <= 1
    if unit == SegmentUnit.TURN and (alone or not talk.in_turns):
        unit = SegmentUnit.PARAGRAPH  # where one person speaks there are no turns
    answering = _answering(blocks, transcript_id, settings)
    segments, questions = cut(answering, unit)
    if not segments:
        raise UnreadableError(source.name, "there are no words in it")
    if len(segments) > MOST_SEGMENTS:
        why = f"it makes more than {MOST_SEGMENTS:,} segments: cut the file into interviews"
        raise UnreadableError(source.name, why)
    counts = Counter(segment.speaker for segment in segments if segment.speaker is not None)
    speakers = cast(tuple(counts), settings, transcript_id=transcript_id)
    title = sanitise_line(" ".join(talk.material.title.split()))
    transcript = Transcript(transcript_id, title, source, speakers, segments)
    notices = (
        *talk.material.notices,
        *_notices(talk, segments, speakers, counts),
        *about_questions(questions, settings),
    )
    return Reading(transcript, notices, talk.material.problems, counts, questions)


def _with_header(settings: ReadOptions, blocks: Iterable[Block]) -> ReadOptions:
    """Return the options with those who ask as the header says, unless it names a participant."""
    answering = {key(participant) for participant in settings.participants}
    asking = (name for name in said_to_ask(blocks) if key(name) not in answering)
    return replace(settings, asking=(*settings.asking, *asking))


def _answering(
    blocks: Sequence[Block], transcript_id: TranscriptId, settings: ReadOptions
) -> Sequence[Passage]:
    """Return the passages with the questions that they answer: by marks, else by wording."""
    marked = tuple(passages(blocks, settings.questions))
    if not settings.wordings or any(passage.questions for passage in marked):
        return marked
    labels = tuple(dict.fromkeys(block.label for block in blocks if block.label is not None))
    speakers = cast(labels, settings, transcript_id=transcript_id)
    asking = {label for label, who in speakers.items() if who.kind is SpeakerKind.INTERVIEWER}
    wordings = Wordings(settings.wordings, (block.text for block in blocks))
    return tuple(found_by_wording(marked, wordings, asking))


def _notices(
    talk: _Talk,
    segments: Sequence[Segment],
    speakers: Mapping[str, Speaker],
    counts: Mapping[str, int],
) -> Iterator[str]:
    """Yield what is to be said about times within turns, and about the speakers."""
    times = sum(len(INLINE_TIME.findall(block.text)) for block in talk.material.blocks)
    if times:
        yield f"times within turns are left out ({times})"
    context = sum(segment.speaker is None for segment in segments)
    if context:
        yield f"what nobody says is kept as context ({context})"
    if not talk.labelled:
        who = next(iter(counts), "nobody")
        yield f"no speakers' labels found: everything is taken as said by {who}"
        return
    by_count = ", ".join(f"{label} {n}" for label, n in counts.items())
    asking = [label for label, who in speakers.items() if who.kind is SpeakerKind.INTERVIEWER]
    if asking or len(speakers) == 1:
        asks = f"; asking: {', '.join(asking)}" if asking else ""
        yield f"speakers: {by_count}{asks}"
    else:
        unsaid = [label for label in speakers if not is_participant_word(label)]
        who = f'"{unsaid[0]}", if it is them' if len(unsaid) == 1 else "NAME"
        yield (
            "no interviewer found: all speakers are taken as participants; say who asks with "
            f"--interviewer {who} (labels: {by_count})"
        )
