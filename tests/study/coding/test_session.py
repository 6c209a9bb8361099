from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from leadcode_tui.errors import FrozenError, HeldError
from leadcode_tui.model import Code, CodeId, TranscriptState
from leadcode_tui.study.coding.reader import Progress
from leadcode_tui.study.coding.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from leadcode_tui.study.material import Material, Place

    Builds = Callable[..., Material]
    Opens = Callable[..., Session]
    Crashes = Callable[[Session], None]
    At = Callable[[str], Place]
    History = Callable[[], list[bytes]]

VACUUM, CLOUT, SHARED = CodeId("vacuum"), CodeId("clout"), CodeId("shared")


def at_the_end(session: Session) -> Session:
    """Let a session have read its first transcript to the end."""
    while session.ahead():
        session.step(+1)
    return session


# Deciding


def test_a_code_applied_is_there_and_told(session: Session) -> None:
    said = session.apply(VACUUM)
    assert session.codes(session.here) == (VACUUM,)
    assert said.startswith("+ vacuum")
    assert "KC003:2" in said


def test_codes_stand_in_the_order_in_which_they_were_applied(session: Session) -> None:
    session.apply(CLOUT)
    session.apply(VACUUM)
    assert session.codes(session.here) == (CLOUT, VACUUM)


def test_a_code_applied_twice_changes_nothing(session: Session, history: History) -> None:
    session.apply(VACUUM)
    before = history()
    assert "already" in session.apply(VACUUM)
    assert history() == before


def test_a_code_removed_is_gone_and_told(session: Session) -> None:
    session.apply(VACUUM)
    session.apply(CLOUT)
    assert session.remove(VACUUM).startswith("- vacuum")
    assert session.codes(session.here) == (CLOUT,)


def test_a_segment_whose_last_code_is_removed_is_not_visited(session: Session) -> None:
    session.apply(VACUUM)
    session.remove(VACUUM)
    assert not session.is_decided(session.here)


def test_a_segment_whose_last_code_is_removed_leaves_no_entry(
    session: Session, coder_file: Path
) -> None:
    session.apply(VACUUM)
    session.remove(VACUUM)
    session.close()
    assert "codings:KC003" not in json.loads(coder_file.read_bytes())


def test_removing_what_is_not_there_changes_nothing(session: Session, history: History) -> None:
    before = history()
    assert "not applied" in session.remove(VACUUM)
    assert history() == before


def test_the_code_applied_last_is_removed_first(session: Session) -> None:
    session.apply(VACUUM)
    session.apply(CLOUT)
    session.remove_last()
    assert session.codes(session.here) == (VACUUM,)


def test_without_a_code_there_is_no_last(session: Session) -> None:
    assert "no code" in session.remove_last()


def test_nothing_applies_is_a_decision_and_goes_on(session: Session, at: At) -> None:
    assert "nothing applies" in session.nothing()
    assert session.is_decided(at("KC003:2"))
    assert session.codes(at("KC003:2")) == ()
    assert session.here == at("KC003:4")


def test_nothing_applies_is_refused_where_a_code_is(session: Session, at: At) -> None:
    session.apply(VACUUM)
    assert "has codes" in session.nothing()
    assert session.codes(at("KC003:2")) == (VACUUM,)
    assert session.here == at("KC003:2")


def test_nothing_applies_twice_is_written_once(session: Session, at: At, history: History) -> None:
    session.nothing()
    before = history()
    session.go(at("KC003:2"))
    session.nothing()
    assert history() == before


def test_repeating_applies_the_codes_of_the_segment_coded_last(session: Session) -> None:
    session.apply(VACUUM)
    session.apply(CLOUT)
    session.step(+1)
    assert "vacuum + clout" in session.repeat()
    assert session.codes(session.here) == (VACUUM, CLOUT)


def test_repeating_keeps_the_codes_that_are_there(session: Session, at: At) -> None:
    session.go(at("KC003:4"))
    session.apply(SHARED)
    session.go(at("KC003:2"))
    session.apply(VACUUM)
    session.go(at("KC003:4"))
    session.repeat()
    assert session.codes(session.here) == (SHARED, VACUUM)


def test_repeating_says_where_a_code_held_for_words_alone(session: Session) -> None:
    session.apply_span(VACUUM, (0, 5))
    session.apply(CLOUT)
    session.step(+1)
    assert session.repeat() == "+ vacuum + clout  applied to KC003:4 (vacuum: the whole of it)"
    assert session.entry(session.here).spans is None


def test_repeating_keeps_the_words_that_a_code_holds_for_here(session: Session, at: At) -> None:
    session.apply(CLOUT)
    session.go(at("KC003:4"))
    session.apply_span(VACUUM, (0, 5))
    session.go(at("KC003:2"))
    session.apply(SHARED)
    session.go(at("KC003:4"))
    session.repeat()
    assert session.codes(session.here) == (VACUUM, CLOUT, SHARED)
    assert session.spans(session.here) == {VACUUM: ((0, 5),)}


def test_codes_are_repeated_on_words_that_were_chosen(session: Session) -> None:
    session.apply(VACUUM)
    session.apply(CLOUT)
    session.step(+1)
    session.apply_span(CLOUT, (0, 5))
    session.undo()
    session.go(session.here)
    assert session.repeat_span((6, 10)) == "nothing new to repeat from KC003:4"
    session.step(-1)
    session.apply(SHARED)
    session.step(+1)
    assert session.repeat_span((0, 5)) == "+ vacuum + clout + shared  applied to words of KC003:4"
    assert session.repeat_span((4, 8)) == "+ vacuum + clout + shared  applied to words of KC003:4"
    assert session.spans(session.here) == dict.fromkeys([VACUUM, CLOUT, SHARED], ((0, 8),))
    session.undo()
    assert session.spans(session.here) == dict.fromkeys([VACUUM, CLOUT, SHARED], ((0, 5),))
    assert "nothing new" in session.repeat_span((1, 3))


def test_there_is_nothing_to_repeat_at_first(session: Session, history: History) -> None:
    assert "nothing to repeat" in session.repeat()
    assert history() == []


def test_a_memo_alone_leaves_the_segment_undecided(session: Session) -> None:
    session.write_memo("compare KC010")
    assert session.entry(session.here).memo == "compare KC010"
    assert not session.is_decided(session.here)


def test_a_flag_alone_leaves_the_segment_undecided(session: Session) -> None:
    session.flag()
    assert session.entry(session.here).flag
    assert not session.is_decided(session.here)


def test_a_flag_set_twice_is_off(session: Session) -> None:
    session.flag()
    assert "taken off" in session.flag()
    assert not session.entry(session.here).flag


@pytest.mark.parametrize("no_memo", ["", "  \n"], ids=repr)
def test_a_memo_emptied_is_gone(session: Session, no_memo: str) -> None:
    session.write_memo("compare KC010")
    assert "removed" in session.write_memo(no_memo)
    assert session.entry(session.here).memo is None


def test_a_memo_as_it_was_changes_nothing(session: Session, history: History) -> None:
    session.write_memo("compare KC010")
    before = history()
    assert "unchanged" in session.write_memo(" compare KC010 ")
    assert history() == before


def test_a_memo_of_broken_characters_is_kept(session: Session, opens: Opens) -> None:
    session.write_memo("caf\udce9")
    session.close()
    assert str(opens().entry(session.here).memo).startswith("caf")


def test_a_memo_stays_when_the_last_code_goes(session: Session) -> None:
    session.write_memo("why?")
    session.apply(VACUUM)
    session.remove(VACUUM)
    assert session.entry(session.here).memo == "why?"
    assert not session.is_decided(session.here)


def test_an_entry_says_which_text_it_was_decided_on(session: Session) -> None:
    session.apply(VACUUM)
    entry = session.entry(session.here)
    segment = session.material.segment(session.here)
    assert (entry.chars, entry.text) == (len(segment.text), segment.fingerprint)


def test_counts_follow_every_change(session: Session) -> None:
    session.apply(VACUUM)
    session.step(+1)
    session.apply(VACUUM)
    session.apply(CLOUT)
    session.remove(VACUUM)
    session.undo()
    assert +session.counts == {VACUUM: 2, CLOUT: 1}


def test_counts_are_the_same_after_a_restart(session: Session, opens: Opens) -> None:
    session.apply(VACUUM)
    session.step(+1)
    session.apply(CLOUT)
    session.close()
    assert opens().counts == +session.counts


# The codebook changes


def test_a_renamed_code_is_read_under_its_new_id(opens: Opens, builds: Builds, at: At) -> None:
    first = opens(builds(codes=(Code(CodeId("spread"), "Spread"),), sha256="old"))
    first.apply(CodeId("spread"))
    first.close()
    second = opens()
    assert second.codes(at("KC003:2")) == (SHARED,)
    assert second.counts == {SHARED: 1}


def test_two_codes_merged_into_one_count_once(opens: Opens, builds: Builds, at: At) -> None:
    codes = (Code(CodeId("spread"), "Spread"), Code(CodeId("spread-out"), "Spread out"))
    first = opens(builds(codes=codes, sha256="old"))
    first.apply(CodeId("spread"))
    first.apply(CodeId("spread-out"))
    first.close()
    second = opens()
    assert second.codes(at("KC003:2")) == (SHARED,)
    assert second.counts == {SHARED: 1}
    second.remove(SHARED)
    assert +second.counts == {}


def test_each_revision_of_the_codebook_has_its_own_name(
    opens: Opens, builds: Builds, coder_file: Path
) -> None:
    for sha256 in ("one", "two", "one", "three"):
        session = opens(builds(sha256=sha256))
        session.step(+1)
        session.flag()
        session.close()
    books = json.loads(coder_file.read_bytes())["books"]
    assert sorted(book["sha256"] for book in books.values()) == ["one", "three", "two"]


def test_a_revision_s_name_is_never_taken_twice(
    opens: Opens, builds: Builds, coder_file: Path
) -> None:
    book = {"name": "cb", "sha256": "theirs", "at": "", "codes": {}}
    coder_file.write_text(json.dumps({"books": {"b2": book}, "codings:KC003": {}}))
    session = opens(builds(sha256="ours"))
    session.apply(VACUUM)
    session.close()
    books = json.loads(coder_file.read_bytes())["books"]
    assert {found["sha256"] for found in books.values()} == {"theirs", "ours"}


# Finishing


def test_finishing_is_refused_while_segments_lie_ahead(session: Session, history: History) -> None:
    assert "3 segments of KC003 are still ahead" in session.finish()
    assert not session.is_finished
    assert history() == []


def test_a_single_segment_ahead_is_one(session: Session, at: At) -> None:
    session.turn_to(at("KC003:5"))
    assert session.finish() == "1 segment of KC003 is still ahead: read it first"


def test_finishing_decides_on_what_was_passed_over(session: Session, at: At) -> None:
    session.apply(VACUUM)
    at_the_end(session).finish()
    assert session.is_finished
    assert session.codes(at("KC003:2")) == (VACUUM,)
    passed = [at("KC003:4"), at("KC003:5"), at("KC003:6")]
    assert [session.entry(place).codes for place in passed] == [(), (), ()]


@pytest.mark.parametrize(
    ("decided", "told"),
    [
        (("KC003:2", "KC003:4", "KC003:5", "KC003:6"), ""),
        (("KC003:2", "KC003:4", "KC003:5"), "; 1 passed-over segment: nothing applies"),
        (("KC003:2", "KC003:4"), "; 2 passed-over segments: nothing applies"),
    ],
    ids=["none", "one", "two"],
)
def test_finishing_says_how_many_were_passed_over(
    session: Session, at: At, decided: tuple[str, ...], told: str
) -> None:
    for place in decided:
        session.turn_to(at(place))
        session.apply(VACUUM)
    assert at_the_end(session).finish() == f"KC003 is finished{told}"


def test_finishing_keeps_memo_and_flag(session: Session, at: At) -> None:
    session.write_memo("come back")
    session.flag()
    at_the_end(session).finish()
    entry = session.entry(at("KC003:2"))
    assert (entry.codes, entry.memo, entry.flag) == ((), "come back", True)


def test_finishing_one_transcript_leaves_the_others_open(session: Session, at: At) -> None:
    at_the_end(session).finish()
    session.go(at("KC010:2"))
    assert not session.is_finished


def test_finishing_twice_changes_nothing(session: Session, history: History) -> None:
    at_the_end(session).finish()
    before = history()
    session.finish()
    assert history() == before


def test_progress_counts_decided_passed_and_all(session: Session, at: At) -> None:
    session.apply(VACUUM)
    session.turn_to(at("KC003:5"))
    assert session.progress() == Progress(decided=1, passed=1, codable=4)


# Moving


def test_a_new_transcript_is_announced(session: Session, at: At) -> None:
    session.go(at("KC003:6"))
    assert session.step(+1) == "KC010 begins"
    assert session.step(-1) == "back in KC003"


def test_both_ends_are_told(session: Session, at: At) -> None:
    assert "first" in session.step(-1)
    session.go(at("KC010:4"))
    assert "last" in session.step(+1)


def test_a_place_that_is_none_is_told_and_one_stays(session: Session, at: At) -> None:
    assert "no segment '99'" in session.goto("99")
    assert session.here == at("KC003:2")


def test_the_next_segment_not_visited_is_found_across_transcripts(session: Session, at: At) -> None:
    at_the_end(session).finish()
    session.first()
    assert session.seek(+1) == ""
    assert session.here == at("KC010:2")


def test_a_memo_does_not_keep_a_segment_from_being_found(session: Session, at: At) -> None:
    session.go(at("KC003:4"))
    session.flag()
    session.first()
    session.seek(+1)
    assert session.here == at("KC003:4")


def test_when_all_is_visited_one_is_told(session: Session) -> None:
    assert "before this one" in session.seek(-1)


def test_text_is_found_and_the_search_goes_on(session: Session, at: At) -> None:
    session.find("kc010 SAYS")
    assert session.here == at("KC010:2")
    session.seek(+1)
    assert session.here == at("KC010:4")
    assert "1 of 2, from the first again" in session.seek(+1)
    assert session.here == at("KC010:2")
    assert "2 of 2, from the last again" in session.seek(-1)


def test_what_is_nowhere_is_said_to_be_nowhere(session: Session, at: At) -> None:
    assert "is nowhere in the transcripts" in session.find("zeppelin")
    assert session.here == at("KC003:2")


def test_within_a_filter_the_next_not_visited_is_one_of_it(session: Session, at: At) -> None:
    session.go(at("KC010:2"))
    session.flag()
    session.first()
    session.go(at("KC003:2"))
    session.filter_segments("f")
    session.seek(+1)
    assert session.here == at("KC010:2")
    assert session.seek(+1) == ("every segment after this one is visited among segments flagged")


def test_within_a_filter_hits_are_those_of_its_segments(session: Session, at: At) -> None:
    for place in ("KC003:4", "KC010:2"):
        session.go(at(place))
        session.flag()
    session.filter_segments("f")
    assert "1 of 2, from the first again" in session.find("says")
    assert session.here == at("KC003:4")
    assert "2 of 2;" in session.seek(+1)
    assert session.here == at("KC010:2")
    assert "1 of 2;" in session.seek(-1)
    session.filter_segments("c clout")
    assert session.find("says") == "'says' is nowhere among segments under clout"
    session.filter_segments("a")
    assert "of 6" in session.find("says")


def test_a_segment_that_no_longer_fits_the_filter_is_stepped_over(session: Session, at: At) -> None:
    session.filter_segments("n")
    session.go(at("KC003:4"))
    session.apply(VACUUM)
    session.step(-1)
    session.step(+1)
    assert session.here == at("KC003:5")


def test_a_change_in_a_finished_transcript_says_so(session: Session, at: At) -> None:
    session.turn_to(at("KC003:6"))
    session.finish()
    session.go(at("KC003:4"))
    assert session.apply(VACUUM).endswith("(KC003 is finished)")
    assert session.remove(VACUUM).endswith("(KC003 is finished)")


def test_what_was_submitted_is_not_changed(opens: Opens, coder_file: Path) -> None:
    frozen = {"participant": None, "codable": ["0002", "0004", "0005", "0006"], "state": "frozen"}
    entry = {"codes": ["vacuum"], "chars": 12, "text": "0", "book": "b1", "at": ""}
    coder_file.write_text(
        json.dumps({"transcripts": {"KC003": frozen}, "codings:KC003": {"0002": entry}}), "utf-8"
    )
    session = opens()
    for attempt in (session.flag, session.finish, lambda: session.apply(CLOUT)):
        with pytest.raises(FrozenError, match="KC003 was submitted"):
            attempt()
    assert session.codes(session.here) == (VACUUM,)


def test_an_ended_search_seeks_what_is_not_visited(session: Session, at: At) -> None:
    session.find("kc010")
    session.find("")
    session.first()
    session.seek(-1)
    assert session.here == at("KC003:6")


def test_codes_are_matched_by_name_and_definition(session: Session) -> None:
    assert session.matching("leadership")[0] == SHARED
    assert session.matching("nobody")[0] == VACUUM
    assert list(session.matching("")) == [VACUUM, CLOUT, SHARED]


def test_a_few_letters_find_names_and_not_whatever_definition_has_them(session: Session) -> None:
    assert list(session.matching("vcm")) == [VACUUM]
    assert list(session.matching("nbdy")) == []


# Another day


def test_a_session_resumes_where_the_coder_was(session: Session, opens: Opens, at: At) -> None:
    session.apply(VACUUM)
    session.go(at("KC010:2"))
    session.close()
    assert opens().here == at("KC010:2")


def test_a_killed_session_resumes_at_the_last_decision(
    session: Session, opens: Opens, crashes: Crashes, at: At
) -> None:
    session.go(at("KC003:5"))
    session.apply(VACUUM)
    session.go(at("KC010:4"))
    crashes(session)
    assert opens().here == at("KC003:5")


def test_a_session_resumes_after_a_finished_transcript(
    session: Session, opens: Opens, at: At
) -> None:
    session.go(at("KC010:4"))
    session.finish()
    session.close()
    assert opens().here == at("KC010:4")


def test_an_asked_place_comes_before_where_one_was(session: Session, opens: Opens, at: At) -> None:
    session.apply(VACUUM)
    session.close()
    assert opens(start=at("KC010:4")).here == at("KC010:4")


def test_what_was_passed_over_on_another_day_is_known(
    session: Session, opens: Opens, at: At
) -> None:
    session.turn_to(at("KC003:5"))
    session.apply(VACUUM)
    session.first()
    session.close()
    again = opens()
    assert list(again.passed_over()) == [at("KC003:2"), at("KC003:4")]
    assert again.ahead() == 1


def test_keys_are_remembered(opens: Opens, builds: Builds) -> None:
    session = opens()
    session.apply(VACUUM)
    session.close()
    grown = (Code(CodeId("attic"), "Attic"), *session.material.codebook.codes)
    again = opens(builds(codes=grown, sha256="grown"))
    before, after = session.keys.codes, again.keys.codes
    assert {code: after[code] for code in before} == before


def test_settling_in_one_place_writes_once(session: Session, history: History) -> None:
    session.settle()
    before = history()
    session.settle()
    assert history() == before


def test_a_session_that_only_looks_around_changes_no_decision(
    session: Session, opens: Opens, at: At
) -> None:
    session.go(at("KC010:2"))
    session.close()
    again = opens()
    assert not any(again.is_decided(place) for place in map(at, ["KC003:2", "KC010:2"]))


def test_a_status_says_how_far_one_is(session: Session, coder_file: Path) -> None:
    at_the_end(session).finish()
    session.close()
    status = json.loads(coder_file.read_bytes())["transcripts"]["KC003"]
    assert status["state"] == TranscriptState.FINISHED
    assert status["codable"] == ["0002", "0004", "0005", "0006"]


# Two sessions at once


def test_a_second_session_reads_what_the_first_decided(session: Session, opens: Opens) -> None:
    session.apply(VACUUM)
    second = opens()
    assert second.codes(session.here) == (VACUUM,)
    assert "process" in str(second.held_by)


@pytest.mark.parametrize(
    "act",
    [
        lambda session: session.apply(VACUUM),
        lambda session: session.remove(CLOUT),
        Session.nothing,
        Session.flag,
        lambda session: session.write_memo("x"),
        Session.undo,
    ],
    ids=["apply", "remove", "nothing", "flag", "memo", "undo"],
)
def test_a_session_that_only_reads_refuses_to_write(
    session: Session, opens: Opens, history: History, at: At, act: Callable[[Session], str]
) -> None:
    session.apply(CLOUT)
    before = history()
    second = opens()
    second.go(at("KC003:4") if act is Session.nothing else at("KC003:2"))
    with pytest.raises(HeldError, match="process"):
        act(second)
    assert history() == before


def test_a_session_that_only_reads_can_be_settled_and_closed(
    session: Session, opens: Opens, history: History
) -> None:
    session.apply(CLOUT)
    before = history()
    second = opens()
    second.step(+1)
    second.settle()
    second.close()
    assert history() == before


# What is beside a decision


def test_a_memo_or_a_flag_leaves_what_a_decision_was_made_on(
    session: Session, opens: Opens, builds: Builds
) -> None:
    session.apply(VACUUM)
    decided = session.entry(session.here)
    session.close()
    grown = (*session.material.codebook.codes, Code(CodeId("attic"), "Attic"))
    again = opens(builds(codes=grown, sha256="grown"))
    again.write_memo("a note")
    again.flag()
    noted = again.entry(again.here)
    assert (noted.book, noted.text, noted.chars) == (decided.book, decided.text, decided.chars)
    again.apply(CodeId("attic"))
    assert again.entry(again.here).book != decided.book


def test_undoing_a_finish_leaves_alone_what_else_is_known_by_then(
    session: Session, opens: Opens, builds: Builds, coder_file: Path
) -> None:
    at_the_end(session).finish()
    session.close()
    longer = opens(builds(KC003="IPIPPPP", KC010="IPIP"))
    longer.apply(VACUUM)
    longer.undo()
    longer.undo()
    longer.close()
    status = json.loads(coder_file.read_text())["transcripts"]["KC003"]
    assert (status["state"], len(status["codable"])) == ("open", 5)


def test_a_session_on_one_transcript_resumes_where_that_was_left(
    session: Session, opens: Opens, builds: Builds, at: At
) -> None:
    session.go(at("KC010:4"))
    session.settle()
    session.go(at("KC003:5"))
    session.close()
    assert opens(builds(KC010="IPIP")).here == at("KC010:4")


def test_a_copy_never_overwrites_a_file(session: Session, tmp_path: Path) -> None:
    session.apply(VACUUM)
    elsewhere = tmp_path / "stick"
    elsewhere.mkdir()
    assert session.write_copy(str(elsewhere)).startswith("written to")
    copy = (elsewhere / "ana.json").read_bytes()
    session.apply(CodeId("clout"))
    assert "is there already" in session.write_copy(str(elsewhere))
    assert (elsewhere / "ana.json").read_bytes() == copy


def test_a_copy_for_an_account_that_is_not_there_is_refused(session: Session) -> None:
    assert session.write_copy("~nobody-of-that-name/x").startswith("not written")


def test_a_search_ends_where_one_says_so(session: Session, at: At) -> None:
    session.find("says 5")
    assert session.end_search() != ""
    assert session.end_search() == ""
    session.first()
    session.seek(+1)
    assert session.here == at("KC003:4")


def test_a_code_holds_for_words_that_overlap_as_for_one_stretch(session: Session) -> None:
    session.apply_span(VACUUM, (0, 5))
    session.apply_span(VACUUM, (3, 9))
    assert session.entry(session.here).spans == {VACUUM: ((0, 9),)}


def test_words_within_those_that_have_the_code_change_nothing(
    session: Session, history: History
) -> None:
    session.apply_span(VACUUM, (0, 9))
    before = history()
    assert "already" in session.apply_span(VACUUM, (2, 5))
    assert history() == before
