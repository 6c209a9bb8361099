"""Speakers' labels are found in every common style, and nothing else is taken for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadcode_tui.model import SpeakerKind
from leadcode_tui.transcripts import default_id, read_transcript

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from leadcode_tui.transcripts import Reading

    Turns = Callable[..., list[tuple[str | None, str]]]

STYLES = {
    "capitals": ("INTERVIEWER: Who leads?\n\nKC010: We do.", "INTERVIEWER", "KC010"),
    "letters": ("I: Who leads?\n\nP: We do.", "I", "P"),
    "question and answer": ("Q: Who leads?\nA: We do.", "Q", "A"),
    "a space before the colon": (
        "Interviewer1 : Who leads?\n\nKC010 : We do.",
        "Interviewer1",
        "KC010",
    ),
    "names that recur": (
        "Ana Ruiz: Who leads?\nBen Okoro: We do.\nAna Ruiz: Who?\nBen Okoro: All.",
        "Ana Ruiz",
        "Ben Okoro",
    ),
    "lines without empty lines": ("INT: Who leads?\nP01: We do.", "INT", "P01"),
    "a time in brackets before": ("[00:00:12] I: Who leads?\n[00:00:15] P: We do.", "I", "P"),
    "a bare time before": ("00:12 I: Who leads?\n00:15 P: We do.", "I", "P"),
    "a time in round brackets": ("(00:00:12) I: Who leads?\n(00:00:15) P: We do.", "I", "P"),
    "a time after": (
        "S01: [00:00:12] Who leads?\n\nS02: [00:00:15] We do.\n\nS01: Ah.\n\nS02: Yes.",
        "S01",
        "S02",
    ),
    "a time between": ("I [00:12]: Who leads?\nP [00:15]: We do.", "I", "P"),
    "brackets": ("[id1] Who leads?\n\n[id2] We do.\n\n[id1] All?\n\n[id2] All.", "id1", "id2"),
    "a wide colon": (
        "访谈者\uff1aWho leads?\n受访者\uff1aWe do.\n访谈者\uff1aAll?\n受访者\uff1aYes.",
        "访谈者",
        "受访者",
    ),
    "nothing after the colon": ("I:\nWho leads?\n\nP:\nWe do.", "I", "P"),
    "no space after the colon": ("I:Who leads?\nP:We do.", "I", "P"),
    "lower case": (
        "interviewer: Who leads?\nparticipant 2: We do.",
        "interviewer",
        "participant 2",
    ),
    "a title": ("Dr. Hall: Who leads?\nP: We do.\nDr. Hall: All?\nP: Yes.", "Dr. Hall", "P"),
    "a mark before": ("[Q9] I: Who leads?\nP: We do.", "I", "P"),
}


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_a_label_is_found(style: tuple[str, str, str], turns: Turns) -> None:
    text, first, second = style
    found = turns(text)
    assert [speaker for speaker, _ in found[:2]] == [first, second]
    assert found[0][1].endswith("Who leads?")
    assert found[1][1] == "We do."


@pytest.mark.parametrize(
    "style", [name for name in STYLES if name.startswith(("a time", "a bare"))]
)
def test_a_time_at_a_label_is_the_start(style: str, read: Callable[..., Reading]) -> None:
    segments = read(STYLES[style][0]).transcript.segments
    assert [segment.start for segment in segments[:2]] == [12.0, 15.0]


@pytest.mark.parametrize(
    "line",
    [
        "Note: bring the form",
        "They said one thing: wait",
        "Because: nobody asked",
        "10:30 was the meeting",
        "https://example.org is the page",
        "The point: it failed. The point: it failed again",
        "Really? Yes: really",
        "[laughs] Yes",
    ],
)
def test_a_line_of_a_turn_is_no_label(line: str, turns: Turns) -> None:
    text = f"I: Who leads?\nP: We do.\n{line}\nI: All?\nP: Yes."
    assert turns(text)[1] == ("P", f"We do. {line}")


def test_a_note_that_recurs_is_no_speaker(turns: Turns) -> None:
    text = "I: Who?\nP: We.\nNote: a form.\nI: All?\nP: Yes.\nNote: another."
    assert {speaker for speaker, _ in turns(text)} == {"I", "P"}


def test_paragraphs_without_a_label_go_on_for_the_speaker_before(turns: Turns) -> None:
    text = "I: Who leads?\n\nP: We do.\n\nAll of us,\nevery day.\n\nI: Good."
    assert turns(text)[1] == ("P", "We do.\nAll of us, every day.")


def test_turns_of_one_speaker_that_follow_each_other_are_one(turns: Turns) -> None:
    assert turns("I: Who?\n\nP: We.\n\nP: All of us.")[1] == ("P", "We.\nAll of us.")


def test_a_header_is_context_and_no_speaker(turns: Turns) -> None:
    text = (
        "Title: Ward talk\nInterviewer: Ana\nParticipant: KC010\nDate: 3 May\n\n"
        "I: Who leads?\nP: We do."
    )
    assert turns(text) == [
        (None, "Title: Ward talk Interviewer: Ana Participant: KC010 Date: 3 May"),
        ("I", "Who leads?"),
        ("P", "We do."),
    ]


def test_a_header_with_a_speakers_word_below_a_date_is_context(turns: Turns) -> None:
    text = (
        "Interview 4\nDate: 3 May\nParticipant: manager\n\nLanguage: English\n\n"
        "Interviewer: Who?\n\nManager: We.\n\nInterviewer: All?\n\nManager: Yes."
    )
    found = turns(text)
    assert [speaker for speaker, _ in found[:3]] == [None, None, "Interviewer"]
    assert found[0] == (None, "Interview 4 Date: 3 May Participant: manager")


def test_a_letter_is_a_speaker_among_others(turns: Turns) -> None:
    assert turns("I: Who?\nG: We.") == [("I", "Who?"), ("G", "We.")]


def test_a_list_of_who_takes_part_is_context(turns: Turns) -> None:
    text = "Interviewer: Ana\nParticipant: KC010\n\nI: Who?\nP: We.\nI: All?\nP: Yes."
    assert [speaker for speaker, _ in turns(text)] == [None, "I", "P", "I", "P"]


@pytest.mark.parametrize(
    "top",
    [
        "Interview with KC01\n\nDate: 3 May\n\nInterviewer: Ana Reed",
        "Date: 3 May\n\nInterviewer: Ana Reed\n\nInterviewee: a manager",
        "Ward talk\n\nInterviewer: Ana Reed\n\nParticipant: KC01",
        "Interviewerin: Ana Reed\n\nBefragter: KC01",
    ],
)
def test_who_takes_part_in_paragraphs_of_their_own_is_context(top: str, turns: Turns) -> None:
    found = turns(f"{top}\n\nAR: Who?\n\nKC01: We.\n\nAR: All?\n\nKC01: Yes.")
    assert [speaker for speaker, _ in found if speaker is not None] == ["AR", "KC01", "AR", "KC01"]
    assert " ".join(words for speaker, words in found if speaker is None).split() == top.split()


@pytest.mark.parametrize(
    ("header", "label"),
    [
        ("Interviewer: Ana Reed", "AR"),
        ("Interviewer: Dr. Ana Reed", "Reed"),
        ("Interviewerin: Bo Ek und Ana Reed", "Ana"),
        ("Moderator: Ana Reed, Bo Ek", "Ana Reed"),
    ],
)
def test_who_asks_is_known_from_the_header(
    header: str, label: str, read: Callable[..., Reading]
) -> None:
    text = f"Date: 3 May\n{header}\n\n{label}: Who?\n\nKC01: We.\n\n{label}: All?\n\nKC01: Yes."
    speakers = read(text).transcript.speakers
    assert {name: who.kind for name, who in speakers.items()} == {
        label: SpeakerKind.INTERVIEWER,
        "KC01": SpeakerKind.PARTICIPANT,
    }


def test_a_participant_of_the_study_asks_in_no_header(read: Callable[..., Reading]) -> None:
    text = "Date: 3 May\nInterviewer: Karl Cox\n\nKC: We.\n\nI: All?\n\nKC: Yes."
    speakers = read(text, participants=["KC"]).transcript.speakers
    assert speakers["KC"].kind is SpeakerKind.PARTICIPANT


def test_short_turns_before_a_note_are_no_header(turns: Turns) -> None:
    text = "I: Tell me.\nP: We lead.\nNote: a form.\nI: Go on.\nP: All of us."
    assert [speaker for speaker, _ in turns(text)] == ["I", "P", "I", "P"]


def test_an_opening_turn_is_no_list_of_who_takes_part(turns: Turns) -> None:
    text = "Interviewer: Hello\n\nI: Who?\n\nP: We."
    assert [speaker for speaker, _ in turns(text)] == ["Interviewer", "I", "P"]


def test_what_stands_before_the_first_label_is_context(turns: Turns) -> None:
    assert turns("(12 seconds of noise)\n\nI: Who?\nP: We.")[0] == (None, "(12 seconds of noise)")


def test_a_name_in_full_is_the_speaker_with_its_initials(read: Callable[..., Reading]) -> None:
    reading = read("Ana Ruiz: Hello.\nBO: Hi.\nAR: Who leads?\nBO: We do.\nAR: All?\nBO: Yes.")
    assert set(reading.transcript.speakers) == {"AR", "BO"}
    assert any("Ana Ruiz is taken for AR" in notice for notice in reading.notices)


def test_two_spellings_of_a_label_are_one_speaker(turns: Turns) -> None:
    found = turns("Interviewer: Who?\nP1: We.\nINTERVIEWER: All?\nP1: Yes.")
    assert [speaker for speaker, _ in found] == ["Interviewer", "P1", "Interviewer", "P1"]


def test_without_labels_each_paragraph_is_the_participants(turns: Turns) -> None:
    assert turns("We lead,\nall of us.\n\nNobody else.") == [
        ("T1", "We lead, all of us."),
        ("T1", "Nobody else."),
    ]


def test_without_labels_and_empty_lines_each_line_is_the_participants(turns: Turns) -> None:
    assert turns("we lead all\nof us") == [("T1", "we lead all"), ("T1", "of us")]


def test_lines_that_begin_with_a_time_start_then(read: Callable[..., Reading]) -> None:
    segments = read("[00:01] We lead.\nAll.\n[00:05] Nobody else.").transcript.segments
    assert [(s.start, s.text) for s in segments] == [(1.0, "We lead. All."), (5.0, "Nobody else.")]


def test_paragraphs_that_all_begin_with_a_time_start_then(read: Callable[..., Reading]) -> None:
    segments = read("00:12 We lead.\n\n01:02:03 Nobody else.").transcript.segments
    assert [(s.start, s.text) for s in segments] == [(12.0, "We lead."), (3723.0, "Nobody else.")]


def test_where_one_person_speaks_paragraphs_are_segments(turns: Turns) -> None:
    assert turns("Participant: We lead.\n\nAll of us.") == [
        ("Participant", "We lead."),
        ("Participant", "All of us."),
    ]


def test_times_within_a_turn_are_no_words(read: Callable[..., Reading]) -> None:
    reading = read("I: Who [00:01:02] leads?\nP: We [01:05] do.")
    assert [segment.text for segment in reading.transcript.segments] == ["Who leads?", "We do."]
    assert "times within turns are left out (2)" in reading.notices


@pytest.mark.parametrize(
    "label",
    ["I", "INT", "Interviewer", "Interviewer 2", "INT1", "Q", "Interviewer*in", "Enquêtrice",
     "Entrevistador(a)", "Moderator"],
)  # fmt: skip
def test_a_word_for_who_asks_is_an_interviewer(label: str, read: Callable[..., Reading]) -> None:
    speakers = read(f"{label}: Who?\nKC010: We.\n{label}: All?\nKC010: Yes.").transcript.speakers
    assert {name: who.kind.value for name, who in speakers.items()} == {
        label: "interviewer",
        "KC010": "participant",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("I: Who?\nKC011: We.", {"KC011": "KC011"}, id="an id of the study"),
        pytest.param("I: Who?\nkc011: We.", {"kc011": "KC011"}, id="an id in another case"),
        pytest.param("I: Who?\nP: We.", {"P": "T1"}, id="the only one who answers"),
        pytest.param("I: Who?\nP1: We.\nP2: I.", {"P1": "P1", "P2": "P2"}, id="several"),
    ],
)
def test_who_answers_is_a_participant(
    text: str, expected: dict[str, str], read: Callable[..., Reading], schedule: dict[str, Any]
) -> None:
    speakers = read(text, **schedule).transcript.speakers
    assert {
        label: who.participant for label, who in speakers.items() if who.participant
    } == expected


def test_interviewers_are_who_the_command_line_names(read: Callable[..., Reading]) -> None:
    text = "E: ¿Quién?\nG: Todos.\nE: ¿Todos?\nG: Sí."
    assert any("--interviewer" in notice for notice in read(text).notices)
    named = read(text, interviewers=("e",))
    assert named.transcript.speakers["E"].participant is None
    assert named.transcript.speakers["G"].participant == "T1"
    assert not any("--interviewer" in notice for notice in named.notices)


def test_who_may_be_the_one_who_asks_is_named_where_the_others_answer(
    read: Callable[..., Reading],
) -> None:
    talk = "Dan: Who?\n\nParticipant: We.\n\nDan: Oh.\n\nParticipant: Yes."
    assert any('--interviewer "Dan", if it is them' in notice for notice in read(talk).notices)
    two = talk.replace("Participant", "Ana")
    assert any("--interviewer NAME" in notice for notice in read(two).notices)


def test_an_interviewer_is_named_without_what_stands_in_brackets(
    read: Callable[..., Reading],
) -> None:
    ana = "REED, Ana (SOME TRUST)"
    text = f"{ana}  0:01\nWho?\n\nMary  0:02\nWe.\n\n{ana}  0:03\nYes."
    speakers = read(text, interviewers=("Reed, Ana",)).transcript.speakers
    assert speakers[ana].participant is None
    assert speakers["Mary"].participant == "T1"


@pytest.mark.parametrize("label", ["Speaker 2", "Participant", "SPEAKER_01", "Unknown Speaker"])
def test_who_is_labelled_as_anybody_is_a_participant_of_this_transcript_alone(
    label: str, read: Callable[..., Reading]
) -> None:
    text = f"Ana: Who?\n\n{label}: We.\n\nAna: Who else?\n\n{label}: They."
    speakers = read(text).transcript.speakers
    assert speakers[label].participant == f"T1-{label.replace(' ', '-')}"
    listed = read(text, participants=(label,)).transcript.speakers
    assert listed[label].participant == label


@pytest.mark.parametrize("name", ["INT01", "Q1", "I5", "Researcher-2", "Interviewer"])
def test_where_nothing_is_labelled_the_only_speaker_answers(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.txt"
    path.write_text("We lead.\n\nAll of us do.\n", encoding="utf-8")
    transcript = read_transcript(path, transcript_id=default_id(path)).transcript
    assert {label: who.participant for label, who in transcript.speakers.items()} == {name: name}


def test_an_interviewer_who_is_called_as_the_file_asks_where_others_answer(tmp_path: Path) -> None:
    path = tmp_path / "INT01.txt"
    path.write_text("INT01: Who?\n\nP: We.\n", encoding="utf-8")
    speakers = read_transcript(path, transcript_id=default_id(path)).transcript.speakers
    assert speakers["INT01"].participant is None
    assert speakers["P"].participant == "INT01"
