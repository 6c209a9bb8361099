from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadcode_tui.errors import ProblemsError, SharedAccountError, UnreadableError, UsageError
from leadcode_tui.model import CoderId
from leadcode_tui.study import coder
from leadcode_tui.study import settings as settings_module
from leadcode_tui.study.coder import coder_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Logs = Callable[[str], None]

ANA, BEN = CoderId("ana"), CoderId("ben")


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the user's settings lie; there are none yet."""
    path = tmp_path / "config.yaml"
    monkeypatch.setattr(settings_module, "config_path", lambda: path)
    return path


@pytest.fixture(autouse=True)
def log_in(settings: Path, monkeypatch: pytest.MonkeyPatch) -> Logs:
    def log_in_as(login: str) -> None:
        monkeypatch.setattr(coder, "getuser", lambda: login)

    assert not settings.exists()
    log_in_as("carla")
    return log_in_as


def test_the_coder_is_the_login_name() -> None:
    assert coder_name(None) == "carla"


def test_the_user_s_settings_come_before_the_login_name(settings: Path) -> None:
    settings.write_text("coder: ana\n", encoding="utf-8")
    assert coder_name(None) == "ana"


def test_who_is_asked_for_comes_before_all_else(settings: Path) -> None:
    settings.write_text("coder: ana\n", encoding="utf-8")
    assert coder_name("ben") == "ben"


@pytest.mark.parametrize("login", ["root", "ubuntu", "research", "Admin", "ec2-user"])
def test_a_shared_account_is_no_coder(log_in: Logs, login: str) -> None:
    log_in(login)
    with pytest.raises(SharedAccountError, match="--coder"):
        coder_name(None)


def test_on_a_shared_account_a_coder_can_be_asked_for(log_in: Logs) -> None:
    log_in("root")
    assert coder_name("ana") == "ana"


def test_a_login_that_the_study_does_not_name_is_no_coder() -> None:
    with pytest.raises(SharedAccountError):
        coder_name(None, [ANA, BEN])


def test_a_login_that_the_study_names_is_a_coder(log_in: Logs) -> None:
    log_in("research")
    assert coder_name(None, [CoderId("research")]) == "research"


def test_a_login_that_no_file_can_be_called_after_is_no_coder(log_in: Logs) -> None:
    log_in("ana.2")
    with pytest.raises(SharedAccountError):
        coder_name(None)


def test_a_name_that_the_study_does_not_know_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"'anna'.*ana, ben.*did you mean ana\?"):
        coder_name("anna", [ANA, BEN])


@pytest.mark.parametrize("name", ["ana", "Ana-Maria", "José", "coder_2", "7", "x" * 40])
def test_a_person_s_name_can_be_a_coder_s(name: str) -> None:
    assert coder_name(name) == name


@pytest.mark.parametrize(
    "name",
    ["", " ", "ana.2", "../ana", "a/b", "-ana", "_ana", "ana ben", "ana\n", "\x1b[2J", "x" * 41],
    ids=repr,
)
def test_what_no_file_can_be_called_after_is_no_name(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        coder_name(name)
    assert "cannot be a coder's name" in str(caught.value)
    assert "\x1b" not in str(caught.value)


def test_settings_without_a_coder_say_nothing(settings: Path) -> None:
    settings.write_text("theme: dark\n", encoding="utf-8")
    assert coder_name(None) == "carla"


def test_settings_that_are_no_text_are_told(settings: Path) -> None:
    settings.write_bytes(b"coder: \xff\n")
    with pytest.raises(UnreadableError, match=r"config\.yaml: line 1 is not in UTF-8"):
        coder_name(None)


def test_mistakes_in_settings_are_told_with_their_places(settings: Path) -> None:
    settings.write_text("coder: [ana]\ntheme: drak\ncodr: ana\n", encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        coder_name(None)
    told = [str(problem).removeprefix(str(settings)) for problem in caught.value.problems]
    assert told == [
        ":1:8: coder is a text, and this is a list",
        ":2:8: unknown theme 'drak' (did you mean dark?)",
        ":3:1: unknown key 'codr' in your settings (did you mean coder?)",
    ]


def test_settings_of_an_earlier_version_are_not_passed_over(settings: Path) -> None:
    settings.with_suffix(".toml").write_text('coder = "ana"\n', encoding="utf-8")
    with pytest.raises(UnreadableError, match=r"config\.yaml"):
        coder_name(None)


def test_an_empty_file_of_settings_settles_nothing(settings: Path) -> None:
    settings.write_text("", encoding="utf-8")
    assert coder_name(None) == "carla"


def test_an_account_without_a_name_is_asked_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 12345")

    monkeypatch.setattr(coder, "getuser", nobody)
    with pytest.raises(UsageError, match="--coder"):
        coder_name(None)
