"""How far two coders agree: from their names or files to the report."""

from __future__ import annotations

from pathlib import Path

from leadcode_tui.agreement import AgreementReport, agreement_between, decisions_of
from leadcode_tui.errors import UsageError
from leadcode_tui.store.current import doubt_of, read_current
from leadcode_tui.store.history import history_path
from leadcode_tui.study.root import CODINGS, coders_in, study_root
from leadcode_tui.text import did_you_mean


def agree(first: str, second: str, *, here: Path) -> tuple[AgreementReport, tuple[str, ...]]:
    """Compare two coders, each a coder's name in the study around `here`, or a coder file.

    The sentences beside the report tell of a file that counts for nothing beside its history.
    """
    paths = [_coder_path(named, here) for named in (first, second)]
    a, b = (decisions_of(read_current(path)) for path in paths)
    return agreement_between(a, b), tuple(doubt for path in paths if (doubt := doubt_of(path)))


def _coder_path(named: str, here: Path) -> Path:
    if Path(named).is_file():
        return Path(named)
    if named.endswith(".json") or "/" in named:
        raise UsageError(f"{named}: there is no such file")
    codings = study_root(here) / CODINGS
    path = codings / f"{named}.json"
    if path.exists() or history_path(path).exists():
        return path
    known = coders_in(codings)
    who = ", ".join(known) or "nobody has begun"
    raise UsageError(f"no coder {named!r} in the study: {who}{did_you_mean(named, known)}")
