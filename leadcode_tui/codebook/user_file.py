"""The file of a person's own settings, `config.yaml`: who codes, the look, the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadcode_tui.codebook.files import load_text
from leadcode_tui.codebook.reader import Reader
from leadcode_tui.codebook.remaps import read_remaps
from leadcode_tui.model import CoderId, Theme, UserSettings

if TYPE_CHECKING:
    from pathlib import Path

    from leadcode_tui.errors import Problem

USER_KEYS = ("coder", "theme", "keys")


def load_user_settings(path: Path) -> tuple[UserSettings, tuple[Problem, ...]]:
    """Read a person's settings, and every problem in them."""
    text, _ = load_text(path)
    if not text.strip():
        return UserSettings(), ()
    return read_user_settings(text, path)


def read_user_settings(text: str, path: Path) -> tuple[UserSettings, tuple[Problem, ...]]:
    """Read a person's settings, and every problem in them with its line and column."""
    reader = Reader.of_text(text, path)
    fields = reader.top(USER_KEYS, required=(), where="your settings")
    coder = reader.line(fields.get("coder"), "coder")
    settings = UserSettings(
        coder=CoderId(coder) if coder else None,
        theme=reader.choice(fields.get("theme"), "theme", Theme),
        keys=read_remaps(reader, fields.get("keys")),
    )
    return settings, reader.problems()
