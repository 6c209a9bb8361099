"""What is worth a look in a codebook is noticed at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from leadcode_tui.codebook import codebook_notices
from leadcode_tui.model import CodeId

HERE = Path("codebook.yaml")


def notices(codes: str, uses: dict[CodeId, int] | None = None) -> list[str]:
    found = codebook_notices(f"codebook: b\ncodes:\n{codes}", HERE, uses)
    return [str(notice).removeprefix("codebook.yaml:") for notice in found]


DEEP = "".join(
    f"{'  ' * level}- id: c{level}\n{'  ' * level}  definition: x\n{'  ' * level}  codes:\n"
    for level in range(5)
)


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        pytest.param(
            "  - a\n",
            "3:5: a has no definition (say what belongs to it and what does not)",
            id="undefined",
        ),
        pytest.param(
            DEEP,
            "15:15: c4 stands 5 levels deep (a tree of more than 4 is hard to code with)",
            id="deep",
        ),
        pytest.param(
            "- {id: a, name: Role model, definition: x}\n"
            "- {id: b, name: Role models, definition: x}\n",
            "4:8: the name of b is nearly that of a: 'Role model' "
            "(merge them, or name them so that nobody mistakes one)",
            id="one letter",
        ),
        pytest.param(
            "- {id: a, name: Fear and blame, definition: x}\n"
            "- {id: b, name: 'Blame, and fear', definition: x}\n",
            "4:8: the name of b is nearly that of a: 'Fear and blame' "
            "(merge them, or name them so that nobody mistakes one)",
            id="other order",
        ),
        pytest.param(
            "- {id: a, definition: x, exclude: [more -> bb]}\n- {id: b, definition: x}\n",
            "3:8: a points to 'bb', and there is no such code (did you mean b?)",
            id="points nowhere",
        ),
        pytest.param(
            "- {id: a, definition: x, exclude: [more -> c]}\n- {id: b, definition: x, was: [c]}\n",
            "3:8: a points to 'c', which is b now (write b)",
            id="points to an earlier id",
        ),
        pytest.param(
            "- {id: a, definition: x, exclude: [more -> c]}\n- {id: c, retired: too rare}\n",
            "3:8: a points to 'c', which is retired (too rare)",
            id="points to a retired code",
        ),
    ],
)
def test_a_notice_has_its_place_and_its_sentence(codes: str, told: str) -> None:
    [notice] = notices(codes)
    assert notice == told


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (0, "3:8: a was never used (merge or retire it, if it stays so)"),
        (1, "3:8: a was used once (is it a code, or an instance of another?)"),
    ],
)
def test_codes_that_are_hardly_used_are_noticed_where_somebody_coded(
    number: int, told: str
) -> None:
    codes = "- {id: a, definition: x}\n- {id: b, definition: x, codes: [{id: c, definition: x}]}\n"
    uses = {CodeId("a"): number, CodeId("c"): 5}
    assert notices(codes, uses) == [told]
    assert notices(codes) == []


@pytest.mark.parametrize(
    "codes",
    [
        "- {id: a, name: Rain, definition: x}\n- {id: b, name: Pain, definition: x}\n",
        "- {id: a, definition: x, exclude: ['a -> b, c', -> two words, '->']}\n",
        "- {id: a, retired: too rare}\n",
        "- a\n- a\n",
    ],
    ids=["short names", "no ids", "retired", "mistakes"],
)
def test_what_is_as_it_should_be_is_not_noticed(codes: str) -> None:
    assert notices(codes) == []
