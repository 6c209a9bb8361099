"""Whatever goes into `leadcode agree`, a sentence comes out: no traceback, no NaN.

The suite takes 150 malformed files; LEADCODE_MALFORMED=2000 takes more.
"""

from __future__ import annotations

import io
import json
import os
import zipfile
from random import Random
from typing import TYPE_CHECKING, Any, Final

from leadcode_tui.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

MANY: Final = int(os.environ.get("LEADCODE_MALFORMED", "150"))
SHEET: Final = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row r="1"><c r="A1" t="inlineStr"><is><t>unit</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>ana</t></is></c>'
    '<c r="C1" t="inlineStr"><is><t>ben</t></is></c></row>'
    '<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="inlineStr"><is><t>a</t></is></c>'
    '<c r="C2" t="inlineStr"><is><t>b</t></is></c></row></sheetData></worksheet>'
)
TABLES: Final = (
    "unit,ana,ben\n1,a,a; b\n2,-,\n3,b,a\n",
    "unit,coder,code\n1,ana,a\n1,ben,b\n2,ana,-\n2,ben,a\n",
    "transcript;unit;ana;ben\nK1;1;a;a\nK1;2;b;a\nK2;1;;b\n",
)
#: What stands where something else belongs.
ODD: Final[tuple[Any, ...]] = (
    *(None, True, 0, -1, 1e308, "", "\0", "\u202e", "\ud800", [], {}, [[]], {"1": None}),
    *([None], ["a", 1], {"codes": "a"}, "a" * 5000, float("nan"), float("inf"), [["a", "a"]]),
)


def coder_file(coder: str) -> dict[str, Any]:
    return {
        "file": {"1": {"format": "leadcode.codings/1", "coder": coder, "study": "s", "pass": 1}},
        "books": {"b1": {"name": "b", "sha256": "0", "at": "", "codes": {"a": None, "b": "a"}}},
        "transcripts": {"K1": {"participant": "K1", "codable": ["1", "2"], "state": "open"}},
        "memos": {"1": {"on": "code", "id": "a", "text": "t", "at": ""}},
        "codings:K1": {
            "1": {"codes": ["a"], "spans": {"a": [[0, 4]]}, "chars": 9, "text": "0", "book": "b1"},
            "2": {"codes": [], "chars": 9, "text": "1", "book": "b1", "memo": "m", "flag": True},
        },
    }


def workbook() -> bytes:
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/'
        'main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/'
        'package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": SHEET,
    }
    paper = io.BytesIO()
    with zipfile.ZipFile(paper, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return paper.getvalue()


def places(value: Any) -> list[tuple[Any, Any]]:
    """Return every container of a value with each of its keys."""
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    found = [(value, key) for key in keys]
    for key in keys:
        if isinstance(value[key], (dict, list)):
            found += places(value[key])
    return found


def odd_value(random: Random, content: bytes) -> bytes:
    try:
        document = json.loads(content)
    except ValueError:
        return content.replace(random.choice(content.split(b",")), b'"\0\xff', 1)
    container, key = random.choice(places(document))
    if isinstance(container, dict) and random.random() < 0.3:
        container[str(random.choice(ODD))] = container.pop(key)
    else:
        container[key] = random.choice(ODD)
    return json.dumps(document).encode("utf-8", "surrogatepass")


def cut(random: Random, content: bytes) -> bytes:
    return content[: random.randrange(len(content))]


def flipped(random: Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(random.choice([1, 3, 20])):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def inserted(random: Random, content: bytes) -> bytes:
    odd = (
        b"\0",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b'"',
        b"[" * 100_000,
        b"\n\n",
        b",,,,",
        b"\xed\xa0\x80",
    )
    place = random.randrange(len(content))
    return content[:place] + random.choice(odd) + content[place:]


def doubled(_: Random, content: bytes) -> bytes:
    return content + content


def shuffled(random: Random, content: bytes) -> bytes:
    lines = content.split(b"\n")
    random.shuffle(lines)
    return b"\n".join(lines)


def noise(random: Random, _: bytes) -> bytes:
    return random.randbytes(random.choice([0, 1, 50, 4000]))


HARMS: Final[tuple[Callable[[Random, bytes], bytes], ...]] = (
    *(odd_value, odd_value, odd_value, cut, flipped, inserted, doubled, shuffled, noise),
)


def malformed(folder: Path, number: int) -> list[str]:
    """Write one malformed file, and return what to compare."""
    random = Random(number)  # noqa: S311 # not for secrets
    kind = random.choice(["coder", "coder", "csv", "tsv", "xlsx"])
    if kind == "coder":
        content = json.dumps(coder_file("ana")).encode()
        (folder / "ben.json").write_text(json.dumps(coder_file("ben")), "utf-8")
    else:
        content = workbook() if kind == "xlsx" else random.choice(TABLES).encode()
    path = folder / f"ana.{'json' if kind == 'coder' else kind}"
    path.write_bytes(random.choice(HARMS)(random, content))
    options = random.choice([(), ("--all",), ("--unit", "character"), ("--by", "transcript")])
    others = [str(folder / "ben.json")] if kind == "coder" else []
    return [str(path), *others, "--format", random.choice(["json", "table"]), *options]


def test_what_is_malformed_gets_a_sentence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A file that is still sound gets its figures; nothing else ends in 0."""
    wrong = []
    ended = {0: 0, 2: 0}
    for number in range(MANY):
        arguments = malformed(tmp_path, number)
        code = main(["agree", *arguments])
        out, err = capfd.readouterr()
        said = err.strip() if code else out.strip()
        if code not in ended or not said or any(word in out + err for word in SIGNS):
            wrong.append((number, code, err[-300:]))
        else:
            ended[code] += 1
    assert wrong == []
    assert ended[2] > MANY / 3


#: What a person must never see.
SIGNS: Final = ("Traceback", "leadcode failed", "NaN", "\x1b")


def test_the_files_are_sound_before_they_are_harmed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for coder in ("ana", "ben"):
        (tmp_path / f"{coder}.json").write_text(json.dumps(coder_file(coder)), "utf-8")
    (tmp_path / "r.xlsx").write_bytes(workbook())
    asked = [[str(tmp_path / "ana.json"), str(tmp_path / "ben.json")], [str(tmp_path / "r.xlsx")]]
    for number, table in enumerate(TABLES):
        (tmp_path / f"{number}.csv").write_text(table, "utf-8")
        asked.append([str(tmp_path / f"{number}.csv")])
    assert [main(["agree", *arguments]) for arguments in asked] == [0] * len(asked)
    assert capfd.readouterr().err == ""
