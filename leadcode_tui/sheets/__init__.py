"""Tables that people keep in spreadsheets: participants, ratings and codebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadcode_tui.lazy import lazily

if TYPE_CHECKING:
    from leadcode_tui.sheets.codebook_in import read_codebook_table
    from leadcode_tui.sheets.codebook_lists import read_codebook_list
    from leadcode_tui.sheets.codebook_out import codebook_csv, codebook_xlsx
    from leadcode_tui.sheets.participants import (
        NO_PARTICIPANTS,
        read_participants,
        with_participants,
        without_participant,
    )
    from leadcode_tui.sheets.participants_in import (
        JoinedPeople,
        PeopleColumns,
        joined_people,
        read_people,
    )

__all__ = [
    "NO_PARTICIPANTS",
    "JoinedPeople",
    "PeopleColumns",
    "codebook_csv",
    "codebook_xlsx",
    "joined_people",
    "read_codebook_list",
    "read_codebook_table",
    "read_participants",
    "read_people",
    "with_participants",
    "without_participant",
]

__getattr__ = lazily(
    __name__,
    {
        "NO_PARTICIPANTS": "participants",
        "JoinedPeople": "participants_in",
        "PeopleColumns": "participants_in",
        "codebook_csv": "codebook_out",
        "codebook_xlsx": "codebook_out",
        "joined_people": "participants_in",
        "read_codebook_list": "codebook_lists",
        "read_codebook_table": "codebook_in",
        "read_participants": "participants",
        "read_people": "participants_in",
        "with_participants": "participants",
        "without_participant": "participants",
    },
)
