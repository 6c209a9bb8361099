"""The command line: each command starts only what it needs."""

from leadcode_tui.cli.main import main

__all__ = ["main"]
