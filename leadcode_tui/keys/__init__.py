"""The key table: which key does what, and which keys are left to the codebook."""

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
