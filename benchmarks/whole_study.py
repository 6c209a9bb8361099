"""A study of 107 interviews changed as a whole: corrected, anonymised, a participant withdrawn.

    python benchmarks/whole_study.py [INTERVIEWS]

Each interview has 250 segments and some 9,000 words, and two coders decided on every answer. The
times are told beside that of importing the same files, which is what they should be near to.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from leadcode_tui.model import (
    Book,
    Change,
    CodeId,
    CoderId,
    Entry,
    Intention,
    ParticipantId,
    TranscriptStatus,
)
from leadcode_tui.store.coder_file import Header
from leadcode_tui.store.codings import Codings
from leadcode_tui.study.checks.checking import check_study
from leadcode_tui.study.corrections.correcting import update_files
from leadcode_tui.study.folder import StudyFolder, open_study
from leadcode_tui.study.importing import Asked, bring_in
from leadcode_tui.study.privacy.anonymising import anonymise
from leadcode_tui.study.privacy.withdrawing import withdraw
from leadcode_tui.text.pseudonyms import Pseudonym, Pseudonyms

if TYPE_CHECKING:
    from collections.abc import Callable

SEGMENTS, WORDS = 250, 36
VOCABULARY = [f"{a}{b}" for a in ("ba", "ce", "di", "fo", "gu") for b in ("lk", "mn", "rs", "tv")]
AT = "2026-11-25T10:00:00Z"


def words(random: Random) -> str:
    return " ".join(random.choice(VOCABULARY) for _ in range(WORDS))


def interview(number: int, random: Random) -> str:
    name = f"KC{number:03}"
    turns = (f"{('INT', name)[at % 2]}: {words(random)}." for at in range(SEGMENTS))
    return "\n\n".join(turns).replace("balk", "Smith", 9) + "\n"


def corrected(text: str, random: Random) -> str:
    turns = text.split("\n\n")
    for _ in range(20):
        at = random.randrange(len(turns))
        turns[at] = turns[at].replace(random.choice(VOCABULARY), "corrected", 1)
    del turns[random.randrange(len(turns))]
    return "\n\n".join(turns)


def code(study: StudyFolder, coder: str) -> None:
    path = study.coder_file(CoderId(coder))
    path.parent.mkdir(exist_ok=True)
    codings = Codings(path, Header(coder=CoderId(coder)), clock=lambda: AT, session=coder)
    book = Book("b", "ab", AT, {CodeId("vacuum"): None})
    codings.record([Change(Intention.BOOK, after=book, book="b1")])
    for name in study.transcript_ids():
        transcript = study.transcript(name)
        codable = study.settings.codable_segments(transcript)
        status = TranscriptStatus(transcript.participant, codable)
        codings.record([Change(Intention.OPEN, name, after=status)])
        for segment in codable:
            text = transcript.by_id[segment]
            entry = Entry(
                (CodeId("vacuum"),), chars=len(text.text), text=text.fingerprint, book="b1"
            )
            codings.record([Change(Intention.APPLY, name, segment, after=entry, book="b1")])
    codings.close()


def timed(what: str, work: Callable[[], object], beside: float | None = None) -> float:
    began = perf_counter()
    work()
    taken = perf_counter() - began
    ratio = "" if beside is None else f", {taken / beside:.1f} times the import"
    print(f"{what:<22} {taken:6.1f} s{ratio}")
    return taken


def main() -> None:
    interviews = int(sys.argv[1]) if len(sys.argv) > 1 else 107
    random = Random(1)
    with TemporaryDirectory() as name:
        root = Path(name) / "study"
        root.mkdir(mode=0o700)
        os.umask(0o077)
        (root / "leadcode.yaml").write_text("study: s\ncodebook: c.yaml\n")
        (root / "c.yaml").write_text("codebook: c\ncodes:\n  - vacuum\n")
        paths = [Path(name) / f"KC{number:03}.txt" for number in range(interviews)]
        texts = [interview(number, random) for number in range(interviews)]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text)
        study = open_study(root)
        base = timed("import", lambda: bring_in(study, paths, Asked()))
        for coder in ("ana", "ben"):
            code(study, coder)
        timed("check", lambda: check_study(study), base)
        for path, text in zip(paths, texts, strict=True):
            path.write_text(corrected(text, random))
        timed("import --update", lambda: update_files(study, paths, Asked(), dry=False), base)
        names = Pseudonyms((Pseudonym("Smith", "Jones"),))
        timed("anonymise", lambda: anonymise(study, names, root / "n.csv", dry=False), base)
        who = ParticipantId("KC001")
        timed("withdraw", lambda: withdraw(study, who, by="ana", dry=False), base)
        print(f"problems afterwards: {len(check_study(study).problems)}")


if __name__ == "__main__":
    main()
