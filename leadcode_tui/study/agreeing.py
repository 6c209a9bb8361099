"""How far two coders agree: from their names or files to the report."""

from __future__ import annotations

from pathlib import Path

from leadcode_tui.agreement import AgreementReport, agreement_between, decisions_of
from leadcode_tui.errors import UsageError
from leadcode_tui.store.current import read_current
from leadcode_tui.study.root import CODINGS, coders_in, study_root
from leadcode_tui.text import did_you_mean


def agree(first: str, second: str, *, here: Path) -> AgreementReport:
    """Compare two coders, each a coder's name in the study around `here`, or a coder file."""
    a, b = (decisions_of(read_current(_coder_path(named, here))) for named in (first, second))
    return agreement_between(a, b)


def _coder_path(named: str, here: Path) -> Path:
    if Path(named).exists():
        return Path(named)
    if named.endswith(".json") or "/" in named:
        raise UsageError(f"{named}: there is no such file")
    codings = study_root(here) / CODINGS
    path = codings / f"{named}.json"
    if path.exists():
        return path
    known = coders_in(codings)
    who = ", ".join(known) or "nobody has begun"
    raise UsageError(f"no coder {named!r} in the study: {who}{did_you_mean(named, known)}")
