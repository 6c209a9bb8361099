"""The coders' progress for people and for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from leadcode_tui.model import TranscriptState
from leadcode_tui.render.grid import Format, Grid, laid_out

if TYPE_CHECKING:
    from leadcode_tui.study.progress import Standing, StudyProgress


def rendered_progress(progress: StudyProgress, form: Format) -> str:
    """Return the progress in a format, without a newline at the end."""
    if form is Format.JSON:
        return json.dumps(_as_json(progress), ensure_ascii=False, indent=1)
    return laid_out(_tidy(progress) if form is Format.CSV else _grid(progress), form)


def _as_json(progress: StudyProgress) -> object:
    return {
        "format": "leadcode.status/1",
        "coders": list(progress.coders),
        "transcripts": {
            name: {
                coder: {
                    "decided": at.decided,
                    "codable": at.codable,
                    "stale": at.stale,
                    "state": at.state,
                }
                for coder, at in standings.items()
            }
            for name, standings in progress.transcripts.items()
        },
    }


def _tidy(progress: StudyProgress) -> Grid:
    rows = [
        [name, coder, str(at.decided), str(at.codable), str(at.stale), at.state]
        for name, standings in progress.transcripts.items()
        for coder, at in standings.items()
    ]
    return Grid(("transcript", "coder", "decided", "codable", "stale", "state"), rows)


def _grid(progress: StudyProgress) -> Grid:
    rows = [
        [name, *(_cell(standings[coder]) for coder in progress.coders)]
        for name, standings in progress.transcripts.items()
    ]
    totals = ["all", *(_total(progress, coder) for coder in progress.coders)]
    return Grid(("transcript", *progress.coders), [*rows, totals])


def _cell(at: Standing) -> str:
    sign = "" if at.state is TranscriptState.OPEN else f" {at.state}"
    stale = f" {at.stale} stale" if at.stale else ""
    return f"{at.decided}/{at.codable}{stale}{sign}"


def _total(progress: StudyProgress, coder: str) -> str:
    standings = [each[coder] for each in progress.transcripts.values()]  # type: ignore[index]
    decided = sum(at.decided for at in standings)
    codable = sum(at.codable for at in standings)
    share = round(100 * decided / codable) if codable else 0
    stale = sum(at.stale for at in standings)
    return f"{decided}/{codable} ({share}%)" + (f" {stale} stale" if stale else "")
