"""The key table: which key does what, and which keys are left to the codebook."""

from typing import TYPE_CHECKING

from leadcode_tui.lazy import lazily

if TYPE_CHECKING:
    from leadcode_tui.keys.codes import assign_keys
    from leadcode_tui.keys.commands import COMMANDS, RESERVED, Command, Where
    from leadcode_tui.keys.names import pressed
    from leadcode_tui.keys.table import KeyTable, build_keys

__all__ = [
    "COMMANDS",
    "RESERVED",
    "Command",
    "KeyTable",
    "Where",
    "assign_keys",
    "build_keys",
    "pressed",
]

__getattr__ = lazily(
    __name__,
    {
        "COMMANDS": "commands",
        "RESERVED": "commands",
        "Command": "commands",
        "KeyTable": "table",
        "Where": "commands",
        "assign_keys": "codes",
        "build_keys": "table",
        "pressed": "names",
    },
)
