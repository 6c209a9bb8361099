"""Codebooks that other people's programs wrote come in as they are, or are refused for a reason."""

from __future__ import annotations

import csv
import json
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from leadcode_tui.codebook import codebook_qdc, load_codebook, read_codebook
from leadcode_tui.errors import UnreadableError
from leadcode_tui.study.exchange import bring_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadcode_tui.model import Codebook

pytestmark = pytest.mark.samples

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT.parent / "shared" / "samples"
#: How many codebooks each law is tried on; LEADCODE_EXAMPLES=2000 for more.
EXAMPLES = int(os.environ.get("LEADCODE_EXAMPLES", "40"))


@pytest.fixture(autouse=True)
def samples() -> Path:
    if not SAMPLES.is_dir():
        pytest.skip("the samples are not on this machine")
    return SAMPLES


def names(codebook: Codebook) -> list[str]:
    return [code.name for code in codebook.codes]


def levels(codebook: Codebook) -> int:
    return 1 + max(codebook.level(code.id) for code in codebook.codes)


def column(path: Path, heading: str, delimiter: str = ",") -> list[str]:
    """Return a column of a table as Python's own reader has it."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row[heading] for row in csv.DictReader(file, delimiter=delimiter)]


def expected(folder: str) -> Sequence[tuple[Path, Any]]:
    facts = json.loads((SAMPLES / "refi" / folder / "expected.json").read_text(encoding="utf-8"))
    return [(SAMPLES / "refi" / folder / file["file"], file) for file in facts["files"]]


@pytest.mark.parametrize("folder", ["atlasti8-vendor", "nvivo-win-hu", "qc-demo"])
def test_the_codebook_of_a_project_is_that_of_its_facts(folder: str) -> None:
    for path, facts in expected(folder):
        codebook = bring_in(path).codebook
        tops = [code for code in codebook.codes if code.parent is None]
        twice = sorted(name for name, times in Counter(names(codebook)).items() if times > 1)
        assert (len(codebook.codes), len(tops), levels(codebook), codebook.title, twice) == (
            facts["codes"],
            facts["top_level_codes"],
            facts["max_code_depth"],
            facts["name"],
            facts["duplicate_code_names"],
        )
        ways = {" > ".join(way(codebook, code.id)) for code in codebook.codes}
        assert {place for place, _ in facts["codings_by_code_top"]} <= ways


def way(codebook: Codebook, code: Any) -> list[str]:
    """Return the names from the top to a code."""
    above = codebook.by_id[code].parent
    return [*([] if above is None else way(codebook, above)), codebook.by_id[code].name]


def test_the_same_codebook_by_two_programs_is_the_same() -> None:
    folder = SAMPLES / "refi" / "qc-demo"
    by_qc, by_nvivo = (bring_in(folder / f"{name}.qdpx") for name in ("demo", "nvivo_project"))
    assert by_qc.codebook.codes == by_nvivo.codebook.codes


@pytest.mark.parametrize("name", ["20220223_0", "20220223_3", "20220303_8"])
def test_a_table_of_taguette_has_its_codes_in_order(name: str) -> None:
    path = SAMPLES / "codebooks" / "serdif-taguette" / f"codebook_{name}.csv"
    codebook = bring_in(path).codebook
    assert names(codebook) == [tag.strip() for tag in column(path, "tag")]
    assert [code.definition for code in codebook.codes] == [
        text.strip().replace("\r\n", "\n") for text in column(path, "description")
    ]


def test_a_codebook_of_atlas_ti_stands_below_its_themes() -> None:
    path = SAMPLES / "codebooks" / "edgeai-atlasti" / "20250914_codebook_full.csv"
    codebook = bring_in(path).codebook
    assert sorted(": ".join(way(codebook, code.id)) for code in codebook.codes) == sorted(
        name.strip() for name in column(path, "Code", ";")
    )
    assert levels(codebook) == 2


def test_codes_in_a_table_stand_below_the_themes_beside_them() -> None:
    path = SAMPLES / "codebooks" / "edgeai-atlasti" / "codes.csv"
    codebook = bring_in(path).codebook
    pairs = zip(column(path, "theme"), column(path, "code"), strict=True)
    placed = [tuple(way(codebook, code.id)) for code in codebook.codes if code.parent]
    assert Counter(placed) == Counter((theme.strip(), code.strip()) for theme, code in pairs)


def test_themes_in_a_table_stand_below_what_they_are_grouped_by() -> None:
    path = SAMPLES / "codebooks" / "edgeai-atlasti" / "themes.csv"
    codebook = bring_in(path).codebook
    pairs = zip(
        column(path, "high-order_themes"), column(path, "theme (m2m/edge_literature)"), strict=True
    )
    placed = [tuple(way(codebook, code.id)) for code in codebook.codes if code.parent]
    assert Counter(placed) == Counter((group.strip(), theme.strip()) for group, theme in pairs)


def test_the_report_of_atlas_ti_gives_its_codes_and_no_word_of_the_interviews() -> None:
    path = SAMPLES / "codebooks" / "atlasti-report" / "codes-report-exported-from-atlasti.txt"
    brought = bring_in(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert names(brought.codebook) == [line[4:] for line in lines if line.startswith("  \u25cb ")]
    assert len(brought.codebook.codes) == 45
    assert not any(code.definition or code.examples for code in brought.codebook.codes)
    assert any("quotations" in notice for notice in brought.notices)


def test_lists_of_qc_qualcoder_and_qcoder_come_in() -> None:
    folder = SAMPLES / "codebooks"
    qc = bring_in(folder / "qc-yaml" / "codebook.yaml").codebook
    listed = (folder / "qc-yaml" / "codebook.yaml").read_text(encoding="utf-8").splitlines()
    assert names(qc) == [line.removeprefix("- ") for line in listed]
    in_lines = bring_in(folder / "qc-yaml" / "codes.txt").codebook
    assert {*names(in_lines)} == {
        word.strip()
        for line in (folder / "qc-yaml" / "codes.txt").read_text(encoding="utf-8").splitlines()
        for word in line.split(",")
        if word.strip()
    }
    qualcoder = bring_in(folder / "qualcoder" / "plain_codes_categories_for_import.txt").codebook
    assert [(*way(qualcoder, code.id), code.definition) for code in qualcoder.codes] == [
        ("code1", "A memo for code 1"),
        ("cat1", ""),
        ("cat1", "code2", ""),
        ("cat1", "code3", ""),
        ("cat3", ""),
        ("cat3", "cat2", ""),
        ("cat3", "cat2", "code4", "another memo"),
        ("cat3", "code5", ""),
        ("code6", ""),
    ]
    qcoder = bring_in(folder / "qcoder" / "codes.csv").codebook
    assert [str(code.id) for code in qcoder.codes] == column(
        folder / "qcoder" / "codes.csv", "code"
    )


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("pdpilot/code-system.pdf", "export the codes as a table"),
        ("rqi-relf/interview_coding_guideline.pdf", "export the codes as a table"),
        ("rqi-relf/columns.json", "make a table of it"),
        ("rqi-relf/data-description.md", "make a table of it"),
    ],
)
def test_what_is_no_codebook_is_refused_for_a_reason(name: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        bring_in(SAMPLES / "codebooks" / name)


def test_every_codebook_that_comes_in_is_one_without_a_mistake() -> None:
    folders = [*(SAMPLES / "codebooks").glob("*/*"), *(SAMPLES / "refi").glob("*/*.q*")]
    files = [
        path
        for path in folders
        if path.suffix in {".csv", ".txt", ".yaml", ".qdc", ".qde", ".qdpx"}
    ]
    assert len(files) == 18
    for path in files:
        brought = bring_in(path)
        assert read_codebook(brought.text, path) == (brought.codebook, ())


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    if not SAMPLES.is_dir():
        pytest.skip("the samples are not on this machine")
    return etree.XMLSchema(etree.parse(str(SAMPLES / "refi" / "schemas" / "Codebook.xsd")))


@pytest.mark.parametrize("name", ["implementation", "leadership", "patient-experience"])
def test_a_qdc_is_valid_against_the_schema(name: str, schema: etree.XMLSchema) -> None:
    codebook, _ = load_codebook(ROOT / "codebooks" / f"{name}.yaml")
    schema.assertValid(etree.fromstring(codebook_qdc(codebook)))


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_any_codebook_makes_a_valid_qdc(
    codebooks: st.SearchStrategy[Codebook], schema: etree.XMLSchema, data: st.DataObject
) -> None:
    schema.assertValid(etree.fromstring(codebook_qdc(data.draw(codebooks))))
