"""Undo after two copies of a coder's file were merged: what it takes back need not stand last."""

from __future__ import annotations

import shutil
from collections import Counter
from itertools import count
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.keys import build_keys
from leadcode_tui.model import CodeId, CoderId
from leadcode_tui.store.coder_file import Header
from leadcode_tui.store.codings import Codings
from leadcode_tui.study.coding.session import Session
from leadcode_tui.study.merging import merge_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from leadcode_tui.study.material import Material

VACUUM = CodeId("vacuum")


@pytest.fixture
def merged_session(builds: Callable[..., Material], tmp_path: Path) -> Iterator[Session]:
    """Open a file in which a code of one copy gave way to the other copy's "nothing applies"."""
    material, seconds, names = builds(), count(), count()

    def opened(folder: Path) -> Session:
        def clock() -> str:
            return f"2026-11-23T{next(seconds):06}Z"

        path, coder = folder / "ana.json", CoderId("ana")
        codings = Codings(path, Header(coder=coder), clock=clock, session=f"s{next(names)}")
        keys, _ = build_keys(material.codebook, (), codings.state.keys)
        return Session(material, codings, coder=coder, keys=keys, clock=clock)

    server, laptop = tmp_path / "server", tmp_path / "laptop"
    server.mkdir()
    session = opened(server)
    session.flag()
    session.close()
    shutil.copytree(server, laptop)
    for folder, decide in ((server, lambda s: s.apply(VACUUM)), (laptop, Session.nothing)):
        session = opened(folder)
        decide(session)
        session.close()
    merge_files(server / "ana.json", laptop / "ana.json", into=server / "ana.json")
    session = opened(server)
    yield session
    session.close()


def test_counts_follow_what_is_held_through_every_undo_of_a_merged_history(
    merged_session: Session,
) -> None:
    while merged_session.undo() != "nothing to undo":
        held = Counter(merged_session.codes(merged_session.here))
        assert +merged_session.counts == held
        assert [*merged_session.uses(VACUUM)] == [merged_session.here] * held[VACUUM]
