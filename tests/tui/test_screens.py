"""Whole screens as plain text, to be looked at; `pytest --snapshot-update` writes them anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from tests.tui.conftest import Play

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
