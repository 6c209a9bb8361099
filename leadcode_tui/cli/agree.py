"""`leadcode agree`: how far coders agree."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from leadcode_tui.cli.options import format_option
from leadcode_tui.cli.talk import Exit, say
from leadcode_tui.errors import UsageError
from leadcode_tui.render.grid import Format
from leadcode_tui.text import sanitise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadcode_tui.agreement import AgreementReport, Asked, Coefficient
    from leadcode_tui.study.agreeing import Compared


class Options(TypedDict):
    """What the options of the command say."""

    round_: str | None
    unit: str
    level: int | None
    only: tuple[str, ...]
    by: str | None
    everything: bool
    weights: str | None
    metric: str
    order: str | None
    interval: str | None
    confidence: float
    seed: int
    draws: int
    disagreements: bool
    methods: bool
    adjectives: str | None
    fail_under: float | None
    statistics: tuple[str, ...]
    sheet: str | None
    unit_column: str | None
    transcript_column: str | None
    coder_column: str | None
    code_column: str | None
    columns: str | None
    empty: str


#: The statistic that `--fail-under` judges, for two coders and for more.
_JUDGED = ("pooled_kappa", "krippendorff_alpha_masi")


@click.command("agree")
@click.argument("coders", nargs=-1, required=True, metavar="CODER CODER ...")
@click.option("--round", "round_", metavar="ROUND", help="An earlier round of the study.")
@click.option(
    "--unit",
    type=click.Choice(["segment", "character", "transcript"]),
    default="segment",
    show_default=True,
    help="What is compared.",
)
@click.option("--level", type=click.IntRange(min=1), help="Count codes as their ancestors there.")
@click.option("--only", multiple=True, metavar="CODE", help="This code alone; may be repeated.")
@click.option(
    "--by",
    type=click.Choice(["transcript", "question", "role", "coder-pair", "revision", "round"]),
    help="The same figures for each part.",
)
@click.option(
    "--all", "everything", is_flag=True, help="Every statistic, and the confusion matrix."
)
@click.option(
    "--weights",
    type=click.Choice(["linear", "quadratic"]),
    help="Weighted kappa, where categories have an order.",
)
@click.option(
    "--metric",
    type=click.Choice(["nominal", "ordinal", "interval", "ratio"]),
    default="nominal",
    show_default=True,
    help="Of Krippendorff's alpha over categories.",
)
@click.option("--order", metavar="CODE,CODE,...", help="The categories from lowest to highest.")
@click.option(
    "--interval",
    type=click.Choice(["jackknife", "bootstrap", "large-sample"]),
    help="How intervals are made.",
)
@click.option(
    "--confidence",
    type=click.FloatRange(0.5, 0.999),
    default=0.95,
    show_default=True,
    help="Of the intervals.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Of the bootstrap.")
@click.option(
    "--draws",
    type=click.IntRange(100, 100_000),
    default=2000,
    show_default=True,
    help="Of the bootstrap.",
)
@click.option(
    "--disagreements", is_flag=True, help="The segments to talk about, the farthest apart first."
)
@click.option("--methods", is_flag=True, help="Sentences for the paper.")
@click.option(
    "--adjectives",
    type=click.Choice(["landis-koch", "mchugh", "krippendorff"]),
    help="Words beside the figures, judged at the interval's lower end.",
)
@click.option(
    "--fail-under", type=float, metavar="VALUE", help="Exit with 1 where agreement is below this."
)
@click.option(
    "--statistic",
    "statistics",
    multiple=True,
    metavar="NAME",
    help="Compute this alone; may be repeated. --fail-under judges the first.",
)
@click.option("--sheet", metavar="NAME", help="Of a table: the sheet of the workbook.")
@click.option("--unit-column", metavar="NAME", help="Of a table: the column that names the units.")
@click.option(
    "--transcript-column", metavar="NAME", help="Of a table: the column that names transcripts."
)
@click.option(
    "--coder-column", metavar="NAME", help="Of a long table: the column that names the coder."
)
@click.option(
    "--code-column", metavar="NAME", help="Of a long table: the column that holds the code."
)
@click.option(
    "--columns",
    metavar="PATTERN",
    help="Of a table: which columns hold ratings, e.g. '{coder}' or '{code}_{coder}' (0/1).",
)
@click.option(
    "--empty",
    type=click.Choice(["not-visited", "no-code"]),
    default="not-visited",
    show_default=True,
    help="What an empty cell of a table says.",
)
@format_option
def command(coders: tuple[str, ...], form: str, **options: Unpack[Options]) -> int:
    """Say how far coders agree, code by code and overall.

    A CODER is a coder's name in the study (ana.2 is a second pass), or the path of
    a coder file: two people can send each other their files and compare them
    anywhere. A table of ratings (CSV, TSV, xlsx) stands for all coders that it
    holds.

    The usual page has, worst first, how many segments both coders, only one of
    them, or neither gave each code; Cohen's kappa with its interval (for three
    coders and more Krippendorff's alpha); and what reads it. The numbers are
    explained in docs/agreement.md.

    \b
    Examples:
      leadcode agree ana ben
      leadcode agree ana.json ben.json --format json > agreement.json
      leadcode agree ana ben --disagreements
      leadcode agree ratings.csv --interval large-sample
      leadcode agree ana ben --fail-under 0.7
    """
    from leadcode_tui.study.agreeing import agree  # noqa: PLC0415 # help needs none

    compared, asked = _compared(coders, options), _asked(options)
    if options["disagreements"]:
        return _show_disagreements(compared, asked, Format(form))
    report, doubts = agree(compared, asked)
    for doubt in doubts:
        say(doubt)
    judged = None if options["fail_under"] is None else _judged(report, options["statistics"])
    click.echo(sanitise(_rendered(report, Format(form), options)))
    return Exit.DONE if judged is None else _told(*judged, least=options["fail_under"] or 0)


def _compared(coders: Sequence[str], options: Options) -> Compared:
    from leadcode_tui.sheets.layout import RatingsLayout  # noqa: PLC0415 # help needs none
    from leadcode_tui.study.agreeing import Compared  # noqa: PLC0415

    layout = RatingsLayout(
        sheet=options["sheet"],
        unit=options["unit_column"],
        transcript=options["transcript_column"],
        coder=options["coder_column"],
        code=options["code_column"],
        columns=options["columns"],
        empty_is_no_code=options["empty"] == "no-code",
    )
    return Compared(tuple(coders), Path(), options["round_"], layout)


def _asked(options: Options) -> Asked:
    from leadcode_tui import agreement  # noqa: PLC0415 # help needs none
    from leadcode_tui.model import CodeId  # noqa: PLC0415

    order = [CodeId(code.strip()) for code in (options["order"] or "").split(",") if code.strip()]
    return agreement.Asked(
        unit=agreement.UnitKind(options["unit"]),
        level=options["level"],
        only=tuple(CodeId(code) for code in options["only"]),
        weights=agreement.Weights(options["weights"]) if options["weights"] else None,
        metric=agreement.Metric(options["metric"]),
        order=tuple(order),
        by=agreement.PartKind(options["by"]) if options["by"] else None,
        interval=agreement.IntervalKind(options["interval"]) if options["interval"] else None,
        confidence=options["confidence"],
        seed=options["seed"],
        draws=options["draws"],
        everything=options["everything"],
        statistics=options["statistics"],
    )


def _rendered(report: AgreementReport, form: Format, options: Options) -> str:
    from leadcode_tui.agreement import Scale  # noqa: PLC0415 # help needs none
    from leadcode_tui.render.agreement import rendered_agreement  # noqa: PLC0415
    from leadcode_tui.render.agreement_methods import methods  # noqa: PLC0415

    if options["methods"]:
        return methods(report)
    scale = Scale(options["adjectives"]) if options["adjectives"] else None
    return rendered_agreement(report, form, scale=scale)


def _show_disagreements(compared: Compared, asked: Asked, form: Format) -> int:
    from leadcode_tui.render.disagreements import rendered_disagreements  # noqa: PLC0415
    from leadcode_tui.study.agreeing import disagreements  # noqa: PLC0415

    found, doubts = disagreements(compared, asked)
    for doubt in doubts:
        say(doubt)
    click.echo(sanitise(rendered_disagreements(found, form)))
    return Exit.DONE


def _judged(report: AgreementReport, named: Sequence[str]) -> tuple[str, Coefficient]:
    """Return the statistic that --fail-under judges."""
    name = next(name for name in (*named, *_JUDGED) if named or name in report.overall)
    if name not in report.overall:
        known = ", ".join(report.overall)
        raise UsageError(f"--statistic {name}: this report has {known}")
    return name, report.overall[name]


def _told(name: str, found: Coefficient, *, least: float) -> int:
    """Return the exit code, and say so where the figure is below what was asked for."""
    if found.value is not None and found.value >= least:
        return Exit.DONE
    value = f"undefined: {found.undefined}" if found.value is None else f"{found.value:.3f}"
    say(f"{name} is {value}, below {least:g}")
    return Exit.BELOW
