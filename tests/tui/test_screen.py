"""Keys on the screen, and what the session holds after them."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

import pytest
from textual import events

from leadcode_tui.model import CodeId
from leadcode_tui.study.coding import orders
from leadcode_tui.tui import CodingApp
from leadcode_tui.tui.screens.coding import CodingScreen
from leadcode_tui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from leadcode_tui.model import Entry
    from leadcode_tui.study.folder import StudyFolder
    from tests.tui.conftest import OpenSession, Play, Stage


def entry(stage: Stage) -> Entry:
    return stage.session.entry(stage.session.here)


def here(stage: Stage) -> str:
    return str(stage.session.here)


def message(stage: Stage) -> str:
    return stage.lines[-2].strip()


def looks_like(stage: Stage, words: str) -> set[str]:
    """Return how these words stand out in the transcript; nothing where they do not."""
    panes = stage.pilot.app.screen.query_one(Rows).panes
    spans = (span for pane in panes for row in pane.rows for span in row)
    return {span.look for span in spans if span.text == words and span.look}


async def test_a_key_applies_its_code(play: Play) -> None:
    async with play() as stage:
        await stage.press("s", "Q")
        assert stage.applied == ("shared-work", "quarrel")
        assert "[shared-work] [quarrel]" in stage.text
        assert message(stage) == "+ quarrel  applied to gate:2"


async def test_the_same_key_again_changes_nothing_and_says_so(play: Play) -> None:
    async with play() as stage:
        await stage.press("w", "w")
        assert stage.applied == ("weather",)
        assert message(stage) == "weather is applied to gate:2 already"


async def test_a_key_without_a_code_says_how_to_find_codes(play: Play) -> None:
    async with play() as stage:
        await stage.press("z")
        assert stage.codes_of(2) is None
        assert message(stage).startswith("no code has the key 'z': / finds codes")


@pytest.mark.parametrize(
    ("keys", "left"),
    [
        pytest.param(("x", "s"), ("weather",), id="x and its key"),
        pytest.param(("backspace",), ("shared-work",), id="Backspace takes the last"),
        pytest.param(("x", "Q"), ("shared-work", "weather"), id="x and a code not applied"),
        pytest.param(("x", "escape"), ("shared-work", "weather"), id="x and Esc"),
        pytest.param(("backspace", "backspace"), None, id="without codes it is not visited"),
    ],
)
async def test_codes_are_removed(
    play: Play, keys: tuple[str, ...], left: tuple[str, ...] | None
) -> None:
    async with play() as stage:
        await stage.press("s", "w", *keys)
        assert stage.codes_of(2) == left


async def test_a_code_to_remove_can_be_chosen_from_those_here(play: Play) -> None:
    async with play() as stage:
        await stage.press("s", "w", "x", "slash")
        listed = [line[52:].split()[0] for line in stage.lines[2:4]]
        assert stage.lines[1][52:].split()[:3] == ["2", "of", "5"]
        assert listed == ["*s", "*w"]
        await stage.press(*"weath", "enter")
        assert stage.applied == ("shared-work",)
        assert message(stage).startswith("- weather  removed")
        await stage.press("x", "slash", "escape", "x", "s", "x", "slash")
        assert entry(stage).codes is None
        assert message(stage).startswith("no code has the key '/'")


async def test_a_full_stop_repeats_the_codes_applied_last(play: Play) -> None:
    async with play() as stage:
        await stage.press("s", "w", "j", "full_stop")
        assert here(stage) == "gate:4"
        assert stage.applied == ("shared-work", "weather")


async def test_minus_says_that_nothing_applies_and_goes_on(play: Play) -> None:
    async with play() as stage:
        await stage.press("minus")
        assert stage.codes_of(2) == ()
        assert here(stage) == "gate:4"


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        pytest.param(("j",), "gate:4", id="j"),
        pytest.param(("enter",), "gate:4", id="Enter"),
        pytest.param(("down", "down", "up"), "gate:4", id="arrows"),
        pytest.param(("k",), "gate:2", id="k at the first stays"),
        pytest.param(("greater_than_sign",), "gate:10", id="last"),
        pytest.param(("end", "home"), "gate:2", id="End, Home"),
        pytest.param(("end", "less_than_sign"), "gate:2", id="first"),
        pytest.param(("end", "j"), "shed:2", id="into the next transcript"),
        pytest.param(("j", "w", "k", "n"), "gate:6", id="n passes what is decided"),
        pytest.param(("w", "j", "j", "N"), "gate:4", id="N goes back"),
    ],
)
async def test_keys_go_from_segment_to_segment(
    play: Play, keys: tuple[str, ...], place: str
) -> None:
    async with play() as stage:
        await stage.press(*keys)
        assert here(stage) == place


async def test_n_steps_through_the_hits_of_a_search(play: Play) -> None:
    async with play() as stage:
        await stage.press("f", *"rota", "enter")
        assert here(stage) == "gate:6"
        await stage.press("n")
        assert here(stage) == "gate:2"
        assert message(stage).startswith("'rota': 1 of 2, from the first again")
        await stage.press("N")
        assert here(stage) == "gate:6"


@pytest.mark.parametrize(
    ("asked", "place"),
    [("6", "gate:6"), ("water:4", "water:4"), ("shed", "shed:2"), ("99", "gate:2")],
)
async def test_a_colon_goes_to_a_place(play: Play, asked: str, place: str) -> None:
    async with play() as stage:
        await stage.press("colon", *asked.replace(":", ""), "escape")
        keys = ["colon" if letter == ":" else letter for letter in asked]
        await stage.press("colon", *keys, "enter")
        assert here(stage) == place
        assert place != "gate:2" or message(stage).startswith("no segment '99'")


async def test_enter_in_the_filter_applies_the_code_found(play: Play) -> None:
    async with play() as stage:
        await stage.press("slash", *"hired", "enter")
        assert stage.applied == ("hired-hands",)
        assert "5 codes" in stage.text


async def test_tab_in_the_filter_applies_and_stays(play: Play) -> None:
    async with play() as stage:
        await stage.press("slash", *"quar", "tab")
        assert stage.applied == ("quarrel",)
        assert stage.lines[-1] == " code (Enter, Tab apply): quar_"


@pytest.mark.parametrize("key", ["escape", "ctrl+g"])
async def test_escape_leaves_the_filter_and_applies_nothing(play: Play, key: str) -> None:
    async with play() as stage:
        await stage.press("slash", *"quar", key)
        assert stage.codes_of(2) is None
        assert "5 codes" in stage.text


async def test_letters_in_a_prompt_are_no_commands(play: Play) -> None:
    async with play() as stage:
        await stage.press("slash", *"swQ")
        assert stage.codes_of(2) is None


async def test_a_filter_that_finds_nothing_says_so(play: Play) -> None:
    async with play() as stage:
        await stage.press("slash", *"zzz", "enter")
        assert stage.codes_of(2) is None
        assert message(stage) == "no code matches 'zzz'"


async def test_arrows_choose_among_the_codes_found(play: Play) -> None:
    async with play() as stage:
        await stage.press("slash", "down", "enter")
        assert stage.applied == ("rota",)


async def test_a_memo_is_kept_by_escape_and_decides_nothing(play: Play) -> None:
    async with play() as stage:
        await stage.press("m", *"goats", "enter", "q", "escape")
        assert entry(stage).memo == "goats\nq"
        assert entry(stage).codes is None
        assert "memo" in stage.lines[7]


async def test_a_memo_opens_with_what_was_written_and_undo_brings_it_back(play: Play) -> None:
    async with play() as stage:
        await stage.press("m", *"goats", "escape", "m", *" and gates", "escape")
        assert entry(stage).memo == "goats and gates"
        await stage.press("u")
        assert entry(stage).memo == "goats"


async def test_a_memo_left_as_it_was_is_no_change(play: Play) -> None:
    async with play() as stage:
        await stage.press("m", *"goats", "escape", "m", "escape")
        assert message(stage) == "memo unchanged"
        await stage.press("u")
        assert entry(stage).memo is None


async def test_the_segment_stays_in_sight_while_its_memo_is_written(play: Play) -> None:
    async with play((60, 16)) as stage:
        await stage.press("j", "m")
        assert any(line.startswith("> P01  Then the goats") for line in stage.lines)


async def test_a_hit_says_which_of_how_many_it_is_and_stands_out(play: Play) -> None:
    async with play() as stage:
        await stage.press("f", *"goats", "enter")
        assert message(stage).startswith("'goats': 1 of 2; n and N go on")
        await stage.press("n")
        assert message(stage).startswith("'goats': 2 of 2")
        await stage.press("N")
        assert message(stage).startswith("'goats': 1 of 2")
        assert looks_like(stage, "goats") == {"hit"}
        await stage.press("escape")
        assert looks_like(stage, "goats") == set()


async def test_a_hit_on_a_later_page_of_a_long_segment_is_shown(play: Play) -> None:
    async with play() as stage:
        await stage.press("f", *"Board", "space", *"28", "enter")
        assert here(stage) == "shed:2"
        assert looks_like(stage, "Board 28") == {"hit"}


async def test_a_code_can_hold_for_some_words_alone(play: Play) -> None:
    async with play() as stage:
        await stage.press("j", "v", "end", "w")
        start = len("Then the goats come ")
        assert entry(stage).spans == {"weather": ((start, start + len("in")),)}
        assert "[weather: part]" in stage.text
        await stage.press("v", "s", "w")
        assert message(stage) == "weather is applied to gate:4 already"


async def test_a_full_stop_repeats_codes_on_the_words_chosen(play: Play) -> None:
    async with play() as stage:
        await stage.press("s", "w", "j", "v", "right", "full_stop")
        held = stage.session.spans(stage.session.here)
        text = stage.session.material.segment(stage.session.here).text
        assert {text[start:end] for ((start, end),) in held.values()} == {"the"}
        assert [*held] == ["shared-work", "weather"]


async def test_a_code_from_the_filter_holds_for_the_words_chosen(play: Play) -> None:
    async with play() as stage:
        await stage.press("v", "v", "right", "slash", *"quarrel", "enter")
        assert entry(stage).spans == {"quarrel": ((0, len("Whoever is")),)}


async def test_compare_shows_the_other_segments_under_a_code(play: Play) -> None:
    async with play() as stage:
        await stage.press("w", "j", "w", "greater_than_sign", "w", "c")
        assert "-- compare weather" in stage.text
        assert "here 2, role 0, others 0" in stage.text
        await stage.press("J")
        assert "> gate:4" in stage.text
        await stage.press("enter")
        assert here(stage) == "gate:4"
        assert message(stage) == "' goes back"
        await stage.press("'")
        assert here(stage) == "gate:10"
        await stage.press("c")
        assert "-- compare" not in stage.text


async def test_any_other_key_gives_the_keys_back_to_the_transcript(play: Play) -> None:
    async with play() as stage:
        await stage.press("w", "j", "w", "c", "j", "enter")
        assert here(stage) == "gate:8"


async def test_brackets_step_through_the_segments_under_a_code(play: Play) -> None:
    async with play() as stage:
        await stage.press("w", "j", "j", "w", "[")
        assert here(stage) == "gate:2"
        assert message(stage) == "weather: 1 of 2"
        await stage.press("]", "]")
        assert here(stage) == "gate:6"
        assert message(stage) == "no segment under weather after this one"


async def test_by_question_the_answers_of_all_interviews_follow_one_another(play: Play) -> None:
    async with play() as stage:
        await stage.press("w", "o")
        assert message(stage) == "order: by question, Q1"
        assert here(stage) == "gate:2"
        assert "by Q1" in stage.lines[0]
        assert "-- gate --" in stage.text
        await stage.press(*"jjjj")
        assert here(stage) == "water:2"
        await stage.press("o")
        assert message(stage) == "order: by interview, water"
        assert here(stage) == "water:2"
        await stage.press("<", "k")
        assert here(stage) == "shed:2"
        assert stage.codes_of(2) == ("weather",)


async def test_nobody_waits_for_the_order_by_question(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with play() as stage:
        monkeypatch.setattr(orders, "by_question", None)  # what looks at every segment
        await stage.press("o")
        assert message(stage) == "order: by question, Q1"


async def test_a_filter_of_segments_keeps_the_steps_to_them_and_says_so(play: Play) -> None:
    async with play() as stage:
        await stage.press("w", "j", "exclamation_mark", "end", "w", "home")
        await stage.press("equals_sign", "c")
        assert message(stage) == "only segments under weather: 2 of 8"
        await stage.press("j")
        assert here(stage) == "gate:10"
        await stage.press("home", "equals_sign", "f", "j")
        assert here(stage) == "gate:4"
        assert "only flagged" in stage.lines[0]
        await stage.press("j")
        assert message(stage) == "no more segments flagged after this one"
        await stage.press("equals_sign", "a", "j")
        assert here(stage) == "gate:6"
        assert "only" not in stage.lines[0]


async def test_nothing_applies_goes_on_within_the_filter(play: Play) -> None:
    async with play() as stage:
        await stage.press("j", "w", "k", "equals_sign", "n", "minus")
        assert here(stage) == "gate:6"


async def test_another_letter_filters_nothing(play: Play) -> None:
    async with play() as stage:
        await stage.press("equals_sign", "w")
        assert message(stage).startswith("not filtered: a all")
        assert stage.codes_of(2) is None


async def test_a_new_code_is_asked_for_step_by_step_and_applied(play: Play) -> None:
    async with play() as stage:
        await stage.press("plus", *"gate-keeping", "enter")
        assert "its name" in stage.lines[-1]
        await stage.press(*"Keeping", "enter")
        assert "what it means" in stage.lines[-1]
        await stage.press(*"Locks", "enter")
        assert stage.applied == ("gate-keeping",)
        assert "6 codes" in stage.text
        code = stage.session.material.codebook.by_id[CodeId("gate-keeping")]
        assert (code.name, code.definition) == ("Keeping", "Locks")


async def test_a_new_code_is_highlighted_so_that_what_it_means_is_seen(play: Play) -> None:
    async with play() as stage:
        await stage.press("plus", *"gate-keeping", "enter", "enter", *"Locks", "enter")
        assert "Locks" in stage.text


@pytest.mark.parametrize("keys", [("enter",), ("goat", "escape")])
async def test_a_new_code_can_be_left_off(play: Play, keys: tuple[str, ...]) -> None:
    async with play() as stage:
        await stage.press("plus", *keys)
        assert "5 codes" in stage.text
        assert stage.codes_of(2) is None


async def test_a_codebook_changed_elsewhere_is_there(play: Play, study: StudyFolder) -> None:
    async with play() as stage:
        text = study.codebook_path.read_text(encoding="utf-8")
        study.codebook_path.write_text(text + "  - id: goats\n", encoding="utf-8")
        screen = stage.pilot.app.screen
        assert isinstance(screen, CodingScreen)
        screen.look_around()
        await stage.settle()
        assert "6 codes" in stage.text
        assert "goats" in message(stage)


async def test_words_are_chosen_where_the_hint_says_how(play: Play) -> None:
    async with play() as stage:
        await stage.press("v")
        assert "v from here on" in stage.lines[-1]
        await stage.press("v", "right")
        assert "how far" in stage.lines[-1]
        await stage.press("escape")
        assert stage.lines[-1].startswith(" j/k move")


async def test_words_on_a_later_page_of_a_long_segment_are_shown(play: Play) -> None:
    async with play() as stage:
        await stage.press("colon", *"shed", "enter", "v", "end")
        assert "Board 30 came from" in stage.text


async def test_from_100_columns_on_a_memo_stands_beside_the_transcript(play: Play) -> None:
    async with play((100, 24)) as stage:
        await stage.press("j", "m", *"bleating")
        row = next(line for line in stage.lines if "-- memo on gate:4" in line)
        assert row.index("-- memo") > row.index("|")
        await stage.press("escape", "k")
        assert "bleating" not in stage.text
        await stage.press("j")
        assert "bleating" in stage.text


async def test_undo_and_redo(play: Play) -> None:
    async with play() as stage:
        await stage.press("s", "w", "j", "u")
        assert here(stage) == "gate:2"
        assert "[shared-work]" in stage.text
        assert "[weather]" not in stage.text
        assert message(stage).startswith("undone: + weather on gate:2")
        await stage.press("ctrl+r")
        assert stage.applied == ("shared-work", "weather")


async def test_a_dollar_asks_and_y_finishes_the_transcript(play: Play) -> None:
    async with play() as stage:
        await stage.press("s", *"jjjj", "minus", "k", "dollar_sign")
        assert "3 passed without a decision: read, nothing applies? y/n" in stage.lines[-1]
        await stage.press("y")
        assert stage.session.is_finished
        assert stage.codes_of(4) == ()
        assert stage.codes_of(2) == ("shared-work",)


async def test_any_other_answer_finishes_nothing(play: Play) -> None:
    async with play() as stage:
        await stage.press(*"jjjj", "dollar_sign", "n")
        assert not stage.session.is_finished
        assert stage.codes_of(4) is None
        assert message(stage) == "not finished"


async def test_a_jump_to_the_end_does_not_count_as_reading(play: Play) -> None:
    async with play() as stage:
        await stage.press("greater_than_sign", "dollar_sign")
        assert message(stage) == "3 segments of gate are still ahead: read them first"
        assert not stage.session.is_finished


async def test_a_transcript_with_segments_ahead_cannot_be_finished(play: Play) -> None:
    async with play() as stage:
        await stage.press("dollar_sign")
        assert message(stage) == "4 segments of gate are still ahead: read them first"


async def test_space_turns_the_page_and_page_up_turns_it_back(play: Play) -> None:
    async with play((60, 16)) as stage:
        first = stage.lines[1:-2]
        await stage.press("space")
        assert stage.lines[1:-2] != first
        assert here(stage) != "gate:2"
        await stage.press("pageup")
        assert here(stage) == "gate:2"


async def test_a_segment_longer_than_the_page_is_read_to_its_end_and_back(play: Play) -> None:
    async with play() as stage:
        await stage.press("colon", *"shed", "enter", "space", "space")
        assert "Board 30 came from" in stage.text
        await stage.press("w")
        assert "Board 30 came from" in stage.text
        await stage.press("pageup", "pageup")
        assert "Board 1 came from" in stage.text
        assert here(stage) == "shed:2"


async def test_a_key_after_looking_ahead_shows_the_segment_that_it_decides_on(play: Play) -> None:
    async with play((60, 16)) as stage:
        await stage.press("pagedown", "pagedown", "pagedown", "home", "s")
        assert stage.applied == ("shared-work",)
        assert any(line.startswith("> ") for line in stage.lines)


async def test_tab_highlights_the_next_code_and_shows_what_it_means(play: Play) -> None:
    async with play() as stage:
        await stage.press("tab", "tab")
        assert "Money changes hands for the" in stage.text
        await stage.press("shift+tab", "shift+tab", "shift+tab")
        assert "Sun, rain and frost are" in stage.text
        assert stage.codes_of(2) is None


async def test_a_long_definition_is_read_on_in(play: Play) -> None:
    async with play((60, 16)) as stage:
        first = stage.text
        assert "… goes on: ," in first
        assert "we all dug" not in first
        seen = first
        for _ in range(4):
            await stage.press(",")
            seen += stage.text
            if stage.text == first:
                break
        assert stage.text == first
        assert "we all dug" in seen
        await stage.press(",", "tab", "shift+tab")
        assert stage.text == first


async def test_a_flag_decides_nothing(play: Play) -> None:
    async with play() as stage:
        await stage.press("exclamation_mark")
        assert entry(stage).flag
        assert entry(stage).codes is None


async def test_pasted_text_is_no_keys(play: Play) -> None:
    async with play() as stage:
        stage.pilot.app.screen.post_message(events.Paste("swQ"))
        await stage.press("j")
        assert stage.codes_of(2) is None


async def test_pasted_text_can_be_a_memo_and_is_made_safe(play: Play) -> None:
    async with play() as stage:
        await stage.press("m")
        stage.pilot.app.post_message(events.Paste("a\x1b[31mb"))
        await stage.settle()
        await stage.press("escape")
        assert entry(stage).memo == "a␛[31mb"


async def test_a_small_window_says_so_and_loses_nothing(play: Play) -> None:
    async with play() as stage:
        await stage.press("w", "j")
        await stage.resize(59, 15)
        assert stage.lines[0] == "window too small: 60x16 at least; nothing is lost"
        await stage.press("s")
        assert stage.codes_of(4) is None
        await stage.resize(80, 24)
        assert "[weather]" in stage.text
        assert here(stage) == "gate:4"


async def test_a_memo_outlives_a_window_that_got_too_small(play: Play) -> None:
    async with play() as stage:
        await stage.press("m", *"bleat")
        await stage.resize(40, 10)
        await stage.press("q", "s")
        await stage.resize(80, 24)
        await stage.press("s", "escape")
        assert entry(stage).memo == "bleats"
        assert stage.codes_of(2) is None


async def test_q_quits_from_a_small_window_too(play: Play) -> None:
    async with play((59, 15)) as stage:
        await stage.press("q")
        assert not stage.pilot.app.is_running


async def test_the_coder_stands_on_the_screen_before_the_first_decision(play: Play) -> None:
    async with play() as stage:
        assert "  ana  saved" in stage.lines[0]


async def test_the_screen_says_where_it_resumes(play: Play, open_as: OpenSession) -> None:
    notices = ("2 changes came back from the history " * 3, "resumed at gate:4")
    async with play(session=open_as(), notices=notices) as stage:
        assert message(stage).startswith("resumed at gate:4; 2 changes came back")


async def test_a_second_session_of_a_coder_reads_only_and_says_who_holds_it(
    play: Play, open_as: OpenSession
) -> None:
    first = open_as()
    second = open_as()
    async with play(session=second) as stage:
        await stage.press("s", "minus", "exclamation_mark", "m", *"hey", "escape")
        assert "READ ONLY" in stage.lines[0]
        assert f"process {os.getpid()}" in message(stage)
        assert entry(stage).is_blank
    assert first.entry(first.here).is_blank


async def test_what_cannot_be_written_is_said(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    async with play() as stage:
        with monkeypatch.context() as patch:
            patch.setattr("leadcode_tui.store.history.os.write", full)
            await stage.press("w")
            assert "NOT SAVED: no space left on device" in stage.lines[0]
            assert "ctrl+o writes a copy elsewhere" in stage.lines[-1]
        await stage.press("s")
        assert "  ana  saved" in stage.lines[0]
        assert stage.applied == ("weather", "shared-work")


async def test_an_exception_ends_the_app_without_a_word_of_the_interview(
    open_as: OpenSession, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    session = open_as()

    def fail(*_: object) -> NoReturn:
        raise ZeroDivisionError(session.material.segment(session.here).text)

    app = CodingApp(session)
    monkeypatch.setattr(session, "apply", fail)
    with suppress(ZeroDivisionError):  # the test's way of running an app raises it as well
        async with app.run_test() as pilot:
            await pilot.press("s")
    assert isinstance(app.failure, ZeroDivisionError)
    printed = capsys.readouterr()
    assert "rota" not in printed.out + printed.err
    assert "locals" not in printed.out + printed.err


async def test_idle_lets_the_coder_file_catch_up(play: Play, open_as: OpenSession) -> None:
    async with play(session=open_as()) as stage:
        await stage.press("w")
        screen = stage.pilot.app.screen
        assert isinstance(screen, CodingScreen)
        screen.settle()
        assert stage.session.unsaved is None
        assert not stage.session._codings.is_dirty


async def test_a_memo_in_the_making_is_kept_when_the_connection_ends(play: Play) -> None:
    async with play() as stage:
        await stage.press("m", *"goats")
        app = stage.pilot.app
        assert isinstance(app, CodingApp)
        app._terminate()
        assert entry(stage).memo == "goats"
