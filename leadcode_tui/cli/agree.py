"""`leadcode agree`: how far coders agree."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from leadcode_tui.cli.agree_options import Options, agree_options, refuse_misfits
from leadcode_tui.cli.completion import complete_coders
from leadcode_tui.cli.options import format_option
from leadcode_tui.cli.sections import SectionedCommand
from leadcode_tui.cli.talk import Exit, say
from leadcode_tui.cli.waiting import waiting
from leadcode_tui.collector import without_collector
from leadcode_tui.errors import UsageError
from leadcode_tui.render.grid import Format
from leadcode_tui.text import sanitise

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from leadcode_tui.agreement import AgreementReport, Asked, Coefficient
    from leadcode_tui.study.agreeing import Compared


#: What `--fail-under` judges unless it is said, for two coders and for more.
_JUDGED = ("pooled_kappa", "krippendorff_alpha_masi")


@click.command("agree", cls=SectionedCommand)
@click.argument(
    "coders",
    nargs=-1,
    required=True,
    metavar="CODER CODER ...",
    shell_complete=complete_coders,
)
@agree_options
@format_option
@click.pass_context
def command(context: click.Context, coders: tuple[str, ...], **options: Unpack[Options]) -> int:
    """Say how far coders agree, code by code and overall.

    A CODER is a coder's name in the study (ana.2 is a second pass), or the path of
    a coder file: two people can send each other their files and compare them
    anywhere. A table of ratings (CSV, TSV, xlsx) stands for all coders that it
    holds.

    The usual page has, worst first, how many segments both coders, only one of
    them, or neither gave each code; Cohen's kappa with its interval (for three
    coders and more Krippendorff's alpha); and what reads it. The figures are
    explained in docs/agreement.md.

    \b
    Examples:
      leadcode agree ana ben
      leadcode agree ana ben --disagreements | less
      leadcode agree ana ben --only vacuum --by question
      leadcode agree ana ben --methods --confidence 0.9
      leadcode agree ana.json ben.json --format json > agreement.json
      leadcode agree ratings.csv --all
      leadcode agree ratings.csv --weights linear --order low,middle,high
      leadcode agree ana ben --fail-under 0.7
    """
    refuse_misfits(context, coders, options)
    with without_collector():
        return _answer(coders, options)


def _answer(coders: Sequence[str], options: Options) -> int:
    from leadcode_tui.agreement import NoticeKind  # noqa: PLC0415 # help needs none
    from leadcode_tui.cli.unanswered import refuse_unanswered  # noqa: PLC0415
    from leadcode_tui.study.agreeing import agree  # noqa: PLC0415

    compared, asked, form = _compared(coders, options), _asked(options), Format(options["form"])
    if options["disagreements"]:
        return _show_disagreements(compared, asked, form)
    with waiting("comparing"):
        report, doubts = agree(compared, asked)
    _tell(doubts)
    if form is Format.CSV:  # it has figures alone
        _tell(each.text for each in report.notices if each.kind is NoticeKind.RENAMED)
    refuse_unanswered(report)
    least = options["fail_under"]
    judged = None if least is None else _judged(report, options["statistics"])
    click.echo(sanitise(_rendered(report, form, options)))
    return Exit.DONE if judged is None or least is None else _judge(*judged, least=least)


def _tell(doubts: Iterable[str]) -> None:
    for doubt in doubts:
        say(doubt)


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
        missing=frozenset(options["missing"]),
    )
    return Compared(
        tuple(coders),
        Path(),
        round=options["round_"],
        layout=layout,
        codebook=options["codebook"],
        as_coded=options["as_coded"],
    )


def _asked(options: Options) -> Asked:
    from leadcode_tui import agreement  # noqa: PLC0415 # help needs none
    from leadcode_tui.model import CodeId  # noqa: PLC0415

    order = [CodeId(code.strip()) for code in (options["order"] or "").split(",") if code.strip()]
    return agreement.Asked(
        unit=agreement.UnitKind(options["unit"]),
        level=options["level"],
        only=tuple(CodeId(code) for code in dict.fromkeys(options["only"])),
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

    if options["methods"]:
        from leadcode_tui.render.agreement_methods import methods  # noqa: PLC0415 # for a paper

        return methods(report)
    scale = Scale(options["adjectives"]) if options["adjectives"] else None
    return rendered_agreement(report, form, scale=scale)


def _show_disagreements(compared: Compared, asked: Asked, form: Format) -> int:
    from leadcode_tui.render.disagreements import rendered_disagreements  # noqa: PLC0415
    from leadcode_tui.study.agreeing import disagreements  # noqa: PLC0415

    with waiting("comparing"):
        found, doubts = disagreements(compared, asked)
    _tell(doubts)
    click.echo(sanitise(rendered_disagreements(found, form)))
    return Exit.DONE


def _judged(report: AgreementReport, named: Sequence[str]) -> tuple[str, Coefficient]:
    """Return the statistic that --fail-under judges."""
    name = named[0] if named else next(name for name in _JUDGED if name in report.overall)
    if name not in report.overall:
        raise UsageError(f"--fail-under judges a figure over all codes: {name} is of single codes")
    return name, report.overall[name]


def _judge(name: str, found: Coefficient, *, least: float) -> int:
    """Return the exit code, and say so where the figure is below what was asked for."""
    if found.value is not None and found.value >= least:
        return Exit.DONE
    value = f"undefined: {found.undefined}" if found.value is None else f"{found.value:.3f}"
    say(f"{name} is {value}, below {least:g}")
    return Exit.BELOW
