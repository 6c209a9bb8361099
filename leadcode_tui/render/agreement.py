"""An agreement report for people: the usual page stays short, the rest is asked for."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Final

from leadcode_tui.agreement import (
    NoticeKind,
    adjective,
    headline,
    headline_name,
    worst_first,
)
from leadcode_tui.agreement.coefficient import SEVERAL_CODES
from leadcode_tui.agreement.reading import SCALES, Scale
from leadcode_tui.render.agreement_json import as_json, counts, tidy
from leadcode_tui.render.grid import Format, Grid, written
from leadcode_tui.render.numbers import count, limits, number, value
from leadcode_tui.render.page import Heading, Paragraph, Points, laid_out
from leadcode_tui.render.statistic_names import SHORT, WITHOUT_WORDS, long_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from leadcode_tui.agreement import AgreementReport, Coefficient, Figures, Scale
    from leadcode_tui.render.page import Block

#: What the usual table shows of each code besides its counts and the coefficient that judges it.
_USUAL: Final = ("percent_agreement", "p_pos", "p_neg")
#: So many columns of coefficients stand beside a code's name.
_COLUMNS: Final = 8
#: So many letters of a coder's name head a column.
_NAME: Final = 6


def rendered_agreement(report: AgreementReport, form: Format, *, scale: Scale | None = None) -> str:
    """Return a report in a format, without a newline at the end; a scale adds its words."""
    if form is Format.JSON:
        return json.dumps(as_json(report), ensure_ascii=False, indent=1)
    if form is Format.CSV:
        return written(tidy(report))
    return laid_out(_page(report, scale), form)


def _page(report: AgreementReport, scale: Scale | None) -> Iterator[Block]:
    yield Heading(_title(report))
    yield Paragraph(_coverage(report), indent=2)
    yield _by_code(report.figures, scale)
    yield from _reasons(report.figures)
    if report.asked.everything:
        yield from _further(report.figures)
    yield _overall(report, scale)
    yield from _not_computed(report.figures, report)
    if len(report.coders) > 2:  # noqa: PLR2004 # two coders are the pair
        yield from _pairs(report)
    if report.parts:
        yield from _parts(report)
    if report.asked.everything and report.confusion is not None:
        yield from _confusion(report)
    yield Points([*_reading(report, scale), *_notices(report)])


def _title(report: AgreementReport) -> str:
    who = _and(report.coders)
    kind = "intra-coder agreement" if report.intra else "agreement"
    asked = report.asked
    level = f", codes at level {asked.level}" if asked.level is not None else ""
    held = f", round {report.round}" if report.round else ""
    return f"{kind} of {who}, by {asked.unit}{level}{held}"


def _coverage(report: AgreementReport) -> str:
    coverage = report.coverage
    only = ", ".join(f"only {coder} {units}" for coder, units in coverage.only.items())
    among = f" in {count(coverage.transcripts, 'transcript')}" if coverage.transcripts else ""
    return f"{coverage.shared} shared{among}; {only}; left out {len(coverage.left_out)}"


def _by_code(figures: Figures, scale: Scale | None) -> Grid:
    """Return the codes, worst first: counts, the coefficient that judges them, and why."""
    rows = list(worst_first(figures))
    named = headline_name(rows[0][1].coefficients) if rows else "cohen_kappa"
    further = [name for name in _USUAL if rows and name in rows[0][1].coefficients]
    word = [] if scale is None else [scale.value]
    columns = (
        "code",
        *_counted(figures),
        SHORT[named],
        "interval",
        *map(SHORT.get, further),
        *word,
    )
    return Grid(
        [column or "" for column in columns],
        [
            [
                code,
                *map(str, counts(found, figures.coders).values()),
                value(headline(found)),
                limits(headline(found)),
                *(value(found.coefficients[name]) for name in further),
                *([] if scale is None else [adjective(headline(found), scale)]),
            ]
            for code, found in rows
        ],
    )


def _counted(figures: Figures) -> Sequence[str]:
    names = [coder[:_NAME] for coder in figures.coders]
    return ("both", *names, "none") if len(names) == 2 else names  # noqa: PLR2004 # a pair's table


def _reasons(figures: Figures) -> Iterator[Block]:
    """Say why codes have no coefficient, or no interval, a sentence for each reason."""
    judged = {code: headline(found) for code, found in figures.codes.items()}
    reasons = [
        (f"undefined: {found.undefined}", code) for code, found in judged.items() if found.undefined
    ]
    reasons += [
        (f"no interval: {found.no_interval}", code)
        for code, found in judged.items()
        if found.no_interval
    ]
    sentences = []
    for reason, codes in groupby(sorted(reasons), key=lambda pair: pair[0]):
        named = [code for _, code in codes]
        those = "every code" if len(named) == len(judged) else ", ".join(named)
        sentences.append(f"{reason}: {those}")
    yield Points(sentences)


def _further(figures: Figures) -> Iterator[Block]:
    """Show what else was computed of each code, as many columns at a time as the page holds."""
    names = list(
        dict.fromkeys(name for found in figures.codes.values() for name in found.coefficients)
    )
    names = [name for name in names if name not in _USUAL]
    for start in range(0, len(names), _COLUMNS):
        shown = names[start : start + _COLUMNS]
        yield Grid(
            ("code", *(SHORT.get(name, name) for name in shown)),
            [
                [code, *(value(found.coefficients[name]) for name in shown)]
                for code, found in worst_first(figures)
            ],
        )


def _overall(report: AgreementReport, scale: Scale | None) -> Grid:
    found = {name: each for name, each in report.overall.items() if _is_said(each)}
    word = [] if scale is None else [scale.value]
    rows = [
        [long_name(name, report.asked), value(each, 3), limits(each, 2)]
        + ([] if scale is None else [_word(name, each, scale)])
        for name, each in found.items()
    ]
    return Grid(("over all codes", "value", "interval", *word), rows)


def _word(name: str, found: Coefficient, scale: Scale) -> str:
    return "" if name in WITHOUT_WORDS else adjective(found, scale)


def _is_said(found: Coefficient) -> bool:
    return found.undefined != SEVERAL_CODES


def _not_computed(figures: Figures, report: AgreementReport) -> Iterator[Block]:
    named = {name: long_name(name, report.asked).partition(" (")[0] for name in figures.overall}
    reasons = [
        (
            f"undefined: {each.undefined}"
            if each.undefined
            else f"no interval: {each.no_interval}",
            name,
        )
        for name, each in figures.overall.items()
        if each.undefined or each.no_interval
    ]
    yield Points(
        [
            f"{reason}: {', '.join(dict.fromkeys(named[name] for _, name in those))}"
            for reason, those in groupby(sorted(reasons), key=lambda pair: pair[0])
        ]
    )


def _pairs(report: AgreementReport) -> Iterator[Block]:
    """Show every pair of three or more coders, overall and code by code."""
    yield Heading("pair by pair")
    yield _side_by_side({" & ".join(pair.coders): pair for pair in report.pairs}, "pair")
    names = [" & ".join(coder[:_NAME] for coder in pair.coders) for pair in report.pairs]
    for start in range(0, len(names), _COLUMNS // 2):
        part = slice(start, start + _COLUMNS // 2)
        yield Grid(
            ("kappa of", *names[part]),
            [
                [
                    code,
                    *(
                        value(pair.codes[code].coefficients["cohen_kappa"])
                        for pair in report.pairs[part]
                    ),
                ]
                for code, _ in worst_first(report.figures)
            ],
        )


def _side_by_side(parts: Mapping[str, Figures], what: str) -> Grid:
    names = [
        name
        for name in ("pooled_kappa", "krippendorff_alpha_masi", "percent_agreement_exact_set")
        if any(name in figures.overall for figures in parts.values())
    ]
    short = {"pooled_kappa": "pooled", "krippendorff_alpha_masi": "MASI"}
    return Grid(
        (
            what,
            "shared",
            *(cell for name in names for cell in (short.get(name, "same set"), "interval")),
        ),
        [
            [
                label,
                str(figures.shared),
                *(
                    cell
                    for name in names
                    for cell in (value(figures.overall[name], 2), limits(figures.overall[name]))
                ),
            ]
            for label, figures in parts.items()
        ],
    )


def _parts(report: AgreementReport) -> Iterator[Block]:
    by = report.asked.by
    yield Heading(f"by {by}")
    yield _side_by_side(report.parts, str(by))
    yield Paragraph("the parts stand side by side: nothing here says that they differ", indent=2)


def _confusion(report: AgreementReport) -> Iterator[Block]:
    if report.confusion is None:
        return
    first, second = report.coders
    cells = {
        (_category(mine), _category(yours)): units
        for (mine, yours), units in report.confusion.cells.items()
    }
    categories = sorted({category for cell in cells for category in cell})
    yield Heading(f"{first}'s categories (rows) and {second}'s (columns)")
    for start in range(0, len(categories), _COLUMNS):
        shown = categories[start : start + _COLUMNS]
        yield Grid(
            ("", *shown),
            [[mine, *(str(cells.get((mine, yours), 0)) for yours in shown)] for mine in categories],
        )


def _category(codes: frozenset[str]) -> str:
    return next(iter(codes), "(no code)")


def _reading(report: AgreementReport, scale: Scale | None) -> Iterator[str]:
    """Say how the intervals were made, what more coding would do, and whose words there are."""
    if report.interval is not None:
        share = f"{100 * report.interval.confidence:g} %"
        yield f"intervals: {share}, {report.interval.method}"
    if report.planning is not None:
        plan = report.planning
        yield (
            f"half-width {number(plan.half_width)} with "
            f"{count(plan.transcripts, 'shared transcript')}; "
            f"about {plan.needed} for {number(plan.wished)} "
            f"({long_name(plan.statistic, report.asked).partition(' (')[0]})"
        )
    if scale is not None:
        yield f"words of {SCALES[scale].citation}, judged at the lower end of the interval"
    if report.coverage.empty and "krippendorff_alpha_masi" in report.overall:
        share = f"{100 * report.coverage.empty / report.coverage.shared:.0f} %"
        yield (
            f"{report.coverage.empty} of {report.coverage.shared} shared units ({share}) were left "
            "without a code by all: in alpha over sets they count as agreement"
        )


def _notices(report: AgreementReport) -> Iterator[str]:
    """Yield the notices; rare codes are many in any study, so they share one."""
    rare = [n.code or "" for n in report.notices if n.kind is NoticeKind.RARE_CODE]
    for notice in report.notices:
        if notice.kind is not NoticeKind.RARE_CODE:
            about = f"{notice.code}: " if notice.code else ""
            yield f"{about}{notice.text}"
    if rare:
        those = "every code" if len(rare) == len(report.codes) else ", ".join(rare)
        yield (
            "rare codes, used fewer than ten times by a coder or in fewer than ten "
            f"transcripts, so that kappa says little: {those}"
        )


def _and(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


def methods(report: AgreementReport) -> str:
    """Return sentences for a paper: who, what, how much of it, which statistic and interval."""
    coverage = report.coverage
    many = {2: "Two", 3: "Three", 4: "Four"}.get(len(report.coders), str(len(report.coders)))
    who = "One coder, in two passes," if report.intra else f"{many} coders independently"
    share = f"{100 * coverage.shared / coverage.decided:.0f} %"
    where = f" in {count(coverage.transcripts, 'transcript')}" if coverage.transcripts else ""
    book = f", with {_and_all(report.books, 'the codebook')}" if report.books else ""
    units = f"{coverage.shared} of {coverage.decided} {report.asked.unit}s ({share})"
    sentences = [f"{who} coded {units}{where}{book}.", *_statistics_used(report)]
    if report.interval is not None:
        confidence = f"{100 * report.interval.confidence:g} %"
        sentences.append(f"Intervals are {confidence}, {report.interval.method}.")
    return " ".join(sentences)


def _statistics_used(report: AgreementReport) -> Iterator[str]:
    judged = [headline(found) for found in report.codes.values()]
    values = [found.value for found in judged if found.value is not None]
    named = "Cohen's kappa" if len(report.coders) == 2 else "Krippendorff's alpha"  # noqa: PLR2004
    if values:
        yield (
            f"{named} per code ranged from {number(min(values))} to {number(max(values))} "
            f"({count(len(values), 'code')}; undefined for {len(judged) - len(values)})."
        )
    for name in ("pooled_kappa", "krippendorff_alpha_masi"):
        found = report.overall.get(name)
        if found is not None and found.value is not None:
            inside = f" ({limits(found)})" if limits(found) else ""
            yield f"{_CITED[name]} was {number(found.value)}{inside}."


#: How a paper names the figures over all codes.
_CITED: Final = {
    "pooled_kappa": "The kappa pooled over codes (De Vries et al. 2008)",
    "krippendorff_alpha_masi": (
        "Krippendorff's alpha over sets of codes with the MASI distance (Passonneau 2006)"
    ),
}


def _and_all(names: Sequence[str], what: str) -> str:
    return f"{what} {_and(names)}" if len(names) > 1 else f"{what} {names[0]}"
