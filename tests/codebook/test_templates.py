"""What `leadcode init` writes is read back without a problem, whatever the study is called."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadcode_tui.codebook import (
    id_from,
    is_id,
    new_codebook_text,
    new_study_text,
    read_codebook,
    read_study_settings,
)
from leadcode_tui.codebook.codebook_file import BOOK_KEYS, CODE_KEYS
from leadcode_tui.codebook.study_file import QUESTION_KEYS, STUDY_KEYS
from leadcode_tui.keys import RESERVED
from leadcode_tui.text import sanitise_line

HERE = Path("a.yaml")


@pytest.mark.parametrize("key", BOOK_KEYS + CODE_KEYS)
def test_the_new_codebook_shows_every_key(key: str) -> None:
    assert re.search(rf"^\s*(- |# )?{key}:", new_codebook_text("T"), re.MULTILINE)


@pytest.mark.parametrize("key", STUDY_KEYS + QUESTION_KEYS)
def test_the_new_study_shows_every_key(key: str) -> None:
    assert re.search(rf"^\s*(# |- )?{key}:", new_study_text("s", "T"), re.MULTILINE)


def test_what_the_new_study_keeps_behind_comments_can_be_taken_in() -> None:
    text = re.sub(r"^# (?=rounds:|coders:)", "", new_study_text("s", "T"), flags=re.MULTILINE)
    settings, problems = read_study_settings(text, HERE)
    assert problems == ()
    assert settings is not None
    assert settings.rounds
    assert settings.coders


def test_the_new_study_names_the_codebook_it_is_given() -> None:
    path = PurePosixPath("codebooks/my book.yaml")
    settings, _ = read_study_settings(new_study_text("s", "T", codebook=path), HERE)
    assert settings is not None
    assert settings.codebook == path


@given(st.text())
def test_a_new_codebook_has_any_title_and_no_problems(title: str) -> None:
    codebook, problems = read_codebook(new_codebook_text(title), HERE, reserved=RESERVED)
    assert problems == ()
    assert len(codebook.codes) == 4
    assert codebook.title == (sanitise_line(title).strip() or "Codebook")


@given(st.text().map(id_from), st.text())
def test_a_new_study_has_any_title_and_no_problems(study: str, title: str) -> None:
    settings, problems = read_study_settings(new_study_text(study, title), HERE)
    assert problems == ()
    assert settings is not None
    assert settings.id == study
    assert not title or settings.title


@given(st.text())
def test_an_id_can_be_made_of_anything(text: str) -> None:
    assert is_id(id_from(text))
