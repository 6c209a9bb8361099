"""However a codebook is written: a change does what it says, and no line of another code moves."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import assume, given, settings
from hypothesis import strategies as st

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
from leadcode_tui.errors import UsageError
from leadcode_tui.model import Code, CodeId

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

HERE = Path("codebook.yaml")
#: How many codebooks each law is tried on; benchmarks/codebook.py asks for many more.
EXAMPLES = int(os.environ.get("LEADCODE_EXAMPLES", "40"))
LAW = settings(max_examples=EXAMPLES, deadline=None)
NEW = CodeId("neu-ü")
#: What is in every line that a change brings in, and in none of a drawn text.
NEWS = (NEW, "~", "a-1", "b-2", "A 1", "B 2")


@dataclass
class Writer:
    """Writes a codebook in any style; every line names the code that it belongs to."""

    draw: st.DrawFn
    numbers: Iterator[int]

    def any_of(self, *choices: str) -> str:
        return self.draw(st.sampled_from(choices))

    def chance(self) -> bool:
        return self.draw(st.booleans())

    def lines(self, depth: int, column: int) -> Iterator[str]:
        """Yield a list of lines with one to three codes."""
        for _ in range(self.draw(st.integers(1, 3 if depth < 2 else 2))):
            if self.chance():
                yield self.any_of("", "   ")
            code = f"c{next(self.numbers)}_"
            if self.chance():
                yield f"{' ' * column}# above {code} ü"
            yield from self.code(code, depth, column)

    def code(self, code: str, depth: int, column: int) -> Iterator[str]:
        style = self.any_of("short", "flow", "fields", "fields")
        if style == "short":
            yield f"{' ' * column}- {code}{self.any_of('', f'   # on {code}')}"
        elif style == "flow":
            yield f"{' ' * column}- {self.flow(code, depth)}{self.any_of('', f' # on {code}')}"
        else:
            dash = "-" + " " * self.draw(st.integers(1, 3))
            fields = [*self.fields(code, depth, column + len(dash))]
            for number, line in enumerate(fields):
                indent = f"{' ' * column}{dash}" if not number else " " * (column + len(dash))
                yield f"{indent}{line}" if line else ""

    def fields(self, code: str, depth: int, column: int) -> Iterator[str]:
        yield f"id: {self.any_of(code, repr(code))}"
        if self.chance():
            yield f"name: {self.any_of(f'Name {code}', repr(f'Ñame: {code}'))}"
        if self.chance():
            yield f"# inside {code}"
        yield from self.definition(code)
        if self.chance():
            yield f"was: [w{code}]"
        if self.chance():
            yield f"include: [{code} one, '{code}, two']"
        if depth < 2 and self.chance():
            yield from self.children(code, depth, column)

    def definition(self, code: str) -> Iterator[str]:
        style = self.any_of("none", "plain", "folded", "block", "quoted")
        if style == "plain":
            yield f"definition: Führung {code}"
        elif style == "folded":
            yield from (f"definition: what {code}", f"  goes on {code}")
        elif style == "block":
            yield from (f"definition: {self.any_of('|', '>')}  # {code}", f"  one {code}", "")
            yield f"    two {code} # text"
        elif style == "quoted":
            yield from (f'definition: "on {code}', f'  # text {code}"')

    def children(self, code: str, depth: int, column: int) -> Iterator[str]:
        if self.chance():
            below = [self.flow_code(depth + 1) for _ in range(self.draw(st.integers(0, 2)))]
            yield f"codes: [{', '.join(below)}]" + (f" # {code}" if below else "")
            return
        yield f"codes:{self.any_of('', f'  # below {code}')}"
        indent = self.draw(st.integers(0, 3))
        for line in self.lines(depth + 1, column + indent):
            yield line.removeprefix(" " * column)

    def flow_code(self, depth: int) -> str:
        code = f"c{next(self.numbers)}_"
        return code if self.chance() else self.flow(code, depth)

    def flow(self, code: str, depth: int) -> str:
        fields = [f"id: {code}"]
        if self.chance():
            fields.append(f"definition: 'ü {code}'")
        if self.chance():
            fields.append(f"was: [w{code}]")
        if depth < 2 and self.chance():
            fields.append(f"codes: [{self.flow_code(depth + 1)}]")
        return "{" + ", ".join(fields) + "}"


@st.composite
def texts(draw: st.DrawFn) -> str:
    writer = Writer(draw, count())
    lines = ["# ours", "codebook: team", "codes:", *writer.lines(0, draw(st.integers(0, 3)))]
    lines += draw(st.sampled_from([[], ["", "# the end"], ["title: Ours"], ["  ", ""]]))
    newline = draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))
    text = newline.join(lines) + draw(st.sampled_from(["", newline]))
    return draw(st.sampled_from(["", "\ufeff"])) + text


def codes_of(text: str) -> Mapping[CodeId, Code]:
    book, problems = read_codebook(text, HERE)
    assert not problems, text
    return book.by_id


def tried(change: Callable[[], str]) -> str:
    """Return a changed text; what is refused for one of these reasons is no example."""
    try:
        return change()
    except UsageError as error:
        if "stands there already" not in str(error) and "comments have no place" not in str(error):
            raise
        assume(condition=False)
        raise


def others(text: str, *touched: str) -> list[str]:
    """Return the lines that belong to no code that was touched; `codes:` is nobody's."""
    return [
        line
        for line in re.split(r"\r\n|\n|\r", text)
        if line.strip() not in {"", "codes:", "codes: []"}
        and not any(code in line for code in touched)
    ]


def shape(text: str) -> object:
    """Return what no change has a hand in: the line ends, the end of the file, its mark."""
    return {*re.findall(r"\r\n|\n|\r", text)}, text[-1:] in "\r\n", text.startswith("\ufeff")


def blank_lines(text: str) -> list[str]:
    return [line for line in re.split(r"\r\n|\n|\r", text) if not line.strip()]


def below(codes: Mapping[CodeId, Code], code: CodeId) -> set[CodeId]:
    found = {code}
    for each in codes.values():
        if each.parent in found:
            found.add(each.id)
    return found


@LAW
@given(text=texts(), data=st.data())
def test_a_rename_changes_the_id_and_nothing_else(text: str, data: st.DataObject) -> None:
    before = codes_of(text)
    old = data.draw(st.sampled_from([*before]))
    after_text = rename_code(text, old, NEW, HERE)
    after = codes_of(after_text)
    assert [*after] == [NEW if code == old else code for code in before]
    assert after[NEW].was == (*before[old].was, old)
    for code in before.values():
        if code.id != old:
            parent = NEW if code.parent == old else code.parent
            assert after[code.id] == replace(code, parent=parent)
    touched = (old, *NEWS)
    assert others(after_text, *touched) == others(text, *touched)
    assert blank_lines(after_text) == blank_lines(text)
    assert shape(after_text) == shape(text)
    assert after_text.count("#") == text.count("#")


@LAW
@given(text=texts(), data=st.data())
def test_a_code_that_is_renamed_and_back_is_as_it_was_but_for_an_earlier_id(
    text: str, data: st.DataObject
) -> None:
    before = codes_of(text)
    old = data.draw(st.sampled_from([*before]))
    there = rename_code(text, old, NEW, HERE)
    after = codes_of(rename_code(there, NEW, old, HERE))
    assert after[old] == replace(before[old], was=(*before[old].was, NEW))


@LAW
@given(text=texts(), data=st.data())
def test_a_move_takes_a_code_with_all_below_it_and_leaves_the_others(
    text: str, data: st.DataObject
) -> None:
    before = codes_of(text)
    code, target = (data.draw(st.sampled_from([*before])) for _ in range(2))
    taken = below(before, code)
    assume(target not in taken)
    places: list[Under | Beside] = [Under(target), Beside(target), Beside(target, is_after=False)]
    position = data.draw(st.sampled_from(places))
    after_text = tried(lambda: move_code(text, code, position, HERE))
    after = codes_of(after_text)
    parent = target if isinstance(position, Under) else before[target].parent
    assert after[code] == replace(before[code], parent=parent)
    assert {each: after[each] for each in after if each != code} == {
        each: before[each] for each in before if each != code
    }
    assert [each for each in after if each not in taken] == [
        each for each in before if each not in taken
    ]
    siblings = [each for each in after if after[each].parent == parent]
    if isinstance(position, Under):
        assert siblings[-1] == code
    else:
        assert siblings.index(code) - siblings.index(target) == (1 if position.is_after else -1)
    touched = (*taken, target, before[code].parent or code, *NEWS)
    assert others(after_text, *touched) == others(text, *touched)
    # One below a key that goes with its only code, one of two that meet.
    assert len(blank_lines(text)) - len(blank_lines(after_text)) in {0, 1, 2}
    assert shape(after_text) == shape(text)
    assert after_text.count("#") == text.count("#")


@LAW
@given(text=texts(), data=st.data())
def test_a_merge_leaves_no_id_behind(text: str, data: st.DataObject) -> None:
    before = codes_of(text)
    gone, into = (data.draw(st.sampled_from([*before])) for _ in range(2))
    assume(into not in below(before, gone))
    after_text = tried(lambda: merge_code(text, gone, into, HERE))
    after, book = codes_of(after_text), read_codebook(after_text, HERE)[0]
    assert {*after} == {*before} - {gone}
    assert {book.current(each) for each in (gone, *before[gone].was)} == {into}
    for code in before.values():
        if code.id not in (gone, into):
            parent = into if code.parent == gone else code.parent
            assert after[code.id] == replace(code, parent=parent)
    touched = (*below(before, gone), into, before[gone].parent or into, *NEWS)
    assert others(after_text, *touched) == others(text, *touched)
    assert shape(after_text) == shape(text)
    above = [line.strip() for line in text.splitlines() if f"# above {gone}" in line]
    assert [line.strip() for line in after_text.splitlines() if f"# above {gone}" in line] == above


@LAW
@given(text=texts(), data=st.data(), why=st.sampled_from(["too rare~", "it's: gone~", "ü~", "#1~"]))
def test_retiring_adds_one_line_or_goes_into_one(text: str, data: st.DataObject, why: str) -> None:
    before = codes_of(text)
    code = data.draw(st.sampled_from([*before]))
    after_text = retire_code(text, code, why, HERE)
    assert codes_of(after_text) == {**before, code: replace(before[code], retired=why)}
    touched = (code, *NEWS)
    assert others(after_text, *touched) == others(text, *touched)
    assert blank_lines(after_text) == blank_lines(text)
    assert shape(after_text) == shape(text)
    assert len(after_text.splitlines()) - len(text.splitlines()) in {0, 1}


@LAW
@given(text=texts(), data=st.data())
def test_a_split_puts_its_parts_after_the_code(text: str, data: st.DataObject) -> None:
    before = codes_of(text)
    code = data.draw(st.sampled_from([*before]))
    after_text = split_code(text, code, [CodeId("a-1"), CodeId("b-2")], HERE)
    after = codes_of(after_text)
    siblings = [each.id for each in after.values() if each.parent == before[code].parent]
    at = siblings.index(code)
    assert siblings[at + 1 : at + 3] == ["a-1", "b-2"]
    assert after[CodeId("a-1")].split_from == after[CodeId("b-2")].split_from == (code,)
    assert {each: after[each] for each in before if each != code} == {
        each: before[each] for each in before if each != code
    }
    touched = (code, *NEWS)
    assert others(after_text, *touched) == others(text, *touched)
    assert blank_lines(after_text) == blank_lines(text)
    assert shape(after_text) == shape(text)


@LAW
@given(text=texts(), data=st.data(), name=st.sampled_from(["Neu~", "a: b~", "«quoted»~", "- x~"]))
def test_a_new_name_is_all_that_changes(text: str, data: st.DataObject, name: str) -> None:
    before = codes_of(text)
    code = data.draw(st.sampled_from([*before]))
    after_text = name_code(text, code, name, HERE)
    assert codes_of(after_text) == {**before, code: replace(before[code], name=name)}
    touched = (code, *NEWS)
    assert others(after_text, *touched) == others(text, *touched)
    assert blank_lines(after_text) == blank_lines(text)
    assert shape(after_text) == shape(text)


@LAW
@given(text=texts(), data=st.data())
def test_a_new_code_is_the_last_below_its_parent(text: str, data: st.DataObject) -> None:
    before = codes_of(text)
    parent = data.draw(st.sampled_from([None, *before]))
    new = Code(NEW, "N~", parent=parent, definition="Was: neu~", examples=("«ja», ~",))
    after_text = add_code(text, new, HERE, Under(parent))
    after = codes_of(after_text)
    assert after == {**before, NEW: new}
    assert [each for each in after if after[each].parent == parent][-1] == NEW
    touched = (parent or NEW, *NEWS)
    assert others(after_text, *touched) == others(text, *touched)
    assert blank_lines(after_text) == blank_lines(text)
    assert shape(after_text) == shape(text)
