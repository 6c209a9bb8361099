"""Opening a session: the coder, the material and the coder's file together."""

from __future__ import annotations

from secrets import token_hex
from typing import TYPE_CHECKING

from leadcode_tui.codebook import load_codebook
from leadcode_tui.errors import ProblemsError, UnreadableError, UsageError
from leadcode_tui.keys import RESERVED, build_keys
from leadcode_tui.model import TranscriptId, participants_segments
from leadcode_tui.store import locks
from leadcode_tui.store.coder_file import Header
from leadcode_tui.store.codings import Codings
from leadcode_tui.store.files import is_shared_in_part, make_folder
from leadcode_tui.study.clock import now
from leadcode_tui.study.gone import codes_gone, texts_changed
from leadcode_tui.study.importing import read_loose
from leadcode_tui.study.material import Material
from leadcode_tui.study.session import Session
from leadcode_tui.study.settings import NO_SETTINGS
from leadcode_tui.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from leadcode_tui.keys import KeyTable
    from leadcode_tui.model import CodeId, CoderId, Remap, UserSettings
    from leadcode_tui.study.folder import StudyFolder


def open_session(
    study: StudyFolder,
    coder: CoderId,
    *,
    wanted: Sequence[str] = (),
    take_over: bool = False,
    own: UserSettings = NO_SETTINGS,
) -> tuple[Session, tuple[str, ...]]:
    """Open a coder's session in a study, and what there is to say of its files.

    `wanted` are transcripts to read, or a place to begin at such as KC010:41; all without any.
    The keys are those that the study asks for, and before them those of the coder's `own` settings.
    With `take_over` a session that has the coder's file open is asked to save all and end.
    """
    if not study.transcript_ids():
        raise UsageError("the study has no transcripts yet: leadcode import FILE...")
    names = tuple(dict.fromkeys(name.partition(":")[0] for name in wanted))
    material = study.material(_known(names, study.transcript_ids()))
    make_folder(study.codings_path)
    said = (*_unshared(study.codings_path), *_new(coder, study.coders()))
    header = Header(coder=coder, study=study.settings.id, round=_current_round(study))
    remaps = (*study.settings.keys, *own.keys)
    path = study.coder_file(coder)
    session, codings, told = _opened(material, path, header, take_over=take_over, remaps=remaps)
    changed = texts_changed(codings.state.entries, material)
    if changed:
        said += (f"{_segments(len(changed))} other words now, first {changed[0]}",)
    said += tuple(filter(None, [session.take_unfinished()]))
    begin = next((place for place in wanted if ":" in place), None)
    if begin is not None and (refused := session.goto(begin)):
        session.close()
        raise UsageError(refused)
    gone = codes_gone(path, codings.state.entries, material.codebook)
    begins = "begins" if begin is not None or not codings.state.transcripts else "resumed"
    return session, (*told, *said, *map(str, gone), f"{begins} at {session.here}")


def open_loose(
    transcript: Path,
    codebook: Path,
    coder: CoderId,
    *,
    interviewers: Sequence[str] = (),
    take_over: bool = False,
    own: UserSettings = NO_SETTINGS,
) -> tuple[Session, tuple[str, ...]]:
    """Open a session on a transcript outside any study; the codings lie beside it.

    Raises UnreadableError where the transcript changed since it was coded: nobody keeps its
    segments, so the decisions would stand on other words.
    """
    codes, problems = load_codebook(codebook, reserved=RESERVED)
    if problems:
        raise ProblemsError(problems)
    content, said = read_loose(transcript, interviewers=interviewers)
    codable = participants_segments(content)
    material = Material(
        None, codes, {content.id: content}, {content.id: codable}, codebook_path=codebook
    )
    path = transcript.with_name(f"{transcript.stem}.{coder}.json")
    header = Header(coder=coder)
    session, codings, told = _opened(material, path, header, take_over=take_over, remaps=own.keys)
    changed = texts_changed(codings.state.entries, material)
    if changed:
        session.close()
        raise UnreadableError(
            transcript,
            f"it changed since it was coded ({_segments(len(changed))} other words, "
            f"first {changed[0]}): bring the old text back, or move {path.name} away",
        )
    said += tuple(filter(None, [session.take_unfinished()]))
    gone = codes_gone(path, codings.state.entries, codes)
    begins = "resumed" if codings.state.transcripts else "begins"
    return session, (*said, *told, *map(str, gone), f"{begins} at {session.here}")


def _opened(
    material: Material, path: Path, header: Header, *, take_over: bool, remaps: Sequence[Remap]
) -> tuple[Session, Codings, tuple[str, ...]]:
    if not any(material.codable.values()):
        raise UsageError("no segment can be coded: is there a participant among the speakers?")
    _, problems = build_keys(material.codebook, remaps)
    if problems:
        raise ProblemsError(problems)
    take = locks.take_over if take_over else locks.hold
    codings = Codings(path, header, clock=now, session=token_hex(4), take=take)
    keys, _ = build_keys(material.codebook, remaps, codings.state.keys)
    told = (*_told(codings), *_moved(codings.state.keys, keys))
    return Session(material, codings, coder=header.coder, keys=keys, clock=now), codings, told


def _moved(remembered: Mapping[CodeId, str], keys: KeyTable) -> tuple[str, ...]:
    """Say which codes lost the key that hands know: to a command, or to what the codebook asks."""
    moved = [
        f"{code} {key} (was {remembered[code]})"
        for code, key in keys.codes.items()
        if remembered.get(code, key) != key
    ]
    return (f"other keys now: {', '.join(moved)}",) if moved else ()


def _told(codings: Codings) -> tuple[str, ...]:
    if codings.held_by is None:
        return codings.notices
    return (*codings.notices, f"read only, {codings.held_by}; --take-over asks it to end")


def _new(coder: CoderId, known: Sequence[CoderId]) -> tuple[str, ...]:
    """Say that a coder is new among others: a misspelt name would begin a file of its own."""
    if coder in known or not known:
        return ()
    return (f"{coder} is new here, beside {', '.join(known)}{did_you_mean(coder, known)}",)


def _segments(number: int) -> str:
    return "1 decided segment has" if number == 1 else f"{number} decided segments have"


def _unshared(folder: Path) -> tuple[str, ...]:
    if is_shared_in_part(folder):
        return (f"{folder} is the group's, but new files in it may not be: chmod g+s {folder}",)
    return ()


def _known(names: Sequence[str], known: Sequence[TranscriptId]) -> tuple[TranscriptId, ...]:
    for name in names:
        if name not in known:
            raise UsageError(f"no transcript {name!r} in the study{did_you_mean(name, known)}")
    return tuple(TranscriptId(name) for name in names)


def _current_round(study: StudyFolder) -> str | None:
    return study.settings.rounds[-1] if study.settings.rounds else None
