"""What a coder decided, held against the study's transcripts and its codebook."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from leadcode_tui.errors import Problem
from leadcode_tui.store.coder_file import CODINGS, named_by, place_in
from leadcode_tui.store.differences import named
from leadcode_tui.study.coder_files import header_of
from leadcode_tui.study.gone import codes_gone
from leadcode_tui.study.material import Place
from leadcode_tui.study.whose import is_hidden
from leadcode_tui.text import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from leadcode_tui.model import Codebook, Entry, Segment, SegmentId, Transcript, TranscriptId
    from leadcode_tui.store.audit import Audit
    from leadcode_tui.study.folder import StudyFolder


def coding_problems(
    study: StudyFolder,
    audit: Audit,
    codebook: Codebook | None,
    transcripts: Mapping[TranscriptId, Transcript],
) -> Iterator[Problem]:
    """Yield what a coder's decisions name that the study does not have, or has otherwise."""
    if audit.found is not None and audit.found.study not in (None, study.settings.id):
        message = f"it belongs to another study, {audit.found.study!r}"
        yield Problem(audit.path, *place_in(audit.content, "file", "study"), message)
    yield from _round_problems(study, audit)
    for transcript, entries in sorted(audit.current.entries.items()):
        yield from _entry_problems(study, audit, transcript, entries, transcripts)
    for transcript in sorted(audit.current.transcripts):
        if transcript in transcripts:
            yield from _codable_problems(study, audit, transcripts[transcript])
    yield from _book_problems(audit)
    if codebook is not None:
        gone = codes_gone(audit.path, audit.current.entries, codebook)
        yield from _without_codes(audit, gone) if _is_hidden(study, audit) else gone


def _is_hidden(study: StudyFolder, audit: Audit) -> bool:
    return is_hidden(study, named_by(audit.path)[0])


def _without_codes(audit: Audit, gone: Sequence[Problem]) -> Iterator[Problem]:
    """Yield how many codes are gone, and not which: while a study is blind they are the coder's."""
    if gone:
        many = "1 code is" if len(gone) == 1 else f"{len(gone)} codes are"
        message = f"{many} not in the codebook; the study is blind: {audit.path.stem} sees which"
        yield Problem(audit.path, 0, 0, message)


def _round_problems(study: StudyFolder, audit: Audit) -> Iterator[Problem]:
    """Yield a file that lies in the folder of another round than its own: figures refuse it."""
    own = audit.found.round if audit.found is not None else None
    place = header_of(study, audit.path).round
    if own is not None and own != place:
        lies = (
            f"lies where those of {place!r} belong" if place else "the study file names no rounds"
        )
        message = f"it is of the round {own!r}, and {lies}"
        yield Problem(audit.path, *place_in(audit.content, "file", "round"), message)


def _book_problems(audit: Audit) -> Iterator[Problem]:
    """Yield the revisions of the codebook that decisions name and the file does not hold."""
    used = {entry.book for kept in audit.current.entries.values() for entry in kept.values()}
    for book in sorted(used - {""} - {*audit.current.books}):
        message = f"decisions were made under the codebook revision {book!r}, which it lacks"
        yield Problem(audit.path, *place_in(audit.content, "book", book), message)


def _entry_problems(
    study: StudyFolder,
    audit: Audit,
    transcript: TranscriptId,
    entries: Mapping[SegmentId, Entry],
    transcripts: Mapping[TranscriptId, Transcript],
) -> Iterator[Problem]:
    if not entries:
        return
    if transcript not in transcripts:
        if transcript not in study.transcript_ids():
            message = f"the study has no transcript {transcript!r}"
            where = place_in(audit.content, CODINGS + transcript)
            held = f"entries on {count(len(entries), 'segment')} hold on to it"
            yield Problem(audit.path, *where, f"{message}: {held}")
        return
    content = transcripts[transcript]
    codable = frozenset(study.settings.codable_segments(content))
    checks: Mapping[str, Callable[[Entry, Segment], bool]] = {
        "the text is not the one that was decided on": _is_other_text,
        "decided, and no segment that coders decide on": lambda entry, segment: (
            entry.codes is not None and segment.id not in codable
        ),
        "a span does not lie in the text, or its code is not applied": _has_loose_span,
    }
    unknown = [segment for segment in entries if segment not in content.by_id]
    yield from _told(audit, transcript, "the transcript has no such segment", unknown)
    for message, is_wrong in checks.items():
        wrong = [
            segment
            for segment, entry in entries.items()
            if segment in content.by_id and is_wrong(entry, content.by_id[segment])
        ]
        yield from _told(audit, transcript, message, wrong)


def _told(
    audit: Audit, transcript: TranscriptId, message: str, segments: list[SegmentId]
) -> Iterator[Problem]:
    """Yield one problem for all these segments, at the first of them."""
    if segments:
        line, column = place_in(audit.content, CODINGS + transcript, segments[0])
        places = named([str(Place(transcript, segment)) for segment in segments])
        yield Problem(audit.path, line, column, f"{message}: {places}")


def _is_other_text(entry: Entry, segment: Segment) -> bool:
    """Say whether another text was decided on; a hand-made entry does not say on which."""
    has_other_length = bool(entry.chars) and entry.chars != len(segment.text)
    return has_other_length or (bool(entry.text) and entry.text != segment.fingerprint)


def _has_loose_span(entry: Entry, segment: Segment) -> bool:
    return any(
        code not in (entry.codes or ()) or not 0 <= start < end <= len(segment.text)
        for code, spans in (entry.spans or {}).items()
        for start, end in spans
    )


def _codable_problems(
    study: StudyFolder, audit: Audit, transcript: Transcript
) -> Iterator[Problem]:
    """Yield where the list of segments to decide on, kept for comparison, is out of date."""
    kept = Counter(audit.current.transcripts[transcript.id].codable)
    there = Counter(study.settings.codable_segments(transcript))
    if kept != there:
        more, fewer = (kept - there).total(), (there - kept).total()
        message = f"{transcript.id}: the list of codable segments has {more} too many, {fewer}"
        where = place_in(audit.content, "transcripts", transcript.id)
        hint = f"coding in it once more corrects it: leadcode code {transcript.id}"
        yield Problem(audit.path, *where, f"{message} too few", hint)
