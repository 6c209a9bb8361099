"""The garbage collector lets a program begin in peace, and walks in a session as it always does."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Final

STUDY: Final = Path(__file__).parents[1] / "examples" / "leadership"


def told(script: str) -> object:
    """Return what a fresh interpreter says last on stderr, in the example study."""
    done = subprocess.run(
        [sys.executable, "-c", f"import gc, json, sys\n{script}"],
        cwd=STUDY,
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=300,
    )
    return json.loads(done.stderr.splitlines()[-1])


def test_a_short_command_is_done_before_the_collector_walks() -> None:
    script = """
from leadcode_tui.cli import main
walks = []
gc.callbacks.append(lambda phase, _: walks.append(phase))
main(["agree", "ana", "ben"])
json.dump(walks, sys.stderr)
"""
    assert told(script) == []


def test_a_session_that_has_begun_is_walked_as_often_as_by_python() -> None:
    script = """
own = gc.get_threshold()
import leadcode_tui.cli
from leadcode_tui.collector import begun
begun()
json.dump([own == gc.get_threshold(), gc.get_freeze_count() > 0], sys.stderr)
"""
    assert told(script) == [True, True]
