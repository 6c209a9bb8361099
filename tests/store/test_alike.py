"""Equal values are kept once, and nothing looks different for it."""

from __future__ import annotations

from leadcode_tui.model import CodeId, Entry
from leadcode_tui.store.alike import keep_once


def entry(*codes: str) -> Entry:
    return Entry(codes=tuple(CodeId(code) for code in codes))


def test_equal_codes_are_kept_once_and_others_apart() -> None:
    entries = [entry("clout", "vacuum"), entry("vacuum"), entry("clout", "vacuum"), Entry()]
    before = list(map(repr, entries))
    keep_once(entries, "codes")
    assert entries[0].codes is entries[2].codes
    assert list(map(repr, entries)) == before
