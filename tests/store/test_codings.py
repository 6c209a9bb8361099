from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from tinydb import TinyDB
from tinydb.storages import JSONStorage

from leadcode_tui.errors import HeldError, UnreadableError
from leadcode_tui.model import (
    Change,
    CodeId,
    Entry,
    Intention,
    SegmentId,
    TranscriptId,
    TranscriptStatus,
)
from leadcode_tui.store.coder_file import Header, read_coder_file
from leadcode_tui.store.codings import Codings
from leadcode_tui.store.current import read_current
from leadcode_tui.store.history import read_tail
from leadcode_tui.store.state import State

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Opens = Callable[[], Codings]
    Crashes = Callable[[Codings], None]
    Applies = Callable[..., Change]

KC010 = TranscriptId("KC010")
HAND_MADE = b'{"codings:KC010":{"0002":{"codes":["vacuum"]},"0004":{"codes":[]}}}'
WHOLE = b"""{"file":{"1":{"format":"leadcode.codings/1","coder":"ana","study":"nhs","pass":1}},
"transcripts":{"KC010":{"participant":null,"codable":["0002","0004"],"position":"0002",
"state":"open"}},"memos":{"1":{"on":"code","id":"vacuum","text":"too wide","at":"..."}},
"codings:KC010":{"0002":{"codes":["vacuum"],"at":"2025-01-01T00:00:00Z"},
"0004":{"codes":[],"at":"2025-01-02T00:00:00Z"}}}"""


def decided(codings: Codings, transcript: TranscriptId = KC010) -> dict[str, tuple[str, ...]]:
    entries = codings.state.entries.get(transcript, {})
    return {str(segment): tuple(entry.codes or ()) for segment, entry in entries.items()}


def checkpointed(codings: Codings) -> None:
    codings.checkpoint()
    assert codings._writing is not None
    codings._writing.result()


def test_a_closed_session_s_state_comes_back(
    opens: Opens, applies: Applies, begins: list[Change]
) -> None:
    first = opens()
    first.record(begins)
    first.record([applies("0002", "vacuum", memo="why?")])
    first.close()
    assert opens().state == first.state


def test_a_crashed_session_s_state_comes_back(
    opens: Opens, crashes: Crashes, applies: Applies, begins: list[Change]
) -> None:
    first = opens()
    first.record(begins)
    first.record([applies("0002", "vacuum")])
    crashes(first)
    again = opens()
    assert again.state == first.state
    assert again.notices == ("1 change came back from the history",)


def test_of_a_session_that_decided_nothing_no_change_is_said_to_come_back(
    opens: Opens, crashes: Crashes, begins: list[Change]
) -> None:
    first = opens()
    first.record(begins)
    crashes(first)
    again = opens()
    assert again.state == first.state
    assert again.notices == ()


def test_changes_after_a_checkpoint_come_back(
    opens: Opens, crashes: Crashes, applies: Applies, begins: list[Change]
) -> None:
    first = opens()
    first.record(begins)
    first.record([applies("0002", "vacuum")])
    checkpointed(first)
    first.record([applies("0004", "clout")])
    crashes(first)
    again = opens()
    assert again.state == first.state
    assert again.notices == ("1 change came back from the history",)


def test_a_session_that_was_closed_has_nothing_to_bring_back(
    opens: Opens, applies: Applies
) -> None:
    first = opens()
    first.record([applies("0002", "vacuum")])
    first.close()
    assert opens().notices == ()


def test_a_checkpoint_that_never_reached_the_file_is_passed_over(
    opens: Opens, crashes: Crashes, applies: Applies, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = opens()
    first.record([applies("0002", "vacuum")])
    checkpointed(first)
    first.record([applies("0004", "clout")])
    monkeypatch.setattr(Codings, "_write", lambda *_: None)
    first.checkpoint()
    crashes(first)
    monkeypatch.undo()
    again = opens()
    assert decided(again) == {"0002": ("vacuum",), "0004": ("clout",)}
    assert not any("another hand" in notice for notice in again.notices)


def test_without_its_checkpoint_the_history_is_enough(
    opens: Opens, coder_file: Path, applies: Applies, begins: list[Change]
) -> None:
    first = opens()
    first.record(begins)
    first.record([applies("0002", "vacuum")])
    first.close()
    coder_file.unlink()
    assert opens().state == first.state


@pytest.mark.parametrize("content", [HAND_MADE, WHOLE], ids=["hand-made", "whole"])
def test_a_file_without_a_history_is_taken_as_it_is(
    opens: Opens, coder_file: Path, content: bytes
) -> None:
    coder_file.write_bytes(content)
    found = read_coder_file(coder_file)
    assert opens().state == State.of(found)


@pytest.mark.parametrize("content", [HAND_MADE, WHOLE], ids=["hand-made", "whole"])
def test_a_file_that_was_taken_can_be_lost_and_the_history_knows_it(
    opens: Opens, crashes: Crashes, coder_file: Path, content: bytes
) -> None:
    coder_file.write_bytes(content)
    first = opens()
    crashes(first)
    coder_file.unlink()
    assert opens().state == first.state


def test_what_was_taken_over_is_told_once_and_before_what_was_done_since(
    opens: Opens, coder_file: Path, applies: Applies
) -> None:
    coder_file.write_bytes(WHOLE)
    codings = opens()
    taken = [*codings.changes()]
    codings.record([applies("0099", "vacuum")])
    told = [*codings.changes()]
    assert told[:-1] == taken == [*reversed([*codings.changes_backwards()][1:])]
    assert (
        sum(change.do is Intention.ADOPT for change in told)
        == sum(map(len, codings.state.entries.values())) - 1
    )
    assert told[-1].segment == "0099"


def test_what_was_taken_over_is_not_read_again_from_the_history(
    opens: Opens, crashes: Crashes, coder_file: Path, history_file: Path
) -> None:
    coder_file.write_bytes(WHOLE)
    first = opens()
    crashes(first)
    tail = read_tail(history_file, sha256(WHOLE).hexdigest())
    assert (tail.matches, tail.changes) == (True, ())
    assert opens().state == first.state


def test_a_session_cut_off_while_it_took_a_file_over_loses_nothing(
    opens: Opens, crashes: Crashes, coder_file: Path, history_file: Path
) -> None:
    coder_file.write_bytes(HAND_MADE)
    crashes(opens())
    for length in range(len(history_file.read_bytes()), 0, -7):
        history_file.write_bytes(history_file.read_bytes()[:length])
        again = opens()
        assert decided(again) == {"0002": ("vacuum",), "0004": ()}, f"cut at {length}"
        crashes(again)


def test_a_taken_file_keeps_its_times_and_its_place(opens: Opens, coder_file: Path) -> None:
    coder_file.write_bytes(WHOLE)
    opens().close()
    kept = read_coder_file(coder_file)
    assert kept.entries[KC010][SegmentId("0002")].at == "2025-01-01T00:00:00Z"
    assert kept.transcripts[KC010].position == "0002"


def test_tables_that_this_program_does_not_know_stay(opens: Opens, coder_file: Path) -> None:
    coder_file.write_bytes(WHOLE)
    opens().close()
    assert json.loads(coder_file.read_bytes())["memos"] == json.loads(WHOLE)["memos"]


def test_a_file_that_says_nothing_of_its_study_is_this_study_s(
    opens: Opens, coder_file: Path
) -> None:
    coder_file.write_bytes(HAND_MADE)
    opens().close()
    kept = read_coder_file(coder_file)
    assert (kept.coder, kept.study, kept.round) == ("ana", "nhs", "main")


def test_a_file_that_holds_a_header_alone_opens(
    opens: Opens, coder_file: Path, history_file: Path
) -> None:
    opens().close()
    coder_file.write_bytes(b'{"file":{"1":{"format":"leadcode.codings/1","coder":"ana"}}}')
    history_file.unlink()
    assert opens().state == State()


def test_a_file_changed_by_another_hand_is_set_aside_by_name(
    opens: Opens, coder_file: Path, applies: Applies
) -> None:
    first = opens()
    first.record([applies("0002", "vacuum")])
    first.close()
    foreign = coder_file.read_bytes().replace(b"vacuum", b"clout")
    coder_file.write_bytes(foreign)
    again = opens()
    assert decided(again) == {"0002": ("vacuum",)}
    kept = list(coder_file.parent.glob("ana.found-*.json"))
    assert [path.read_bytes() for path in kept] == [foreign]
    assert any(
        kept[0].name in notice and "the history counts" in notice for notice in again.notices
    )


def test_a_damaged_file_with_a_history_is_set_aside_and_the_work_goes_on(
    opens: Opens, coder_file: Path, applies: Applies
) -> None:
    first = opens()
    first.record([applies("0002", "vacuum")])
    first.close()
    coder_file.write_bytes(coder_file.read_bytes()[:-9])
    assert decided(opens()) == {"0002": ("vacuum",)}


def test_a_file_changed_by_another_hand_meanwhile_is_set_aside(
    opens: Opens, coder_file: Path, applies: Applies
) -> None:
    session = opens()
    session.record([applies("0002", "vacuum")])
    checkpointed(session)
    foreign = coder_file.read_bytes().replace(b"vacuum", b"clout")
    coder_file.write_bytes(foreign)
    session.record([applies("0004", "vacuum")])
    session.close()
    assert decided(opens()) == {"0002": ("vacuum",), "0004": ("vacuum",)}
    assert [path.read_bytes() for path in coder_file.parent.glob("ana.found-*")] == [foreign]


def test_a_damaged_file_without_a_history_is_refused_and_stays(
    opens: Opens, coder_file: Path
) -> None:
    coder_file.write_bytes(b'{"codings:KC010":{')
    with pytest.raises(UnreadableError):
        opens()
    assert coder_file.read_bytes() == b'{"codings:KC010":{'


def test_a_refused_file_is_held_by_nobody(opens: Opens, coder_file: Path) -> None:
    coder_file.write_bytes(b"{")
    with pytest.raises(UnreadableError):
        opens()
    coder_file.write_bytes(HAND_MADE)
    assert opens().held_by is None


@pytest.mark.parametrize("name", [".ana.json.4321.new", ".ana.found-12345678.json.4321.new"])
def test_a_temporary_file_left_by_a_killed_session_is_swept(
    opens: Opens, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(b"half")
    opens()
    assert not (tmp_path / name).exists()


def test_another_coder_s_temporary_file_is_left_alone(opens: Opens, tmp_path: Path) -> None:
    (tmp_path / ".anabel.json.4321.new").write_bytes(b"being written")
    opens()
    assert (tmp_path / ".anabel.json.4321.new").exists()


def test_a_second_session_reads_and_cannot_write(opens: Opens, applies: Applies) -> None:
    first = opens()
    first.record([applies("0002", "vacuum")])
    second = opens()
    assert decided(second) == {"0002": ("vacuum",)}
    with pytest.raises(HeldError):
        second.record([applies("0004", "clout")])


def test_a_second_session_that_ends_leaves_the_first_its_name(opens: Opens) -> None:
    opens()
    opens().close()
    assert "process" in str(opens().held_by)


def test_a_session_closed_twice_takes_nothing_from_the_next(opens: Opens) -> None:
    first = opens()
    first.close()
    opens()
    first.close()
    assert "process" in str(opens().held_by)


def test_files_that_may_not_be_written_are_read(
    opens: Opens, coder_file: Path, applies: Applies, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = opens()
    first.record([applies("0002", "vacuum")])
    first.close()

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("leadcode_tui.store.locks.FileLock", refuse)
    second = opens()
    assert decided(second) == {"0002": ("vacuum",)}
    assert second.held_by == "the files cannot be written: permission denied"
    assert coder_file.exists()


def test_a_history_that_may_not_be_written_lets_go_of_the_file(
    opens: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("leadcode_tui.store.codings.History", refuse)
    assert "permission denied" in str(opens().held_by)
    monkeypatch.undo()
    assert opens().held_by is None


def test_nothing_is_recorded_when_nothing_changes(opens: Opens, history_file: Path) -> None:
    session = opens()
    assert session.record([]) == ()
    assert history_file.read_bytes() == b""


def test_several_changes_at_once_are_one_group(opens: Opens, applies: Applies) -> None:
    session = opens()
    session.record([applies("0002", "vacuum")])
    recorded = session.record([applies("0004", "vacuum"), applies("0006", "vacuum")])
    assert [(change.n, change.group) for change in recorded] == [(2, 2), (3, 2)]


def test_the_whole_history_is_told_in_order(
    opens: Opens, applies: Applies, begins: list[Change]
) -> None:
    first = opens()
    recorded = first.record(begins) + first.record([applies("0002", "vacuum")])
    first.close()
    second = opens()
    recorded += second.record([applies("0004", "clout")])
    assert tuple(second.changes()) == recorded
    assert tuple(second.changes_backwards()) == recorded[::-1]


def test_a_session_resumes_where_the_coder_changed_something(
    opens: Opens, applies: Applies, begins: list[Change]
) -> None:
    first = opens()
    first.record(begins)
    first.record([applies("0004", "vacuum")])
    first.close()
    assert opens().last == (KC010, "0004")


def test_finishing_a_transcript_does_not_hide_where_the_coder_was(
    opens: Opens, crashes: Crashes, applies: Applies, begins: list[Change]
) -> None:
    first = opens()
    first.record(begins)
    first.record([applies("0006", "vacuum")])
    status = first.state.transcripts[KC010]
    first.record([Change(Intention.FINISH, KC010, before=status, after=status)])
    crashes(first)
    assert opens().last == (KC010, "0006")


def test_the_coder_file_is_a_tinydb_database(
    opens: Opens, coder_file: Path, applies: Applies, begins: list[Change]
) -> None:
    session = opens()
    session.record(begins)
    session.record([applies("0004", "vacuum")])
    session.record([applies("0002", memo="read")])
    session.close()
    with TinyDB(coder_file, storage=JSONStorage) as database:
        assert database.tables() == {"file", "books", "transcripts", "keys", "codings:KC010"}
        table = database.table("codings:KC010")
        table.document_id_class = str
        kept = {str(document.doc_id): document["codes"] for document in table}
    assert kept == {"0002": [], "0004": ["vacuum"]}


def test_the_coder_file_has_one_document_a_line_in_order(
    opens: Opens, coder_file: Path, applies: Applies
) -> None:
    session = opens()
    for transcript in ("KC020", "KC003"):
        for segment in ("0010", "0002"):
            session.record([applies(segment, "vacuum", transcript=TranscriptId(transcript))])
    session.close()
    lines = coder_file.read_text(encoding="utf-8").splitlines()
    starts = [line.partition(":{")[0] for line in lines]
    assert starts == [
        '{"file"', '"1"', "},",
        '"codings:KC003"', '"0002"', '"0010"', "},",
        '"codings:KC020"', '"0002"', '"0010"', "}}",
    ]  # fmt: skip


def test_the_coder_file_holds_what_the_session_held(
    opens: Opens, coder_file: Path, applies: Applies, begins: list[Change]
) -> None:
    session = opens()
    session.record(begins)
    session.record([applies("0002", "vacuum", memo="why?")])
    session.close()
    assert State.of(read_coder_file(coder_file)) == session.state


def test_a_memo_that_was_taken_away_does_not_come_back(
    opens: Opens, coder_file: Path, applies: Applies
) -> None:
    session = opens()
    session.record([applies("0002", "vacuum", memo="why?")])
    checkpointed(session)
    session.record([applies("0002", "vacuum")])
    session.close()
    assert b"why?" not in coder_file.read_bytes()


def test_an_entry_that_was_taken_away_does_not_come_back(
    opens: Opens, coder_file: Path, applies: Applies
) -> None:
    session = opens()
    session.record([applies("0002", "vacuum")])
    checkpointed(session)
    session.record([Change(Intention.REMOVE, KC010, SegmentId("0002"))])
    session.close()
    assert "codings:KC010" not in json.loads(coder_file.read_bytes())


def test_a_transcript_that_nobody_touched_keeps_its_bytes(
    opens: Opens, coder_file: Path, applies: Applies
) -> None:
    first = opens()
    for transcript in ("KC003", "KC020"):
        first.record([applies("0002", "vacuum", transcript=TranscriptId(transcript))])
    first.close()
    before = coder_file.read_bytes().partition(b'"codings:KC020"')[0]
    second = opens()
    second.record([applies("0004", "clout", transcript=TranscriptId("KC020"))])
    second.close()
    assert coder_file.read_bytes().startswith(before)
    assert decided(opens(), TranscriptId("KC020")) == {"0002": ("vacuum",), "0004": ("clout",)}


def test_a_loose_file_whose_name_looks_like_a_pattern_is_swept_alone(tmp_path: Path) -> None:
    bystander = tmp_path / ".talk 1.json.1.new"
    bystander.write_bytes(b"")
    clock = "2026-11-23T10:00:00Z".__str__
    Codings(tmp_path / "talk [1].json", Header(), clock=clock, session="s").close()
    assert bystander.exists()


def test_what_others_read_is_brought_up_to_the_history(
    opens: Opens, coder_file: Path, applies: Applies, begins: list[Change]
) -> None:
    session = opens()
    session.record(begins)
    session.record([applies("0002", "vacuum")])
    checkpointed(session)
    session.record([applies("0004", "clout")])
    read = read_current(coder_file)
    assert State.of(read) == session.state


def test_a_damaged_line_is_passed_over_and_counted(
    opens: Opens, crashes: Crashes, history_file: Path, applies: Applies
) -> None:
    first = opens()
    for segment in ("0002", "0004", "0006"):
        first.record([applies(segment, "vacuum")])
    crashes(first)
    lines = history_file.read_bytes().splitlines(keepends=True)
    lines[1] = lines[1].replace(b"vacuum", b"vacuun")
    history_file.write_bytes(b"".join(lines))
    again = opens()
    assert decided(again) == {"0002": ("vacuum",), "0006": ("vacuum",)}
    assert again.notices[0] == "passed over: 1 damaged line of the history"


def test_the_state_counts_a_status_apart_from_an_entry() -> None:
    status = TranscriptStatus(None, (SegmentId("0002"),))
    state = State()
    state.apply(Change(Intention.OPEN, KC010, after=status))
    state.apply(Change(Intention.MOVE, KC010, SegmentId("0002")))
    assert state.entry(KC010, SegmentId("0002")) is None
    assert state.transcripts[KC010].position == "0002"
    decision = Change(
        Intention.APPLY, KC010, SegmentId("0002"), after=Entry(codes=(CodeId("vacuum"),))
    )
    state.apply(decision)
    assert state.entry(KC010, SegmentId("0002")) == decision.after
