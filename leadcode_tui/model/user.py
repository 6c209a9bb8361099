"""What a person settles for themselves, whatever study they work in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leadcode_tui.model.ids import CoderId
    from leadcode_tui.model.remap import Remap


class Theme(StrEnum):
    """The look of the screen; `ansi` has the terminal's own colours."""

    ANSI = "ansi"
    DARK = "dark"
    LIGHT = "light"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True)
class UserSettings:
    """A person's own settings."""

    coder: CoderId | None = None
    theme: Theme | None = None
    keys: tuple[Remap, ...] = ()
