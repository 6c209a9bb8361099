"""Names out of a study: from transcripts, memos, histories, drafts, backups and file names."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, field
from difflib import unified_diff
from typing import TYPE_CHECKING, Final

from leadcode_tui.errors import UnreadableError, UsageError
from leadcode_tui.store.appending import read_sound_copy
from leadcode_tui.store.files import read_bytes
from leadcode_tui.store.rewording import reworded_draft
from leadcode_tui.store.rewriting import rewrite
from leadcode_tui.store.transcript_files import (
    encode_transcript,
    read_transcript_file,
    transcript_path,
)
from leadcode_tui.study.coder_files import every_coder_file, give_histories, hold_study
from leadcode_tui.study.privacy.foreign_files import foreign_files, is_closed, repository, words_in
from leadcode_tui.study.privacy.left_behind import every_memo, remaining_in
from leadcode_tui.study.privacy.pseudonym_list import LIST
from leadcode_tui.study.privacy.renaming import Renaming
from leadcode_tui.study.privacy.whole import Layer, layers, reworded_coders
from leadcode_tui.study.root import STUDY_FILE
from leadcode_tui.transcripts import default_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from leadcode_tui.model import Transcript
    from leadcode_tui.study.folder import StudyFolder
    from leadcode_tui.study.privacy.left_behind import Remaining
    from leadcode_tui.text.pseudonyms import Pseudonyms

#: So much is shown on either side of what is replaced.
_BESIDE: Final = 30


@dataclass(frozen=True, slots=True)
class Replaced:
    """A text in which names are replaced: where it stands, and how it was and is there."""

    where: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Anonymised:
    """What was replaced, what may be left, and files with names that are not the study's own.

    `closed` are such files that cannot be searched: recordings, pictures, PDF. `repository` is the
    one of Git that the study lies in.
    """

    replaced: tuple[Replaced, ...]
    remaining: tuple[Remaining, ...]
    others: tuple[Path, ...]
    closed: tuple[Path, ...]
    files: int
    repository: Path | None


@dataclass(slots=True)
class _Plan:
    """The contents that files get, and the files that go."""

    files: dict[Path, bytes] = field(default_factory=dict)
    gone: list[Path] = field(default_factory=list)

    def put(self, path: Path, content: bytes, *, was: Path) -> None:
        """Let a file have a content, and perhaps another name."""
        if path != was:
            self.gone.append(was)
        if path != was or content != read_bytes(was):
            self.files[path] = content


def anonymise(study: StudyFolder, names: Pseudonyms, list_path: Path, *, dry: bool) -> Anonymised:
    """Replace every name in every file of a study, its backups among them.

    With `dry` nothing is written. Raises HeldError while a coder's session is open. No copies are
    kept: they would keep the names.
    """
    if not dry:
        give_histories(study)
    for path in every_coder_file(study):
        read_sound_copy(path)
    with nullcontext() if dry else hold_study(study):
        plan, renaming = _Plan(), Renaming(names)
        every = layers(study)
        told = [each for layer in every for each in _transcripts(layer, renaming, plan)]
        for layer in every:
            _coder_files(layer, renaming, plan)
            told += _texts(layer, names, plan)
        told += _memos(study, names)
        _refuse_what_cannot_be_read(study, plan)
        known = {path for layer in every for path in layer.files()} | {list_path.resolve()}
        foreign = [
            path
            for path in foreign_files(study, known)
            if path.resolve() not in known and path != study.root / LIST
        ]
        left = tuple(_with_names(study, names, foreign))
        if not dry and (plan.files or plan.gone):
            rewrite(study.root, "anonymising", plan.files, gone=plan.gone)
    remaining = remaining_in(study, names)
    closed = tuple(path for path in foreign if path not in left and is_closed(path))
    return Anonymised(
        tuple(dict.fromkeys(told)), remaining, left, closed, len(plan.files), repository(study)
    )


def _transcripts(layer: Layer, renaming: Renaming, plan: _Plan) -> Iterator[Replaced]:
    """Plan the transcripts anew, and yield where names are replaced in those of the study."""
    taken: dict[str, Path] = {}
    for path in layer.transcripts:
        before = read_transcript_file(path)
        after = renaming.transcript(before)
        _refuse_what_clashes(path, before, after, taken)
        target = transcript_path(path.parent, after.id)
        plan.put(target, encode_transcript(after), was=path)
        if not layer.is_backup:
            yield from _differences(before, after, renaming.names)


def _refuse_what_clashes(
    path: Path, before: Transcript, after: Transcript, taken: dict[str, Path]
) -> None:
    if len(after.speakers) < len(before.speakers):
        raise UnreadableError(path, "two speakers would have one label: give each a pseudonym")
    if after.id != before.id and default_id(path.with_name(f"{after.id}.txt")) != after.id:
        raise UsageError(
            f"{after.id!r} cannot be a transcript's id: pseudonyms of people whose name is in an "
            "id are of letters, digits, '-', '_' and '.'"
        )
    key = after.id.casefold()
    if key in taken:
        raise UnreadableError(path, f"it would be {after.id}, and so would {taken[key].name}")
    taken[key] = path


def _differences(before: Transcript, after: Transcript, names: Pseudonyms) -> Iterator[Replaced]:
    said = [
        (f"{before.id}, its id", before.id, after.id),
        (f"{before.id}, its title", before.title, after.title),
        (f"{before.id}, its source", before.source.name, after.source.name),
        *((f"{before.id}, a label", label, names.replaced(label)) for label in before.speakers),
    ]
    for where, was, is_now in said:
        if was != is_now:
            yield Replaced(where, was, is_now)
    for segment in before.segments:
        where = f"{before.id}:{segment.id.lstrip('0') or '0'}"
        yield from _excerpts(where, segment.text, names)


def _excerpts(
    where: str, text: str, names: Pseudonyms, beside: int = _BESIDE
) -> Iterator[Replaced]:
    """Yield each name with the words around it, as it was and as it is."""
    for edit in names.edits(text):
        before = text[max(0, edit.start - beside) : edit.start]
        after = text[edit.end : edit.end + beside]
        was = text[edit.start : edit.end]
        yield Replaced(where, f"{before}{was}{after}", f"{before}{edit.text}{after}")


def _coder_files(layer: Layer, renaming: Renaming, plan: _Plan) -> None:
    """Plan coder files, histories, drafts, and what is damaged and no program reads any more."""
    rewording, names = renaming.rewording(), renaming.names
    for path, was, reworded in reworded_coders(layer, rewording):
        is_now = _as_text(was, names) if reworded is None else reworded
        if is_now != was:
            plan.files[path] = is_now
    for path in layer.drafts:
        draft = reworded_draft(read_bytes(path), rewording)
        if draft is None:
            plan.gone.append(path)
        else:
            plan.put(path, draft, was=path)
    for path in layer.broken:
        target = path.with_name(names.replaced(path.name))
        plan.put(target, _as_text(read_bytes(path), names), was=path)


def _readable(content: bytes) -> str:
    return content.decode("utf-8", errors="surrogateescape")


def _as_text(content: bytes, names: Pseudonyms) -> bytes:
    text = names.replaced_in_source(_readable(content))
    return text.encode("utf-8", errors="surrogateescape")


def _texts(layer: Layer, names: Pseudonyms, plan: _Plan) -> Iterator[Replaced]:
    """Plan the hand-written files anew, and yield their lines that change."""
    for path in layer.texts:
        before = _readable(read_bytes(path))
        after = names.replaced_in_source(before)
        inside = path.relative_to(layer.root)
        target = layer.root / names.replaced(str(inside))
        plan.put(target, after.encode("utf-8", errors="surrogateescape"), was=path)
        if layer.is_backup:
            continue
        if target != path:
            yield Replaced("a file's name", str(inside), str(target.relative_to(layer.root)))
        lines = unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
        changed = [line for line in lines if line[:3] not in ("---", "+++", "@@ ")]
        was = [line[1:] for line in changed if line[0] == "-"]
        is_now = [line[1:] for line in changed if line[0] == "+"]
        for one, other in zip(was, is_now, strict=False):
            yield Replaced(str(inside), one.strip(), other.strip())


def _memos(study: StudyFolder, names: Pseudonyms) -> Iterator[Replaced]:
    """Yield where names are replaced in memos; while a study is blind, without the words around."""
    for where, text in every_memo(study):
        yield from _excerpts(where, text, names, 0 if study.settings.blind else _BESIDE)


def _refuse_what_cannot_be_read(study: StudyFolder, plan: _Plan) -> None:
    """Refuse pseudonyms that would break a hand-written file: punctuation in YAML or CSV, say."""
    from leadcode_tui.codebook import read_codebook, read_study_settings  # noqa: PLC0415 # yaml
    from leadcode_tui.sheets import read_participants  # noqa: PLC0415

    for path, content in plan.files.items():
        text, was = _readable(content), _readable(read_bytes(path)) if path.exists() else ""
        if path == study.root / STUDY_FILE:
            mistakes = [read_study_settings(each, path)[1] for each in (was, text)]
        elif path == study.codebook_path:
            mistakes = [read_codebook(each, path)[1] for each in (was, text)]
        elif path == study.participants_path:
            mistakes = [read_participants(each, path)[1] for each in (was, text)]
        else:
            continue
        if len(mistakes[1]) > len(mistakes[0]):
            why = mistakes[1][0].message
            raise UnreadableError(path, f"with the pseudonyms it could not be read any more: {why}")


def _with_names(study: StudyFolder, names: Pseudonyms, foreign: Sequence[Path]) -> Iterator[Path]:
    """Yield files in the folder that are none of the study's, and hold or bear a name."""
    for path in foreign:
        if names.names(str(path.relative_to(study.root))) or names.names(words_in(path)):
            yield path
