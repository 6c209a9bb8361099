"""Codes of the example study are changed: figures follow by the map alone, and nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING, NamedTuple

import pytest

from leadcode_tui.agreement import Asked, NoticeKind
from leadcode_tui.codebook import Under
from leadcode_tui.store.current import read_current
from leadcode_tui.study.agreeing import Compared, agree
from leadcode_tui.study.book_changing import (
    plan_merge,
    plan_move,
    plan_rename,
    plan_retire,
    plan_split,
    write_change,
)
from leadcode_tui.study.checks.checking import check_study
from leadcode_tui.study.folder import open_study

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from leadcode_tui.agreement import AgreementReport
    from leadcode_tui.study.book_changing import BookChange

EXAMPLE = Path(__file__).parents[2] / "examples" / "leadership"
CODERS = ("ana", "ben")


class Case(NamedTuple):
    """A change of the codebook, and the codes that count as others after it."""

    plan: Callable[[Path], BookChange]
    map: Mapping[str, str]


CASES = {
    "rename": Case(
        lambda path: plan_rename(path, "distributed", "spread", None), {"distributed": "spread"}
    ),
    "merge": Case(
        lambda path: plan_merge(path, ["clout", "coalition"], "top-backing"),
        {"clout": "top-backing", "coalition": "top-backing"},
    ),
    "split": Case(lambda path: plan_split(path, "vacuum", ["no-post", "no-person"]), {}),
    "retire": Case(lambda path: plan_retire(path, "tribes", "too rare"), {}),
    "move": Case(lambda path: plan_move(path, "tribes", Under("who-leads")), {}),
}


@pytest.fixture
def study(tmp_path: Path) -> Path:
    folder = tmp_path / "study"
    copytree(EXAMPLE, folder)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
    return folder


def figures(report: AgreementReport) -> Mapping[str, object]:
    found: dict[str, object] = {
        code: {name: c.value for name, c in each.coefficients.items()}
        for code, each in report.codes.items()
    }
    return found | {name: c.value for name, c in report.overall.items()}


def by_hand(folder: Path, names: Mapping[str, str]) -> AgreementReport:
    """Write the coders' files anew with other codes in them, and compare these."""
    paths = []
    for coder in CODERS:
        tables = json.loads((folder / "codings" / f"{coder}.json").read_text(encoding="utf-8"))
        for table, documents in tables.items():
            for document in documents.values() if table.startswith("codings:") else ():
                if "codes" in document:
                    codes = (names.get(code, code) for code in document["codes"])
                    document["codes"] = list(dict.fromkeys(codes))
                    document.pop("spans", None)
        for book in tables["books"].values():
            book["codes"] = {names.get(code, code): None for code in book["codes"]}
        paths.append(folder / f"{coder}-by-hand.json")
        paths[-1].write_text(json.dumps(tables), encoding="utf-8")
    return agree(Compared(tuple(map(str, paths)), folder))[0]


@pytest.mark.parametrize("name", CASES)
def test_agreement_after_a_change_is_what_the_map_makes_of_it(name: str, study: Path) -> None:
    expected = figures(by_hand(study, CASES[name].map))
    write_change(CASES[name].plan(study / "codebook.yaml"))
    report, _ = agree(Compared(CODERS, study, codebook=study / "codebook.yaml"))
    assert figures(report) == expected


@pytest.mark.parametrize("name", CASES)
def test_no_coding_is_lost_and_one_file_is_another(name: str, study: Path) -> None:
    before = {path: path.read_bytes() for path in study.rglob("*") if path.is_file()}
    write_change(CASES[name].plan(study / "codebook.yaml"))
    after = {path: path.read_bytes() for path in study.rglob("*") if path.is_file()}
    assert {path.name for path in after if before.get(path) != after[path]} == {"codebook.yaml"}
    opened = open_study(study)
    book = opened.codebook()
    for coder in opened.coders():
        for entries in read_current(opened.coder_file(coder)).entries.values():
            for entry in entries.values():
                assert {*map(book.current, entry.codes or ())} <= {*book.by_id}
    assert check_study(opened).problems == ()


@pytest.mark.parametrize("name", CASES)
def test_agreement_goes_by_the_codebook_of_today_unless_asked_as_coded(
    name: str, study: Path
) -> None:
    expected = figures(by_hand(study, CASES[name].map))
    before = figures(agree(Compared(CODERS, study))[0])
    write_change(CASES[name].plan(study / "codebook.yaml"))
    assert figures(agree(Compared(CODERS, study))[0]) == expected
    assert figures(agree(Compared(CODERS, study, as_coded=True))[0]) == before


def test_codes_that_count_under_another_id_are_told(study: Path) -> None:
    write_change(CASES["rename"].plan(study / "codebook.yaml"))
    write_change(CASES["merge"].plan(study / "codebook.yaml"))
    files = tuple(str(study / "codings" / f"{coder}.json") for coder in CODERS)
    mailed = study.parent / "ben.json"
    mailed.write_bytes((study / "codings" / "ben.json").read_bytes())
    for coders in (CODERS, files, ("ana", str(mailed))):
        [told] = told_renames(Compared(coders, study))
        assert told.startswith("3 codes were renamed or merged since, and counted so: ")
        assert told.endswith(": clout, coalition as top-backing; distributed as spread")
    assert told_renames(Compared(CODERS, study, as_coded=True)) == []


def told_renames(compared: Compared) -> list[str]:
    report, _ = agree(compared)
    return [each.text for each in report.notices if each.kind is NoticeKind.RENAMED]


def test_a_codebook_that_cannot_be_read_leaves_codes_as_they_are_and_says_so(study: Path) -> None:
    write_change(CASES["rename"].plan(study / "codebook.yaml"))
    path = study / "codebook.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "codes: []\n", encoding="utf-8")
    report, (mistake, doubt) = agree(Compared(CODERS, study))
    assert "distributed" in report.codes
    assert mistake.startswith(f"{path}:")
    assert doubt == "codes count under the ids that they were applied with"


def test_files_that_lie_in_no_study_have_the_ids_that_coders_gave(study: Path) -> None:
    write_change(CASES["rename"].plan(study / "codebook.yaml"))
    files = [study.parent / f"{coder}.json" for coder in CODERS]
    for file in files:
        file.write_bytes((study / "codings" / file.name).read_bytes())
    report, _ = agree(Compared(tuple(map(str, files)), study))
    assert "distributed" in report.codes


def test_a_study_file_that_names_its_codebook_in_another_way_is_read(study: Path) -> None:
    file = study / "leadcode.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("codebook: codebook.yaml", 'codebook: "codebook.yaml" # ours'),
        encoding="utf-8",
    )
    write_change(CASES["rename"].plan(study / "codebook.yaml"))
    assert "spread" in agree(Compared(CODERS, study))[0].codes


def test_a_codebook_taken_back_counts_although_a_newer_one_was_decided_under(study: Path) -> None:
    path, at_top = study / "codebook.yaml", Asked(level=1)
    first, before = path.read_bytes(), figures(agree(Compared(CODERS, study), at_top)[0])
    write_change(CASES["move"].plan(path))
    decide_under_todays(study, "ana")
    assert figures(agree(Compared(CODERS, study), at_top)[0]) != before
    path.write_bytes(first)
    assert figures(agree(Compared(CODERS, study), at_top)[0]) == before


def decide_under_todays(study: Path, coder: str) -> None:
    """Put today's codebook among the revisions of a coder's file, as the newest."""
    file = study / "codings" / f"{coder}.json"
    tables = json.loads(file.read_text(encoding="utf-8"))
    book = open_study(study).codebook()
    codes = {code.id: code.parent for code in book.codes}
    tables["books"]["b9"] = {"name": book.id, "sha256": book.sha256, "at": "2999", "codes": codes}
    file.write_text(json.dumps(tables), encoding="utf-8")
