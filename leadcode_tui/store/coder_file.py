"""Reading coder files: msgspec alone, so that comparing two of them starts nothing else."""

from __future__ import annotations

import gc
from codecs import BOM_UTF8
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from leadcode_tui.errors import NewerFormatError, UnreadableError
from leadcode_tui.model import (
    Book,
    CodeId,
    CoderFile,
    CoderId,
    Entry,
    StudyId,
    TranscriptId,
    TranscriptStatus,
)
from leadcode_tui.store.files import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import Any

    from leadcode_tui.model import SegmentId

T = TypeVar("T")

#: The format that this version writes, and the newest one that it reads.
FORMAT: Final = "leadcode.codings/1"
#: A table with a transcript's entries is called this and the transcript's id.
CODINGS: Final = "codings:"
#: What stands in the name of a file that was set aside, behind the name that it had.
SET_ASIDE: Final = (".found-", ".adopted-")


class Header(msgspec.Struct):
    """The one document of the table `file`: whose file this is."""

    format: str = FORMAT
    coder: CoderId = CoderId("")
    study: StudyId | None = None
    pass_: int = msgspec.field(default=1, name="pass")
    round: str | None = None


def read_coder_file(path: Path) -> CoderFile:
    """Read a coder file; raise UnreadableError with what is wrong and where."""
    return parse_coder_file(read_bytes(path), path)


def blank_coder_file(path: Path) -> CoderFile:
    """Return the file of a coder who decided nothing; the name says who, and which pass."""
    coder, number = named_by(path)
    return CoderFile(
        coder=coder,
        study=None,
        number=number,
        round=None,
        books={},
        transcripts={},
        entries={},
        keys={},
    )


def named_by(path: Path) -> tuple[CoderId, int]:
    """Return the coder and the pass that a file's name says, where nothing in it does.

    `ana.json`, her second pass `ana.2.json`, and `talk.ana.json` beside a transcript outside any
    study: the last part is the coder, or if it is a number the pass, and the part before it the
    coder. A file that was set aside is still its coder's.
    """
    stem = path.name.removesuffix(".json")
    for aside in SET_ASIDE:
        stem = stem.partition(aside)[0]
    coder, dot, number = stem.rpartition(".")
    if not dot or not number.isdecimal():
        return CoderId(number), 1
    return CoderId(coder.rpartition(".")[2]), int(number)


def parse_coder_file(content: bytes, path: Path) -> CoderFile:
    """Read a coder file's bytes. A file that holds nothing but codings is taken as well."""
    tables = _tables(content, path)
    coder, number = named_by(path)
    header = _table(tables, "file", Header, path).get("1", Header(coder=coder, pass_=number))
    _refuse_other_formats(header.format, path)
    transcripts = {
        TranscriptId(name.removeprefix(CODINGS)): name
        for name in tables
        if name.startswith(CODINGS)
    }
    if not transcripts and "file" not in tables:
        raise UnreadableError(path, f"no coder file: it has no table named {CODINGS}TRANSCRIPT")
    with _without_collector():
        entries = {
            transcript: _table(tables, name, Entry, path)
            for transcript, name in transcripts.items()
        }
    return CoderFile(
        coder=header.coder or coder,
        study=header.study,
        number=header.pass_,
        round=header.round,
        books=_table(tables, "books", Book, path),
        transcripts=_table(tables, "transcripts", TranscriptStatus, path),
        entries=entries,
        keys=_table(tables, "keys", dict[CodeId, str], path).get("1", {}),
    )


def _tables(content: bytes, path: Path) -> Mapping[str, msgspec.Raw]:
    try:
        return msgspec.json.decode(content.removeprefix(BOM_UTF8), type=dict[str, msgspec.Raw])
    except UnicodeDecodeError as error:
        raise UnreadableError(path, "not UTF-8 text, so no coder file") from error
    except (msgspec.MsgspecError, RecursionError) as error:
        why = "it is empty" if not content.strip() else _plainly(error)
        raise UnreadableError(path, f"no coder file: {why}") from error


def _table(
    tables: Mapping[str, msgspec.Raw], name: str, document: type[T], path: Path
) -> dict[Any, T]:
    try:
        return msgspec.json.decode(tables.get(name, b"{}"), type=dict[str, document])  # type: ignore[valid-type]
    except UnicodeDecodeError as error:
        raise UnreadableError(path, f"table {name!r}: not UTF-8 text") from error
    except (msgspec.MsgspecError, RecursionError) as error:
        raise UnreadableError(path, f"table {name!r}: {_plainly(error)}") from error


def _plainly(error: Exception) -> str:
    said = str(error)
    return said if said.startswith("JSON") else said[:1].lower() + said[1:]


def _refuse_other_formats(name: str, path: Path) -> None:
    family, _, number = name.partition("/")
    ours, _, newest = FORMAT.partition("/")
    if family != ours or not number.isdecimal():
        raise UnreadableError(path, f"a file of format {name!r}, and no coder file ({FORMAT})")
    if int(number) > int(newest):
        raise NewerFormatError(path, found=name, known=FORMAT)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Pause the garbage collector: it would walk every entry again and again while they grow."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def place_of(
    content: bytes, transcript: TranscriptId, segment: SegmentId, code: CodeId
) -> tuple[int, int]:
    """Return the line and column where a code stands on a segment, (0, 0) if it does not."""
    return place_in(content, CODINGS + transcript, segment, code)


def place_in(content: bytes, *names: str) -> tuple[int, int]:
    """Return the line and column of the last of these names, each looked for after the one before.

    (0, 0), the whole file, where one of them does not stand there.
    """
    at = 0
    for wanted in names:
        at = content.find(msgspec.json.encode(wanted), at)
        if at < 0:
            return 0, 0
    line_start = content.rfind(b"\n", 0, at) + 1
    column = len(content[line_start:at].decode(errors="replace")) + 1
    return content.count(b"\n", 0, at) + 1, column
