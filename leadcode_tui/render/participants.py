"""The profile of the participants, for a paper, for people and for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from leadcode_tui.render.grid import Format, Grid
from leadcode_tui.render.grid import laid_out as grid_laid_out
from leadcode_tui.render.page import laid_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadcode_tui.study.profile import Profile, ProfileTable

#: The format of the JSON, and its number.
FORMAT: Final = "leadcode.participants/1"
_WHOLE: Final = 100


def rendered_profile(profile: Profile, form: Format) -> str:
    """Return how many participants there are of each kind, in a format."""
    if form is Format.JSON:
        return json.dumps(_as_json(profile), ensure_ascii=False, indent=1)
    if form is Format.CSV:
        rows = [
            (table.by, value, str(count), f"{_WHOLE * count / profile.participants:.2f}")
            for table in profile.tables
            for value, count in table.counts.items()
        ]
        return grid_laid_out(Grid(("by", "value", "n", "percent"), rows), form)
    return laid_out((_grid(table, profile.participants) for table in profile.tables), form)


def _grid(table: ProfileTable, total: int) -> Grid:
    return Grid((table.by, "n", "%"), [*_rows(table, total), ("all", str(total), _percent(1, 1))])


def _rows(table: ProfileTable, total: int) -> Iterator[Sequence[str]]:
    for value, count in table.counts.items():
        yield (value or "(not said)", str(count), _percent(count, total))


def _percent(count: int, total: int) -> str:
    """Return a share in whole percent, half of one rounded up.

    >>> _percent(47, 107), _percent(1, 8)
    ('44 %', '13 %')
    """
    return f"{(2 * _WHOLE * count + total) // (2 * total)} %"


def _as_json(profile: Profile) -> object:
    return {
        "format": FORMAT,
        "participants": profile.participants,
        "tables": [
            {
                "by": table.by,
                "rows": [
                    {
                        "value": value,
                        "n": count,
                        "percent": _WHOLE * count / profile.participants,
                    }
                    for value, count in table.counts.items()
                ],
            }
            for table in profile.tables
        ],
        "without_transcript": list(profile.silent),
        "not_listed": {who: list(names) for who, names in profile.unlisted.items()},
    }
