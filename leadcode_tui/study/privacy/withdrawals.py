"""The record of who withdrew: date, id, and by whom it was done; nothing of what was said."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from leadcode_tui.store.files import read_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from leadcode_tui.model import ParticipantId

#: The record's file, in the study's folder.
RECORD: Final = "withdrawals.csv"
_COLUMNS: Final = ("at", "participant", "by")


def withdrawn(root: Path) -> Mapping[str, str]:
    """Return who withdrew, and when."""
    path = root / RECORD
    if not path.exists():
        return {}
    rows = csv.DictReader(io.StringIO(read_bytes(path).decode("utf-8-sig", errors="replace")))
    return {
        who: row.get("at") or "" for row in rows if (who := (row.get("participant") or "").strip())
    }


def with_withdrawal(root: Path, participant: ParticipantId, *, at: str, by: str) -> bytes:
    """Return the record with one more line."""
    path = root / RECORD
    before = read_bytes(path).decode() if path.exists() else f"{','.join(_COLUMNS)}\n"
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow([at, participant, by])
    end = "" if before.endswith("\n") else "\n"
    return (before + end + line.getvalue()).encode()
