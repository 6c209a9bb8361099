from __future__ import annotations

import random
import subprocess
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from leadcode_tui.store.codings import Codings

    Opens = Callable[[], Codings]

#: Records decisions without end, checkpoints among them, and names each one that was recorded.
CODES = """
import sys
from itertools import count
from pathlib import Path
from leadcode_tui.model import Change, CodeId, Entry, Intention, SegmentId, TranscriptId
from leadcode_tui.store.coder_file import Header
from leadcode_tui.store.codings import Codings

codings = Codings(Path(sys.argv[1]), Header(coder="ana"), clock=lambda: "now", session=sys.argv[2])
if codings.held_by:
    sys.exit(codings.held_by)
for number in count():
    place = TranscriptId(f"T{number % 3}"), SegmentId(f"{sys.argv[2]}-{number}")
    codings.record([Change(Intention.APPLY, *place, after=Entry(codes=(CodeId("vacuum"),)))])
    print(*place, flush=True)
    if number % 20 == 7:
        codings.checkpoint()
"""


def killed_after(seconds: float, path: Path, session: str) -> set[tuple[str, str]]:
    """Let a session record for a while, kill it, and return the decisions that it named."""
    command = [sys.executable, "-c", CODES, str(path), session]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(seconds)
        process.kill()
        lines = [first, *process.stdout.read().splitlines(keepends=True)]
    whole = (line.split() for line in lines if line.endswith("\n"))
    return {(transcript, segment) for transcript, segment in whole}


def test_a_killed_session_loses_nothing_that_it_had_recorded(
    opens: Opens, coder_file: Path
) -> None:
    moments = random.Random(20261123)  # noqa: S311 # nothing secret
    recorded: set[tuple[str, str]] = set()
    for run in range(10):
        recorded |= killed_after(moments.uniform(0, 0.15), coder_file, f"run{run}")
        session = opens()
        kept = {
            (str(transcript), str(segment))
            for transcript, entries in session.state.entries.items()
            for segment in entries
        }
        notices = session.notices
        if run % 2:
            session.close()
        else:
            session._let_go()
        assert recorded <= kept, f"after run {run}"
        assert not any("another hand" in notice for notice in notices), f"after run {run}"
    assert len(recorded) > 100
