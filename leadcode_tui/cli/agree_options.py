"""The options of `leadcode agree`: what they are called, and which of them go together."""

from __future__ import annotations

from functools import reduce
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypedDict

import click
from click.core import ParameterSource

from leadcode_tui.cli.completion import complete_codes
from leadcode_tui.cli.paths import PATH
from leadcode_tui.cli.sections import section
from leadcode_tui.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    Command = Callable[..., Any]


class Options(TypedDict):
    """What the options of the command say."""

    form: str
    codebook: Path | None
    as_coded: bool
    round_: str | None
    unit: str
    level: int | None
    only: tuple[str, ...]
    by: str | None
    everything: bool
    statistics: tuple[str, ...]
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
    sheet: str | None
    unit_column: str | None
    transcript_column: str | None
    coder_column: str | None
    code_column: str | None
    columns: str | None
    empty: str
    missing: tuple[str, ...]


def _refuse_nan(
    context: click.Context, option: click.Parameter, number: float | None
) -> float | None:
    """Refuse what is neither below nor above anything, so that click's range lets it pass."""
    if number is not None and isnan(number):
        raise click.BadParameter("it is not a number", context, option)
    return number


_compared = section("What is compared")
_computed = section("What is computed")
_told = section("What is told")
_table = section("How a table of ratings is laid out")

_OPTIONS: Final = (
    _compared(
        "--unit",
        type=click.Choice(["segment", "character", "transcript"]),
        default="segment",
        show_default=True,
        help="What is counted.",
    ),
    _compared("--level", type=click.IntRange(min=1), help="Count codes as their ancestors there."),
    _compared(
        "--only",
        multiple=True,
        metavar="CODE",
        shell_complete=complete_codes,
        help="This code alone; may be repeated.",
    ),
    _compared(
        "--by",
        type=click.Choice(["transcript", "question", "role", "coder-pair", "revision", "round"]),
        help="The same figures for each part.",
    ),
    _compared(
        "--codebook",
        type=PATH,
        help="Codes by their ids in this one, and not in that of the study today.",
    ),
    _compared(
        "--as-coded",
        is_flag=True,
        help="Codes by the ids that coders' files know, whatever the study's codebook renamed "
        "or merged since.",
    ),
    _compared("--round", "round_", metavar="ROUND", help="An earlier round of the study."),
    _computed(
        "--all", "everything", is_flag=True, help="Every statistic, and the confusion matrix."
    ),
    _computed(
        "--statistic",
        "statistics",
        multiple=True,
        metavar="NAME",
        help="This alone, by its name in JSON; may be repeated.",
    ),
    _computed(
        "--weights",
        type=click.Choice(["linear", "quadratic"]),
        help="Weighted kappa, where categories have an order.",
    ),
    _computed(
        "--metric",
        type=click.Choice(["nominal", "ordinal", "interval", "ratio"]),
        default="nominal",
        show_default=True,
        help="Of Krippendorff's alpha over categories.",
    ),
    _computed("--order", metavar="CODE,CODE,...", help="The categories from lowest to highest."),
    _computed(
        "--interval",
        type=click.Choice(["jackknife", "bootstrap", "large-sample"]),
        help="How intervals are made: by transcript, unless units belong to none.",
    ),
    _computed(
        "--confidence",
        type=click.FloatRange(0.5, 0.999),
        callback=_refuse_nan,
        default=0.95,
        show_default=True,
        help="Of the intervals.",
    ),
    _computed("--seed", type=int, default=1, show_default=True, help="Of the bootstrap."),
    _computed(
        "--draws",
        type=click.IntRange(100, 100_000),
        default=2000,
        show_default=True,
        help="Of the bootstrap.",
    ),
    _told("--disagreements", is_flag=True, help="The segments to talk about in place of figures."),
    _told("--methods", is_flag=True, help="Sentences for a paper in place of figures."),
    _told(
        "--adjectives",
        type=click.Choice(["landis-koch", "mchugh", "krippendorff"]),
        help="Words beside the figures, judged at the interval's lower end.",
    ),
    _told(
        "--fail-under",
        type=click.FloatRange(-1, 1),
        callback=_refuse_nan,
        metavar="VALUE",
        help="Exit with 1 where agreement is below this: the first --statistic, or else the "
        "pooled kappa (of three coders and more, alpha over sets).",
    ),
    _table("--sheet", metavar="NAME", help="The sheet of the workbook."),
    _table("--unit-column", metavar="NAME", help="The column that names the units."),
    _table("--transcript-column", metavar="NAME", help="The column that names their transcripts."),
    _table("--coder-column", metavar="NAME", help="Of a long table: the column of coders."),
    _table("--code-column", metavar="NAME", help="Of a long table: the column of codes."),
    _table(
        "--columns",
        metavar="PATTERN",
        help="Which columns hold ratings, e.g. '{coder}' or '{code}_{coder}' (0/1).",
    ),
    _table(
        "--empty",
        type=click.Choice(["not-visited", "no-code"]),
        default="not-visited",
        show_default=True,
        help="What an empty cell says.",
    ),
    _table(
        "--missing",
        multiple=True,
        metavar="TEXT",
        help="A cell of this says not visited, e.g. NA or 99; may be repeated.",
    ),
)

#: How an option is called, by its name in `Options`.
_CALLED: Final = {"round_": "--round", "everything": "--all", "statistics": "--statistic"} | {
    "form": "--format"
}
#: What only a table of ratings can have.
_OF_TABLES: Final = frozenset(
    {"sheet", "unit_column", "transcript_column", "coder_column", "code_column", "columns", "empty"}
    | {"missing"}
)
#: What changes figures, and so nothing in a list of disagreements.
_OF_FIGURES: Final = frozenset(
    {"unit", "by", "everything", "statistics", "weights", "metric", "order"}
    | {"interval", "confidence", "seed", "draws", "methods", "adjectives", "fail_under"}
)
#: What goes together with nothing of the set behind it, and why.
_APART: Final = (
    ("disagreements", _OF_FIGURES, "lists segments, and computes nothing"),
    ("everything", frozenset({"statistics"}), "computes every statistic"),
    ("codebook", frozenset({"as_coded"}), "says what codes are called"),
    ("methods", frozenset({"adjectives", "fail_under"}), "writes sentences for a paper"),
)


def agree_options(command: Command) -> Command:
    """Give a command the options of `leadcode agree`."""
    return reduce(lambda done, option: option(done), reversed(_OPTIONS), command)


def refuse_misfits(context: click.Context, coders: Collection[str], options: Options) -> None:
    """Refuse options that would change nothing beside the others: whoever asks expects something.

    Raises UsageError, whose sentence names them.
    """
    given = [
        name
        for name in context.params
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE
    ]
    for name, others, what in _APART:
        if name in given and (misfits := [other for other in given if other in others]):
            raise UsageError(f"{_named([name])} {what}: leave out {_named(misfits)}")
    _refuse_formats(options, given)
    if (of_bootstrap := [name for name in given if name in {"seed", "draws"}]) and (
        options["interval"] != "bootstrap"
    ):
        raise UsageError(f"{_named(of_bootstrap)}: of the bootstrap, with --interval bootstrap")
    _refuse_idle(options, given)
    _refuse_of_tables(coders, given, unit=options["unit"])
    if options["round_"] is not None and options["by"] == "round":
        raise UsageError("--by round sets all rounds side by side: leave out --round")


def _refuse_idle(options: Options, given: Collection[str]) -> None:
    """Refuse what nothing would follow from."""
    ordered = options["weights"] or options["metric"] == "ordinal" or options["everything"]
    if "order" in given and not ordered:
        raise UsageError(
            "--order: goes with --weights, with --metric ordinal, or with --all, "
            "whose confusion matrix it sorts"
        )
    of_intervals = [name for name in given if name in {"interval", "confidence"}]
    if options["unit"] == "character" and of_intervals:
        raise UsageError(
            f"{_named(of_intervals)}: characters have no interval, since those of one text "
            "are not independent of each other"
        )


def _refuse_formats(options: Options, given: Collection[str]) -> None:
    of_people = [name for name in ("methods", "adjectives") if name in given]
    if of_people and options["form"] in {"json", "csv"}:
        raise UsageError(f"{_named(of_people)}: for people, leave out --format {options['form']}")


def _refuse_of_tables(coders: Collection[str], given: Collection[str], *, unit: str) -> None:
    from leadcode_tui.sheets.layout import SUFFIXES  # noqa: PLC0415 # help needs none

    tables = [name for name in coders if Path(name).suffix.lower() in SUFFIXES]
    if not tables and (misfits := [name for name in given if name in _OF_TABLES]):
        raise UsageError(
            f"{_named(misfits)}: of a table of ratings, and {', '.join(coders)} is none"
        )
    if tables and unit == "character":
        raise UsageError(f"--unit character: {tables[0]} says nothing of characters")
    if tables and "as_coded" in given:
        raise UsageError(f"--as-coded: of coders' files, and {tables[0]} is a table of ratings")
    if "round_" in given and any(Path(name).is_file() for name in coders):
        raise UsageError("--round: of a study's coders, by their names; files are what they are")


def _named(names: Iterable[str]) -> str:
    return ", ".join(_CALLED.get(name, f"--{name.replace('_', '-')}") for name in names)
