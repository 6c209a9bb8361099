"""Time one decision in a large study, beside the disk's own fsync and beside TinyDB as it comes.

    python benchmarks/decision.py [DECISIONS]

The study lies in a temporary folder: interviews of 250 segments, all decided (100,000 decisions
unless said otherwise). A decision is timed twice: until the history line is with the operating
system and the state is updated (what the coder waits for), and until the line is on the disk.
"""

from __future__ import annotations

import json
import os
import sys
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import TYPE_CHECKING

from tinydb import TinyDB

from leadcode_tui.keys import build_keys
from leadcode_tui.model import (
    Change,
    Code,
    Codebook,
    CodeId,
    CoderId,
    Entry,
    Intention,
    Segment,
    SegmentId,
    Source,
    Speaker,
    SpeakerKind,
    Transcript,
    TranscriptId,
)
from leadcode_tui.store.coder_file import Header
from leadcode_tui.store.codings import Codings
from leadcode_tui.store.history import history_path
from leadcode_tui.study.clock import now
from leadcode_tui.study.coding.session import Session
from leadcode_tui.study.material import Material, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

#: Segments in an interview, decisions that are timed, insertions into TinyDB that are timed.
SEGMENTS, TIMED, INSERTIONS = 250, 500, 5
CODES = tuple(CodeId(f"code-{number}") for number in range(24))
TALK = "We all lead a little here, whoever happens to see first what needs doing on the ward. "


def material(decisions: int) -> Material:
    """Make as many interviews as hold so many decisions."""
    segments = tuple(
        Segment(SegmentId(f"{number:04}"), "P", TALK + str(number)) for number in range(SEGMENTS)
    )
    speakers = {"P": Speaker(SpeakerKind.PARTICIPANT)}
    names = [TranscriptId(f"T{number:05}") for number in range(max(1, decisions // SEGMENTS))]
    codable = tuple(segment.id for segment in segments)
    return Material(
        study=None,
        codebook=Codebook("benchmark", "", tuple(Code(code, code) for code in CODES), "ab"),
        transcripts={
            name: Transcript(name, "", Source("", ""), speakers, segments) for name in names
        },
        codable=dict.fromkeys(names, codable),
    )


def fill(path: Path, content: Material) -> None:
    """Decide on every segment, and close the coder's file."""
    codings = opened(path)
    codes = cycle(CODES[1:])
    for name, transcript in content.transcripts.items():
        codings.record(
            [
                Change(Intention.APPLY, name, segment.id, after=decided(segment, next(codes)))
                for segment in transcript.segments
            ]
        )
    codings.close()


def decided(segment: Segment, code: CodeId) -> Entry:
    return Entry(
        codes=(code,), chars=len(segment.text), text=segment.fingerprint, book="b1", at=now()
    )


def opened(path: Path) -> Codings:
    return Codings(path, Header(coder=CoderId("ana")), clock=now, session=os.urandom(4).hex())


def seconds(act: Callable[[], object]) -> float:
    began = perf_counter()
    act()
    return perf_counter() - began


def timed_decisions(
    session: Session, places: Sequence[Place], then: Callable[[], object] = lambda: None
) -> float:
    """Apply a code at each place, and return the median of the times."""
    times = []
    for place in places:
        session.go(place)
        times.append(seconds(lambda: (session.apply(CODES[0]), then())))
    return median(times)


def timed_checkpoint(codings: Codings) -> tuple[float, float]:
    """Return how long the coder waits for a checkpoint, and how long it takes in all."""
    began = perf_counter()
    codings.checkpoint()
    waited = perf_counter() - began
    while codings._is_writing():  # as with the history
        sleep(0.001)
    return waited, perf_counter() - began


def timed_fsync(folder: Path, line: bytes) -> float:
    """Append an equal line to a plain file and fsync it; return the median of the times."""
    descriptor = os.open(folder / "plain", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def append() -> None:
        os.write(descriptor, line)
        os.fsync(descriptor)

    times = [seconds(append) for _ in range(TIMED)]
    os.close(descriptor)
    return median(times)


def timed_tinydb(folder: Path, coder_file: Path) -> float:
    """Insert into one table of as many documents, with TinyDB as it comes."""
    tables = json.loads(coder_file.read_bytes())
    documents = [kept for name, kept in tables.items() if name.startswith("codings:")]
    every = (document for table in documents for document in table.values())
    plain = folder / "tinydb.json"
    plain.write_text(json.dumps({"codings": dict(enumerate(every, start=1))}), encoding="utf-8")
    with TinyDB(plain) as database:
        table = database.table("codings")
        document = {"codes": [CODES[0]], "chars": 80, "text": "9f3a1c2b", "book": "b1", "at": now()}
        return median(seconds(lambda: table.insert(dict(document))) for _ in range(INSERTIONS))


def main(decisions: int) -> None:
    with TemporaryDirectory(prefix="leadcode-benchmark-") as name:
        folder = Path(name)
        path = folder / "ana.json"
        content = material(decisions)
        fill(path, content)
        plain_tinydb = timed_tinydb(folder, path)
        report(folder, path, content, plain_tinydb)


def report(folder: Path, path: Path, content: Material, plain_tinydb: float) -> None:
    began = perf_counter()
    codings = opened(path)
    keys, _ = build_keys(content.codebook, remembered=codings.state.keys)
    session = Session(content, codings, coder=CoderId("ana"), keys=keys, clock=now)
    opening = perf_counter() - began
    every = [Place(name, segment) for name, ids in content.codable.items() for segment in ids]
    spread = every[:: max(1, len(every) // (2 * TIMED))]
    handed = timed_decisions(session, list(islice(spread, 0, None, 2)))
    history = codings._history  # nobody but a benchmark waits for the disk
    if history is None:
        sys.exit(f"cannot write: {codings.held_by}")
    durable = timed_decisions(session, list(islice(spread, 1, None, 2)), history.sync)
    line = history_path(path).read_bytes().splitlines(keepends=True)[-1]
    fsync = timed_fsync(folder, line)
    all_touched = timed_checkpoint(codings)
    session.go(every[0])
    session.flag()
    one_touched = timed_checkpoint(codings)
    session.close()
    size = path.stat().st_size / 1e6
    print(f"{len(every):,} decisions in {len(content.codable)} interviews, {size:.1f} MB")
    print(f"decision, with the system     {handed * 1e3:10.3f} ms  {handed / fsync:8.2f} x fsync")
    print(f"decision, on the disk         {durable * 1e3:10.3f} ms  {durable / fsync:8.2f} x fsync")
    print(f"  beside the disk's fsync     {(durable - fsync) * 1e3:10.3f} ms")
    print(f"fsync of an equal line        {fsync * 1e3:10.3f} ms")
    ratio = plain_tinydb / durable
    print(f"TinyDB as it comes, insertion {plain_tinydb * 1e3:10.3f} ms  {ratio:8.0f} x a decision")
    print(f"opening coder file, session   {opening * 1e3:10.3f} ms")
    for touched, (waited, whole) in {"all": all_touched, "one": one_touched}.items():
        times = f"{waited * 1e3:10.3f} ms  {whole * 1e3:8.3f} ms in all"
        print(f"checkpoint, {touched} touched: waits {times}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
