"""Who has seen the keys for the first minute: they are shown once, to a coder who begins."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from platformdirs import user_state_path

if TYPE_CHECKING:
    from pathlib import Path

    from leadcode_tui.model import CoderId
    from leadcode_tui.study.coding.session import Session


def seen_path() -> Path:
    """Return where the coders of this account are kept who have seen them, one on a line."""
    return user_state_path("leadcode") / "first-minute"


def is_first(session: Session) -> bool:
    """Whether a coder begins: nothing is decided, no pass is, and the keys were not put away."""
    if session.held_by is not None or session.number > 1 or session.is_begun:
        return False
    return session.coder not in _seen()


def remember(coder: CoderId) -> None:
    """Keep that a coder has seen them; where it cannot be kept, they are shown once more."""
    seen = _seen()
    if coder in seen:
        return
    path = seen_path()
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_text("".join(f"{name}\n" for name in [*seen, coder]), encoding="utf-8")


def _seen() -> list[str]:
    try:
        return seen_path().read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError):
        return []
