"""A whole codebook as new YAML: it reads back as what it was, and as a person would write it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadcode_tui.codebook import codebook_text, read_codebook
from leadcode_tui.errors import UsageError
from leadcode_tui.model import Code, Codebook, CodeId

HERE = Path("codebook.yaml")
#: How many codebooks each law is tried on; LEADCODE_EXAMPLES=2000 for more.
EXAMPLES = int(os.environ.get("LEADCODE_EXAMPLES", "40"))


@settings(max_examples=EXAMPLES, deadline=None)
@given(data=st.data())
def test_any_codebook_that_is_written_is_read_back(
    codebooks: st.SearchStrategy[Codebook], data: st.DataObject
) -> None:
    codebook = data.draw(codebooks)
    assert read_codebook(codebook_text(codebook, comment="a\nb"), HERE) == (codebook, ())


def test_it_reads_as_a_person_would_write_it() -> None:
    definition = "Leading is spread over people and levels, whatever their post, and nobody minds."
    codebook = Codebook(
        "no",
        "Who leads",
        (
            Code(
                CodeId("spread"),
                "Spread leadership",
                definition=definition,
                include=("leading by example", "one: two"),
                examples=("first line\nsecond line",),
                was=(CodeId("distributed"), CodeId("1")),
            ),
            Code(CodeId("ordinary-leaders"), "Ordinary leaders", parent=CodeId("spread")),
            Code(CodeId("vacuum"), "Nobody leads"),
        ),
    )
    assert codebook_text(codebook, comment="Imported from codes.csv") == (
        "# Imported from codes.csv\n"
        "\n"
        'codebook: "no"\n'
        "title: Who leads\n"
        "codes:\n"
        "\n"
        "  - id: spread\n"
        "    name: Spread leadership\n"
        "    definition: >-\n"
        "      Leading is spread over people and levels, whatever their post, and nobody minds.\n"
        "    include:\n"
        "      - leading by example\n"
        '      - "one: two"\n'
        "    examples:\n"
        "      - |-\n"
        "        first line\n"
        "        second line\n"
        '    was: [distributed, "1"]\n'
        "    codes:\n"
        "      - ordinary-leaders\n"
        "\n"
        "  - id: vacuum\n"
        "    name: Nobody leads\n"
    )


def test_what_could_not_be_read_again_is_not_written() -> None:
    codes = tuple(Code(CodeId(f"c{n}"), f"C{n}", definition="x" * 60_000) for n in range(90))
    with pytest.raises(UsageError, match="larger than 5 MB"):
        codebook_text(Codebook("big", "Big", codes))
