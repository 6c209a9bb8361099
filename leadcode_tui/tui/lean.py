"""What is sent to the terminal with fewer bytes: colours are said where they change."""

from __future__ import annotations

import re
from typing import Final

from textual.drivers.linux_driver import LinuxDriver

from leadcode_tui.tui.placing import placed

#: The end of a style, where nothing but the cursor moves before the next style begins.
_BETWEEN: Final = re.compile(r"\x1b\[0m((?:\r?\n|\x1b\[\d+;\d+H)*)\x1b\[([\d;]+)m")
_STYLE: Final = re.compile(r"\x1b\[([\d;]*)m")
#: A style that says both colours: such a one can follow another without an end between.
_PAINTED: Final = re.compile(r"([14];)?(38;(?:5;\d+|2;\d+;\d+;\d+));(48;(?:5;\d+|2;\d+;\d+;\d+))")
#: What ends bold and underlined.
_ENDS: Final = {"1;": "22;", "4;": "24;"}


def lean(sent: str) -> str:
    r"""Return the same for the eye without styles that end and begin again.

    >>> lean("\x1b[1ma\x1b[0m\r\n\x1b[1mb\x1b[0m")
    '\x1b[1ma\r\nb\x1b[0m'
    """
    parts, at, style = [], 0, ""
    for found in _BETWEEN.finditer(sent):
        before = sent[at : found.start()]
        began = _STYLE.findall(before)
        style = began[-1] if began else style
        moved, new = found.groups()
        change = _change(style, new)
        parts += [before, *([found.group()] if change is None else [moved, change])]
        style, at = new, found.end()
    return "".join([*parts, sent[at:]])


def _change(style: str, new: str) -> str | None:
    """Return what makes one style of another; None where there is no shorter way."""
    old, painted = _PAINTED.fullmatch(style), _PAINTED.fullmatch(new)
    if style == new:
        return ""
    if old is None or painted is None:
        return None
    (was, *colours), (attribute, *others) = old.groups(""), painted.groups("")
    ends = "" if was == attribute else _ENDS.get(was, "") + attribute
    differ = ";".join(now for before, now in zip(colours, others, strict=True) if before != now)
    return f"\x1b[{(ends + differ).rstrip(';')}m"


class LeanDriver(LinuxDriver):
    """Writes to the terminal as Textual does, in fewer bytes."""

    def write(self, data: str) -> None:
        """Write what has to be sent."""
        super().write(placed(lean(data)))
