from __future__ import annotations

from collections import Counter
from pathlib import Path
from string import ascii_letters, digits, punctuation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadcode_tui.keys import COMMANDS, KeyTable, Where, build_keys
from leadcode_tui.model import Code, Codebook, CodeId, Remap, Written

HERE, OWN = Path("leadcode.yaml"), Path("config.yaml")
#: Where the first key of a remap stands.
AT = "leadcode.yaml:2:10:"
NO_CODES = Codebook("cb", "", ())
IDS = [command.id for command in COMMANDS]


def remap(command: str, *keys: str, line: int = 2, path: Path = HERE) -> Remap:
    return Remap(
        Written(command, path, line, 3),
        tuple(Written(key, path, line, 10 + 3 * at) for at, key in enumerate(keys)),
    )


def book(**keys: str) -> Codebook:
    return Codebook("cb", "", tuple(Code(CodeId(code), code, key=keys[code]) for code in keys))


def told(*remaps: Remap, codebook: Codebook = NO_CODES) -> list[str]:
    return [str(problem) for problem in build_keys(codebook, remaps)[1]]


def table(*remaps: Remap, codebook: Codebook = NO_CODES) -> KeyTable:
    built, problems = build_keys(codebook, remaps)
    assert problems == ()
    return built


def test_a_remapped_command_has_its_new_keys_and_no_other() -> None:
    keys = table(remap("undo", "z", "я"))
    assert [keys.command(key) is keys.named("undo") for key in "zяu"] == [True, True, False]


def test_people_name_keys_as_they_read_them() -> None:
    keys = table(remap("segment.next", "Enter", "↓", "Ctrl+N", "^e", "Ins", "F5"))
    expected = ("enter", "down", "ctrl+n", "ctrl+e", "insert", "f5")
    assert keys.named("segment.next").keys == expected


def test_the_later_file_decides_on_a_command() -> None:
    keys = table(remap("undo", "z"), remap("undo", "y", path=OWN))
    assert keys.named("undo").keys == ("y",)


def test_a_code_moves_out_of_the_way_of_a_command() -> None:
    vacuum = Codebook("cb", "", (Code(CodeId("vacuum"), "vacuum"),))
    built, problems = build_keys(vacuum, (remap("undo", "a"),), {CodeId("vacuum"): "a"})
    assert problems == ()
    assert built.code("a") is None
    assert built.codes[CodeId("vacuum")] != "a"


def test_two_commands_can_change_keys() -> None:
    keys = table(remap("undo", "n"), remap("segment.next_uncoded", "u", line=3))
    assert (keys.key("undo"), keys.key("segment.next_uncoded")) == ("n", "u")


def test_hints_have_the_first_key_for_people() -> None:
    assert table(remap("help", "ctrl+y", "?")).key("help") == "ctrl+y"
    assert table(remap("undo")).key("undo") == ""


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            remap("segment.nxt", "j"),
            "leadcode.yaml:2:3: there is no command 'segment.nxt' (did you mean segment.next?)",
        ),
        (
            remap("frobnicate", "j"),
            "leadcode.yaml:2:3: there is no command 'frobnicate' (leadcode keys lists them)",
        ),
        (
            remap("undo", "zz"),
            "leadcode.yaml:2:10: 'zz' is no key (as in j, Enter, PgDn or ctrl+r)",
        ),
        (
            remap("undo", "z", "z"),
            "leadcode.yaml:2:13: the key 'z' stands here twice",
        ),
        (
            remap("undo", "ctrl+h"),
            "leadcode.yaml:2:10: 'ctrl+h' cannot be a key here: terminals send it for Backspace",
        ),
        (
            remap("undo", "alt+x"),
            f"{AT} 'alt+x' cannot be a key here: terminals send it as Esc and the letter",
        ),
        (
            remap("undo", "Esc"),
            "leadcode.yaml:2:10: 'Esc' cannot be a key here: it leaves memos, prompts and panes",
        ),
        (
            remap("undo", "n"),
            f"{AT} the key 'n' is that of segment.next_uncoded already (give one of them another)",
        ),
        (
            remap("memo.keep", "ctrl+y"),
            "leadcode.yaml:2:3: memo.keep has Esc everywhere (take this line out)",
        ),
        (remap("quit"), "leadcode.yaml:2:3: quit needs a key (as in quit: q)"),
    ],
    ids=lambda value: value.split(": ", 1)[1][:30] if isinstance(value, str) else "",
)
def test_a_wrong_remap_is_told_with_its_place(wrong: Remap, sentence: str) -> None:
    assert told(wrong) == [sentence]


def test_two_remaps_that_clash_name_each_other() -> None:
    clashing = told(remap("undo", "z"), remap("redo", "z", line=7, path=OWN))
    message = "the key 'z' is that of undo at leadcode.yaml:2 already"
    assert clashing == [f"config.yaml:7:10: {message} (give one of them another)"]


def test_a_key_of_the_codebook_is_not_taken_from_it() -> None:
    assert told(remap("undo", "ä"), codebook=book(praise="ä")) == [
        f"{AT} the key 'ä' is the code praise's in the codebook (choose another here or there)"
    ]


def test_all_mistakes_come_at_once() -> None:
    assert len(told(remap("nope", "j"), remap("undo", "zz", "ctrl+s", line=3))) == 3


KEYS = [*ascii_letters, *digits, *punctuation, "Enter", "Tab", "PgDn", "ctrl+r", "ж", "λ", "F5"]
some_remaps = st.lists(
    st.tuples(st.sampled_from(IDS), st.lists(st.sampled_from(KEYS), max_size=4)), max_size=8
)


@given(wished=some_remaps, codes=st.dictionaries(st.sampled_from("abcdefgh"), st.none()))
def test_without_a_problem_no_two_commands_or_codes_share_a_key(
    wished: list[tuple[str, list[str]]], codes: dict[str, None]
) -> None:
    remaps = [remap(command, *keys, line=at) for at, (command, keys) in enumerate(wished, 1)]
    plain = Codebook("cb", "", tuple(Code(CodeId(code), code) for code in codes))
    built, problems = build_keys(plain, remaps)
    main = [c for c in built.commands if c.where is Where.TRANSCRIPT]
    owned = Counter([*built.codes.values(), *(key for c in main for key in c.keys)])
    shared = {key for key, times in owned.items() if times > 1}
    assert bool(shared) <= bool(problems)
    assert not shared & set(built.codes.values())


@given(st.sampled_from(IDS), st.sampled_from(IDS), st.sampled_from(["ж", "λ", "ctrl+y"]))
def test_every_clash_of_two_commands_is_told(first: str, second: str, key: str) -> None:
    places = {command.id: command.where for command in COMMANDS}
    problems = told(remap(first, key), remap(second, key, line=3))
    if Where.MEMO not in {places[first], places[second]} and first != second:
        assert (len(problems) == 1) is (places[first] is places[second])


@given(remaps=some_remaps, more=st.lists(st.sampled_from("ijklmnopqrst"), unique=True))
def test_no_key_moves_when_the_codebook_grows(
    remaps: list[tuple[str, list[str]]], more: list[str]
) -> None:
    wishes = [remap(command, *keys, line=at) for at, (command, keys) in enumerate(remaps, 1)]
    few = Codebook("cb", "", tuple(Code(CodeId(code), code) for code in ("alpha", "beta")))
    grown = Codebook("cb", "", (*(Code(CodeId(code), code) for code in more), *few.codes))
    before, _ = build_keys(few, wishes)
    after, _ = before.for_codebook(grown)
    assert {code: after.codes[code] for code in before.codes} == before.codes
    assert after.commands == before.commands
