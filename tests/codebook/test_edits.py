"""The codebook is changed as a team speaks of it, and nothing but those lines is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from leadcode_tui.codebook import (
    Beside,
    Under,
    add_code,
    merge_code,
    move_code,
    name_code,
    read_codebook,
    rename_code,
    retire_code,
    split_code,
)
from leadcode_tui.errors import UnknownNameError, UsageError
from leadcode_tui.model import Code, CodeId

HERE = Path("codebook.yaml")
BOOK = """\
# ours
codebook: ward
codes:

  # who leads
  - id: leading     # a word of the ward
    definition: >
      Somebody
      leads.
    # what of rotas?
    codes:
      - by-example  # short
      - {id: by-rota, was: [rota]}

  - id: weather
    name: "The weather"

# the end
"""


def a(code: str) -> CodeId:
    return CodeId(code)


def changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """Return the lines that are gone and the lines that are new."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_a_renamed_code_keeps_its_old_id_under_was() -> None:
    after = rename_code(BOOK, a("leading"), a("leadership"), HERE)
    assert changed(BOOK, after) == (
        ["  - id: leading     # a word of the ward\n"],
        ["  - id: leadership     # a word of the ward\n", "    was: [leading]\n"],
    )
    assert read_codebook(after, HERE)[0].current(a("leading")) == "leadership"


def test_a_code_in_its_short_form_gets_keys_when_it_is_renamed() -> None:
    after = rename_code(BOOK, a("by-example"), a("example"), HERE)
    assert changed(BOOK, after) == (
        ["      - by-example  # short\n"],
        ["      - id: example  # short\n", "        was: [by-example]\n"],
    )


def test_a_code_that_is_renamed_again_keeps_all_earlier_ids() -> None:
    after = rename_code(BOOK, a("by-rota"), a("by-plan"), HERE)
    assert changed(BOOK, after)[1] == ["      - {id: by-plan, was: [rota, by-rota]}\n"]


def test_a_code_can_have_its_earlier_id_back() -> None:
    after = rename_code(BOOK, a("by-rota"), a("rota"), HERE)
    assert changed(BOOK, after)[1] == ["      - {id: rota, was: [by-rota]}\n"]


def test_a_name_changes_alone() -> None:
    after = name_code(BOOK, a("weather"), "Rain: and sun", HERE)
    assert changed(BOOK, after) == (
        ['    name: "The weather"\n'],
        ['    name: "Rain: and sun"\n'],
    )


def test_a_code_moves_with_what_is_below_it_and_its_comments() -> None:
    after = move_code(BOOK, a("leading"), Under("weather"), HERE)
    assert (
        after
        == """\
# ours
codebook: ward
codes:

  - id: weather
    name: "The weather"
    codes:
      # who leads
      - id: leading     # a word of the ward
        definition: >
          Somebody
          leads.
        # what of rotas?
        codes:
          - by-example  # short
          - {id: by-rota, was: [rota]}

# the end
"""
    )


def test_a_code_moves_before_another() -> None:
    after = move_code(BOOK, a("by-rota"), Beside("by-example", is_after=False), HERE)
    assert (
        "    codes:\n      - {id: by-rota, was: [rota]}\n      - by-example  # short\n\n" in after
    )


def test_a_code_moves_out_of_a_list_in_brackets() -> None:
    text = "codebook: a\ncodes:\n- id: x\n  codes: [one, {id: two}, three]\n"
    after = move_code(text, a("two"), Under(), HERE)
    assert after == "codebook: a\ncodes:\n- id: x\n  codes: [one, three]\n- {id: two}\n"


def test_the_key_goes_with_the_last_code_below_another() -> None:
    text = "codebook: a\ncodes:\n- id: x\n  codes:\n  - y\n- z\n"
    after = move_code(text, a("y"), Under("z"), HERE)
    assert after == "codebook: a\ncodes:\n- id: x\n- id: z\n  codes:\n    - y\n"


def test_comments_are_not_lost_in_a_list_in_brackets() -> None:
    text = "codebook: a\ncodes:\n- {id: x, codes: []}\n- id: y\n  # why\n  name: Why\n"
    with pytest.raises(UsageError, match="its comments have no place"):
        move_code(text, a("y"), Under("x"), HERE)


def test_a_code_that_another_takes_over_leaves_its_ids_and_children() -> None:
    after = merge_code(BOOK, a("leading"), a("weather"), HERE)
    assert (
        after
        == """\
# ours
codebook: ward
codes:

  # who leads

  - id: weather
    name: "The weather"
    was: [leading]
    codes:
      - by-example  # short
      - {id: by-rota, was: [rota]}

# the end
"""
    )


def test_a_merged_code_hands_on_its_earlier_ids() -> None:
    after = merge_code(BOOK, a("by-rota"), a("leading"), HERE)
    book = read_codebook(after, HERE)[0]
    assert book.by_id[a("leading")].was == ("by-rota", "rota")


def test_a_code_does_not_merge_into_one_below_it() -> None:
    with pytest.raises(UsageError, match="by-rota is leading itself or stands below it"):
        merge_code(BOOK, a("leading"), a("by-rota"), HERE)


def test_a_retired_code_stays_and_says_why() -> None:
    after = retire_code(BOOK, a("weather"), "too rare", HERE)
    assert changed(BOOK, after) == ([], ["    retired: too rare\n"])
    assert [code.id for code in read_codebook(after, HERE)[0].in_use] == [
        "leading",
        "by-example",
        "by-rota",
    ]


def test_a_split_code_is_retired_for_its_parts() -> None:
    after = split_code(BOOK, a("weather"), [a("rain"), a("sun")], HERE)
    assert changed(BOOK, after) == (
        [],
        [
            '    retired: "split into rain, sun"\n',
            "  - id: rain\n",
            "    name: Rain\n",
            "    split-from: [weather]\n",
            "  - id: sun\n",
            "    name: Sun\n",
            "    split-from: [weather]\n",
        ],
    )


def test_a_new_code_finds_its_parent() -> None:
    after = add_code(BOOK, Code(a("night"), "Night"), HERE, Under("by-example"))
    assert changed(BOOK, after) == (
        ["      - by-example  # short\n"],
        [
            "      - id: by-example  # short\n",
            "        codes:\n",
            "          - id: night\n",
            "            name: Night\n",
        ],
    )


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ("weather", "weather is in the codebook already"),
        ("rota", "rota was by-rota earlier, and its codings are that code's"),
        ("two words", "is not well-formed as a code's id"),
    ],
)
def test_an_id_that_is_taken_or_malformed_is_refused(wanted: str, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        rename_code(BOOK, a("leading"), a(wanted), HERE)
    with pytest.raises(UsageError, match=sentence):
        add_code(BOOK, Code(a(wanted), "X"), HERE)


def test_a_code_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(UnknownNameError, match="no code 'wether'"):
        retire_code(BOOK, a("wether"), "gone", HERE)


def test_an_earlier_id_is_told_by_its_heir() -> None:
    with pytest.raises(UsageError, match="rota is by-rota now"):
        retire_code(BOOK, a("rota"), "gone", HERE)


@pytest.mark.parametrize("position", [Under("by-rota"), Beside("by-example"), Under("leading")])
def test_a_code_does_not_move_below_itself(position: Under | Beside) -> None:
    with pytest.raises(UsageError, match="is leading itself or stands below it"):
        move_code(BOOK, a("leading"), position, HERE)


def test_a_codebook_with_mistakes_is_not_changed() -> None:
    with pytest.raises(UsageError, match="holds mistakes: mend them first"):
        retire_code("codebook: a\ncodes: [b, b]\n", a("b"), "gone", HERE)


def test_with_windows_line_ends_a_blank_line_goes_only_where_two_meet() -> None:
    alone = "codebook: ward\r\ncodes:\r\n- id: a\r\n- id: b\r\n\r\n- id: c\r\n"
    assert merge_code(alone, a("b"), a("c"), HERE) == (
        "codebook: ward\r\ncodes:\r\n- id: a\r\n\r\n- id: c\r\n  was: [b]\r\n"
    )
    meeting = alone.replace("- id: b", "\r\n- id: b")
    assert merge_code(meeting, a("b"), a("c"), HERE) == (
        "codebook: ward\r\ncodes:\r\n- id: a\r\n\r\n- id: c\r\n  was: [b]\r\n"
    )


def test_a_code_is_neither_retired_without_a_reason_nor_called_nothing() -> None:
    with pytest.raises(UsageError, match="say why weather is applied no more"):
        retire_code(BOOK, a("weather"), " ", HERE)
    with pytest.raises(UsageError, match="say what weather is to be called"):
        name_code(BOOK, a("weather"), "", HERE)
