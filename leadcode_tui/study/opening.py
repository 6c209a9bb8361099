"""Opening a session: the coder, the material and the coder's file together."""

from __future__ import annotations

from secrets import token_hex
from typing import TYPE_CHECKING

from leadcode_tui.codebook import load_codebook
from leadcode_tui.errors import ProblemsError, UsageError
from leadcode_tui.keys import RESERVED, assign_keys
from leadcode_tui.model import TranscriptId, participants_segments
from leadcode_tui.store.coder_file import Header
from leadcode_tui.store.codings import Codings
from leadcode_tui.store.files import is_shared_in_part, make_folder
from leadcode_tui.store.locks import hold, take_over
from leadcode_tui.study.clock import now
from leadcode_tui.study.gone import codes_gone
from leadcode_tui.study.importing import read_loose
from leadcode_tui.study.material import Material
from leadcode_tui.study.session import Session
from leadcode_tui.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from leadcode_tui.model import CoderId
    from leadcode_tui.store.locks import Hold
    from leadcode_tui.study.folder import StudyFolder


def open_session(
    study: StudyFolder,
    coder: CoderId,
    *,
    wanted: Sequence[str] = (),
    take: Callable[..., Hold] = hold,
) -> tuple[Session, tuple[str, ...]]:
    """Open a coder's session in a study, and what there is to say of its files.

    `wanted` are transcripts to read, or a place to begin at such as KC010:41; all without any.
    `take` is how the file is taken hold of: `take_over` asks a session that has it to end.
    """
    if not study.transcript_ids():
        raise UsageError("the study has no transcripts yet: leadcode import FILE...")
    names = tuple(dict.fromkeys(name.partition(":")[0] for name in wanted))
    material = study.material(_known(names, study.transcript_ids()))
    make_folder(study.codings_path)
    header = Header(coder=coder, study=study.settings.id, round=_current_round(study))
    begin = next((place for place in wanted if ":" in place), None)
    session, notices = _session(material, study.coder_file(coder), header, begin=begin, take=take)
    return session, (*notices, *_unshared(study.codings_path))


def open_session_taken_over(
    study: StudyFolder, coder: CoderId, *, wanted: Sequence[str] = ()
) -> tuple[Session, tuple[str, ...]]:
    """Open a session; one that has the coder's file open is asked to save all and end."""
    return open_session(study, coder, wanted=wanted, take=take_over)


def open_loose(transcript: Path, codebook: Path, coder: CoderId) -> tuple[Session, tuple[str, ...]]:
    """Open a session on a transcript outside any study; the codings lie beside it."""
    codes, problems = load_codebook(codebook, reserved=RESERVED)
    if problems:
        raise ProblemsError(problems)
    content, said = read_loose(transcript)
    codable = participants_segments(content)
    material = Material(None, codes, {content.id: content}, {content.id: codable})
    path = transcript.with_name(f"{transcript.stem}.{coder}.json")
    session, notices = _session(material, path, Header(coder=coder), begin=None)
    return session, (*said, *notices)


def _session(
    material: Material,
    path: Path,
    header: Header,
    *,
    begin: str | None,
    take: Callable[..., Hold] = hold,
) -> tuple[Session, tuple[str, ...]]:
    if not any(material.codable.values()):
        raise UsageError("no segment can be coded: is there a participant among the speakers?")
    codings = Codings(path, header, clock=now, session=token_hex(4), take=take)
    keys = assign_keys(material.codebook, codings.state.keys)
    session = Session(material, codings, coder=header.coder, keys=keys, clock=now)
    resumed = f"resumed at {session.here}" if codings.last else f"begins at {session.here}"
    if begin is not None and (refused := session.goto(begin)):
        raise UsageError(refused)
    gone = codes_gone(path, codings.state.entries, material.codebook)
    return session, (*codings.notices, *_held(codings), *map(str, gone), resumed)


def _unshared(folder: Path) -> tuple[str, ...]:
    if is_shared_in_part(folder):
        return (f"{folder} is the group's, but new files in it may not be: chmod g+s {folder}",)
    return ()


def _held(codings: Codings) -> tuple[str, ...]:
    return (f"read only, {codings.held_by}",) if codings.held_by else ()


def _known(names: Sequence[str], known: Sequence[TranscriptId]) -> tuple[TranscriptId, ...]:
    for name in names:
        if name not in known:
            raise UsageError(f"no transcript {name!r} in the study{did_you_mean(name, known)}")
    return tuple(TranscriptId(name) for name in names)


def _current_round(study: StudyFolder) -> str | None:
    return study.settings.rounds[-1] if study.settings.rounds else None
