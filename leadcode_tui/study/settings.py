"""A person's own settings, and the keys that they and the study ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from platformdirs import user_config_path

from leadcode_tui.errors import ProblemsError, UnreadableError
from leadcode_tui.model import UserSettings

if TYPE_CHECKING:
    from pathlib import Path

#: Those of a person who settled nothing.
NO_SETTINGS: Final = UserSettings()


def config_path() -> Path:
    """Return where a user's own settings lie."""
    return user_config_path("leadcode") / "config.yaml"


def user_settings() -> UserSettings:
    """Read the user's own settings; raise ProblemsError where they hold mistakes."""
    path = config_path()
    if not _is_there(path):
        _refuse_earlier(path.with_suffix(".toml"))
        return NO_SETTINGS
    from leadcode_tui.codebook import load_user_settings  # noqa: PLC0415 # few have settings

    settings, problems = load_user_settings(path)
    if problems:
        raise ProblemsError(problems)
    return settings


def _refuse_earlier(path: Path) -> None:
    """Do not pass over a file that says who codes: another name would get the decisions."""
    if _is_there(path):
        raise UnreadableError(path, "settings are in config.yaml beside it now, as in coder: ana")


def _is_there(path: Path) -> bool:
    """Whether there is such a file; in a folder that is closed to this account none is its own."""
    try:
        return path.exists()
    except PermissionError:
        return False
