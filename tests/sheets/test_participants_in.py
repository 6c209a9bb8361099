from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from leadcode_tui.errors import ProblemsError, UsageError
from leadcode_tui.sheets import PeopleColumns, joined_people, read_people

if TYPE_CHECKING:
    from pathlib import Path

TABLE = "id,role\nKC01,nurse\nKC02,\n"
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)
_SPREADSHEET = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="people">{rows}</table:table></office:spreadsheet></office:body>'
    "</office:document-content>"
)


def file(folder: Path, text: str, name: str = "people.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def ods(path: Path, *rows: tuple[str, ...]) -> Path:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    made = "".join(
        f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in rows
    )
    with ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("content.xml", _SPREADSHEET.format(rows=made))
    return path


def xlsx(path: Path, *rows: tuple[str, ...]) -> Path:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("people")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return path


def joined(path: Path, text: str = TABLE, **asked: str) -> str:
    return joined_people(text, read_people(path, PeopleColumns(**asked))).text


@pytest.mark.parametrize("make", [ods, xlsx], ids=["ods", "xlsx"])
def test_a_workbook_comes_in_by_its_ids(make: object, tmp_path: Path) -> None:
    rows = (("ID", "Role", "Region"), ("KC02", "manager", "north"), ("KC03", "clinician", ""))
    name = "people.ods" if make is ods else "people.xlsx"
    path = (ods if make is ods else xlsx)(tmp_path / name, *rows)
    assert joined(path) == "id,role,region\nKC01,nurse,\nKC02,manager,north\nKC03,clinician,\n"


@pytest.mark.parametrize("text", ["id;role\nKC02;manager\n", "id\trole\nKC02\tmanager\n"])
def test_semicolons_and_tabs_are_read(text: str, tmp_path: Path) -> None:
    assert joined(file(tmp_path, text)) == "id,role\nKC01,nurse\nKC02,manager\n"


def test_empty_cells_and_absent_people_change_nothing(tmp_path: Path) -> None:
    path = file(tmp_path, "id,role,ward\nKC01,,7\n")
    assert joined(path) == "id,role,ward\nKC01,nurse,7\nKC02,,\n"


def test_the_same_rows_again_leave_the_text_as_it_is(tmp_path: Path) -> None:
    text = "\ufeffID , role\r\n KC01,nurse\r\n"
    again = joined_people(
        text, read_people(file(tmp_path, "id,role\nKC01,nurse\n"), PeopleColumns())
    )
    assert (again.text, again.new, again.changed) == (text, (), ())


def test_columns_of_other_names_are_found_or_named(tmp_path: Path) -> None:
    path = file(tmp_path, "Interviewee,Stakeholder group\nKC02,manager\n")
    assert joined(path) == "id,role\nKC01,nurse\nKC02,manager\n"
    path = file(tmp_path, "Nr,Was\nKC02,manager\n")
    assert joined(path, id="nr", role="Was") == "id,role\nKC01,nurse\nKC02,manager\n"
    with pytest.raises(UsageError, match=r"which column has the ids.*one of nr, was"):
        joined(path)
    with pytest.raises(UsageError, match=r"has no column 'wax' .did you mean was"):
        joined(path, id="nr", role="wax")


def test_every_mistake_is_told_with_its_row(tmp_path: Path) -> None:
    path = file(tmp_path, "id,role\nKC02,a\n,b\nKC02,c\nKC04,d,e\n")
    with pytest.raises(ProblemsError) as caught:
        joined(path)
    assert [(each.line, each.message) for each in caught.value.problems] == [
        (3, "a participant without an id"),
        (4, "'KC02' stands in row 2 already"),
        (5, "more cells than there are columns"),
    ]
