"""Reading coder files: msgspec alone, so that comparing two of them starts nothing else."""

from __future__ import annotations

from codecs import BOM_UTF8
from glob import escape
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, TypeVar

import msgspec

from leadcode_tui.collector import without_collector
from leadcode_tui.errors import UnreadableError
from leadcode_tui.model import (
    Book,
    CodeId,
    CoderFile,
    CoderId,
    Entry,
    Memo,
    StudyId,
    TranscriptId,
    TranscriptStatus,
)
from leadcode_tui.store.files import read_bytes
from leadcode_tui.store.json_mistakes import (
    line_and_column,
    no_json,
    plainly,
    refuse_other_formats,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from leadcode_tui.model import SegmentId

T = TypeVar("T")

#: The format that this version writes, and the newest one that it reads.
FORMAT: Final = "leadcode.codings/1"
#: A table with a transcript's entries is called this and the transcript's id.
CODINGS: Final = "codings:"
#: How the name of the history beside a coder file ends.
HISTORY: Final = ".history.jsonl"
#: What stands in the name of a file that was set aside, behind the name that it had.
SET_ASIDE: Final = (".found-", ".adopted-")
#: The table of a file that was merged apart from its history, as git does, and not opened since.
MERGED: Final = "merged"


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


def parse_coder_file(content: bytes, path: Path, *, entry: type[Any] = Entry) -> CoderFile:
    """Read a coder file's bytes. A file that holds nothing but codings is taken as well.

    With `entry`, another class that has the fields of an entry stands for it.
    """
    tables = _tables(content, path)
    coder, number = named_by(path)
    header = _table(tables, "file", Header, path).get("1", Header(coder=coder, pass_=number))
    why = f"a file of format {header.format!r}, and no coder file ({FORMAT})"
    refuse_other_formats(path, header.format, known=FORMAT, why=why)
    transcripts = {
        TranscriptId(name.removeprefix(CODINGS)): name
        for name in tables
        if name.startswith(CODINGS)
    }
    if not transcripts and "file" not in tables:
        raise UnreadableError(path, f"no coder file: it has no table named {CODINGS}TRANSCRIPT")
    with without_collector():
        entries = {
            transcript: _table(tables, name, entry, path)
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
        memos={memo.about: memo for memo in _table(tables, "memos", Memo, path).values()},
    )


def _tables(content: bytes, path: Path) -> Mapping[str, msgspec.Raw]:
    content = content.removeprefix(BOM_UTF8)
    try:
        return msgspec.json.decode(content, type=dict[str, msgspec.Raw])
    except UnicodeDecodeError as error:
        raise UnreadableError(path, "not UTF-8 text, so no coder file") from error
    except (msgspec.MsgspecError, RecursionError) as error:
        raise no_json(path, content, error, what="no coder file") from error


def _table(
    tables: Mapping[str, msgspec.Raw], name: str, document: type[T], path: Path
) -> dict[Any, T]:
    try:
        return msgspec.json.decode(tables.get(name, b"{}"), type=dict[str, document])  # type: ignore[valid-type]
    except UnicodeDecodeError as error:
        raise UnreadableError(path, f"table {name!r}: not UTF-8 text") from error
    except (msgspec.MsgspecError, RecursionError) as error:
        raise UnreadableError(path, f"table {name!r}: {plainly(error)}") from error


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
    return line_and_column(content, at)


def coder_files_in(folder: Path) -> tuple[Path, ...]:
    """Return every coder file of a folder, also one of which only the history is left.

    Files that were set aside are no coder files; a second pass is one.
    """
    ends = (HISTORY, ".json")
    stems = {
        path.name.removesuffix(end)
        for end in ends
        for path in folder.glob(f"*{end}")
        if not path.name.startswith(".") and not is_set_aside(path)
    }
    return tuple(folder / f"{stem}.json" for stem in sorted(stems))


def is_set_aside(path: Path) -> bool:
    """Say whether a file was set aside by its name, to be adopted, or was adopted."""
    return any(aside in path.name for aside in SET_ASIDE)


def aside_name(path: Path, content: bytes) -> str:
    """Return the name under which a coder file that another hand changed is set aside."""
    return f"{path.stem}{SET_ASIDE[0]}{sha256(content).hexdigest()[:8]}.json"


def set_aside_of(path: Path) -> tuple[Path, ...]:
    """Return the files that were set aside when another hand had changed this coder file."""
    return tuple(sorted(path.parent.glob(f"{escape(path.stem)}.found-*.json")))
