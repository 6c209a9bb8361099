"""A codebook's file becomes codes, and each mistake in it a sentence at its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.codebook import read_codebook
from leadcode_tui.codebook.reader import MAX_PROBLEMS
from leadcode_tui.model import Code, Codebook, CodeId, CodeKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadcode_tui.errors import Problem

    Marked = Callable[[str], tuple[str, list[tuple[int, int]]]]
    Reads = Callable[[str], tuple[Problem, ...]]

HERE = Path("codebook.yaml")

BOOK = """\
codebook: leadership
title: Leadership for quality
codes:
  - id: distributed              # a comment
    name: Distributed leadership
    kind: sensitising
    key: d
    definition: Leading is spread over people.
    include: [ordinary leaders, leading by example]
    exclude: [delegation by a named head -> top-down]
    examples: ["everyone on the ward: all of us"]
    was: [spread-leadership]
    codes:
      - ordinary-leaders
      - id: by-example
        codes: [own_hands]
  - no
"""


def codes(text: str) -> tuple[Code, ...]:
    """Read a list of codes that has no problems."""
    codebook, problems = read_codebook(f"codebook: b\ncodes:\n{text}", HERE)
    assert problems == ()
    return codebook.codes


def test_every_key_is_read() -> None:
    assert read_codebook(BOOK, HERE) == (
        Codebook(
            "leadership",
            "Leadership for quality",
            (
                Code(
                    CodeId("distributed"),
                    "Distributed leadership",
                    kind=CodeKind.SENSITISING,
                    key="d",
                    definition="Leading is spread over people.",
                    include=("ordinary leaders", "leading by example"),
                    exclude=("delegation by a named head -> top-down",),
                    examples=("everyone on the ward: all of us",),
                    was=(CodeId("spread-leadership"),),
                ),
                Code(CodeId("ordinary-leaders"), "Ordinary leaders", CodeId("distributed")),
                Code(CodeId("by-example"), "By example", CodeId("distributed")),
                Code(CodeId("own_hands"), "Own hands", CodeId("by-example")),
                Code(CodeId("no"), "No"),
            ),
        ),
        (),
    )


@pytest.mark.parametrize("newline", ["\r\n", "\r"], ids=["windows", "old mac"])
def test_newlines_of_other_systems_make_no_difference(newline: str) -> None:
    assert read_codebook(BOOK.replace("\n", newline), HERE) == read_codebook(BOOK, HERE)


def test_a_byte_order_mark_makes_no_difference() -> None:
    assert read_codebook("\ufeff" + BOOK, HERE) == read_codebook(BOOK, HERE)


@pytest.mark.parametrize("written", ["no", "1.0", "007", "null", "2026-11-23", "0x1f", "1e3"])
def test_an_id_is_read_as_it_is_written(written: str) -> None:
    assert [code.id for code in codes(f"  - {written}")] == [written]


@pytest.mark.parametrize("written", ["führung", "नेतृत्व", "领导", "a/b.c_d-e", "Q1"])
def test_ids_of_any_script_are_well_formed(written: str) -> None:
    assert [code.id for code in codes(f"  - id: {written}")] == [written]


def test_a_definition_may_have_several_lines() -> None:
    [code] = codes("  - id: a\n    definition: |\n      one\n      two\n")
    assert code.definition == "one\ntwo"


def test_a_key_that_nothing_follows_says_nothing() -> None:
    [code] = codes("  - id: a\n    name:\n    kind:\n    key:\n    include:\n    codes:\n")
    assert code == Code(CodeId("a"), "A")


def test_texts_that_could_act_on_a_terminal_are_made_visible() -> None:
    [code] = codes('  - id: a\n    name: "x\\x1b[2Jy\\u202Ez"\n')
    assert code.name == "x␛[2Jy<U+202E>z"


def test_a_missing_title_is_made_of_the_id() -> None:
    assert read_codebook("codebook: my-book\ncodes: [a]", HERE)[0].title == "My book"


MISTAKES = [
    pytest.param(
        "  - id: a\n    ▶definiton: b",
        "unknown key 'definiton' in a code",
        "did you mean definition?",
        id="misspelt key",
    ),
    pytest.param(
        "  - id: a\n    ▶Name: b",
        "unknown key 'Name' in a code",
        "did you mean name?",
        id="capital key",
    ),
    pytest.param(
        "  - ▶colour: red\n    id: a",
        "unknown key 'colour' in a code",
        "there are: id, name, kind, key, definition, include, exclude, examples, was, "
        "retired, split-from, codes",
        id="unknown key",
    ),
    pytest.param(
        "  - id: a\n    name: b\n    ▶name: c",
        "the key 'name' stands at line 4 already",
        "",
        id="duplicate key",
    ),
    pytest.param(
        "  - id: a\n    ▶[b]: c", "a key in a code is a text, and this is a list", "", id="list key"
    ),
    pytest.param(
        "  - id: a\n    kind: ▶sensitizing",
        "unknown kind 'sensitizing'",
        "did you mean sensitising?",
        id="misspelt kind",
    ),
    pytest.param(
        "  - id: a\n    kind: ▶xyz",
        "unknown kind 'xyz'",
        "there are: sensitising, emergent",
        id="unknown kind",
    ),
    pytest.param("  - ▶name: b", "a code has no id", "add a line id: ...", id="no id"),
    pytest.param(
        "  - id:▶\n    name: b",
        "a code's id is empty",
        "an id stands after the colon",
        id="empty id",
    ),
    pytest.param(
        "  - id: ▶[a]", "a code's id is a text, and this is a list", "", id="list for an id"
    ),
    pytest.param(
        "  - a\n  - b\n  - id: ▶a",
        "the id 'a' belongs to the code at line 3 already",
        "give this code another",
        id="duplicate id",
    ),
    pytest.param(
        "  - id: a\n    codes: [▶a]",
        "the id 'a' belongs to the code at line 3 already",
        "give this code another",
        id="its own child",
    ),
    pytest.param(
        "  - id: a\n    key: ▶F1",
        "'F1' is no key",
        "a key is one visible character, such as d",
        id="long key",
    ),
    pytest.param(
        '  - id: a\n    key: ▶" "',
        "' ' is no key",
        "a key is one visible character, such as d",
        id="space for a key",
    ),
    pytest.param(
        '  - id: a\n    key: ▶"\\e"',
        "'␛' is no key",
        "a key is one visible character, such as d",
        id="escape for a key",
    ),
    pytest.param(
        "  - id: a\n    key: ▶[d]", "key is a text, and this is a list", "", id="list for a key"
    ),
    pytest.param(
        "  - id: a\n    key: d\n  - id: b\n    key: ▶d",
        "the key 'd' belongs to a at line 4 already",
        "choose another",
        id="key used twice",
    ),
    pytest.param(
        "  - id: a\n    key: ▶q",
        "the key 'q' belongs to the program",
        "choose another",
        id="reserved key",
    ),
    pytest.param(
        "  - id: a\n    was: [▶b]\n  - b",
        "the earlier id 'b' is the id of the code at line 5",
        "an earlier id is one that no code has now",
        id="earlier id in use",
    ),
    pytest.param(
        "  - id: a\n    was: [▶a]",
        "the earlier id 'a' is the id of the code at line 3",
        "an earlier id is one that no code has now",
        id="its own earlier id",
    ),
    pytest.param(
        "  - id: a\n    was: [c]\n  - id: b\n    was: [▶c]",
        "the earlier id 'c' is claimed at line 4 already",
        "only one code can take over its codings",
        id="earlier id claimed twice",
    ),
    pytest.param(
        "  - id: a\n    was: [c, ▶c]", "'c' stands twice in was", "", id="earlier id twice in one"
    ),
    pytest.param(
        "  - id: a\n    retired: ▶no",
        "'no' under retired says nothing",
        "say why or since when, or take the line out",
        id="retired and not",
    ),
    pytest.param(
        "  - id: a\n    retired: ▶[x]",
        "retired is a text, and this is a list",
        "",
        id="retired list",
    ),
    pytest.param(
        "  - id: vacuum\n  - id: b\n    split-from: [▶vacum]",
        "split-from names 'vacum', and there is no such code",
        "did you mean vacuum?",
        id="split from a misspelt code",
    ),
    pytest.param(
        "  - id: a\n    split-from: [▶zzz]",
        "split-from names 'zzz', and there is no such code",
        "it stays in the codebook as retired",
        id="split from nothing",
    ),
    pytest.param(
        "  - id: a\n    split-from: [▶a]",
        "'a' cannot be split from itself",
        "name the code that it was a part of",
        id="split from itself",
    ),
    pytest.param(
        "  - id: a\n    was: [▶b]\n  - id: b\n    was: [c]",
        "the earlier id 'b' is the id of the code at line 5",
        "an earlier id is one that no code has now",
        id="a cycle of earlier ids",
    ),
    pytest.param(
        "  - id: a\n    include: ▶b",
        "include is a list, and this is a text",
        "written as [one, two], or one to a line, each after '- '",
        id="text for a list",
    ),
    pytest.param(
        "  - id: a\n    include:\n      - ▶says: who",
        "an entry of include is a text, and this is a key with a value",
        "put it in quotes",
        id="unquoted colon",
    ),
    pytest.param(
        "  - id: a\n    include:\n      -▶\n",
        "an empty entry in include",
        "fill it or take it out",
        id="empty entry",
    ),
    pytest.param(
        "  - id: a\n    name: ▶[b]", "name is a text, and this is a list", "", id="list for a name"
    ),
    pytest.param(
        "  - ▶[a, b]",
        "a code is written as lines of key: text, and this is a list",
        "the keys are: id, name, kind, key, definition, include, exclude, examples, was, "
        "retired, split-from, codes",
        id="list for a code",
    ),
    pytest.param(
        "  - id: ▶*a",
        "aliases (*name) are not supported here",
        "put a text that starts with * in quotes",
        id="alias for an id",
    ),
]


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(("text", "message", "hint"), MISTAKES)
def test_a_mistake_in_a_code_has_its_sentence_and_its_place(
    text: str, message: str, hint: str, marked: Marked
) -> None:
    text, [place] = marked(f"codebook: b\ncodes:\n{text}")
    _, [problem] = read_codebook(text, HERE, reserved={"q"})
    assert (problem.line, problem.column) == place
    assert (problem.message, problem.hint) == (message, hint)


@pytest.mark.parametrize(
    "written",
    ["two words", "-top", ".hidden", "/etc", "a,b", "a(b)", "a\u200bb", "x" * 101, "a😀"],
    ids=["space", "dash", "dot", "slash", "comma", "bracket", "invisible", "long", "emoji"],
)
def test_an_id_that_is_not_well_formed_is_refused_with_the_rule(
    written: str, codebook_problems: Reads
) -> None:
    [problem] = codebook_problems(f'codebook: b\ncodes:\n  - id: "{written}"')
    assert (problem.line, problem.column) == (3, 9)
    assert problem.message.endswith("is not well-formed as a code's id")
    assert problem.hint.startswith("letters, digits, - _ . / without spaces")


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        pytest.param(
            "▶- a\n- b\n",
            "a codebook is written as lines of key: text, and this is a list",
            "the keys are: codebook, title, codes",
            id="list",
        ),
        pytest.param(
            "▶leadership\n",
            "a codebook is written as lines of key: text, and this is a text",
            "the keys are: codebook, title, codes",
            id="text",
        ),
        pytest.param(
            "▶codes: [a]\n", "a codebook has no codebook", "add a line codebook: ...", id="no id"
        ),
        pytest.param(
            "▶codebook: a\n", "a codebook has no codes", "add a line codes: ...", id="no codes"
        ),
        pytest.param(
            "codebook: a\ncodes:▶\n",
            "a codebook without codes",
            "add one, as in: - vacuum",
            id="empty codes",
        ),
        pytest.param(
            "codebook: a\ncodes: ▶[]\n",
            "a codebook without codes",
            "add one, as in: - vacuum",
            id="empty list",
        ),
        pytest.param(
            "codebook: a\ncodes: ▶b\n",
            "codes is a list, and this is a text",
            "written as [one, two], or one to a line, each after '- '",
            id="text for codes",
        ),
        pytest.param(
            "codebook: a\ncodes:\n  ▶b: c\n",
            "codes is a list, and this is a key with a value",
            "written as [one, two], or one to a line, each after '- '",
            id="mapping for codes",
        ),
        pytest.param(
            "codebook: ▶my book\ncodes: [a]\n",
            "'my book' is not well-formed as the codebook's id",
            "letters, digits, - _ . / without spaces, a letter or digit first, "
            "at most 100 characters",
            id="malformed id",
        ),
        pytest.param(
            "codebook: a\n▶tilte: b\ncodes: [a]\n",
            "unknown key 'tilte' in a codebook",
            "did you mean title?",
            id="typo",
        ),
    ],
)
def test_a_mistake_at_the_top_has_its_sentence_and_its_place(
    text: str, message: str, hint: str, marked: Marked, codebook_problems: Reads
) -> None:
    text, [place] = marked(text)
    [problem] = codebook_problems(text)
    assert (problem.line, problem.column) == place
    assert (problem.message, problem.hint) == (message, hint)


def test_a_problem_is_written_as_editors_jump_to_it(codebook_problems: Reads) -> None:
    [problem] = codebook_problems("codebook: b\ncodes:\n  - id: a\n    definiton: c")
    assert str(problem) == (
        "codebook.yaml:4:5: unknown key 'definiton' in a code (did you mean definition?)"
    )


def test_all_mistakes_come_at_once_and_in_order(marked: Marked, codebook_problems: Reads) -> None:
    text, places = marked(
        "codebook: ▶my book\n"
        "codes:\n"
        "  - id: a\n"
        "    was: [▶b]\n"
        "    ▶knid: emergent\n"
        "    codes:\n"
        "      - id: b\n"
        "        key: ▶no\n"
        "      - ▶a\n"
    )
    assert [(p.line, p.column) for p in codebook_problems(text)] == places


def test_what_stands_above_a_break_in_the_yaml_is_checked_too(
    marked: Marked, codebook_problems: Reads
) -> None:
    text, places = marked('codebook: b\ncodes:\n  - id: a\n    ▶knid: emergent\n  - name: ▶"open\n')
    assert [(p.line, p.column) for p in codebook_problems(text)] == places


def test_a_misspelt_key_counts_as_meant() -> None:
    codebook, _ = read_codebook("codebook: b\ncodes:\n  - id: a\n    definiton: c", HERE)
    assert codebook.codes[0].definition == "c"


def test_a_code_without_an_id_leaves_its_children_to_its_parent() -> None:
    text = "codebook: b\ncodes:\n  - id: a\n    codes:\n      - name: x\n        codes: [c]\n"
    codebook, _ = read_codebook(text, HERE)
    assert [(code.id, code.parent) for code in codebook.codes] == [("a", None), ("c", "a")]


def test_the_second_code_of_an_id_is_left_out() -> None:
    codebook, _ = read_codebook(
        "codebook: b\ncodes:\n  - id: a\n    name: one\n  - id: a\n    name: two", HERE
    )
    assert [code.name for code in codebook.codes] == ["one"]


def test_an_earlier_id_that_clashes_is_left_out() -> None:
    codebook, _ = read_codebook("codebook: b\ncodes:\n  - id: a\n    was: [a, c]", HERE)
    assert codebook.codes[0].was == ("c",)


def test_what_a_sentence_quotes_is_short_and_cannot_act(codebook_problems: Reads) -> None:
    text = 'codebook: b\ncodes:\n  - id: a\n    "\\e[2J' + "x" * 500 + '": y'
    [problem] = codebook_problems(text)
    assert problem.message == f"unknown key '␛[2J{'x' * 36}…' in a code"


def test_a_flood_of_problems_is_summed_up(codebook_problems: Reads) -> None:
    problems = codebook_problems("codebook: b\ncodes:\n" + "  - a b\n" * (MAX_PROBLEMS + 7))
    assert len(problems) == MAX_PROBLEMS + 1
    assert problems[-1].line == MAX_PROBLEMS + 3
    assert problems[-1].message == "7 more problems from here on"


@pytest.mark.samples
def test_the_codebook_of_another_program_gives_problems() -> None:
    sample = Path(__file__).parents[3] / "shared/samples/codebooks/qc-yaml/codebook.yaml"
    if not sample.exists():
        pytest.skip("the samples are not on this machine")
    codebook, problems = read_codebook(sample.read_text(encoding="utf-8"), sample)
    assert codebook.codes == ()
    assert [(p.line, p.column) for p in problems] == [(1, 1)]


@pytest.mark.parametrize(
    "text", ["", "# nothing yet\n", "---\n"], ids=["empty", "comment", "dashes"]
)
def test_an_empty_file_is_said_to_be_empty(text: str, codebook_problems: Reads) -> None:
    assert list(map(str, codebook_problems(text))) == ["codebook.yaml: the file is empty"]


def test_the_key_of_a_retired_code_is_free() -> None:
    gone, here = codes("  - {id: a, key: d, retired: too rare}\n  - {id: b, key: d}\n")
    assert (gone.retired, here.key) == ("too rare", "d")
    assert Codebook("b", "", (gone, here)).in_use == (here,)


def test_parts_name_the_code_that_was_split_by_any_id_that_it_had() -> None:
    found = codes("  - {id: a, was: [b], retired: split}\n  - {id: c, split-from: [b]}\n")
    assert found[1].split_from == ("b",)
