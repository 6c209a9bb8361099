"""Coders who go on coding while a transcript is corrected again and again, and copies merged."""

from __future__ import annotations

import os
from random import Random
from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.errors import UsageError
from leadcode_tui.model import CodeId, CoderId, SegmentId, TranscriptId
from leadcode_tui.store.current import read_current
from leadcode_tui.study.checks.checking import check_study
from leadcode_tui.study.coding.opening import open_session
from leadcode_tui.study.corrections.correcting import merge_segments, split_segment, update_files
from leadcode_tui.study.folder import StudyFolder, open_study
from leadcode_tui.study.importing import Asked, bring_in
from leadcode_tui.study.merging import merge_files

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

KC01 = TranscriptId("KC01")
CODES = [CodeId(code) for code in ("va", "vb", "vc")]
ANA = CoderId("ana")


def code(study: StudyFolder, coder: CoderId, random: Random) -> None:
    """Let a coder decide, take back and note for a while."""
    session, _ = open_session(study, coder)
    for _ in range(random.randint(1, 15)):
        here = study.transcript(KC01).by_id[SegmentId(session.here.segment)]
        start = random.randrange(len(here.text))
        acts = (
            lambda: session.apply(random.choice(CODES)),
            lambda: session.apply_span(random.choice(CODES), (start, len(here.text))),  # noqa: B023 # called at once
            session.nothing,
            lambda: session.write_memo(f"memo {random.random()}"),
            session.undo,
            session.flag,
        )
        random.choice(acts)()
        session.step(random.choice((1, 1, 2, -1)))
    session.close()


def correct_a_place(study: StudyFolder, random: Random) -> None:
    """Join two segments or cut one; where that cannot be, leave all as it is."""
    segment = random.choice(study.transcript(KC01).segments)
    words = segment.text.split()
    try:
        if random.random() < 0.5:
            merge_segments(study, f"KC01:{segment.id}", dry=False)
        else:
            before = " ".join(words[len(words) // 2 :])
            split_segment(study, f"KC01:{segment.id}", before, dry=False)
    except UsageError:
        return


@pytest.mark.parametrize("seed", range(int(os.environ.get("LEADCODE_EXAMPLES", "2"))))
def test_whatever_is_corrected_and_merged_the_study_stays_sound(
    seed: int, bench: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    random = Random(seed)  # noqa: S311 # not for secrets
    root = tmp_path / "study"
    root.mkdir(mode=0o700)
    codes = "".join(f"  - {code}\n" for code in CODES)
    for name, text in {
        "leadcode.yaml": "study: s\ncodebook: c.yaml\nblind: false\n",
        "c.yaml": f"codebook: c\ncodes:\n{codes}",
    }.items():
        (root / name).write_text(text, "utf-8")
        (root / name).chmod(0o600)
    study, source = open_study(root), tmp_path / "KC01.txt"
    turns = bench.interview(random)[:40]

    def write() -> None:
        said = (f"{'KC01' if turn.speaker == 'P' else 'INT'}: {turn.text}" for turn in turns)
        source.write_text("\n\n".join(said) + "\n", "utf-8")

    write()
    bring_in(study, [source], Asked())
    for step in range(4):
        for coder in (ANA, CoderId("ben")):
            code(study, coder, random)
        copy = copytree(study.codings_path, tmp_path / f"laptop{step}") / "ana.json"
        if step % 2:
            turns = bench.edited(turns, random)
            write()
            update_files(study, [source], Asked(), dry=False)
        else:
            correct_a_place(study, random)
        path = study.coder_file(ANA)
        before = read_current(path).entries
        merge_files(path, copy, into=path)
        assert read_current(path).entries == before
        assert check_study(study).problems == ()
