"""Two coder files, small enough to work every number out by hand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from leadcode_tui.study.agreeing import Compared, agree

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from leadcode_tui.agreement import AgreementReport

#: Ten segments: what ana decided, what ben decided. Nobody has a use for `c`.
DECIDED = ["a|a", "a|a", "a|b", "a b|a", "b|b", "|", "|", "|a", "b|", "|"]
BOOK = {"name": "gates", "sha256": "0" * 64, "at": "", "codes": {"a": None, "b": None, "c": None}}


def coder_file(coder: str, decisions: Mapping[str, list[str]]) -> Mapping[str, Any]:
    return {
        "file": {
            "1": {"format": "leadcode.codings/1", "coder": coder, "study": "gates", "pass": 1}
        },
        "books": {"b1": BOOK},
        "codings:gate": {
            segment: {"codes": codes, "book": "b1"} for segment, codes in decisions.items()
        },
    }


@pytest.fixture
def report(tmp_path: Path) -> AgreementReport:
    """Compare ana and ben; ana decided on an eleventh segment alone."""
    paths = []
    for number, coder in enumerate(("ana", "ben")):
        decisions = {
            f"{at:04}": pair.split("|")[number].split() for at, pair in enumerate(DECIDED, start=1)
        }
        if coder == "ana":
            decisions["0011"] = ["a"]
        paths.append(tmp_path / f"{coder}.json")
        paths[-1].write_text(json.dumps(coder_file(coder, decisions)), encoding="utf-8")
    return agree(Compared(tuple(map(str, paths)), tmp_path))[0]
