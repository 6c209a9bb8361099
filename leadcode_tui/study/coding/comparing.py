"""What a coder compares a segment with: their own under the same code, the nearest people first."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

from leadcode_tui.study.coding.numbering import Places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadcode_tui.study.coding.numbering import Numbering
    from leadcode_tui.study.material import Material, Place


class Group(NamedTuple):
    """Segments that are as near to the current one as each other."""

    name: str
    places: Sequence[Place]


def groups_of(
    material: Material, uses: array[int], here: Place, numbering: Numbering
) -> Sequence[Group]:
    """Return segments in three groups: this interview, the same role, other roles.

    The constant comparative method goes outwards like this. Who has no role is among the others.
    Within a group they stand interview after interview; their texts are read where they are shown.
    """
    own = material.roles.get(here.transcript, "")
    near, kin, others = array("I"), array("I"), array("I")
    for name, found in numbering.apart(uses):
        if name == here.transcript:
            near = array("I", (number for number in found if numbering[number] != here))
        elif own and material.roles.get(name) == own:
            kin.extend(found)
        else:
            others.extend(found)
    named = {"here": near, "role": kin, "others": others}
    return [Group(name, Places(numbering, numbers)) for name, numbers in named.items()]
