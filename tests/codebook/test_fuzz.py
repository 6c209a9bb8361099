"""Broken codebooks of every kind: always sentences, never a traceback, never a long wait."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random
from time import process_time
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.codebook import (
    codebook_notices,
    load_codebook,
    merge_code,
    move_code,
    rename_code,
    retire_code,
    split_code,
)
from leadcode_tui.codebook.splicing import Under
from leadcode_tui.errors import LeadcodeError
from leadcode_tui.keys import RESERVED
from leadcode_tui.model import CodeId

if TYPE_CHECKING:
    from collections.abc import Callable

#: How many files are tried; LEADCODE_FUZZED=5000 for more.
FUZZED = int(os.environ.get("LEADCODE_FUZZED", "150"))
#: Nothing takes longer, whatever is in the file: seconds of the processor, that others slow less.
LIMIT = 2.0
SHIPPED = [path.read_bytes() for path in sorted(Path(__file__).parents[2].glob("codebooks/*.yaml"))]
PIECES = (
    *(b"\t", b"  ", b"\n", b"\r", b": ", b"- ", b"? ", b"#", b" #", b"'", b'"', b"[", b"]", b"{"),
    *(b"}", b"&a ", b"*a", b"!!python/object:os.system ", b"|", b">", b"%YAML 1.1\n", b"---\n"),
    *(b"...\n", b"\0", b"\xff", b"\xc3", b"\xe2\x80\xa8", b"\xef\xbb\xbf", b"\x1b[2J", b"\x85"),
    *(b"codes:\n", b"was: [a, b]\n", b"split-from: [distributed]\n", b"retired: no\n", b"key: d\n"),
    *(b"<<: *a\n", b"[" * 1_000, b"{a: " * 300, b"x" * 100_000, b"- " * 500, b"\n" * 5_000),
    b"a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b]\n",
)


def broken(random: Random) -> bytes:
    """Return a shipped codebook with up to eight pieces cut, put in, moved or doubled."""
    content = bytearray(random.choice(SHIPPED))
    for _ in range(random.randint(1, 8)):
        at = random.randrange(len(content) + 1)
        act = random.randrange(5)
        if act == 0:
            del content[at : at + random.randint(1, 200)]
        elif act == 1:
            content[at:at] = random.choice(PIECES)
        elif act == 2:
            there = random.randrange(len(content) + 1)
            content[there:there] = content[at : at + random.randint(1, 400)]
        elif act == 3 and content:
            content[at % len(content)] = random.randrange(256)
        else:
            lines = bytes(content).split(b"\n")
            where = random.randrange(len(lines))
            lines[where] = b" " * random.randint(0, 9) + lines[where].lstrip()
            content = bytearray(b"\n".join(lines))
    return bytes(content)


def used_in_every_way(path: Path, random: Random) -> None:
    """Read a codebook, look it through and change it; what cannot be is told by a sentence."""
    book, problems = load_codebook(path, reserved=RESERVED)
    assert all(problem.message.strip() and "\n" not in str(problem) for problem in problems)
    text = path.read_bytes().decode()
    codebook_notices(text, path)
    ids = [code.id for code in book.codes] or [CodeId("none")]
    one, other = random.choice(ids), random.choice(ids)
    changes: list[Callable[[], str]] = [
        lambda: rename_code(text, one, CodeId("renamed"), path),
        lambda: move_code(text, one, Under(other), path),
        lambda: merge_code(text, one, other, path),
        lambda: split_code(text, one, [CodeId("part-1"), CodeId("part-2")], path),
        lambda: retire_code(text, one, "too rare", path),
    ]
    for change in changes:
        try:
            change()
        except LeadcodeError as error:
            assert str(error)  # noqa: PT017 # most are refused, and each says why


@pytest.mark.parametrize("share", range(5))
def test_no_broken_codebook_ends_in_a_traceback_or_takes_long(share: int, tmp_path: Path) -> None:
    path = tmp_path / "codebook.yaml"
    for number in range(share, FUZZED, 5):
        random = Random(number)  # noqa: S311 # nothing secret
        path.write_bytes(broken(random))
        began = process_time()
        try:
            used_in_every_way(path, random)
        except LeadcodeError as error:
            assert str(error)  # noqa: PT017 # no text at all: told, and that is all
        assert process_time() - began < LIMIT, number
