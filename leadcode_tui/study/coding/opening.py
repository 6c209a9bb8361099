"""Opening a session: the coder, the material and the coder's file together."""

from __future__ import annotations

from secrets import token_hex
from typing import TYPE_CHECKING, Final, NamedTuple

from leadcode_tui.codebook import load_codebook
from leadcode_tui.errors import (
    LeadcodeError,
    ProblemsError,
    UnknownNameError,
    UnreadableError,
    UsageError,
)
from leadcode_tui.keys import RESERVED, build_keys
from leadcode_tui.model import CodeId, participants_segments
from leadcode_tui.store import locks
from leadcode_tui.store.coder_file import Header
from leadcode_tui.store.codings import Codings
from leadcode_tui.store.current import read_current
from leadcode_tui.store.files import is_shared_in_part, make_folder
from leadcode_tui.store.history import history_path
from leadcode_tui.study.clock import now
from leadcode_tui.study.coder import own_name
from leadcode_tui.study.coding.orders import Order
from leadcode_tui.study.coding.reading_order import remember_order, remembered_order
from leadcode_tui.study.coding.session import Session
from leadcode_tui.study.finishing import refuse_changed, refuse_unfinished, versions_of_files
from leadcode_tui.study.gone import codes_gone, texts_changed
from leadcode_tui.study.material import Material, Place
from leadcode_tui.study.named import known_transcript
from leadcode_tui.study.root import pass_name
from leadcode_tui.study.settings import NO_SETTINGS
from leadcode_tui.study.whose import is_hidden
from leadcode_tui.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from leadcode_tui.keys import KeyTable
    from leadcode_tui.model import CoderId, Remap, UserSettings
    from leadcode_tui.study.folder import StudyFolder


class Reading(NamedTuple):
    """How a coder wants to read.

    A further pass, by its `number`, has a file of its own and shows nothing of those before it.
    Without an `order` it is the one in which the coder read last. With `take_over` a session that
    has the coder's file open is asked to save all and end. With `stale` it is the segments whose
    decisions the codebook has left behind, all of them or those `because` of one code.
    """

    number: int = 1
    order: Order | None = None
    take_over: bool = False
    stale: bool = False
    because: str = ""


#: As the last time.
AS_BEFORE: Final = Reading()


def open_session(
    study: StudyFolder,
    coder: CoderId,
    *,
    wanted: Sequence[str] = (),
    reading: Reading = AS_BEFORE,
    own: UserSettings = NO_SETTINGS,
) -> tuple[Session, tuple[str, ...]]:
    """Open a coder's session in a study, and what there is to say of its files.

    `wanted` are transcripts to read, or a place to begin at such as KC010:41; all without any.
    The keys are those that the study asks for, and before them those of the coder's `own` settings.
    """
    refuse_unfinished(study)
    known = study.transcript_ids()
    if not known:
        raise UsageError("the study has no transcripts yet: leadcode import FILE...")
    names = tuple(dict.fromkeys(name.partition(":")[0] for name in wanted))
    read = versions_of_files(study, known)
    material = study.material([known_transcript(name, known) for name in names])
    make_folder(study.codings_path)
    said = (
        *_unshared(study.codings_path),
        *_new(coder, study.coders()),
        *_as_another(study, coder),
    )
    files = _files_in(study, coder, reading.number)
    opened = _opened(material, files, reading, (*study.settings.keys, *own.keys))
    try:
        refuse_changed(study, read)
        if changed := opened.texts_changed():
            said += (f"{_segments(len(changed))} other words now, first {changed[0]}",)
        begun = _begun(opened, reading, next((place for place in wanted if ":" in place), None))
    except LeadcodeError:
        opened.session.close()
        raise
    return opened.session, (*opened.told, *said, *begun)


def open_loose(
    transcript: Path,
    codebook: Path,
    coder: CoderId,
    *,
    interviewers: Sequence[str] = (),
    reading: Reading = AS_BEFORE,
    own: UserSettings = NO_SETTINGS,
) -> tuple[Session, tuple[str, ...]]:
    """Open a session on a transcript outside any study; the codings lie beside it.

    Raises UnreadableError where the transcript changed since it was coded: nobody keeps its
    segments, so the decisions would stand on other words.
    """
    material, said = _loose_material(transcript, codebook, interviewers)
    files = _Files(
        lambda number: transcript.with_name(f"{transcript.stem}.{pass_name(coder, number)}.json"),
        Header(coder=coder, pass_=reading.number),
    )
    opened = _opened(material, files, reading, own.keys)
    try:
        if changed := opened.texts_changed():
            raise UnreadableError(
                transcript,
                f"it changed since it was coded ({_segments(len(changed))} other words, "
                f"first {changed[0]}): bring the old text back, or move {files.own.name} away",
            )
        begun = _begun(opened, reading)
    except LeadcodeError:
        opened.session.close()
        raise
    return opened.session, (*said, *opened.told, *begun)


def _loose_material(
    transcript: Path, codebook: Path, interviewers: Sequence[str]
) -> tuple[Material, tuple[str, ...]]:
    from leadcode_tui.study.importing import read_loose  # noqa: PLC0415 # readers start slowly

    codes, problems = load_codebook(codebook, reserved=RESERVED)
    if problems:
        raise ProblemsError(problems)
    content, said = read_loose(transcript, interviewers=interviewers)
    codable = {content.id: participants_segments(content)}
    return Material(None, codes, {content.id: content}, codable, codebook_path=codebook), said


class _Files(NamedTuple):
    """Where a coder's file of a pass lies, and whose the file of this pass is."""

    path: Callable[[int], Path]
    header: Header

    @property
    def own(self) -> Path:
        """The file of this pass."""
        return self.path(self.header.pass_)

    @property
    def before(self) -> Path | None:
        """The file of the pass before it."""
        return self.path(self.header.pass_ - 1) if self.header.pass_ > 1 else None


def _files_in(study: StudyFolder, coder: CoderId, number: int) -> _Files:
    rounds = study.settings.rounds
    header = Header(
        coder=coder,
        study=study.settings.id,
        pass_=number,
        round=rounds[-1] if rounds else None,
    )
    return _Files(lambda number: study.coder_file(coder, number), header)


class _Opened(NamedTuple):
    """A session that has its files and has not begun, and what there is to say of them."""

    session: Session
    codings: Codings
    material: Material
    files: _Files
    told: tuple[str, ...]

    def texts_changed(self) -> tuple[Place, ...]:
        """Return the decided segments that have other words now."""
        return texts_changed(self.codings.state.entries, self.material)


def _opened(
    material: Material, files: _Files, reading: Reading, remaps: Sequence[Remap]
) -> _Opened:
    header = files.header
    if not any(material.codable.values()):
        raise UsageError("no segment can be coded: is there a participant among the speakers?")
    if reading.because and CodeId(reading.because) not in material.codebook.by_id:
        raise UnknownNameError("code", reading.because, tuple(material.codebook.by_id))
    _, problems = build_keys(material.codebook, remaps)
    if problems:
        raise ProblemsError(problems)
    if files.before is not None:
        _refuse_unbegun(files.before, header)
    take = locks.take_over if reading.take_over else locks.hold
    codings = Codings(files.own, header, clock=now, session=token_hex(4), take=take)
    remembered = codings.state.keys
    if files.before is not None and not remembered:
        remembered = read_current(files.before).keys  # hands know them from there
    keys, _ = build_keys(material.codebook, remaps, remembered)
    session = Session(material, codings, coder=header.coder, keys=keys, clock=now)
    session.number = header.pass_
    last = remembered_order(files.own) if codings.state.transcripts else Order.INTERVIEW
    read_by = _read_by(session, files.own, reading.order, last)
    told = (*_told(codings), *_moved(remembered, keys), *read_by)
    return _Opened(session, codings, material, files, told)


def _begun(opened: _Opened, reading: Reading, place: str | None = None) -> tuple[str, ...]:
    """Go to where reading begins, with a memo that was cut off; say what is not as it was."""
    session, held = opened.session, opened.codings.state
    said = tuple(filter(None, [session.take_unfinished()]))
    if place is not None and (refused := session.goto(place)):
        raise UsageError(refused)
    gone = codes_gone(opened.files.own, held.entries, opened.material.codebook)
    if reading.stale:
        said += (session.begin_stale(reading.because),)
    begins = "begins" if place is not None or not held.transcripts else "resumed"
    return (*said, *map(str, gone), f"{begins} at {session.here}")


def _refuse_unbegun(before: Path, header: Header) -> None:
    """Keep a slip of the finger from beginning a third pass where there is no second."""
    if not before.exists() and not history_path(before).exists():
        name = pass_name(header.coder, header.pass_ - 1)
        raise UsageError(f"no pass {header.pass_} before {name} has begun: --pass says which")


def _read_by(session: Session, path: Path, order: Order | None, last: Order) -> tuple[str, ...]:
    """Let a session read in an order, or as the last time; remember what the coder changes to."""
    wanted = order or last
    said = () if wanted is session.order else (session.change_order(),)
    session.on_order = lambda order: remember_order(path, order)
    if order is not None:
        remember_order(path, session.order)
    return said if order is not None or session.order is wanted else ()


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
    way_out = "; --take-over asks it to end" if codings.can_be_taken_over else ""
    return (*codings.notices, f"read only, {codings.held_by}{way_out}")


def _new(coder: CoderId, known: Sequence[CoderId]) -> tuple[str, ...]:
    """Say that a coder is new among others: a misspelt name would begin a file of its own."""
    if coder in known or not known:
        return ()
    return (f"{coder} is new here, beside {', '.join(known)}{did_you_mean(coder, known)}",)


def _as_another(study: StudyFolder, coder: CoderId) -> tuple[str, ...]:
    """Say that a coder of a blind study takes another's seat: it could be a slip of the finger."""
    if coder not in study.coders() or not is_hidden(study, coder):
        return ()
    return (f"you are {own_name()}, and the study is blind: these are {coder}'s decisions",)


def _segments(number: int) -> str:
    return "1 decided segment has" if number == 1 else f"{number} decided segments have"


def _unshared(folder: Path) -> tuple[str, ...]:
    if is_shared_in_part(folder):
        return (f"{folder} is the group's, but new files in it may not be: chmod g+s {folder}",)
    return ()
