from __future__ import annotations

from string import ascii_letters, digits

from hypothesis import given
from hypothesis import strategies as st

from leadcode_tui.keys import RESERVED, assign_keys
from leadcode_tui.model import Code, Codebook, CodeId

FREE = frozenset(ascii_letters + digits) - RESERVED


def code(name: str, *, key: str | None = None, was: str = "") -> Code:
    earlier = (CodeId(was),) if was else ()
    return Code(CodeId(name), name, key=key, was=earlier)


def codebook(*codes: Code | str) -> Codebook:
    built = (entry if isinstance(entry, Code) else code(entry) for entry in codes)
    return Codebook("cb", "", tuple(built))


names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
own_keys = st.none() | st.sampled_from(sorted(FREE))


@st.composite
def codebooks(draw: st.DrawFn, *, own: bool = True, most: int = 60) -> Codebook:
    """Draw a codebook as its reader lets it through: free keys, none twice."""
    drawn = draw(
        st.lists(st.tuples(names, own_keys), max_size=most, unique_by=lambda pair: pair[0])
    )
    taken: set[str] = set()
    codes = []
    for name, key in drawn:
        codes.append(code(name, key=key if own and key and key not in taken else None))
        taken.add(key or "")
    return codebook(*codes)


#: What a coder's file may say, whoever wrote it.
remembered_keys = st.dictionaries(names.map(CodeId), st.text(max_size=2) | own_keys.map(str))


@given(book=codebooks(), remembered=remembered_keys)
def test_no_code_ever_gets_a_reserved_key(book: Codebook, remembered: dict[CodeId, str]) -> None:
    assert set(assign_keys(book, remembered).values()) <= FREE


@given(book=codebooks(), remembered=remembered_keys)
def test_no_two_codes_share_a_key(book: Codebook, remembered: dict[CodeId, str]) -> None:
    keys = list(assign_keys(book, remembered).values())
    assert len(keys) == len(set(keys))


@given(book=codebooks(), remembered=remembered_keys)
def test_codes_go_without_only_when_every_key_is_given(
    book: Codebook, remembered: dict[CodeId, str]
) -> None:
    keys = assign_keys(book, remembered)
    assert len(keys) == min(len(book.codes), len(FREE))


@given(book=codebooks(), remembered=remembered_keys)
def test_the_codebook_s_own_key_wins(book: Codebook, remembered: dict[CodeId, str]) -> None:
    keys = assign_keys(book, remembered)
    assert {c.id: c.key for c in book.codes if c.key} == {
        c.id: keys[c.id] for c in book.codes if c.key
    }


@given(book=codebooks(), data=st.data())
def test_no_key_moves_when_the_codebook_grows(book: Codebook, data: st.DataObject) -> None:
    before = assign_keys(book, {})
    grown = list(book.codes)
    for name in data.draw(st.lists(names, max_size=20, unique=True)):
        if CodeId(name) not in book.by_id:
            grown.insert(data.draw(st.integers(0, len(grown))), code(name))
    after = assign_keys(codebook(*grown), before)
    assert {known: after[known] for known in before} == before


@given(book=codebooks(), data=st.data())
def test_no_key_moves_when_codes_go(book: Codebook, data: st.DataObject) -> None:
    before = assign_keys(book, {})
    left = [kept for kept in book.codes if data.draw(st.booleans())]
    after = assign_keys(codebook(*left), before)
    stayed = [kept.id for kept in left if kept.id in before]
    assert [after[known] for known in stayed] == [before[known] for known in stayed]


def test_a_code_gets_a_letter_of_its_name() -> None:
    assert assign_keys(codebook("vacuum", "clout"), {}) == {"vacuum": "a", "clout": "l"}


def test_a_capital_serves_when_the_small_letters_are_taken() -> None:
    keys = assign_keys(codebook(code("one", key="b"), "bbb"), {})
    assert keys[CodeId("bbb")] == "B"


def test_a_name_in_another_script_gets_any_free_key() -> None:
    assert assign_keys(codebook("лидер"), {})[CodeId("лидер")] in FREE


def test_a_new_code_that_asks_for_a_remembered_key_gets_it() -> None:
    keys = assign_keys(codebook("tone", code("new", key="t")), {CodeId("tone"): "t"})
    assert keys[CodeId("new")] == "t"
    assert keys[CodeId("tone")] != "t"


def test_a_renamed_code_keeps_its_key() -> None:
    book = codebook(code("shared-leadership", was="spread"))
    assert assign_keys(book, {CodeId("spread"): "z"}) == {"shared-leadership": "z"}


def test_a_new_code_does_not_get_the_key_that_hands_know() -> None:
    keys = assign_keys(codebook("tall", "two"), {CodeId("two"): "t"})
    assert keys[CodeId("two")] == "t"
    assert keys[CodeId("tall")] != "t"
