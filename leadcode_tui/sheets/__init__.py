"""Tables that people keep in spreadsheets: participants come in and go out here."""

from leadcode_tui.sheets.participants import NO_PARTICIPANTS, read_participants, with_participants

__all__ = ["NO_PARTICIPANTS", "read_participants", "with_participants"]
