"""What is wrong with the YAML itself is said in our words, at the place where it was done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from leadcode_tui.codebook import yaml_nodes
from leadcode_tui.codebook.yaml_mistakes import MAX_DEPTH
from leadcode_tui.codebook.yaml_nodes import MAX_BYTES, MAX_NODES, compose

if TYPE_CHECKING:
    from collections.abc import Callable

    Marked = Callable[[str], tuple[str, list[tuple[int, int]]]]

HERE = Path("a.yaml")


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        pytest.param(
            "codes:\n▶\t- a\n",
            "a tab where YAML wants spaces",
            "two spaces for each level",
            id="tab",
        ),
        pytest.param(
            "codes:\n  - id: a\n  ▶\tname: b\n",
            "a tab where YAML wants spaces",
            "two spaces for each level",
            id="tab after spaces",
        ),
        pytest.param(
            "codes:\n  - id: a\n▶\tname: b\n",
            "a tab where YAML wants spaces",
            "two spaces for each level",
            id="tab under text",
        ),
        pytest.param(
            'a: b\nname: ▶"Foo\nc: d\n',
            "a quote opened at line 2 is never closed",
            "close it where its text ends",
            id="quote",
        ),
        pytest.param(
            "a: b\nname: ▶'Foo\nc: d\n",
            "a quote opened at line 2 is never closed",
            "close it where its text ends",
            id="apostrophe",
        ),
        pytest.param(
            'name: ▶"Foo\nexamples: ["every one"]\n',
            "a quote opened here is closed at line 2, and text follows it there",
            "close it where its text ends",
            id="quote closed by the next",
        ),
        pytest.param(
            "name: 'tis nobody'▶s\n",
            "text follows a closing quote",
            "put the whole text in single quotes, and write a ' inside it twice",
            id="text after a quote",
        ),
        pytest.param(
            'a: ["x" ▶"y"]\n',
            "text follows a closing quote",
            "put a comma between two texts; write a ' inside single quotes twice",
            id="no comma",
        ),
        pytest.param(
            "a: {role} ▶({id})\n",
            "text follows a closing }",
            "put the whole text in single quotes, and write a ' inside it twice",
            id="unquoted braces",
        ),
        pytest.param(
            "a: b▶: c\n",
            "a colon with a space after it inside a text",
            "put the text in quotes",
            id="colon",
        ),
        pytest.param(
            "a:b\n▶c: d\n",
            "a key where the text of the line above goes on",
            "indent it as the key above, and see that the line above has a space after its colon",
            id="no space",
        ),
        pytest.param(
            "a: b\n   ▶c: d\n",
            "a key where the text of the line above goes on",
            "indent it as the key above, and see that the line above has a space after its colon",
            id="too far in",
        ),
        pytest.param(
            "a: b\n▶foo\nc: d\n",
            "a line without a colon",
            "a line is written as key: text",
            id="no colon",
        ),
        pytest.param(
            "a: ▶[b, c\nd: e\n",
            "a '[' opened at line 1 is never closed",
            "close it with ']' where its list ends",
            id="open bracket",
        ),
        pytest.param(
            "a: [b, c▶}\n",
            "a comma or ']' is missing before this",
            "put a text that holds brackets in quotes",
            id="wrong bracket",
        ),
        pytest.param(
            "a: ▶]\n", "a text cannot start with ']'", "put the text in quotes", id="lone bracket"
        ),
        pytest.param(
            "a: ▶@home\n", "a text cannot start with '@'", "put the text in quotes", id="at sign"
        ),
        pytest.param(
            "a: ▶*very* good\n",
            "a text cannot start with '*'",
            "put the text in quotes",
            id="stars",
        ),
        pytest.param(
            "a: ▶> 5 people\n",
            "a text after '>' begins on the next line",
            "put the text in quotes if the > belongs to it",
            id="greater",
        ),
        pytest.param(
            "a: ▶- b\n",
            "a list begins on a line of its own",
            "put the text in quotes if the - belongs to it",
            id="dash",
        ),
        pytest.param(
            'a: "x▶\\q"\n',
            "a backslash in double quotes begins an escape, and YAML does not know this one",
            "write two, or use single quotes",
            id="escape",
        ),
        pytest.param(
            "a:\n  b: c\n ▶d: e\n",
            "this line does not line up with the lines above it",
            "what it follows began at line 1, column 1",
            id="indent",
        ),
        pytest.param(
            "a: b\n▶- c\n",
            "a list entry where a key is expected",
            "what it follows began at line 1, column 1",
            id="stray entry",
        ),
        pytest.param(
            "a: b\n▶---\nc: d\n",
            "a second document in one file",
            "take the line with --- out",
            id="two documents",
        ),
        pytest.param(
            "a: b\n...\n▶c\n",
            "text after the end of the document",
            "every line is key: text",
            id="after the end",
        ),
        pytest.param(
            "a: ▶&x b\n",
            "anchors (&name) are not supported here",
            "put a text that starts with & in quotes",
            id="anchor",
        ),
        pytest.param(
            "a: ▶*x\n",
            "aliases (*name) are not supported here",
            "put a text that starts with * in quotes",
            id="alias",
        ),
        pytest.param(
            "a: ▶!!int 3\n",
            "tags (!name) are not supported here",
            "put a text that starts with ! in quotes",
            id="tag",
        ),
        pytest.param(
            "a: b▶\x01c\n", "the invisible character U+0001", "delete it", id="control character"
        ),
        pytest.param(
            "a: ▶\ud800\n", "the invisible character U+D800", "delete it", id="lone surrogate"
        ),
        pytest.param(
            "é😀: 😀▶: c\n",
            "a colon with a space after it inside a text",
            "put the text in quotes",
            id="columns",
        ),
        pytest.param(
            'a: "x\u2028y"\nb: b▶: c\n',
            "a colon with a space after it inside a text",
            "put the text in quotes",
            id="ls",
        ),
        pytest.param(
            "a: ▶? b\n",
            "this cannot be read as YAML",
            "is a quote or a colon missing above?",
            id="anything else",
        ),
        pytest.param(
            "a: b\r\nc: ▶@\r\n",
            "a text cannot start with '@'",
            "put the text in quotes",
            id="windows newlines",
        ),
        pytest.param(
            "\ufeff▶@\n",
            "a text cannot start with '@'",
            "put the text in quotes",
            id="byte order mark",
        ),
    ],
)
def test_a_mistake_in_the_yaml_has_its_sentence_and_its_place(
    text: str, message: str, hint: str, marked: Marked
) -> None:
    text, places = marked(text)
    if text.startswith("\ufeff"):
        places = [(line, column - 1) for line, column in places]
    _, problems = compose(text, HERE)
    assert [(p.line, p.column) for p in problems] == places
    assert [(p.message, p.hint) for p in problems] == [(message, hint)]


def test_an_escape_that_only_the_parser_in_python_lets_through_is_told(
    monkeypatch: pytest.MonkeyPatch, marked: Marked
) -> None:
    monkeypatch.setattr(yaml_nodes, "LOADER", yaml.SafeLoader)
    text, [place] = marked('a▶: "b \\UFFFFFFFF"\n')
    [problem] = compose(text, HERE)[1]
    assert (problem.line, problem.column) == place
    assert problem.message == "a character or an escape that YAML does not know after this"
    assert problem.hint == "put the text in single quotes"


@pytest.mark.usefixtures("either_parser")
def test_all_anchors_aliases_and_tags_are_found_at_once(marked: Marked) -> None:
    text, places = marked("a: ▶&x [b]\nc: ▶*x\nd: ▶!!set e\n")
    assert [(p.line, p.column) for p in compose(text, HERE)[1]] == places


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(
    "opener",
    ["[", "{", "[{a: ", "- ", "? ", "{a: ["],
    ids=["lists", "mappings", "both", "dashes", "question marks", "both again"],
)
def test_deep_nesting_is_a_problem_and_no_recursion_error(opener: str) -> None:
    _, problems = compose("".join(opener for _ in range(20_000)), HERE)
    assert [problem.message for problem in problems] == ["more than 64 levels inside each other"]


def test_the_deepest_allowed_nesting_is_read() -> None:
    assert compose("[" * MAX_DEPTH + "]" * MAX_DEPTH, HERE)[1] == ()


def test_one_level_more_is_refused() -> None:
    [problem] = compose("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), HERE)[1]
    assert (problem.line, problem.column) == (1, MAX_DEPTH + 1)
    assert problem.message == "more than 64 levels inside each other"


def test_an_alias_bomb_stays_small() -> None:
    lines = ["a0: &a0 [x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    _, problems = compose("\n".join(lines), HERE)
    assert len(problems) == 30 + 29 * 9


def test_a_file_larger_than_any_hand_made_one_is_refused_unread() -> None:
    root, [problem] = compose("x" * (MAX_BYTES + 1), HERE)
    assert root is None
    assert problem.message == "the file is larger than 5 MB: no hand-made file is"


def test_a_file_of_endless_entries_is_cut_off() -> None:
    _, [problem] = compose("- a\n" * MAX_NODES, HERE)
    assert problem.message == "more than 100,000 entries: no hand-made file has them"


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "\ufeff"])
def test_an_empty_file_is_said_to_be_empty(text: str) -> None:
    root, [problem] = compose(text, HERE)
    assert root is None
    assert str(problem) == "a.yaml: the file is empty"
