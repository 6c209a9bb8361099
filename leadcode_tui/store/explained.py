"""Whether a history explains a coder file that none of its checkpoints made."""

from __future__ import annotations

from codecs import BOM_UTF8
from typing import TYPE_CHECKING

import msgspec

from leadcode_tui.errors import UnreadableError
from leadcode_tui.model import Intention
from leadcode_tui.store.coder_file import MERGED, parse_coder_file
from leadcode_tui.store.copies import documents, encoded, spot_of
from leadcode_tui.store.state import State

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from leadcode_tui.model import Change


def is_explained(content: bytes, path: Path, changes: Sequence[Change]) -> bool:
    """Say whether a history holds all that a file holds, so that no other hand was at it.

    It comes to the same; or the file says that it was merged, and the history knows each decision.
    """
    try:
        found = State.of(parse_coder_file(content, path))
    except UnreadableError:
        return False
    replay = State()
    for change in changes:
        replay.apply(change)
    held = documents(found)
    return held == documents(replay) or (_is_marked(content) and _knows(changes, found))


def _knows(changes: Sequence[Change], found: State) -> bool:
    said = {(spot_of(change), encoded(change.after)) for change in changes}
    return all(
        (spot, encoded(held)) in said
        for spot, held in documents(found).items()
        if spot.do is not Intention.OPEN  # a status has no time: two that were merged may be new
    )


def _is_marked(content: bytes) -> bool:
    tables = msgspec.json.decode(content.removeprefix(BOM_UTF8), type=dict[str, msgspec.Raw])
    return MERGED in tables
