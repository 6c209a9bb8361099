"""Whole screens as plain text, to be looked at; `pytest --snapshot-update` writes them anew."""

from __future__ import annotations

import errno
import os
import re
from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

import pytest
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from leadcode_tui.model import TranscriptId

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from tests.tui.conftest import OpenSession, Play

SIZES = [pytest.param(size, id=f"{size[0]}x{size[1]}") for size in [(60, 20), (80, 24), (120, 40)]]

#: What is pressed, from a fresh start.
KEYS = {
    "start": (),
    "after_codes": ("s", "Q", "j", "minus", "w", "k"),
    "filter": ("slash", "r", "o", "t"),
    "memo": ("j", "m", *"goats"),
    "memo_kept": ("j", "m", *"goats", "escape", "exclamation_mark"),
    "help": ("question_mark",),
    "compare": ("w", "j", "w", "j", "j", "w", "k", "c", "J"),
    "compare_and_memo": ("w", "j", "w", "c", "m", *"goats"),
    "by_question": ("j", "w", "o"),
    "by_question_next": ("o", *"jjjjj"),
    "words": ("v", "right", "v", "right", "right"),
    "words_coded": ("v", "right", "v", "right", "right", "w"),
    "found": ("f", *"goats", "enter", "n"),
    "only_flagged": ("exclamation_mark", "j", "equals_sign", "f", "k"),
    "filter_asks": ("equals_sign",),
    "new_code": ("plus", *"gate-keeping", "enter", *"Keeping"),
    "goto": ("colon", *"shed"),
    "palette": ("ctrl+p",),
    "memo_of_a_code": ("M", "c", *"why"),
    "memo_other_asks": ("M",),
    "memos_listed": ("M", "t", *"wet", "escape", "j", "m", *"goats", "escape", '"'),
    "question_asks": ("#",),
    "remove_asks": ("s", "x"),
    "theme_asks": ("ctrl+p", *"theme", "enter"),
    "long_segment": ("colon", *"shed", "enter"),
    "long_segment_second_page": ("colon", *"shed", "enter", "space"),
    "finish_asks": ("s", *"jjjj", "minus", "k", "dollar_sign"),
    "finished": ("s", *"jjjj", "minus", "k", "dollar_sign", "y"),
}


class PlainScreen(SingleFileSnapshotExtension):
    """One text file for each screen."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", KEYS)
async def test_screen_stays_as_it_was_looked_at(
    play: Play, snapshot: SnapshotAssertion, name: str, size: tuple[int, int]
) -> None:
    async with play(size) as stage:
        await stage.press(*KEYS[name])
        shown = stage.text
    assert shown == snapshot(extension_class=PlainScreen)


async def _read_only(play: Play, open_as: OpenSession, size: tuple[int, int]) -> str:
    open_as()
    session = open_as()
    async with play(size, session=session) as stage:
        await stage.press("s")
        return re.sub(r"held by .*", "held by ...", stage.text)


async def _not_saved(play: Play, _: OpenSession, size: tuple[int, int]) -> str:
    def full(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    async with play(size) as stage:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("leadcode_tui.store.history.os.write", full)
            await stage.press("w")
            return stage.text


async def _broken_codebook(play: Play, _: OpenSession, size: tuple[int, int]) -> str:
    async with play(size) as stage:
        path = stage.session.material.codebook_path
        assert path is not None
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("id: rota", "id: shared-work"), encoding="utf-8")
        await stage.follow_codebook()
        return stage.text


async def _first_minute(play: Play, _: OpenSession, size: tuple[int, int]) -> str:
    async with play(size) as stage:
        await stage.press("ctrl+p", *"first minute", "enter", "s")
        return stage.text


async def _hard_text(play: Play, open_as: OpenSession, size: tuple[int, int]) -> str:
    session = open_as()
    words = iter([*HARD])
    gate = session.material.transcripts[TranscriptId("gate")]
    spoken = [
        replace(each, text=next(words, each.text)) if each.speaker == "P01" else each
        for each in gate.segments
    ]
    hard = replace(gate, segments=tuple(spoken))
    transcripts = {**session.material.transcripts, gate.id: hard}
    session._held.material = replace(session.material, transcripts=transcripts)
    async with play(size, session=session) as stage:
        await stage.press("w")
        return stage.text


#: What each script does to a line: wide letters, right to left, pictures, a word without an end.
HARD = (
    "医師が率先して指導し、病棟の全員がそれに従った。",
    "הצוות הוביל את השינוי",
    "👍🏽 and 🇬🇧 waved; cafe\u0301 nai\u0308ve \u202eno",
    "Donaudampfschifffahrt" * 6,
)
#: Screens that keys alone do not lead to.
STATES = {
    "read_only": _read_only,
    "not_saved": _not_saved,
    "broken_codebook": _broken_codebook,
    "first_minute": _first_minute,
    "hard_text": _hard_text,
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", STATES)
async def test_state_stays_as_it_was_looked_at(
    play: Play,
    open_as: OpenSession,
    snapshot: SnapshotAssertion,
    name: str,
    size: tuple[int, int],
) -> None:
    assert await STATES[name](play, open_as, size) == snapshot(extension_class=PlainScreen)


async def test_a_window_too_small_says_so_and_nothing_else(play: Play) -> None:
    async with play((50, 12)) as stage:
        assert stage.text.strip() == "window too small: 60x16 at least; nothing is lost"
