"""What a coder compares a segment with: their own under the same code, the nearest people first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadcode_tui.study.material import Material, Place


class Group(NamedTuple):
    """Segments that are as near to the current one as each other."""

    name: str
    places: tuple[Place, ...]


def groups_of(material: Material, uses: Sequence[Place], here: Place) -> Sequence[Group]:
    """Return segments in three groups: this interview, the same role, other roles.

    The constant comparative method goes outwards like this. Who has no role is among the others.
    """
    own = material.roles.get(here.transcript, "")
    kin = {name for name, role in material.roles.items() if own and role == own}
    others = [place for place in uses if place.transcript != here.transcript]
    return (
        Group("here", tuple(p for p in uses if p.transcript == here.transcript and p != here)),
        Group("role", tuple(place for place in others if place.transcript in kin)),
        Group("others", tuple(place for place in others if place.transcript not in kin)),
    )
