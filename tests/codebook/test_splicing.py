"""A code is added to the text and nothing else is touched, however the file is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from leadcode_tui.codebook import add_code, read_codebook
from leadcode_tui.errors import UsageError
from leadcode_tui.model import Code, CodeId, CodeKind

HERE = Path("codebook.yaml")
NEW = Code(CodeId("hand-over"), "Hand over", kind=CodeKind.EMERGENT, definition="Between shifts.")
FIELDS = ("id: hand-over", "name: Hand over", "kind: emergent", "definition: Between shifts.")
BLOCK = "  - " + "\n    ".join(FIELDS) + "\n"
FLOW = "{" + ", ".join(FIELDS) + "}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("codebook: a\ncodes:\n  - vacuum\n", "codebook: a\ncodes:\n  - vacuum\n" + BLOCK),
        (
            "codebook: a\ncodes:\n  - vacuum  # nobody leads\n\n# the end\n",
            "codebook: a\ncodes:\n  - vacuum  # nobody leads\n" + BLOCK + "\n# the end\n",
        ),
        (
            "codes:\n  - id: a\n    definition: >\n      runs\n      on\n\n\ncodebook: a\n",
            "codes:\n  - id: a\n    definition: >\n      runs\n      on\n"
            + BLOCK
            + "\n\ncodebook: a\n",
        ),
        (
            "codebook: a\ncodes:\n  - id: a\n    codes: [b, c]\n",
            "codebook: a\ncodes:\n  - id: a\n    codes: [b, c]\n" + BLOCK,
        ),
        (
            "codebook: a\ncodes: [vacuum, buy-in]  # two\n",
            f"codebook: a\ncodes: [vacuum, buy-in, {FLOW}]  # two\n",
        ),
        (
            "codebook: a\r\ncodes:\r\n- vacuum",
            "codebook: a\r\ncodes:\r\n- vacuum\r\n- " + "\r\n  ".join(FIELDS),
        ),
    ],
    ids=["block", "comments", "folded", "children", "flow", "crlf-no-final-newline"],
)
def test_the_lines_of_a_code_go_behind_the_last_one(before: str, after: str) -> None:
    assert add_code(before, NEW, HERE) == after


@pytest.mark.parametrize(
    "text",
    ["no", "a: b", "# not", "- x", "'quoted'", '"', "[a]", "{a}", "1.5", "ja\\nein", "*a", "ü: ö"],
)
@pytest.mark.parametrize("before", ["codebook: a\ncodes: [x]\n", "codebook: a\ncodes:\n- x\n"])
def test_a_definition_is_read_back_as_it_was_typed(before: str, text: str) -> None:
    code = Code(CodeId("new"), "New", kind=CodeKind.EMERGENT, definition=text)
    found, problems = read_codebook(add_code(before, code, HERE), HERE)
    assert (found.codes[-1].definition, problems) == (text, ())


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("codebook: a\ncodes:\n  - hand-over\n", "is in the codebook already"),
        ("codebook: a\ncodes:\n  - a\n  - a\n", "holds mistakes"),
        ("codebook: a\ncodes:\n", "holds mistakes"),
    ],
    ids=["id-taken", "broken", "empty"],
)
def test_where_the_result_would_not_be_what_is_meant_nothing_is_added(
    before: str, sentence: str
) -> None:
    with pytest.raises(UsageError, match=sentence):
        add_code(before, NEW, HERE)


IDS = st.lists(st.sampled_from("abcdefghij"), min_size=1, max_size=6, unique=True)
COMMENT = st.sampled_from(["", "  # why", "\n\n# über alles\n", "\n"])
STYLES = st.sampled_from(
    [
        "- {0}",
        "- id: {0}",
        "- id: {0}\n  definition: |\n    ja\n    — so\n",
        "- {{id: {0}, name: 'N'}}",
        "- id: {0}\n  codes:\n  - {0}1\n  - {0}2",
    ]
)


@st.composite
def codebooks(draw: st.DrawFn) -> str:
    indent = draw(st.sampled_from(["", "  ", "    "]))
    parts = []
    for code in draw(IDS):
        lines = draw(STYLES).format(code).split("\n")
        block = "\n".join(f"{indent}{line}" if line else line for line in lines)
        parts.append(block + ("" if "|" in block else draw(COMMENT)))
    text = "# ours\ncodebook: a\ncodes:\n" + "\n".join(parts) + draw(st.sampled_from(["", "\n"]))
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


@pytest.mark.parametrize("body", ["codes:\n  - vacuum\n", "codes: [vacuum]\n"])
def test_a_byte_order_mark_moves_nothing(body: str) -> None:
    text = f"codebook: a\n{body}"
    assert add_code(f"\ufeff{text}", NEW, HERE) == f"\ufeff{add_code(text, NEW, HERE)}"


@given(text=codebooks())
def test_what_was_there_stays_byte_for_byte_and_the_code_is_the_last(text: str) -> None:
    before, problems = read_codebook(text, HERE)
    assume(not problems)
    after = add_code(text, NEW, HERE)
    assert alike(text, after) + alike(text[::-1], after[::-1]) >= len(text)
    assert read_codebook(after, HERE)[0].codes == (*before.codes, NEW)


def alike(one: str, other: str) -> int:
    """Return how many characters two texts have in common from the start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (mine, yours) in pairs if mine != yours), len(one))
