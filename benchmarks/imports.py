"""Time `leadcode import` of a whole study's interviews, and of files made to break it.

    python benchmarks/imports.py [--interviews 107] [--words 9000] [--hostile]

Every import is a process of its own, as for a person who types the command. The first table has
the seconds of a quarter of the interviews and of all of them: where the import is linear, the
column is 4. With --hostile, the seconds and the memory that each of the worst files takes, and what
is said about it; 10 seconds and 500 MB are the bar.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Turn = tuple[str, str]

WORDS = ["we", "all", "lead", "on", "the", "ward", "and", "nobody", "says", "so", "when", "busy"]


def interview(number: int, words: int) -> list[Turn]:
    """Return an interview of about so many words: questions of twelve, answers of sixty."""
    chance = random.Random(number)
    turns: list[Turn] = []
    said = 0
    while said < words:
        who, length = ("INT", 12) if len(turns) % 2 == 0 else (f"P{number:03d}", 60)
        turns.append((who, " ".join(chance.choices(WORDS, k=length)).capitalize() + "."))
        said += length
    return turns


def as_text(turns: Sequence[Turn]) -> bytes:
    return "\n\n".join(f"{who}: {words}" for who, words in turns).encode()


def as_cues(turns: Sequence[Turn]) -> bytes:
    cues = (
        f"{at // 60:02d}:{at % 60:02d}:00.000 --> {at // 60:02d}:{at % 60:02d}:59.000\n"
        f"<v {who}>{words}"
        for at, (who, words) in enumerate(turns)
    )
    return "\n\n".join(["WEBVTT", *cues]).encode()


def as_word(turns: Sequence[Turn]) -> bytes:
    """Return a document with a run for each few words, as Word writes them."""
    return zipped("word/document.xml", word_xml("".join(map(_word_paragraph, turns))))


def _word_paragraph(turn: Turn) -> str:
    words = f"{turn[0]}: {turn[1]}".split()
    runs = (" ".join(words[at : at + 6]) + " " for at in range(0, len(words), 6))
    properties = '<w:rPr><w:rFonts w:ascii="Arial"/><w:sz w:val="22"/></w:rPr>'
    inner = "".join(
        f'<w:r w:rsidR="00AB12CD">{properties}<w:t>{escape(r)}</w:t></w:r>' for r in runs
    )
    return f'<w:p w:rsidR="00AB12CD"><w:pPr><w:spacing w:after="120"/></w:pPr>{inner}</w:p>'


def word_xml(body: str) -> str:
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return f"<w:document {names}><w:body>{body}</w:body></w:document>"


def zipped(name: str, content: str | bytes) -> bytes:
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, content)
        file.seek(0)
        return file.read()


FORMATS: dict[str, Callable[[Sequence[Turn]], bytes]] = {
    "txt": as_text,
    "vtt": as_cues,
    "docx": as_word,
}


def leadcode(*arguments: str, cwd: Path) -> tuple[float, float, subprocess.CompletedProcess[str]]:
    """Return the seconds of processor, the memory in MB and the outcome of a command."""
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )
    *said, seconds, memory = done.stderr.rstrip().split("\n")
    done.stderr = "\n".join(said)
    return float(seconds), int(memory) / 1024, done


#: The memory is that of this process alone: what getrusage says may be its parent's.
_MEASURED = r"""
import pathlib, re, sys, time
from leadcode_tui.cli import main
try:
    sys.exit(main())
finally:
    most = re.search(r"VmHWM:\s*(\d+)", pathlib.Path("/proc/self/status").read_text())[1]
    print("", time.process_time(), most, sep="\n", file=sys.stderr)
"""


def study_in(folder: Path) -> Path:
    leadcode("init", "study", cwd=folder)
    return folder / "study"


def time_imports(interviews: int, words: int) -> None:
    print(f"{interviews} interviews of {words:,} words, seconds of one import:")
    for ending, write in FORMATS.items():
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for number in range(interviews):
                content = write(interview(number, words))
                (folder / f"P{number:03d}.{ending}").write_bytes(content)
            files = sorted(map(str, folder.glob(f"*.{ending}")))
            taken = []
            for some in (files[: interviews // 4], files):
                study = study_in(folder)
                begun = time.perf_counter()
                busy, memory, done = leadcode("import", *some, cwd=study)
                seconds = time.perf_counter() - begun
                if done.returncode:
                    sys.exit(done.stderr)
                taken.append(seconds)
                for path in (folder / "study").rglob("*"):
                    path.unlink() if path.is_file() else None
        print(
            f"  {ending:5} {taken[0]:6.1f} s {taken[1]:6.1f} s {taken[1] / taken[0]:5.1f} x, "
            f"{busy:.1f} s of processor, {memory:.0f} MB"
        )


def worst_files() -> dict[str, Callable[[], bytes]]:
    """Return files that take as much as a file of their kind can."""
    return {
        "line of 5 MB.txt": lambda: b"we lead " * 624_999,
        "line of 5 MB.md": lambda: b"**a** [b] " * 499_999,
        "line of 5 MB of letters.txt": lambda: b"x" * 4_999_999,
        "turns.txt": lambda: b"I: we lead on it all the time, so?\n" * 99_999,
        "accents that are a guess.txt": lambda: "für alle über Nacht\n".encode("cp1252") * 99_000,
        "cues.vtt": lambda: (
            b"WEBVTT\n\n"
            + b"00:00:01.000 --> 00:00:02.000\n<v P>we <b>lead</b> &amp; so on\n\n" * 24_900
        ),
        "cues.srt": lambda: b"1\n00:00:01,000 --> 00:00:02,000\nwe lead\n\n" * 24_900,
        "words.TextGrid": lambda: (
            b'"ooTextFile" "TextGrid" 0 9 <exists> 1 "IntervalTier" "A" 0 9 '
            b"400000 " + b'0 1 "we" ' * 400_000
        ),
        "bomb.docx": lambda: zipped("word/document.xml", b" " * 400_000_000),
        "elements.docx": lambda: zipped("word/document.xml", word_xml("<w:p/>" * 990_000)),
        "runs.docx": lambda: zipped(
            "word/document.xml", word_xml("<w:p>" + "<w:r><w:t>a</w:t></w:r>" * 249_000 + "</w:p>")
        ),
        "spans.odt": lambda: zipped(
            "content.xml",
            '<o:d xmlns:o="o" xmlns:t="t"><o:text><t:p>'
            + "<t:s/>" * 999_000
            + "</t:p></o:text></o:d>",
        ),
        "pictures.rtf": lambda: b"{\\rtf1 {\\pict " + b"0a1b2c3d" * 12_000_000 + b"}we\\par}",
        "bytes.rtf": lambda: b"{\\rtf1 " + b"\\'e9" * 1_499_000 + b"}",
        "nested.rtf": lambda: b"{\\rtf1 " + b"{" * 20_000_000,
        "paragraphs.html": lambda: b"<p>I: we" * 999_000,
        "nested.html": lambda: b"<div>" * 999_000,
        "inline.html": lambda: b"<p>" + (b"<b>" * 200 + b"x" + b"</b>" * 200) * 2_490,
        "commas.csv": lambda: b"text,speaker\n" + b"," * 4_900_000,
        "rows.csv": lambda: b"text,speaker\n" + b"a,b\n" * 1_200_000,
        "lists.json": lambda: b"[" + b"[]," * 4_900_000 + b"[]]",
        "nested.json": lambda: b"[" * 14_900_000,
        "segments.json": lambda: (
            b'{"segments":['
            + b'{"start":1,"end":2,"text":"we","words":[{},{}]},' * 310_000
            + b'{"start":1,"end":2,"text":"we"}]}'
        ),
        "operations.pdf": lambda: pdf(b"BT /F1 9 Tf " + b"(we) Tj T* " * 1_500_000 + b" ET"),
        "forms.pdf": lambda: pdf(
            b"BT /F1 9 Tf (we) Tj ET " + b"/X1 Do " * 1000, form=b"/X1 Do " * 99
        ),
        "arrays.pdf": lambda: pdf(b"[" * 5_000_000),
        "far cell.xlsx": lambda: workbook('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "cells.xlsx": lambda: workbook(
            "<row>" + '<c t="inlineStr"><is><t>text</t></is></c>' * 5 + "</row>", times=400_000
        ),
    }


def workbook(row: str, times: int = 1) -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="a" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="S" '
        'sheetId="1" r:id="a"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="a" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>'
        f"{row * times}</sheetData></worksheet>",
    }
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in parts.items():
                archive.writestr(name, part)
        file.seek(0)
        return file.read()


def pdf(content: bytes, form: bytes = b"") -> bytes:
    resources = b"<< /Font << /F1 3 0 R >> /XObject << /X1 6 0 R >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources "
        + resources
        + b" >>",
        b"<< /Length %d >> stream\n%s\nendstream" % (len(content), content),
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources %s /Length %d >> stream\n"
        b"%s\nendstream" % (resources, len(form), form),
    ]
    written, places = b"%PDF-1.4\n", []
    for number, thing in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, thing)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        written
        + b"xref\n0 7\n0000000000 65535 f \n%strailer\n<< /Size 7 /Root 1 0 R >>\n" % (table)
        + b"startxref\n%d\n%%%%EOF\n" % len(written)
    )


def time_worst() -> None:
    print("the worst files: seconds, memory, exit code, what is said last")
    for name, make in worst_files().items():
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            (folder / name).write_bytes(make())
            seconds, memory, done = leadcode("import", f"../{name}", cwd=study_in(folder))
            written = len(list((folder / "study" / "transcripts").glob("*")))
        said = (done.stderr or done.stdout).strip().split("\n")[-1][:90]
        over = "  TOO MUCH" if seconds > 10 or memory > 500 else ""
        print(
            f"  {name:30} {seconds:5.1f} s {memory:5.0f} MB  {done.returncode} "
            f"{written} written  {said}{over}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--interviews", type=int, default=107)
    parser.add_argument("--words", type=int, default=9000)
    parser.add_argument("--hostile", action="store_true")
    asked = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if asked.hostile:
        time_worst()
    else:
        time_imports(asked.interviews, asked.words)


if __name__ == "__main__":
    main()
