"""A corrected transcript in place of the one that was coded, with every coder's decisions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from secrets import token_hex
from typing import TYPE_CHECKING

from leadcode_tui.errors import UsageError
from leadcode_tui.model import About, MemoOn, TranscriptStatus
from leadcode_tui.store.appending import read_sound_copy, with_changes
from leadcode_tui.store.history import history_path
from leadcode_tui.store.mending import Backup
from leadcode_tui.store.rewriting import rewrite
from leadcode_tui.store.transcript_files import encode_transcript, transcript_path
from leadcode_tui.store.unfinished import encode_unfinished, read_unfinished, unfinished_path
from leadcode_tui.study.clock import now
from leadcode_tui.study.coder_files import every_coder_file, give_histories, hold_study
from leadcode_tui.study.corrections.reanchoring import reanchored
from leadcode_tui.study.corrections.versions import versions_of
from leadcode_tui.study.importing import listing
from leadcode_tui.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from leadcode_tui.model import Change, SegmentId, Transcript, TranscriptId
    from leadcode_tui.store.copy_files import CopyFile
    from leadcode_tui.study.corrections.fates import Review
    from leadcode_tui.study.corrections.reanchoring import Reanchored
    from leadcode_tui.study.corrections.versions import Versions
    from leadcode_tui.study.folder import StudyFolder


@dataclass(frozen=True, slots=True)
class CoderReview:
    """A decision to look at again, and in whose file it is."""

    coder: str
    review: Review


@dataclass(frozen=True, slots=True)
class Updated:
    """What became of a transcript: how many segments stayed to the letter, changed, came, went."""

    transcript: TranscriptId
    segments: int
    unchanged: int
    changed: int
    new: int
    gone: int
    decisions: int
    reviews: tuple[CoderReview, ...]

    @property
    def is_same(self) -> bool:
        """Whether the text is the one that was there."""
        return self.unchanged == self.segments and not self.gone


@dataclass(frozen=True, slots=True)
class Update:
    """All that came of an update, and where copies lie of what was there before."""

    transcripts: tuple[Updated, ...]
    backup: Path | None


def update_transcripts(study: StudyFolder, later: Sequence[Transcript], *, dry: bool) -> Update:
    """Put later versions in place of transcripts, and take every coder's decisions along.

    What is replaced is copied before into a folder `backup-TIME` of the study. With `dry` nothing
    is written. Raises HeldError while a coder's session is open.
    """
    for transcript in later:
        _refuse_unknown(study, transcript)
    _refuse_two_of_one(later)
    if dry:
        return Update(_worked_out(study, later, _copies(study))[0], None)
    give_histories(study)
    with hold_study(study):
        done, files = _worked_out(study, later, _copies(study))
        files = {**files, **listing(study, later)}
        names = ", ".join(transcript.id for transcript in later)
        backup = _rewritten(study, f"update of {names}", files) if files else None
    return Update(done, backup)


def _rewritten(study: StudyFolder, doing: str, files: Mapping[Path, bytes]) -> Path:
    """Rewrite files after copies were made; return where these lie."""
    backup = _new_backup(study)
    try:
        for path in files:
            if path.exists():
                backup.keep(path)
        rewrite(study.root, doing, files)
    except BaseException:
        backup.drop_if_needless()
        raise
    return backup.folder


def _refuse_unknown(study: StudyFolder, transcript: Transcript) -> None:
    known = study.transcript_ids()
    if transcript.id not in known:
        near = did_you_mean(transcript.id, known)
        raise UsageError(
            f"{transcript.source.name}: the study has no transcript {transcript.id} to update{near}"
        )


def _refuse_two_of_one(later: Sequence[Transcript]) -> None:
    names = [transcript.id for transcript in later]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise UsageError(f"two of the files are {twice}: give the one that counts")


def _copies(study: StudyFolder) -> Sequence[CopyFile]:
    return [read_sound_copy(path) for path in every_coder_file(study)]


def _worked_out(
    study: StudyFolder, later: Sequence[Transcript], copies: Sequence[CopyFile]
) -> tuple[tuple[Updated, ...], Mapping[Path, bytes]]:
    """Return what becomes of each transcript, and every file that changes by it."""
    used = _used_ids(copies)
    at, done, files = now(), [], {}
    of_copy: defaultdict[int, list[Reanchored]] = defaultdict(list)
    for transcript in later:
        old = study.transcript(transcript.id)
        versions = versions_of(old, transcript, used.get(transcript.id, ()))
        codable = study.settings.codable_segments(versions.new)
        for number, found in enumerate(copies):
            state = found.copy.state
            of_copy[number].append(reanchored(versions, state, codable, at=at))
        done.append(_told(study, versions, copies, [each[-1] for each in of_copy.values()]))
        path = transcript_path(study.transcripts_path, old.id)
        if versions.new != old:
            files[path] = encode_transcript(versions.new)
        files |= _drafts(versions, copies)
    for number, found in enumerate(copies):
        changes = [change for each in of_copy[number] for change in each.changes]
        if changes:
            history, content = with_changes(found, changes, at=at, session=token_hex(4))
            files |= {history_path(found.path): history, found.path: content}
    return tuple(done), files


def _drafts(versions: Versions, copies: Sequence[CopyFile]) -> Mapping[Path, bytes]:
    """Return the memos that are still being written, where their segment is another one now."""
    files = {}
    for found in copies:
        draft = read_unfinished(found.path)
        if draft is None or draft.transcript != versions.old.id or draft.segment is None:
            continue
        if draft.segment in versions.old.by_id and draft.segment not in versions.new.by_id:
            about = About(MemoOn.TRANSCRIPT, versions.old.id)
            places = versions.places(draft.segment)
            moved = (
                replace(draft, segment=places[0])
                if places
                else replace(draft, transcript=None, segment=None, about=about)
            )
            files[unfinished_path(found.path)] = encode_unfinished(moved)
    return files


def _used_ids(copies: Sequence[CopyFile]) -> Mapping[TranscriptId, set[SegmentId]]:
    """Return every id that any coder ever decided under, or was shown."""
    used: defaultdict[TranscriptId, set[SegmentId]] = defaultdict(set)
    for found in copies:
        for transcript, entries in found.copy.state.entries.items():
            used[transcript].update(entries)
        for transcript, status in found.copy.state.transcripts.items():
            used[transcript].update(status.codable)
        for line in found.copy.lines:
            change = line.change
            if change is not None and change.transcript:
                used[change.transcript].update(_named_in(change))
    return used


def _named_in(change: Change) -> Iterator[SegmentId]:
    if change.segment:
        yield change.segment
    for each in (change.before, change.after):
        if isinstance(each, TranscriptStatus):
            yield from each.codable


def _told(
    study: StudyFolder,
    versions: Versions,
    copies: Sequence[CopyFile],
    outcomes: Sequence[Reanchored],
) -> Updated:
    before = {segment.id for segment in versions.old.segments}
    after = {segment.id for segment in versions.new.segments}
    unchanged = versions.unchanged
    reviews = tuple(
        CoderReview(_name(study, found.path), review)
        for found, outcome in zip(copies, outcomes, strict=True)
        for review in outcome.reviews
    )
    return Updated(
        transcript=versions.old.id,
        segments=len(after),
        unchanged=unchanged,
        changed=len(before & after) - unchanged,
        new=len(after - before),
        gone=len(before - after),
        decisions=sum(outcome.kept for outcome in outcomes),
        reviews=reviews,
    )


def _name(study: StudyFolder, path: Path) -> str:
    """Return what a coder's file is called among all: ana, ana.2, training/ana."""
    return path.relative_to(study.codings_path).as_posix().removesuffix(".json")


def _new_backup(study: StudyFolder) -> Backup:
    folder = study.root / f"backup-{now().replace(':', '')}"
    number = 1
    while folder.exists():
        number += 1
        folder = folder.with_name(f"{folder.name.partition('_')[0]}_{number}")
    return Backup(folder, study.root)
