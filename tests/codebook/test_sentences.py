"""No sentence about a broken codebook or study file is without a fixture that expects it."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from leadcode_tui import codebook

if TYPE_CHECKING:
    from collections.abc import Iterator

READERS = ("files", "yaml_nodes", "yaml_mistakes", "reader", "codebook_file", "study_file", "lint")
FIXTURES = ("codebook_file", "yaml_mistakes", "files", "study_file", "remaps", "lint")
#: What a sentence is given to, and the names that sentences and what to do are kept under.
SAYS = {"note", "Mistake", "Problem", "UnreadableError", "_LimitError", "_refuse"}
NAMES = {"message", "hint", "more", "why", "_QUOTES"}


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def said(tree: ast.Module) -> Iterator[ast.expr]:
    """Yield what is said: arguments, values of names, and what is yielded as a notice."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            yield from node.args if name in SAYS else ()
        elif isinstance(node, ast.Assign):
            names = {getattr(target, "id", "") for target in node.targets}
            yield from [node.value] if names & NAMES else ()
        elif isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
            yield from node.value.elts


def pieces(tree: ast.Module) -> set[str]:
    """Return the longest fixed piece of everything that is said."""
    found = set()
    for expression in said(tree):
        parts = [
            part.values if isinstance(part, ast.JoinedStr) else [part]
            for part in ast.walk(expression)
            if isinstance(part, ast.JoinedStr | ast.Constant)
        ]
        for values in parts:
            fixed = [v.value for v in values if isinstance(v, ast.Constant)]
            texts = [text for text in fixed if isinstance(text, str)]
            found.add(max(texts, key=len, default=""))
    return {piece for piece in found if " " in piece.strip()}


@pytest.fixture(scope="module")
def expected() -> str:
    here = Path(__file__).parent
    trees = [tree_of(here / f"test_{name}.py") for name in FIXTURES]
    texts = [node.value for tree in trees for node in ast.walk(tree) if hasattr(node, "value")]
    return "\n".join(text for text in texts if isinstance(text, str))


@pytest.mark.parametrize("reader", READERS)
def test_every_sentence_of_a_reader_is_expected_by_a_fixture(reader: str, expected: str) -> None:
    told = pieces(tree_of(Path(codebook.__file__).with_name(f"{reader}.py")))
    assert told
    assert sorted(piece for piece in told if piece not in expected) == []
