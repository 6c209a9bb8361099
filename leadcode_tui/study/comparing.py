"""What a coder compares a segment with: their own under the same code, the nearest people first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadcode_tui.model import TranscriptId
    from leadcode_tui.study.material import Material, Place


class Group(NamedTuple):
    """Segments that are as near to the current one as each other."""

    name: str
    places: tuple[Place, ...]


def groups_of(material: Material, uses: Sequence[Place], here: Place) -> Sequence[Group]:
    """Return segments in three groups: this interview, the same role, other roles.

    The constant comparative method goes outwards like this. Who has no role is among the others.
    """

    def role(transcript: TranscriptId) -> str:
        return material.roles.get(transcript, "")

    others = [place for place in uses if place.transcript != here.transcript]
    own = role(here.transcript)
    same = tuple(place for place in others if own and role(place.transcript) == own)
    return (
        Group("here", tuple(p for p in uses if p.transcript == here.transcript and p != here)),
        Group("role", same),
        Group("others", tuple(place for place in others if place not in set(same))),
    )
