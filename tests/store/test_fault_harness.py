import subprocess
import sys
from pathlib import Path

HARNESS = Path(__file__).parents[2] / "benchmarks" / "faults.py"


def test_sixty_killed_coding_sessions_lose_nothing_that_they_had_answered() -> None:
    run = subprocess.run(
        [sys.executable, str(HARNESS), "60"], capture_output=True, text=True, check=False
    )
    assert run.stdout.strip().endswith("0 lost, 0 files unreadable, 0 starts at another segment"), (
        run.stdout + run.stderr
    )
