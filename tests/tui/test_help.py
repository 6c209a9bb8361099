"""The help, the palette and the first minute on the screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual import events

from leadcode_tui.keys import COMMANDS, KeyTable, Where
from leadcode_tui.model import CoderId, Remap, UserSettings, Written
from leadcode_tui.study.coding import first_minute
from leadcode_tui.study.coding.opening import open_session
from leadcode_tui.tui.entries import Entry, found, help_entries, palette_entries
from leadcode_tui.tui.panes.first_minute import LESSONS
from leadcode_tui.tui.screens.coding import CodingScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadcode_tui.study.coding.session import Session
    from leadcode_tui.study.folder import StudyFolder
    from tests.tui.conftest import OpenSession, Play, Stage


@pytest.fixture(autouse=True)
def seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where it is kept who has seen the first minute."""
    path = tmp_path / "state" / "first-minute"
    monkeypatch.setattr(first_minute, "seen_path", lambda: path)
    return path


def remap(command: str, *keys: str) -> Remap:
    here = Path("config.yaml")
    return Remap(Written(command, here, 1, 1), tuple(Written(key, here, 1, 1) for key in keys))


def session_with(study: StudyFolder, *remaps: Remap) -> Session:
    session, _ = open_session(study, CoderId("ana"), own=UserSettings(keys=remaps))
    return session


def marked(stage: Stage) -> str:
    return next(line for line in stage.lines if line.startswith(">"))


def message(stage: Stage) -> str:
    return stage.lines[-2].strip()


def ids(entries: Sequence[Entry]) -> list[str]:
    return [entry.command.id if entry.command else str(entry.code) for entry in entries]


async def test_the_help_lists_every_key(play: Play) -> None:
    async with play((80, 90), notices=("resumed at gate:2", "a line was damaged")) as stage:
        await stage.press("question_mark")
        for command in COMMANDS:
            assert f"{command.shown:<13} {command.does}" in stage.text
        assert "  w             weather  Weather" in stage.lines
        assert "    a line was damaged" in stage.lines


async def test_a_letter_in_the_help_searches_and_decides_nothing(play: Play) -> None:
    async with play() as stage:
        await stage.press("question_mark", "s")
        assert stage.lines[-1] == " search: s_"
        await stage.press("escape")
        assert stage.codes_of(2) is None
        assert "seg 2/10" in stage.lines[0]


@pytest.mark.parametrize("leave", ["escape", "ctrl+g", "question_mark"])
async def test_the_help_goes_away(play: Play, leave: str) -> None:
    async with play() as stage:
        await stage.press("question_mark")
        assert "seg 2/10" not in stage.text
        await stage.press(leave)
        assert "seg 2/10" in stage.lines[0]


async def test_enter_in_the_help_does_what_is_chosen(play: Play) -> None:
    async with play() as stage:
        await stage.press("question_mark", *"flag")
        assert "segment.flag" in stage.lines[-2]
        await stage.press("enter")
        assert stage.session.entry(stage.session.here).flag
        assert message(stage) == "flagged: gate:2"


async def test_the_help_applies_a_code_that_was_found(play: Play) -> None:
    async with play() as stage:
        await stage.press("question_mark", *"quarr", "enter")
        assert stage.applied == ("quarrel",)


async def test_a_command_that_needs_words_asks_for_them(play: Play) -> None:
    async with play() as stage:
        await stage.press("question_mark", *"goto", "enter")
        assert stage.lines[-1] == " go to (Enter lists interviews): _"


async def test_nothing_gets_past_the_help_in_a_burst(play: Play) -> None:
    async with play() as stage:
        for key, character in (("question_mark", "?"), ("s", "s"), ("minus", "-"), ("w", "w")):
            stage._send(events.Key(key, character))
        await stage.settle()
        assert stage.codes_of(2) is None
        assert stage.lines[-1] == " search: s-w_"


async def test_what_fits_nothing_says_so_and_enter_does_nothing(play: Play) -> None:
    async with play() as stage:
        await stage.press("question_mark", *"zzqx")
        assert stage.lines[-2].strip() == "nothing is called 'zzqx'"
        await stage.press("enter")
        assert stage.lines[-1] == " search: zzqx_"


async def test_the_mark_skips_headings_and_stays_at_the_ends(play: Play) -> None:
    async with play() as stage:
        await stage.press("question_mark")
        assert "next segment" in marked(stage)
        await stage.press("up")
        assert "next segment" in marked(stage)
        await stage.press("down", "down")
        assert "next segment not visited" in marked(stage)


async def test_the_help_is_turned_page_by_page(play: Play) -> None:
    async with play((60, 16)) as stage:
        await stage.press("question_mark")
        first = stage.lines[:-2]
        await stage.press("pagedown")
        assert stage.lines[:-2] != first
        await stage.press("pageup")
        assert stage.lines[:-2] == first


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (200, 60)])
async def test_what_is_marked_stands_in_full(play: Play, size: tuple[int, int]) -> None:
    async with play(size) as stage:
        await stage.press("question_mark")
        for _ in COMMANDS[:-3]:
            assert "…" not in stage.lines[-2]
            await stage.press("down")


async def test_the_palette_has_what_has_no_key(play: Play) -> None:
    async with play() as stage:
        await stage.press("ctrl+p")
        assert "the keys for the first minute" in marked(stage)
        await stage.press("enter")
        assert "The keys for the first minute" in stage.text


async def test_help_hints_and_messages_follow_other_keys(play: Play, study: StudyFolder) -> None:
    session = session_with(study, remap("undo", "ж"), remap("help", "%"), remap("quit", "&"))
    async with play(session=session) as stage:
        assert "ж undo  % help  & quit" in stage.lines[-1]
        await stage.press("z")
        assert message(stage).endswith("% shows the keys")
        await stage.press("s", "ж")
        assert stage.applied == ()
        await stage.press("%", *"undo")
        assert "ж" in marked(stage)


async def test_a_key_that_was_given_away_does_nothing_any_more(
    play: Play, study: StudyFolder
) -> None:
    async with play(session=session_with(study, remap("segment.nothing", "%"))) as stage:
        await stage.press("minus")
        assert stage.codes_of(2) is None
        await stage.press("%")
        assert stage.codes_of(2) == ()


def test_in_a_pane_what_serves_there_comes_first(open_as: OpenSession) -> None:
    entries = help_entries(open_as(), (), Where.COMPARE)
    assert entries[0].does == "Here, in the compare pane"
    assert ids(entries[1:4]) == ["compare.go", "compare.next", "compare.previous"]


def test_the_very_key_is_found_before_all_else() -> None:
    assert ids(found(palette_entries(KeyTable()), "x"))[0] == "code.remove"


def test_a_command_is_found_by_its_id_and_by_what_it_does() -> None:
    entries = palette_entries(KeyTable())
    assert ids(found(entries, "code.repeat"))[0] == "code.repeat"
    assert ids(found(entries, "reading order"))[0] == "order"


def kept(seen: Path) -> str:
    return seen.read_text(encoding="utf-8")


def test_a_few_letters_do_where_nothing_has_the_word() -> None:
    entries = palette_entries(KeyTable())
    assert set(ids(found(entries, "memo"))) == {"memo", "memo.other", "memo.find"}
    assert ids(found(entries, "rdngordr"))[0] == "order"


async def first_start(stage: Stage) -> Stage:
    screen = stage.pilot.app.screen
    assert isinstance(screen, CodingScreen)
    screen.first_minute.open()
    screen.show_all()
    await stage.settle()
    return stage


async def test_the_first_minute_teaches_and_goes_when_all_was_used(play: Play, seen: Path) -> None:
    async with play() as stage:
        await first_start(stage)
        shown = [line for line in stage.lines if line.startswith(" [ ]")]
        assert len(shown) == len(LESSONS)
        await stage.press("s")
        assert " [x] s" in stage.text
        await stage.press("u", "j", "minus", "question_mark", "escape")
        assert "first minute" not in stage.text
    assert kept(seen) == "ana\n"


async def test_the_first_minute_goes_once_a_coder_is_at_work(play: Play, seen: Path) -> None:
    async with play() as stage:
        await first_start(stage)
        for _ in range(9):
            await stage.press("s", "j")
        assert "first minute" in stage.text
        await stage.press("s", "k", "j")
        assert "first minute" not in stage.text
    assert kept(seen) == "ana\n"


async def test_esc_puts_the_first_minute_away_for_good(play: Play, seen: Path) -> None:
    async with play() as stage:
        assert first_minute.is_first(stage.session)
        await first_start(stage)
        await stage.press("escape")
        assert "first minute" not in stage.text
        assert not first_minute.is_first(stage.session)
    assert kept(seen) == "ana\n"


async def test_the_first_minute_leaves_room_for_the_transcript(play: Play) -> None:
    async with play((60, 16)) as stage:
        await first_start(stage)
        assert "Whoever is last" in stage.text
        assert stage.lines[-1].startswith(" j/k move")


def test_another_coder_of_the_account_is_taught_too(open_as: OpenSession) -> None:
    first_minute.remember(CoderId("ana"))
    first_minute.remember(CoderId("ana"))
    assert first_minute.is_first(open_as("ben"))
    assert not first_minute.is_first(open_as("ana"))


def test_who_has_decided_is_not_taught(open_as: OpenSession) -> None:
    session = open_as()
    session.nothing()
    assert not first_minute.is_first(session)


def test_where_nothing_can_be_kept_nothing_fails(seen: Path) -> None:
    seen.parent.write_text("no folder", encoding="utf-8")
    first_minute.remember(CoderId("ana"))
    assert not seen.exists()


async def test_what_was_searched_before_is_gone_when_it_opens_again(play: Play) -> None:
    async with play() as stage:
        await stage.press("question_mark", *"undo", "escape", "ctrl+p")
        assert "the keys for the first minute" in marked(stage)
        assert stage.lines[-1].startswith(" type to search")


async def test_what_was_too_long_for_its_line_stands_in_the_help(play: Play) -> None:
    async with play() as stage:
        await stage.press("f", *"goats-and-" * 9, "enter", "question_mark")
        pages = [stage.text]
        for _ in range(9):
            await stage.press("pagedown")
            pages.append(stage.text)
        _, _, said = "".join(pages).partition("Said last")
        assert "is nowhere in the transcripts" in said


async def test_the_help_says_what_the_line_at_the_top_means(play: Play) -> None:
    async with play((60, 16)) as stage:
        await stage.press("j", "j", "n", "question_mark", *["pagedown"] * 9)
        assert "passed 1      read past, undecided; $: nothing applies" in stage.text
        await stage.press("escape")
        assert "passed" in stage.lines[0]


async def test_interviews_are_listed_with_how_far_they_are_and_one_is_gone_to(play: Play) -> None:
    async with play() as stage:
        await stage.press("minus", "colon", "enter")
        assert stage.lines[0].split() == ["3", "interviews,", "decided", "1/8"]
        assert marked(stage).split()[1:3] == ["1/5", "gate"]
        await stage.press(*"shed", "enter")
        assert stage.session.here.transcript == "shed"
        await stage.press("colon", "enter")
        assert marked(stage).split()[2] == "shed"
        await stage.press("escape")
        assert stage.session.here.transcript == "shed"
