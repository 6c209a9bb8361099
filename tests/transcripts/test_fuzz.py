"""Broken files, thousands of them: each is read, or refused with a sentence, and nothing else.

LEADCODE_FUZZ says how many files, over all readers: 10,000 before a release, a few here. The same
number makes the same files.
"""

from __future__ import annotations

import io
import os
import random
import zipfile
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.errors import LeadcodeError
from leadcode_tui.transcripts.formats import READERS
from tests.transcripts import offices

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadcode_tui.transcripts import Reading

FILES = int(os.environ.get("LEADCODE_FUZZ", "480"))

LINES = ["INT: Who leads?", "KC010: We do, all of us \u2013 every day.", "INT: Good."]
ROWS = [
    ["Speaker", "Start", "End", "Text"],
    ["INT", "1", "2", "Who leads?"],
    ["P", "3", "4", "We."],
]
CUES = (
    "1\n00:00:01{0}000 --> 00:00:02{0}000\nINT: Who?\n\n2\n00:00:03{0}000 --> 00:00:04{0}000\nWe.\n"
)
GRID = '"ooTextFile" "TextGrid" 0 9 <exists> 1 "IntervalTier" "Ana" 0 9 2 0 1 "Who?" 1 2 "We."'
SEGMENT = {"start": 1.0, "end": 2.5, "text": " We do.", "speaker": "S1", "words": [{"word": "We"}]}

#: A good file of each format, to be broken.
GOOD: dict[str, str | bytes] = {
    ".txt": "\n\n".join(LINES),
    ".md": "---\ntitle: x\n---\n# Talk\n\n**INT:** Who?\n\n**P:** We &amp; they.",
    ".markdown": "**INT:** Who?\n\n**P:** We \\[laughs\\].",
    ".vtt": "WEBVTT\n\n" + CUES.format("."),
    ".srt": CUES.format(","),
    ".textgrid": GRID,
    ".docx": offices.docx(*LINES, offices.word_table(ROWS)),
    ".odt": offices.odt(*LINES, offices.open_table(ROWS)),
    ".rtf": offices.rtf(*LINES, r"{\field{\*\fldinst X}{\fldrslt here}}\'e9\u233?\par"),
    ".pdf": offices.pdf(["Page 1", *LINES], ["Page 2", *LINES]),
    ".html": offices.page(*LINES, "<table><tr><td>INT<td>Who?<tr><td>P<td>We</table>"),
    ".htm": offices.page(*LINES, head='<meta charset="windows-1252">').encode("cp1252", "replace"),
    ".csv": offices.table_text(ROWS),
    ".tsv": offices.table_text(ROWS, "\t"),
    ".xlsx": offices.xlsx(ROWS),
    ".ods": offices.ods(ROWS),
    ".json": offices.whisper([SEGMENT, SEGMENT]),
}
#: What means something in one format or another.
TOKENS = [
    *(b"<", b">", b"&#0;", b"{", b"}", b"\\", b"\\'", b"\\bin99", b"\\u-1", b'"', b"\0", b"\r"),
    *(b"-1", b"99999999999999999999", b"1e999", b"NaN", b"[" * 50, b"<w:p>" * 50, b"{" * 600),
    *(b" obj", b"endstream", b"/Kids [1 0 R]", b"/Length 0", b"xref", b"/Filter /FlateDecode"),
    *(b"null", b"\xff\xfe", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"PK\x03\x04", b"<!DOCTYPE x>"),
]


def broken(good: bytes, chance: random.Random) -> bytes:
    """Return a file with a few mistakes in it."""
    content = bytearray(good)
    for _ in range(chance.choice((1, 1, 2, 4, 20))):
        at = chance.randrange(len(content) + 1)
        match chance.randrange(6):
            case 0:
                content[at:at] = chance.choice(TOKENS)
            case 1:
                content[at : at + chance.randrange(1, 30)] = b""
            case 2:
                content[at : at + 1] = chance.randbytes(1)
            case 3:
                content[at : at + 4] = chance.randbytes(chance.randrange(9))
            case 4:
                other = chance.randrange(len(content) + 1)
                content[at:at] = content[other : other + 40]
            case _:
                del content[max(at, 1) :]
    return bytes(content)


def broken_inside(good: bytes, chance: random.Random) -> bytes:
    """Return an archive that is whole, with a part that is not."""
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = max(parts, key=lambda part: len(parts[part])) if chance.random() < 0.7 else None
    name = name or chance.choice(list(parts))
    parts[name] = broken(parts[name], chance)
    return offices.zipped(parts)


def as_bytes(good: str | bytes) -> bytes:
    return good if isinstance(good, bytes) else good.encode()


@pytest.mark.parametrize("suffix", READERS)
def test_a_broken_file_is_read_or_refused_with_a_sentence(
    suffix: str, read: Callable[..., Reading]
) -> None:
    good = as_bytes(GOOD[suffix])
    for number in range(FILES // len(READERS)):
        chance = random.Random(f"{suffix}{number}")  # noqa: S311 # to break files, not to hide
        if chance.random() < 0.05:
            content = chance.randbytes(chance.randrange(300))
        elif good.startswith(b"PK") and chance.random() < 0.7:
            content = broken_inside(good, chance)
        else:
            content = broken(good, chance)
        try:
            reading = read(content, f"T1{suffix}")
        except LeadcodeError:
            continue
        except Exception as error:
            error.add_note(f"file {number} of {suffix}: {content[:2000]!r}")
            raise
        assert reading.transcript.segments


@pytest.mark.parametrize("suffix", GOOD)
def test_the_files_that_are_broken_are_good_before(
    suffix: str, read: Callable[..., Reading]
) -> None:
    segments = read(as_bytes(GOOD[suffix]), f"T1{suffix}").transcript.segments
    assert any("We" in segment.text for segment in segments)
