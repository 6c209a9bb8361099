"""The schema for editors says what the reader says, as far as a schema can."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from leadcode_tui.codebook import codebook_schema, new_codebook_text, read_codebook
from leadcode_tui.codebook.codebook_file import BOOK_KEYS, CODE_KEYS

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path("codebook.yaml")
SCHEMA = codebook_schema()
SHIPPED = sorted(Path(__file__).parents[2].glob("codebooks/*.yaml"))


class Written(yaml.SafeDumper):
    """Writes nothing as nothing: `name:`."""


Written.add_representer(
    type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", "")
)


def both(document: object) -> tuple[bool, bool]:
    """Say whether the schema takes a document, and whether the reader does."""
    text = yaml.dump(document, Dumper=Written, sort_keys=False, allow_unicode=True)
    is_valid = Draft202012Validator(SCHEMA).is_valid(document)
    return is_valid, not read_codebook(text, HERE)[1]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    json.dumps(SCHEMA)


def test_the_schema_has_the_keys_of_the_reader_in_their_order() -> None:
    assert tuple(SCHEMA["properties"]) == BOOK_KEYS
    assert tuple(SCHEMA["$defs"]["code"]["properties"]) == CODE_KEYS


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_codebooks_fit_the_schema(path: Path) -> None:
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert list(Draft202012Validator(SCHEMA).iter_errors(document)) == []


def test_the_codebook_of_a_new_study_fits_the_schema() -> None:
    document = yaml.safe_load(new_codebook_text("T"))
    assert list(Draft202012Validator(SCHEMA).iter_errors(document)) == []


SCALARS: st.SearchStrategy[Any] = st.sampled_from(["x", "ja, so", 7, 1.5, True, None])
WRONG: st.SearchStrategy[Any] = st.sampled_from(
    [["x"], {"a": "b"}, [["x"]], [None], "two words", -3]
)
LISTS: st.SearchStrategy[Any] = st.sampled_from([[], ["x", 7], ["a b"], None, ""])
VALUES: Mapping[str, st.SearchStrategy[Any]] = {
    "name": SCALARS,
    "kind": st.sampled_from(["sensitising", "emergent", None, "sensitizing", "x"]),
    "key": st.sampled_from(["d", 5, None, "F1", 12, "領"]),
    "definition": SCALARS,
    "include": LISTS,
    "exclude": LISTS,
    "examples": LISTS,
    "was": st.sampled_from([[], ["gone-1", "gone-2"], ["gone", "gone"], ["two words"], None, "x"]),
    "retired": st.sampled_from(["too rare", 2026, None, False, "no", True, ["x"]]),
    "split-from": st.sampled_from([[], ["c0"], ["two words"], None]),
    "codes": st.sampled_from([[], None, ["below"], "below", {"id": "below"}, [["below"]]]),
    "colour": SCALARS,
}


@st.composite
def documents(draw: st.DrawFn) -> object:
    """Draw a codebook with at most one key of a code that may be wrong."""
    key = draw(st.sampled_from([*VALUES, "id", "none"]))
    wrong = WRONG.filter(lambda value: key != "split-from" or value != ["x"])  # no such code
    value = draw(st.one_of(VALUES.get(key, SCALARS), wrong))
    code = {"id": "c1", "name": "N"} | ({} if key == "none" else {key: value})
    if draw(st.booleans()) and key == "none":
        del code["id"]
    top = {"codebook": "b", "title": draw(SCALARS), "codes": ["c0", code, {"id": "c2"}]}
    for lacking in draw(st.sampled_from([(), (), (), ("codebook",), ("codes",), ("title",)])):
        del top[lacking]
    return top


@given(document=documents())
def test_what_the_schema_takes_the_reader_takes_and_the_other_way_round(document: object) -> None:
    is_valid, is_read = both(document)
    assert is_valid == is_read


@pytest.mark.parametrize("document", [[], "x", {}, {"codebook": "b", "codes": []}, ["codes"]])
def test_what_is_no_codebook_neither_takes(document: object) -> None:
    assert both(document) == (False, False)
