"""What a coder decided as of now, whatever state the two files are in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadcode_tui.errors import UnreadableError
from leadcode_tui.store.current import read_current

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from leadcode_tui.model import Change, CoderFile
    from leadcode_tui.store.codings import Codings

    Opens = Callable[[], Codings]
    Applies = Callable[..., Change]


def decided(found: CoderFile) -> set[str]:
    return {segment for kept in found.entries.values() for segment in kept}


def test_a_session_that_is_still_open_is_read_up_to_its_last_change(
    opens: Opens, applies: Applies, coder_file: Path
) -> None:
    opens().close()
    session = opens()
    session.record([applies("0002", "vacuum")])
    assert decided(read_current(coder_file)) == {"0002"}


def test_a_coder_who_has_a_history_alone_is_read_from_it(
    opens: Opens, applies: Applies, coder_file: Path
) -> None:
    opens().record([applies("0002", "vacuum")])
    assert not coder_file.exists()
    found = read_current(coder_file)
    assert (found.coder, found.number, decided(found)) == ("ana", 1, {"0002"})


@pytest.mark.parametrize("content", [b"", b"not json", b'{"codings:KC010":{"0099":{"codes":[]}}}'])
def test_a_file_that_another_hand_changed_counts_for_nothing_beside_a_history(
    opens: Opens, applies: Applies, coder_file: Path, content: bytes
) -> None:
    session = opens()
    session.record([applies("0002", "vacuum")])
    session.close()
    coder_file.write_bytes(content)
    assert decided(read_current(coder_file)) == {"0002"}


def test_a_file_alone_is_taken_as_it_is(coder_file: Path) -> None:
    coder_file.write_bytes(b'{"codings:KC010":{"0099":{"codes":[]}}}')
    assert decided(read_current(coder_file)) == {"0099"}


def test_neither_file_is_a_sentence(coder_file: Path) -> None:
    with pytest.raises(UnreadableError, match="no such file"):
        read_current(coder_file)
