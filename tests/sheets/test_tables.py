"""Tables from files: the same cells from CSV, TSV and workbooks, and a sentence for the rest."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.errors import UnreadableError, UsageError
from leadcode_tui.sheets import workbook
from leadcode_tui.sheets.tables import read_table
from tests.transcripts.offices import ods, xlsx, zipped

if TYPE_CHECKING:
    from pathlib import Path


def written(folder: Path, content: str | bytes, name: str = "ratings.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("mark", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_the_mark_between_cells_is_found_in_the_headings(tmp_path: Path, mark: str) -> None:
    table = read_table(written(tmp_path, f"unit{mark}ana{mark}ben\n1{mark}a{mark}b\n"))
    assert (table.columns, table.rows) == (("unit", "ana", "ben"), ((2, ("1", "a", "b")),))


def test_a_tsv_keeps_commas_in_its_cells(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "unit\tana, ben\n1\ta, b\n", "r.tsv"))
    assert table.rows == ((2, ("1", "a, b")),)


def test_the_line_that_excel_writes_for_the_mark_is_no_row(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "sep=;\nunit;ana\n1;a\n"))
    assert (table.columns, table.rows) == (("unit", "ana"), ((3, ("1", "a")),))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_encodings_of_spreadsheets_are_read(tmp_path: Path, encoding: str) -> None:
    table = read_table(written(tmp_path, "unit,zoë\n1,für\n".encode(encoding)))
    assert (table.columns, table.rows) == (("unit", "zoë"), ((2, ("1", "für")),))


def test_blank_rows_and_columns_around_a_table_do_not_count(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "\n,,\nunit,ana,,\n1,a,,\n,,,\n2,b\n"))
    assert (table.columns, table.heading_row) == (("unit", "ana"), 3)
    assert table.rows == ((4, ("1", "a")), (6, ("2", "b")))


def test_a_row_with_more_cells_than_headings_is_told(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "unit,ana\n1,a\n2,b,c\n"))
    assert table.overlong == (3,)


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        ("", "r.csv", "it is empty"),
        ("\n\n", "r.csv", "it is empty"),
        (b"\0\1\2\0", "r.csv", "NUL characters"),
        ("no zip at all", "r.xlsx", "it is broken, or not what its name says"),
        (b"PK\x03\x04 cut off", "r.xlsx", "it is broken, or not what its name says"),
    ],
    ids=["empty", "blank", "binary", "text-as-workbook", "cut-workbook"],
)
def test_what_is_no_table_is_refused(
    tmp_path: Path, content: str | bytes, name: str, sentence: str
) -> None:
    with pytest.raises(UnreadableError, match=sentence):
        read_table(written(tmp_path, content, name))


def test_a_zip_archive_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "r.xlsx", "w") as archive:
        archive.writestr("outside.xml", "<x/>")
    with pytest.raises(UnreadableError, match="no workbook that can be read"):
        read_table(tmp_path / "r.xlsx")


def test_a_workbook_that_unpacks_to_more_than_a_table_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "LARGEST", 10_000)
    with zipfile.ZipFile(tmp_path / "r.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", " " * 20_000)
    with pytest.raises(UnreadableError, match="unpacks to more than"):
        read_table(tmp_path / "r.xlsx")


@pytest.mark.parametrize(
    ("sheet", "sentence"),
    [
        pytest.param("<row><c/></row>" * 9 + "</row>", "no workbook that", id="XML that is broken"),
        pytest.param('<row r="1048576"><c r="XFD1048576"/></row>', "far ones", id="a far cell"),
        pytest.param(
            "<row>" + "<c/>" * 3_000 + "</row>" + "<row/>" * 3_000 + "<row><c/></row>",
            "far ones",
            id="far cells without places",
        ),
        pytest.param(
            "<row>" + '<c t="s"><v>0</v></c>' * 11_000 + "</row>", "same long text", id="repeats"
        ),
    ],
)
def test_a_workbook_that_would_fill_the_memory_or_never_end_is_refused(
    tmp_path: Path, sheet: str, sentence: str
) -> None:
    content = xlsx([], sheet=sheet, shared="x" * 10_000)
    with pytest.raises(UnreadableError, match=sentence):
        read_table(written(tmp_path, content, "r.xlsx"))


@pytest.mark.parametrize("name", ["r.xlsx", "r.ods"])
def test_a_workbook_with_a_dtd_is_refused(tmp_path: Path, name: str) -> None:
    whole = (xlsx if name == "r.xlsx" else ods)([["unit", "ana"], ["1", "a"]])
    main = "xl/workbook.xml" if name == "r.xlsx" else "content.xml"
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    parts[main] = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + parts[main]
    with pytest.raises(UnreadableError, match="no workbook that can be read"):
        read_table(written(tmp_path, zipped(parts), name))


def test_an_ods_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(ods([["unit", "ana"], ["1", "a"]]))) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    parts["content.xml"] = parts["content.xml"].replace(b"</table:table-row>", b"")
    with pytest.raises(UnreadableError, match="no workbook that can be read"):
        read_table(written(tmp_path, zipped(parts), "r.ods"))


def test_text_has_no_sheets(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="has no sheets"):
        read_table(written(tmp_path, "unit,ana\n1,a\n"), sheet="Data")
