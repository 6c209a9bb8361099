"""Constant comparison goes outwards: this interview, the same role, other roles."""

from __future__ import annotations

from leadcode_tui.model import Codebook, SegmentId, TranscriptId
from leadcode_tui.study.coding.comparing import groups_of
from leadcode_tui.study.coding.numbering import Numbering, numbers_of
from leadcode_tui.study.material import Material, Place

SEGMENTS = tuple(map(SegmentId, "2468"))
ROLES = {"KC01": "nurse", "KC02": "manager", "KC03": "nurse"}


def place(name: str) -> Place:
    transcript, _, segment = name.partition(":")
    return Place(TranscriptId(transcript), SegmentId(segment))


def groups(uses: str, here: str) -> list[str]:
    """Return the segments of each group, as words."""
    roles = {TranscriptId(name): role for name, role in ROLES.items()}
    codable = {TranscriptId(name): SEGMENTS for name in ("KC01", "KC02", "KC03", "KC04", "KC05")}
    material = Material(None, Codebook("", "", ()), {}, codable, roles)
    numbering = Numbering(codable)
    numbers = numbers_of(n for n, each in enumerate(numbering) if str(each) in uses.split())
    found = groups_of(material, numbers, place(here), numbering)
    return [" ".join(map(str, group.places)) for group in found]


def test_the_three_groups_hold_every_other_segment_in_its_order() -> None:
    assert groups("KC01:2 KC01:4 KC02:2 KC03:6 KC04:8", "KC01:4") == [
        "KC01:2",
        "KC03:6",
        "KC02:2 KC04:8",
    ]


def test_who_has_no_role_is_like_nobody() -> None:
    assert groups("KC04:2 KC05:2", "KC05:4") == ["KC05:2", "", "KC04:2"]
