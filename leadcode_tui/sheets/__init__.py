"""Tables that people keep in spreadsheets: participants and ratings come in and go out here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadcode_tui.lazy import lazily

if TYPE_CHECKING:
    from leadcode_tui.sheets.layout import RatingsLayout
    from leadcode_tui.sheets.participants import (
        NO_PARTICIPANTS,
        read_participants,
        with_participants,
    )
    from leadcode_tui.sheets.ratings import read_ratings

__all__ = [
    "NO_PARTICIPANTS",
    "RatingsLayout",
    "read_participants",
    "read_ratings",
    "with_participants",
]

__getattr__ = lazily(
    __name__,
    {
        "NO_PARTICIPANTS": "participants",
        "RatingsLayout": "layout",
        "read_participants": "participants",
        "read_ratings": "ratings",
        "with_participants": "participants",
    },
)
