"""Whatever happens to a history or a coder file: the check says it, and never fails itself."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.store.audit import audit_coder_file
from leadcode_tui.store.records import Checkpoint, decode_line
from leadcode_tui.study.checks.files import audit_notices, audit_problems

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from leadcode_tui.errors import Problem
    from leadcode_tui.model import CodeId
    from leadcode_tui.study.coding.session import Session
    from leadcode_tui.study.material import Place

#: How many bytes of the end are cut off, one at a time.
LAST = 2000
FLIPS = 250


@pytest.fixture
def pair(
    opens: Callable[..., Session],
    at: Callable[[str], Place],
    coder_file: Path,
    history: Callable[[], list[bytes]],
) -> tuple[Path, Path]:
    """Let ana decide on six segments, checkpoint in between; return her file and its history."""
    session = opens()
    for number, place in enumerate(["KC003:2", "KC003:4", "KC003:5", "KC003:6", "KC010:2"]):
        session.go(at(place))
        session.apply(_CODES[number % 2])
        session.write_memo(f"memo {number}")
        session.settle()
    session.close()
    assert len(b"".join(history())) > LAST
    return coder_file, coder_file.with_name("ana.history.jsonl")


_CODES: tuple[CodeId, ...] = ("vacuum", "clout")  # type: ignore[assignment] # NewType of str


def problems(path: Path) -> list[Problem]:
    return list(audit_problems(audit_coder_file(path), is_open=False))


def intact(history: bytes) -> set[tuple[str, str]]:
    """Return the segments that the intact lines of a history leave with a decision."""
    decided: dict[tuple[str, str], bool] = {}
    for line in map(decode_line, history.split(b"\n")):
        if line and not isinstance(line, Checkpoint) and line.segment and line.do != "move":
            codes = getattr(line.after, "codes", None)
            decided[str(line.transcript), str(line.segment)] = codes is not None
    return {place for place, is_decided in decided.items() if is_decided}


def held(path: Path) -> set[tuple[str, str]]:
    return {
        (str(transcript), str(segment))
        for transcript, kept in audit_coder_file(path).current.entries.items()
        for segment, entry in kept.items()
        if entry.codes is not None
    }


def test_a_closed_session_leaves_nothing_to_say(pair: tuple[Path, Path]) -> None:
    path, _ = pair
    assert problems(path) == []
    assert list(audit_notices(audit_coder_file(path), is_open=False)) == []


def test_a_cut_history_is_told_at_every_byte(pair: tuple[Path, Path]) -> None:
    path, history = pair
    whole = history.read_bytes()
    for cut in range(len(whole) - LAST, len(whole) - 1):  # without its last newline it is whole
        history.write_bytes(whole[:cut])
        assert problems(path), f"cut at {cut} of {len(whole)}"
        assert held(path) >= intact(whole[:cut]), f"cut at {cut} of {len(whole)}"


def test_a_cut_history_without_a_file_keeps_what_its_lines_say(pair: tuple[Path, Path]) -> None:
    path, history = pair
    path.unlink()
    whole = history.read_bytes()
    for cut in range(len(whole) - LAST, len(whole) - 1, 7):
        history.write_bytes(whole[:cut])
        assert [problem.path.name for problem in problems(path)][-1] == "ana.json"
        assert held(path) == intact(whole[:cut])


def test_a_flipped_byte_of_the_history_is_told_with_its_line(pair: tuple[Path, Path]) -> None:
    path, history = pair
    whole = history.read_bytes()
    random = Random(41)  # noqa: S311 # the same flips each time
    for _ in range(FLIPS):
        at = random.randrange(len(whole))
        flipped = bytearray(whole)
        flipped[at] ^= random.randrange(1, 256)
        history.write_bytes(flipped)
        line = whole.count(b"\n", 0, at) + 1
        lines = {found.line for found in problems(path) if found.path == history}
        assert line in lines, f"byte {at} of line {line} is {flipped[at]}"
        assert held(path) >= intact(bytes(flipped))


def test_a_flipped_byte_of_the_file_is_told_and_the_history_counts(
    pair: tuple[Path, Path],
) -> None:
    path, history = pair
    whole = path.read_bytes()
    decided = intact(history.read_bytes())
    random = Random(42)  # noqa: S311 # the same flips each time
    for _ in range(FLIPS):
        at = random.randrange(len(whole))
        flipped = bytearray(whole)
        flipped[at] ^= random.randrange(1, 256)
        path.write_bytes(flipped)
        assert any(found.path == path for found in problems(path)), f"byte {at} is {flipped[at]}"
        assert held(path) == decided


def test_a_line_once_more_is_told(pair: tuple[Path, Path]) -> None:
    path, history = pair
    lines = history.read_bytes().splitlines(keepends=True)
    history.write_bytes(b"".join([*lines, lines[3]]))
    assert [(found.line, found.message) for found in problems(path)] == [
        (len(lines) + 1, "stands here a second time")
    ]


def test_an_intact_line_of_an_unknown_kind_is_no_damage(
    pair: tuple[Path, Path], newer_line: bytes
) -> None:
    path, history = pair
    history.write_bytes(history.read_bytes() + newer_line)
    (found,) = problems(path)
    assert "does not know" in found.message
    assert "update leadcode" in found.hint


@pytest.fixture
def newer_line() -> bytes:
    """Return a line with a right check value, by a version that knows other intentions."""
    from zlib import crc32  # noqa: PLC0415 # only here

    body = b'{"session":"s9","n":1,"at":"","do":"translate"}'
    return b'%b,"crc":"%08x"}\n' % (body[:-1], crc32(body))


def test_a_file_without_a_history_is_taken_with_a_word(pair: tuple[Path, Path]) -> None:
    path, history = pair
    history.unlink()
    assert problems(path) == []
    (notice,) = audit_notices(audit_coder_file(path), is_open=False)
    assert "changes by another hand cannot be detected" in notice


def test_what_a_session_has_yet_to_write_is_no_problem_while_it_is_open(
    pair: tuple[Path, Path],
) -> None:
    path, _ = pair
    path.unlink()
    audit = audit_coder_file(path)
    assert list(audit_problems(audit, is_open=True)) == []
    assert [found.path for found in audit_problems(audit, is_open=False)] == [path]
