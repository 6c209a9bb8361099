"""The words of other people's files, counted with none of our readers: what has to come out."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from html import unescape
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.text import sanitise

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

#: Labels, times and header of each text, which are not said, as a reader of the file sees them.
UNSAID = {
    "changelog/brain-science-1.md": (
        r"\*\*(?:Adam Stacoviak|Mireille B\. Reece, Psy\.D):\*\*|\[\d\d:\d\d\]"
    ),
    "changelog/founders-talk-52.md": r"\*\*(?:Adam Stacoviak|Pia Mancini):\*\*|\[[\d:.]+\]|\*\*",
    "entrevista-es/entrevista_reinoso.txt": r"^[EG]:",
    "hitsave-2025/Keitai update Spring 2025.txt": r"(?!)",
    "noscribe/interview.txt": (
        r"\A.*$|^Transcribed .*$|^Audio file.*$|^\(Language.*$|^S\d\d:|\[\d\d:\d\d:\d\d\]"
    ),
    "ohad-idaho/demo_005.txt": (
        r"^(?:\[\d\d:\d\d:\d\d\] )?(?:DB|KM|Devin Becker|Kasey Mohammad)\s*:|^\[\d\d:\d\d:\d\d\]"
    ),
    "qualcoder-examples/transcript.txt": r"^\[id\d\]",
}
#: The column of a table that has the words, and its separator.
COLUMNS = {
    "aci-bench/valid.csv": ("dialogue", ","),
    "coraal/DCB_se1_ag2_m_02_3.txt": ("Content", "\t"),
    "doccano-enc/example.utf16.csv": ("text", ","),
    "hitsave-2025/Keitai update Spring 2025.tsv": ("text", "\t"),
    "ohad-idaho/armantrout.csv": ("words", ","),
    "ohd/transcript_de.csv": ("TRANSCRIPT", "\t"),
    "qualcoder-examples/survey456.csv": ("freetext", ","),
}
#: The words of files that test what parsers do with faults, found by reading them.
FAULTY = {
    "webvtt-mozilla/double-line-break.vtt": (
        "- Some line stuff. - Another line break. - We can't do this? - More over here."
    ),
    "webvtt-w3c/arrows.vtt": (
        "text0 foo--> text1 -->foo text2 text3 text4 text5 00:00:00.000 -a --> 00:00:00.000 --a -->"
    ),
    "webvtt-w3c/stylesheets.vtt": ".bar { width: 18px; } text text",
    "webvtt-w3c/tags.vtt": (
        "< << < < < <. <c. </ </>x </ c>x test abc test abc test abc test abc test abcde test test "
        "test test test test a bc abc"
    ),
    "webvtt-w3c/whitespace-chars.vtt": "text0 text1 text2 vertical tab 00:00:00.000 invalid",
}


def spoken(path: Path, root: Path) -> list[str]:
    """Return the words that are said in a file, in order."""
    name = str(path.relative_to(root))
    if name in FAULTY:
        return FAULTY[name].split()
    if name in COLUMNS:
        return _in_column(path, *COLUMNS[name])
    if name in UNSAID:
        return _without(path.read_text(encoding="utf-8"), UNSAID[name])
    return BY_FORMAT[path.suffix](path)


def _without(text: str, unsaid: str) -> list[str]:
    plain = unescape(re.sub(r"\\([\[\]*_.#&-])", r"\1", text))
    return re.sub(unsaid, " ", plain, flags=re.MULTILINE).split()


def _in_column(path: Path, column: str, separator: str) -> list[str]:
    encoding = "utf-16" if "utf16" in path.name else "utf-8-sig"
    rows = path.read_text(encoding=encoding)
    table = csv.DictReader(
        rows.splitlines(keepends=True),
        delimiter=separator,
        quoting=csv.QUOTE_MINIMAL if separator == "," else csv.QUOTE_NONE,
    )
    text = unescape("\n".join(row[column] for row in table))
    return re.sub(r"^\[(?:doctor|patient|patient_guest)\]", "", text, flags=re.MULTILINE).split()


def _in_cues(path: Path) -> list[str]:
    """Return the words between each line of times and the next empty line."""
    lines, inside = list[str](), False
    for line in re.split(r"\r\n|\r|\n", path.read_text(encoding="utf-8-sig")):
        inside = "-->" in line or (inside and line.strip() != "")
        lines += [line] if inside and "-->" not in line else []
    text = re.sub(r"<(?!\[)[^<>]*>", "", "\n".join(lines))
    named = re.sub(r"&\w+;|&#\w+;", lambda entity: unescape(entity[0]), text)
    return sanitise(named).split()


def _in_tiers(path: Path) -> list[str]:
    said = re.findall(r'text = "(.+)" *$', path.read_text(encoding="utf-8"), re.MULTILINE)
    return " ".join(said).replace('""', '"').split()


def _in_segments(path: Path) -> list[str]:
    segments = json.loads(path.read_text(encoding="utf-8"))["segments"]
    return " ".join(segment["text"] for segment in segments).split()


def _in_paragraphs(path: Path) -> list[str]:
    docx = pytest.importorskip("docx", reason="python-docx is not installed")
    return " ".join(paragraph.text for paragraph in docx.Document(path).paragraphs).split()


def _in_open_text(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        content = re.sub(rb"<text:(?:s|tab|line-break)\b[^>]*/>", b" ", archive.read("content.xml"))
    paragraphs = re.findall(rb"<text:p\b[^>]*>(.*?)</text:p>", content, re.DOTALL)
    lines = (unescape(re.sub(r"<[^>]*>", "", part.decode())) for part in paragraphs)
    return " ".join(re.sub(r"^\s*MODERATOR:", "", line) for line in lines).split()


def _on_pages(path: Path) -> list[str]:
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    pages = [page.extract_text() for page in pypdf.PdfReader(path).pages]
    lines = [line for page in pages for line in page.split("\n")]
    said = [re.sub(r"^(?:Dan|Participant):", "", line) for line in lines]
    return " ".join(line for line in said if not re.fullmatch(r"\s*\d+(?:/\d+)?\s*", line)).split()


BY_FORMAT: Mapping[str, Callable[[Path], list[str]]] = {
    ".vtt": _in_cues,
    ".srt": _in_cues,
    ".TextGrid": _in_tiers,
    ".json": _in_segments,
    ".docx": _in_paragraphs,
    ".odt": _in_open_text,
    ".pdf": _on_pages,
}
