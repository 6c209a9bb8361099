"""Who codes: a person's own name, never an account that several people use."""

from __future__ import annotations

import os
import re
from getpass import getuser
from typing import TYPE_CHECKING, Final

from leadcode_tui.errors import SharedAccountError, UsageError
from leadcode_tui.model import CoderId
from leadcode_tui.study.settings import user_settings
from leadcode_tui.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Accounts that come with a machine or stand for a team.
_SHARED: Final = frozenset(
    [
        "admin",
        "administrator",
        "centos",
        "coder",
        "coding",
        "debian",
        "ec2-user",
        "fedora",
        "guest",
        "lab",
        "nobody",
        "pi",
        "project",
        "research",
        "researcher",
        "root",
        "shared",
        "staff",
        "student",
        "study",
        "team",
        "test",
        "ubuntu",
        "user",
        "vagrant",
    ]
)

#: A coder's name is a file's name as well; a dot would make it a second pass.
_NAME: Final = re.compile(r"[^\W_][\w-]{0,39}")


def coder_name(asked: str | None, known: Sequence[CoderId] = ()) -> CoderId:
    """Return who codes: who was asked for, else the user's setting, else the login name.

    `known` are the coders that the study names. Raises SharedAccountError where the login name is
    nobody's own, UsageError for a name that cannot be one or that the study does not know.
    """
    name = user_settings().coder if asked is None else asked
    if name is None:
        return _from_login(_login(), known)
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"{name!r} cannot be a coder's name: letters, digits, '-' and '_', at most 40"
        )
    if known and name not in known:
        hint = did_you_mean(name, known)
        raise UsageError(f"leadcode.yaml names no coder {name!r}: {', '.join(known)}{hint}")
    return CoderId(name)


def own_name() -> str | None:
    """Return what this person is known by, whatever a command was asked: variable, setting, login.

    A login that several people use is nobody's own, and nor is an account without a name.
    """
    name = os.environ.get("LEADCODE_CODER") or user_settings().coder
    if name is not None:
        return name
    try:
        return coder_name(None)
    except (SharedAccountError, UsageError):
        return None


def who_does_it() -> str:
    """Return who is at work, for a record: their own name, or else the account's."""
    try:
        return own_name() or _login()
    except UsageError:
        return f"account {os.getuid()}"


def _login() -> str:
    try:
        return getuser()
    except (KeyError, OSError) as error:  # in a container, say: no entry, no variable either
        raise UsageError("this account has no name: say who codes, as in --coder ana") from error


def _from_login(login: str, known: Sequence[CoderId]) -> CoderId:
    if login in known or (not known and login.lower() not in _SHARED and _NAME.fullmatch(login)):
        return CoderId(login)
    raise SharedAccountError(login)
