"""The key table: which key does what, and which keys are left to the codebook."""

from leadcode_tui.keys.codes import assign_keys
from leadcode_tui.keys.commands import COMMANDS, RESERVED, Command, command_for

__all__ = ["COMMANDS", "RESERVED", "Command", "assign_keys", "command_for"]
