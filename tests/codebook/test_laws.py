"""Whatever is in a file, reading it ends with values; whatever a codebook says comes back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadcode_tui.codebook import new_codebook_text, new_study_text, yaml_nodes
from leadcode_tui.codebook import read_codebook as read
from leadcode_tui.codebook import read_study_settings as read_study
from leadcode_tui.text import sanitise_line

if TYPE_CHECKING:
    from leadcode_tui.model import Code, Codebook, CodeId

HERE = Path("a.yaml")
VALID = new_codebook_text("Leadership") + new_study_text("s", "T")

#: Text with much of what YAML gives a meaning to, and characters that no file should hold.
YAMLISH = st.text(
    st.one_of(
        st.sampled_from("\n\t \"'[]{}:,-?&*!|>#%@`\\=~<.ab1\r\x85\u2028\ufeff"), st.characters()
    )
)
PIECES = st.sampled_from(
    ["\n", "\n  ", "\n\t", "- ", ": ", "'", '"', "[", "]", "{", "}", "&a ", "*a", "!!x ", "#", "|"]
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Cut pieces out of valid files and put others in."""
    text = VALID
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        cut = draw(st.integers(0, 12))
        text = text[:at] + draw(st.one_of(PIECES, YAMLISH)) + text[at + cut :]
    return text


@pytest.mark.usefixtures("either_parser")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(YAMLISH, mutated()))
def test_any_text_is_read_to_the_end(text: str) -> None:
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problems in (read(text, HERE)[1], read_study(text, HERE)[1]):
        assert list(problems) == sorted(problems)
        for problem in problems:
            assert problem.message == sanitise_line(problem.message)
            assert problem.line <= len(lines)
            assert problem.line == 0 or 1 <= problem.column <= len(lines[problem.line - 1]) + 1


@given(st.one_of(YAMLISH, mutated()))
def test_what_is_left_of_a_broken_codebook_can_be_shown(text: str) -> None:
    codebook, _ = read(text, HERE)
    seen: set[CodeId | None] = {None}
    for code in codebook.codes:
        assert code.parent in seen
        assert code.id not in seen
        seen.add(code.id)


def test_a_file_with_nothing_wrong_has_no_problems_and_one_with_something_has() -> None:
    assert read(new_codebook_text("T"), HERE)[1] == ()
    assert read(VALID, HERE)[1] != ()


def tree(codes: tuple[Code, ...], parent: CodeId | None) -> list[dict[str, Any]]:
    """Return the codes below one as YAML's plain values."""
    return [
        {
            "id": str(code.id),
            "name": code.name,
            **({"kind": code.kind.value} if code.kind else {}),
            **({"key": code.key} if code.key else {}),
            "definition": code.definition,
            "include": list(code.include),
            "exclude": list(code.exclude),
            "examples": list(code.examples),
            "was": list(code.was),
            "split-from": list(code.split_from),
            **({"retired": code.retired} if code.retired else {}),
            "codes": tree(codes, code.id),
        }
        for code in codes
        if code.parent == parent
    ]


@pytest.mark.parametrize("style", ["'", '"', None], ids=["single", "double", "as it comes"])
@settings(deadline=None, max_examples=50)
@given(data=st.data())
def test_any_codebook_that_is_written_as_yaml_is_read_back(
    style: str | None, codebooks: st.SearchStrategy[Codebook], data: st.DataObject
) -> None:
    codebook = data.draw(codebooks)
    written = yaml.safe_dump(
        {
            "codebook": codebook.id,
            "title": codebook.title,
            "codes": tree(codebook.codes, None),
        },
        default_style=style,
        default_flow_style=False,
        sort_keys=False,
        allow_unicode=True,
    )
    assert yaml_nodes.compose(written, HERE)[1] == ()
    assert read(written, HERE) == (codebook, ())
