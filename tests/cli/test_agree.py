"""`leadcode agree` as somebody at a terminal has it: what it writes, refuses and ends with."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from click.shell_completion import ShellComplete

from leadcode_tui.cli import main
from leadcode_tui.cli.main import group
from leadcode_tui.cli.waiting import waiting

if TYPE_CHECKING:
    from collections.abc import Callable

    Agree = Callable[..., "Ran"]


class Ran(NamedTuple):
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str


EXAMPLE = Path(__file__).parents[2] / "examples" / "leadership"
#: Seven gates, of which ben judged one alone; ana left the last without a judgement.
GATES = """\
unit,ana,ben
1,shut,shut
2,ajar,shut
3,open,open
4,shut,ajar
5,open,ajar
6,ajar,ajar
7,,shut
"""


@pytest.fixture
def agree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Agree:
    """Return a function that compares, in a copy of the example study with a table beside it."""
    study = tmp_path / "study"
    shutil.copytree(EXAMPLE, study)
    (study / "gates.csv").write_text(GATES, encoding="utf-8")
    (study / "endless.csv").write_text("unit,ana,ben\n1,nan,1\n2,inf,2\n3,3,3\n", encoding="utf-8")
    monkeypatch.chdir(study)

    def run(*arguments: str) -> Ran:
        capsys.readouterr()
        return Ran(main(["agree", *arguments]), *capsys.readouterr())

    return run


REFUSED = {
    "ana": "ana alone: agreement needs two coders",
    "ana bem": "no coder 'bem' in codings: ana, ben (did you mean ben?)",
    "ana ana": "ana is named twice",
    "ana ben --only clot": "no code 'clot' (did you mean clout?)",
    "ana ben --only xyzzy": "no code 'xyzzy': there are buy-in, by-example",
    "ana ben --statistic pooled": "no statistic 'pooled' (did you mean pooled_kappa?)",
    "ana ben --statistic pabak --fail-under .7": "--fail-under judges a figure over all codes",
    "ana ben --all --statistic pabak": "--all computes every statistic: leave out --statistic",
    "ana ben --weights linear": "is for one category a unit, and some carry several codes",
    "ana ben --metric interval": "is for one category a unit, and some carry several codes",
    "gates.csv --weights linear": "--weights linear needs --order",
    "gates.csv --metric ordinal": "--metric ordinal needs --order",
    "gates.csv --weights linear --order shut,open": "these categories are in no order: ajar",
    "gates.csv --weights linear --order shut,oppen": "no code 'oppen' (did you mean open?)",
    "endless.csv --metric interval": "these categories are no numbers: inf, nan",
    "gates.csv --metric ratio": "--metric ratio: these categories are no numbers: ",
    "gates.csv --empty no-code --weights linear --order shut,ajar,open": (
        "units that were left without a code are in no order"
    ),
    "gates.csv --by transcript": "--by transcript: these units belong to none",
    "gates.csv --unit character": "--unit character: gates.csv says nothing of characters",
    "ana ben --missing NA": "--missing: of a table of ratings, and ana, ben is none",
    "gates.csv --by rolle": "'rolle' is not one of",
    "ana ben --by round": "no rounds in the study file",
    "ana ben --round main": "no round 'main'",
    "ana ben --by round --round main": "--by round sets all rounds side by side",
    "codings/ana.json codings/ben.json --round main": "--round: of a study's coders",
    "ana ben --order vacuum,tribes": "--order: goes with --weights, with --metric ordinal",
    "ana ben --unit character --interval bootstrap": "--interval: characters have no interval",
    "ana ben --seed 4": "--seed: of the bootstrap, with --interval bootstrap",
    "ana ben --sheet one": "--sheet: of a table of ratings, and ana, ben is none",
    "ana ben --fail-under 70": "70.0 is not in the range -1<=x<=1",
    "ana ben --fail-under nan": "it is not a number",
    "ana ben --confidence nan": "it is not a number",
    "ana ben --confidence 95": "95.0 is not in the range",
    "ana ben --disagreements --methods --by role": (
        "--disagreements lists segments, and computes nothing: leave out --methods, --by"
    ),
    "ana ben --methods --format json": "--methods: for people, leave out --format json",
    "ana ben --adjectives mchugh --format csv": "--adjectives: for people",
    "ana ben --methods --adjectives mchugh": "--methods writes sentences for a paper",
    "ana ben --formt json": "Did you mean '--format'?",
}


@pytest.mark.parametrize("line", REFUSED)
def test_what_cannot_be_is_refused_in_a_sentence(line: str, agree: Agree) -> None:
    ran = agree(*line.split())
    assert (ran.code, ran.out) == (2, "")
    assert REFUSED[line] in ran.err


def test_a_code_that_is_named_twice_counts_once(agree: Agree) -> None:
    twice = agree("ana", "ben", "--only", "vacuum", "--only", "vacuum")
    assert twice == agree("ana", "ben", "--only", "vacuum")


def test_an_order_without_weights_is_that_of_the_confusion_matrix(agree: Agree) -> None:
    ran = agree("gates.csv", "--all", "--order", "shut,open,ajar")
    assert "(columns) shut open ajar shut 1 0 1 open" in " ".join(ran.out.split())


def test_what_stands_for_a_gap_is_told_and_can_be_named(agree: Agree) -> None:
    Path("rated.csv").write_text("unit,ana,ben\n1,a,a\n2,b,b\n3,NA,b\n", encoding="utf-8")
    told = agree("rated.csv")
    assert "add --missing NA" in told.err
    assert "\n3 units shared" in told.out
    named = agree("rated.csv", "--missing", "NA")
    assert (named.err, "\n2 units shared" in named.out) == ("", True)


def test_the_confusion_matrix_has_every_category_whatever_the_order_leaves_out(
    agree: Agree,
) -> None:
    out = agree("gates.csv", "--all", "--order", "shut,open").out
    heading = out.partition("and of ben (columns)\n\n")[2].partition("\n")[0]
    assert heading.split()[:3] == ["shut", "open", "ajar"]


def test_a_figure_below_what_was_asked_ends_with_1_and_says_so(agree: Agree) -> None:
    ran = agree("ana", "ben", "--fail-under", "0.7")
    assert (ran.code, ran.err) == (1, "pooled_kappa is 0.690, below 0.7\n")
    assert ran.out.startswith("agreement of ana and ben")


def test_a_figure_that_is_high_enough_says_nothing(agree: Agree) -> None:
    ran = agree("ana", "ben", "--fail-under", "0.68")
    assert (ran.code, ran.err) == (0, "")


def test_an_undefined_figure_is_below_anything(agree: Agree) -> None:
    ran = agree("ana", "ben", "--fail-under", "-1", "--statistic", "cohen_kappa")
    told = "cohen_kappa is undefined: segments carry several codes, below -1\n"
    assert (ran.code, ran.err) == (1, told)


def test_the_result_of_a_failing_figure_is_still_whole_json(agree: Agree) -> None:
    ran = agree("ana", "ben", "--fail-under", "0.99", "--format", "json")
    assert json.loads(ran.out)["overall"]["pooled_kappa"]["value"] < 0.99


def test_one_statistic_alone_is_told_with_what_judges_each_code(agree: Agree) -> None:
    shape = json.loads(agree("gates.csv", "--statistic", "pabak", "--format", "json").out)
    assert shape["overall"] == {}
    assert list(shape["codes"]["shut"]) == ["table", "cohen_kappa", "pabak"]


def test_a_code_s_further_statistics_stand_in_a_table_of_their_own(agree: Agree) -> None:
    assert "\ncode kappa PABAK\n" in agree("gates.csv", "--statistic", "pabak").out


def test_a_part_without_a_figure_has_its_reason(agree: Agree) -> None:
    out = agree("ana", "ben", "--only", "vacuum", "--by", "question").out
    assert "- undefined: no variation, Cohen's kappa (Q1, Q2, Q3, Q5, Q6)\n" in out


def test_words_name_their_source(agree: Agree) -> None:
    out = agree("ana", "ben", "--adjectives", "landis-koch").out
    assert "words of Landis & Koch 1977, judged at the lower end of the interval" in out


def test_an_order_is_told_beside_the_weights(agree: Agree) -> None:
    out = agree("gates.csv", "--weights", "linear", "--order", "shut,ajar,open").out
    assert "categories from lowest to highest: shut, ajar, open" in out
    assert "Cohen's kappa (linear weights)" in out


def test_a_table_s_disagreements_are_units_without_a_transcript(agree: Agree) -> None:
    assert (
        "\n\n2, distance 1.00\n- ana: ajar\n- ben: shut\n"
        in agree("gates.csv", "--disagreements").out
    )


def test_disagreements_as_csv_are_a_table_of_ratings_again(agree: Agree) -> None:
    found = agree("ana", "ben", "--disagreements", "--format", "csv").out
    Path("talk.csv").write_text(found, encoding="utf-8")
    again = agree("talk.csv", "--columns", "ana,ben", "--format", "json")
    shape = json.loads(again.out)
    assert shape["overall"]["percent_agreement_exact_set"]["value"] == 0
    assert shape["coverage"]["shared"] == len(found.splitlines()) - 1


def test_disagreements_are_refused_while_the_study_is_blind(agree: Agree) -> None:
    study = Path("leadcode.yaml")
    study.write_text(study.read_text(encoding="utf-8").replace("blind: false", "blind: true"))
    ran = agree("ana", "ben", "--disagreements")
    assert (ran.code, ran.out) == (2, "")
    assert "is blind: it shows no coder another's decisions" in ran.err
    assert agree("ana", "ben").code == 0


def test_two_passes_of_one_coder_are_intra_coder_agreement(agree: Agree) -> None:
    file = Path("codings/ben.json").read_text(encoding="utf-8")
    assert '"coder":"ben"' in file
    second = file.replace('"coder":"ben"', '"coder":"ana"').replace('"pass":1', '"pass":2')
    Path("codings/ana.2.json").write_text(second, encoding="utf-8")
    assert agree("ana", "ana.2").out.startswith("intra-coder agreement of ana and ana.2")
    said = "Of 232 coded segments, 219 (94 %) in 9 transcripts were coded twice by one coder"
    assert agree("ana", "ana.2", "--methods").out.startswith(said)


def test_the_help_has_its_options_in_sections(agree: Agree) -> None:
    out = agree("--help").out
    headings = ["What is compared:", "What is computed:", "What is told:", "How a table"]
    assert [out.index(heading) for heading in headings] == sorted(map(out.index, headings))
    assert "\nOptions:\n  --format" in out


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("agree ana b", ["ben"]),
        ("agree ana ben --only cl", ["clout", "climate"]),
        ("agree ana ben --format m", ["markdown"]),
    ],
)
@pytest.mark.usefixtures("agree")
def test_the_shell_completes_coders_codes_and_choices(typed: str, completed: list[str]) -> None:
    *words, incomplete = typed.split()
    shell = ShellComplete(group, {}, "leadcode", "_LEADCODE_COMPLETE")
    assert [found.value for found in shell.get_completions(words, incomplete)] == completed


def test_outside_a_study_the_shell_completes_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shell = ShellComplete(group, {}, "leadcode", "_LEADCODE_COMPLETE")
    assert [found.type for found in shell.get_completions(["agree"], "an")] == ["file"]
    assert shell.get_completions(["agree", "--only"], "cl") == []


class Terminal(io.StringIO):
    """Somebody sits before it."""

    def isatty(self) -> bool:
        return True


def test_long_work_says_how_long_it_takes_and_takes_the_line_away() -> None:
    paper = Terminal()
    with waiting("comparing", on=paper, patience=0.001):
        while "comparing" not in paper.getvalue():
            pass
    assert paper.getvalue().startswith("\r\x1b[Kcomparing ... 0 s")
    assert paper.getvalue().endswith("\r\x1b[K")


def test_short_work_says_nothing() -> None:
    paper = Terminal()
    with waiting("comparing", on=paper, patience=60):
        pass
    assert paper.getvalue() == ""


def test_nothing_is_said_where_nobody_sits() -> None:
    paper = io.StringIO()
    with waiting("comparing", on=paper, patience=0.001):
        pass
    assert paper.getvalue() == ""
