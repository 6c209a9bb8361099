"""The command line: each command starts only what it needs."""

from leadcode_tui.collector import begin_quickly

begin_quickly()  # before click, whose import alone has the collector walk two dozen times

from leadcode_tui.cli.main import main  # noqa: E402 # after the setting above

__all__ = ["main"]
