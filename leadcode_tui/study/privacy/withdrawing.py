"""A participant out of a study: what they said, and all that was decided and noted on it."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from leadcode_tui.errors import LeadcodeError, UnknownNameError, UsageError
from leadcode_tui.model import MemoOn, TranscriptId
from leadcode_tui.sheets import without_participant
from leadcode_tui.store.appending import read_sound_copy
from leadcode_tui.store.coder_file import parse_coder_file
from leadcode_tui.store.files import read_bytes
from leadcode_tui.store.rewording import reworded_draft
from leadcode_tui.store.rewriting import rewrite
from leadcode_tui.store.state import State
from leadcode_tui.store.transcript_files import encode_transcript, read_transcript_file
from leadcode_tui.study.clock import now
from leadcode_tui.study.coder_files import every_coder_file, give_histories, hold_study
from leadcode_tui.study.privacy.foreign_files import foreign_files, is_closed, repository, words_in
from leadcode_tui.study.privacy.taking_out import outs_of
from leadcode_tui.study.privacy.whole import layers, reworded_coders
from leadcode_tui.study.privacy.withdrawals import RECORD, with_withdrawal, withdrawn
from leadcode_tui.study.root import PARTICIPANTS
from leadcode_tui.text.quoting import Said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from leadcode_tui.model import ParticipantId
    from leadcode_tui.study.folder import StudyFolder
    from leadcode_tui.study.privacy.taking_out import Out
    from leadcode_tui.study.privacy.whole import Layer


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What is taken out, in numbers, and where the person's words may be quoted still.

    `transcripts` are gone as a whole, of `joint` ones the person's segments alone. `closed` are
    files that cannot be searched, `repository` is the one of Git that the study lies in.
    """

    transcripts: tuple[TranscriptId, ...]
    joint: Mapping[TranscriptId, int]
    entries: int
    lines: int
    is_listed: bool
    backups: int
    quoted: tuple[str, ...]
    others: tuple[Path, ...]
    closed: tuple[Path, ...]
    repository: Path | None


@dataclass(slots=True)
class _Plan:
    files: dict[Path, bytes] = field(default_factory=dict)
    gone: list[Path] = field(default_factory=list)


def withdraw(study: StudyFolder, who: ParticipantId, *, by: str, dry: bool) -> Withdrawn:
    """Take a participant out of every file of a study, and keep a record that it was done.

    Raises UnknownNameError where nobody of that id is in it, UsageError where they withdrew
    before, HeldError while a session is open.
    No copies are kept.
    """
    every = layers(study)
    copies = [read_sound_copy(path).copy for path in every_coder_file(study)]
    if not dry:
        give_histories(study)
    with nullcontext() if dry else hold_study(study):
        texts = [[read_transcript_file(path) for path in each.transcripts] for each in every]
        outs = outs_of(texts, who)
        plan, is_listed = _Plan(), False
        for layer, out in zip(every, outs, strict=True):
            _transcripts(layer, out, plan)
            _coder_files(layer, out, plan)
            is_listed |= _participants(layer, who, plan)
        if not (is_listed or any(out.stays for out in outs)):
            raise _nobody(study, who)
        said = Said(frozenset(run for out in outs for run in out.said.runs))
        known = {path for layer in every for path in layer.files()}
        foreign = tuple(foreign_files(study, known))
        quoted = tuple(_quoted(every, plan, said, blind=study.settings.blind))
        left = tuple(_others(foreign, outs, said))
        if not dry:
            plan.files[study.root / RECORD] = with_withdrawal(study.root, who, at=now(), by=by)
            rewrite(study.root, f"withdrawal of {who}", plan.files, gone=plan.gone)
    own = outs[0]
    return Withdrawn(
        transcripts=tuple(name for name, stays in own.stays.items() if not stays),
        joint={name: own.removed[name] for name, stays in own.stays.items() if stays},
        entries=sum(own.entries_in(copy.state) for copy in copies),
        lines=sum(own.lines_in(copy.lines) for copy in copies),
        is_listed=is_listed,
        backups=len(every) - 1,
        quoted=quoted,
        others=left,
        closed=tuple(path for path in foreign if path not in left and is_closed(path)),
        repository=repository(study),
    )


def _nobody(study: StudyFolder, who: ParticipantId) -> LeadcodeError:
    """Return that nobody of an id is in a study, or is not any more."""
    when = withdrawn(study.root).get(who)
    if when is None:
        return UnknownNameError("participant", who, sorted(_everybody(study)))
    return UsageError(f"{who} withdrew on {when[:10]} and is out of the study already")


def _everybody(study: StudyFolder) -> set[str]:
    speakers = (
        speaker.participant
        for name in study.transcript_ids()
        for speaker in study.transcript(name).speakers.values()
    )
    return {*study.participants(), *(who for who in speakers if who is not None)}


def _transcripts(layer: Layer, out: Out, plan: _Plan) -> None:
    for path in layer.transcripts:
        stays = out.stays.get(TranscriptId(path.stem))
        if stays:
            plan.files[path] = encode_transcript(out.later[TranscriptId(path.stem)])
        elif stays is not None:
            plan.gone.append(path)


def _coder_files(layer: Layer, out: Out, plan: _Plan) -> None:
    """Plan coder files, histories and drafts; what cannot be understood may hold anything."""
    rewording = out.rewording()
    for path, was, is_now in reworded_coders(layer, rewording):
        if is_now is None:
            plan.gone += [path] if path.exists() else []
        elif is_now != was:
            plan.files[path] = is_now
    for path in layer.drafts:
        if reworded_draft(read_bytes(path), rewording) is None:
            plan.gone.append(path)
    plan.gone += layer.broken


def _participants(layer: Layer, who: ParticipantId, plan: _Plan) -> bool:
    """Plan the table of participants without the person; say whether they were in it."""
    path = layer.root / PARTICIPANTS
    if not path.exists():
        return False
    before = read_bytes(path).decode("utf-8", errors="surrogateescape")
    after = without_participant(before, who)
    if after == before:
        return False
    plan.files[path] = after.encode("utf-8", errors="surrogateescape")
    return True


# What may be left


def _quoted(every: tuple[Layer, ...], plan: _Plan, said: Said, *, blind: bool) -> Iterator[str]:
    """Yield where the person's words stand in what stays: memos, and what people wrote by hand.

    While a study is blind, no code that a coder wrote a memo on is named.
    """
    for layer in every:
        for path in layer.coders:
            content = plan.files.get(path) or (read_bytes(path) if path.exists() else b"")
            if content and path not in plan.gone:
                places = _quoting(content, path, said, names_codes=not blind)
                yield from (f"{path}: {place}" for place in places)
        for path in layer.texts:
            content = plan.files.get(path, read_bytes(path))
            if said.is_in(content.decode("utf-8", errors="replace")):
                yield f"{path}: words of theirs, as in an example"


def _quoting(content: bytes, path: Path, said: Said, *, names_codes: bool) -> Iterator[str]:
    state = State.of(parse_coder_file(content, path))
    for memo in state.memos.values():
        if said.is_in(memo.text):
            is_code = memo.on is MemoOn.CODE
            yield "memo on a code" if is_code and not names_codes else f"memo on {memo.about}"
    for transcript, held in state.entries.items():
        for segment, entry in held.items():
            if said.is_in(entry.memo or ""):
                yield f"memo on {transcript}:{segment.lstrip('0')}"


def _others(foreign: Iterable[Path], outs: tuple[Out, ...], said: Said) -> Iterator[Path]:
    """Yield other files in the folder that hold their words, or that they came from."""
    sources = {
        name
        for out in outs
        for transcript in out.later.values()
        for name in transcript.source.name.split(" + ")
    }
    for path in foreign:
        if path.name in sources or said.is_in(words_in(path)):
            yield path
