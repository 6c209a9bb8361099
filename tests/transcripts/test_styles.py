"""Labels of recorders, of other languages, and of typists with habits of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadcode_tui.model import QuestionId, SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadcode_tui.transcripts import Reading

    Turns = Callable[..., list[tuple[str | None, str]]]

#: Who asks and who answers, as typists write it.
LANGUAGES = {
    "English": ("Interviewer", "Respondent"),
    "English, moderator": ("MODERATOR", "P1"),
    "German": ("Interviewerin", "Befragter"),
    "German, both genders": ("Interviewer*in", "Teilnehmer:in".replace(":", "/-")),
    "German, letters": ("I", "B"),
    "French": ("Enquêtrice", "Enquêté"),
    "French, both genders": ("Chercheur·euse", "Répondant·e"),
    "Spanish": ("Entrevistadora", "Entrevistado"),
    "Spanish, both genders": ("Entrevistador(a)", "Entrevistado(a)"),
    "Spanish, questions": ("PREGUNTA", "RESPUESTA"),
    "Dutch": ("Vraag", "Antwoord"),
    "Dutch, interviewer": ("Onderzoeker", "Geïnterviewde"),
    "Italian": ("Intervistatrice", "Intervistato"),
    "Portuguese": ("Pesquisadora", "Participante"),
    "Swedish": ("Intervjuare", "Deltagare"),
    "Danish": ("Interviewer", "Informant"),
    "Polish": ("Pytanie", "Odpowiedź"),
    "Finnish": ("Haastattelija", "Haastateltava"),
    "Russian": ("Интервьюер", "Респондент"),
    "with a number": ("Interviewer 2", "Participant 14"),
}


@pytest.mark.parametrize("labels", LANGUAGES.values(), ids=LANGUAGES)
def test_who_asks_and_who_answers_are_told_apart(
    labels: tuple[str, str], read: Callable[..., Reading]
) -> None:
    asks, answers = labels
    transcript = read(f"{asks}: Who leads?\n\n{answers}: We do.").transcript
    assert [(s.speaker, s.text) for s in transcript.segments] == [
        (asks, "Who leads?"),
        (answers, "We do."),
    ]
    assert transcript.speakers[asks].kind is SpeakerKind.INTERVIEWER
    assert transcript.speakers[answers].kind is SpeakerKind.PARTICIPANT


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("INT\tWho leads?\nP01\tWe do.\nINT\tGood.", id="tab"),
        pytest.param("INT - Who leads?\n\nP01 - We do.\n\nINT - Good.", id="hyphen"),
        pytest.param("INT \u2013 Who leads?\nP01 \u2013 We do.\nINT \u2013 Good.", id="dash"),
        pytest.param("[INT] Who leads?\n[P01] We do.\n[INT] Good.\n[P01]", id="brackets"),
        pytest.param("INT  0:01\nWho leads?\nP01  0:05\nWe do.\nINT  0:09\nGood.", id="time"),
        pytest.param("00:01 INT\nWho leads?\n00:05 P01\nWe do.\n00:09 INT\nGood.", id="time first"),
        pytest.param(
            "INT (00:01)\nWho leads?\nP01 (00:05)\nWe do.\nINT (00:09)\nGood.", id="(time)"
        ),
        pytest.param(
            "INT [00:01] Who leads?\n\nP01 [00:05] We do.\n\nINT [00:09] Good.", id="Trint"
        ),
        pytest.param(
            "[00:01] - INT\nWho leads?\n[00:05] - P01\nWe do.\n[00:09] - INT\nGood.",
            id="time - name",
        ),
        pytest.param("INT:\nWho\nleads?\n\nP01:\nWe\ndo.\n\nINT:\nGood.", id="wrapped"),
        pytest.param("INT | Who leads?\nP01 | We do.\nINT | Good.", id="bar"),
        pytest.param("INT> Who leads?\nP01> We do.\nINT> Good.", id="angle bracket"),
        pytest.param("INT\n0:01\nWho leads?\nP01\n0:05\nWe do.\nINT\n0:09\nGood.", id="copied"),
        pytest.param("\u2022 INT: Who leads?\n\u2022 P01: We do.\n\u2022 INT: Good.", id="bullet"),
        pytest.param("\ufeffINT:Who leads?\r\n\r\nP01:We do.\r\n\r\nINT:Good.", id="CRLF and mark"),
        pytest.param("INT:\xa0Who leads?\rP01:\xa0We do.\rINT:\xa0Good.", id="CR and NBSP"),
    ],
)
def test_labels_in_other_places_are_found(text: str, turns: Turns) -> None:
    assert turns(text) == [("INT", "Who leads?"), ("P01", "We do."), ("INT", "Good.")]


#: Names as programs for meetings show them.
SHOWN = {
    "surname first": ("Reed, Ana", "Poole, Mary"),
    "employer": ("REED, Ana (ROYAL HOSPITALS OF NOWHERE AND ELSEWHERE NHS TRUST)", "Mary Poole"),
    "guest": ("Ana Reed", "Mary Poole (Guest)"),
    "pronouns": ("Ana Reed (she/her)", "Mary Poole"),
    "account": ("ana.reed@example.org", "Mary Poole"),
    "telephone": ("Ana Reed", "+44 7700 900123"),
}


@pytest.mark.parametrize("names", SHOWN.values(), ids=SHOWN)
@pytest.mark.parametrize(
    ("line", "suffix"),
    [("{}   0:0{}\n{}", ".txt"), ("{}\n0:0{}\n{}", ".txt"), ("0:0{1} {0}\n{2}", ".txt")],
    ids=["Teams", "copied from a page", "time first"],
)
def test_names_are_labels_as_programs_for_meetings_show_them(
    names: tuple[str, str], line: str, suffix: str, turns: Turns
) -> None:
    said = [(names[0], "Who leads?"), (names[1], "We do."), (names[0], "And?"), (names[1], "We.")]
    text = "\n\n".join(line.format(who, at, words) for at, (who, words) in enumerate(said))
    assert turns(text, f"T1{suffix}") == said


@pytest.mark.parametrize("who", ["iPad of Ben", "ben", "REED, Ana (SOME NHS TRUST)"])
def test_in_cues_that_all_have_one_any_name_is_a_label(who: str, turns: Turns) -> None:
    said = [("Ana", "Who leads?"), (who, "We do,"), (who, "I said: we."), ("Ana", "Good.")]
    cues = "\n\n".join(
        f"00:0{at}.000 --> 00:0{at}.900\n{name}: {words}" for at, (name, words) in enumerate(said)
    )
    assert turns(f"WEBVTT\n\n{cues}\n", "T1.vtt") == [
        ("Ana", "Who leads?"),
        (who, "We do, I said: we."),
        ("Ana", "Good."),
    ]


def test_a_name_in_small_letters_is_a_label_where_every_line_has_one(turns: Turns) -> None:
    text = "int: who leads?\n\nmary: we do.\n\nint: all?\n\nmary: one thing: they try."
    assert turns(text) == [
        ("int", "who leads?"),
        ("mary", "we do."),
        ("int", "all?"),
        ("mary", "one thing: they try."),
    ]


def test_how_somebody_says_it_is_words_and_no_other_speaker(turns: Turns) -> None:
    text = "INT: Who leads?\n\nP1 (laughing): We do.\n\nINT (to both): And?\n\nP1: We."
    assert turns(text) == [
        ("INT", "Who leads?"),
        ("P1", "(laughing) We do."),
        ("INT", "(to both) And?"),
        ("P1", "We."),
    ]


@pytest.mark.parametrize("behind", [" ", "\n", "\n\n"], ids=["words", "line", "paragraph"])
@pytest.mark.parametrize("mark", ["**", "__"])
def test_names_in_bold_in_markdown_are_labels_when_two_recur(
    behind: str, mark: str, turns: Turns
) -> None:
    said = [("Ana Reed", "Who leads?"), ("Mary", "We do."), ("Ana Reed", "And?"), ("Mary", "We.")]
    text = "\n\n".join(f"{mark}{who}{mark}{behind}{words}" for who, words in said)
    assert turns(text, "T1.md") == said
    once = turns("**Nobody** says so.\n\n**Nobody** does.", "T1.md")
    assert [speaker for speaker, _ in once] == ["T1", "T1"]


def test_what_meet_says_below_is_no_words(turns: Turns) -> None:
    text = (
        "Ana: Who leads?\n\nMary: We do.\n\nAna: And?\n\nMary: We.\n\nThis editable transcript was "
        "computer generated and might contain errors. People can also change the text."
    )
    assert turns(text)[-1] == ("Mary", "We.")


def test_what_teams_notes_of_itself_is_no_words(turns: Turns) -> None:
    text = (
        "Ana Reed started transcription\n\nAna Reed   0:01\nWho leads?\n\nMary Poole   0:04\n"
        "We do, until she stopped transcription\n\nAna Reed   0:09\nGood.\n\n"
        "Ana Reed stopped transcription\n"
    )
    assert turns(text) == [
        ("Ana Reed", "Who leads?"),
        ("Mary Poole", "We do, until she stopped transcription"),
        ("Ana Reed", "Good."),
    ]


def test_names_before_tabs_are_labels_when_two_recur(turns: Turns) -> None:
    text = "Ana\tWho leads?\n\nMary\tWe do.\n\nMore than one.\n\nAna\tAnd?\n\nMary\tWe."
    assert [speaker for speaker, _ in turns(text)] == ["Ana", "Mary", "Ana", "Mary"]
    rows = "Monday\tnine\n\nTuesday\tten\n\nMonday\televen\n\nso it goes"
    assert {speaker for speaker, _ in turns(rows)} == {"T1"}


def test_letters_with_full_stops_that_recur_are_labels(turns: Turns) -> None:
    text = "Q. Who leads?\n\nA. We do. All of us.\n\nQ. Why?\n\nA. Nobody knows."
    assert turns(text) == [
        ("Q", "Who leads?"),
        ("A", "We do. All of us."),
        ("Q", "Why?"),
        ("A", "Nobody knows."),
    ]
    listed = "A. the ward\n\nB. the board\n\nC. the matron"
    assert {speaker for speaker, _ in turns(listed)} == {"T1"}


def test_a_name_with_a_time_before_its_colon_is_a_label_even_once(turns: Turns) -> None:
    text = "Ana Ruiz (00:03):\nWho leads?\n\nBen Ox (00:08):\nWe do.\n\nAna Ruiz (00:12):\nGood."
    assert turns(text) == [("Ana Ruiz", "Who leads?"), ("Ben Ox", "We do."), ("Ana Ruiz", "Good.")]


def test_a_time_below_a_label_is_the_start(read: Callable[..., Reading]) -> None:
    text = "Interviewer\n[0:00:01.0]\nWho?\n\nParticipant\n[0:00:04.0]\nWe.\n"
    segments = read(text).transcript.segments
    assert [(s.speaker, s.text, s.start) for s in segments] == [
        ("Interviewer", "Who?", 1.0),
        ("Participant", "We.", 4.0),
    ]


def test_words_for_speakers_alone_on_their_lines_are_labels(turns: Turns) -> None:
    text = "INTERVIEWER\nWho leads?\n\nPARTICIPANT\nWe do.\nAll of us.\n\nINTERVIEWER\nGood."
    assert turns(text) == [
        ("INTERVIEWER", "Who leads?"),
        ("PARTICIPANT", "We do. All of us."),
        ("INTERVIEWER", "Good."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("We met at 10:30\nand left at 11:00\nor so - I think - at noon.", id="times"),
        pytest.param("The ward - as ever - was full.\n\nSo - we left.", id="dashes"),
        pytest.param("[laughs] So we left.\n\n[laughs] And so on.", id="notes in brackets"),
        pytest.param("Well, yes\n\nAnswer\n\nNo", id="a known word once"),
    ],
)
def test_what_only_looks_like_a_label_is_words(text: str, turns: Turns) -> None:
    found = turns(text)
    assert {speaker for speaker, _ in found} == {"T1"}
    assert " ".join(words for _, words in found).split() == text.split()


def test_more_labels_with_colons_than_with_times_are_the_labels(turns: Turns) -> None:
    text = "I: Who?\nP: We met at\nRoom 4  10:30\nI: And?\nP: At\nRoom 4  11:30\nI: Good."
    assert {speaker for speaker, _ in turns(text)} == {"I", "P"}


def test_where_only_the_interviewer_is_labelled_the_rest_is_the_participants(
    read: Callable[..., Reading],
) -> None:
    text = "Hello, I have logged in.\n\nMODERATOR: Who leads?\n\nWe do.\n\nAll of us."
    reading = read(text)
    assert [(s.speaker, s.text) for s in reading.transcript.segments] == [
        ("T1", "Hello, I have logged in."),
        ("MODERATOR", "Who leads?"),
        ("T1", "We do."),
        ("T1", "All of us."),
    ]
    assert reading.transcript.participant == "T1"
    assert any("only MODERATOR is labelled" in notice for notice in reading.notices)


def test_the_times_that_f4_writes_behind_the_words_are_left_out(
    read: Callable[..., Reading],
) -> None:
    reading = read("I: Wer? #00:00:02-1#\n\nB: Wir. #00:00:05-9#\n\nI: Gut. #00:00:07-0#")
    assert [s.text for s in reading.transcript.segments] == ["Wer?", "Wir.", "Gut."]
    assert [s.end for s in reading.transcript.segments] == [2.0, 5.0, 7.0]
    assert any("times within turns are left out (3)" in notice for notice in reading.notices)


@pytest.mark.parametrize(
    "question",
    ["**Q3:** Who leads?", "**Q3: Who leads?**", "__Q3.__ Who leads?", "**[Q3]** Who leads?"],
)
def test_a_question_in_bold_is_no_speaker(question: str, read: Callable[..., Reading]) -> None:
    text = f"{question}\n\n**INT:** So?\n\n**P1:** We do.\n\n" * 2
    transcript = read(text, "T1.md", questions=[QuestionId("Q3")]).transcript
    assert set(transcript.speakers) == {"INT", "P1"}
    assert all(segment.questions == ("Q3",) for segment in transcript.segments)
    assert "**" not in " ".join(segment.text for segment in transcript.segments)


def test_ligatures_and_soft_hyphens_do_not_keep_words_apart(turns: Turns) -> None:
    assert turns("I: o\ufb03ce\nP: lea\xadder\u202fship \ufb01ne") == [
        ("I", "office"),
        ("P", "leader ship fine"),
    ]


def test_a_label_in_bold_in_a_list_of_markdown_is_one(turns: Turns) -> None:
    text = "- **INT:** Who leads?\n- **P1:** We do.\n\n> **INT:** Good."
    assert turns(text, "T1.md") == [("INT", "Who leads?"), ("P1", "We do."), ("INT", "Good.")]
