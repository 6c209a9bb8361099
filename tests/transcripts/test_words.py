"""Words in, words out: whatever was said comes out of every format as it went in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transcripts import offices

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from leadcode_tui.transcripts import Reading

    Talk = Sequence[tuple[str, str]]
    Write = Callable[[Talk], str | bytes]

PLAIN = "abcXYZ019.,?!'"
WESTERN = PLAIN + "äéñßø\u2019\u201c\u201d\u2013()/%&"
ANY = WESTERN + 'жλאم漢字ก한\U0001f600\u200d<>{}\\"*_#|^~=+@$;'
TYPED = ANY.replace(";", "")  # no entity of HTML by chance, which is read as a character


def talks(letters: str) -> st.SearchStrategy[Talk]:
    """Return talks in which two people speak in turn."""
    word = st.text(st.sampled_from(letters), min_size=1, max_size=9)
    turns = st.lists(
        st.lists(word, min_size=1, max_size=12).map(" ".join), min_size=4, max_size=7
    ).filter(lambda texts: len(texts) % 2 == 0)
    return turns.map(lambda texts: tuple(zip(("INT", "KC010") * 4, texts, strict=False)))


def lines(talk: Talk) -> list[str]:
    return [f"{who}: {words}" for who, words in talk]


def rows(talk: Talk) -> list[list[str]]:
    return [["speaker", "text"], *map(list, talk)]


def cues(talk: Talk) -> str:
    return "\n\n".join(
        f"00:0{n}.000 --> 00:0{n}.900\n<v {who}>{words}" for n, (who, words) in enumerate(talk)
    )


def subrip(talk: Talk) -> str:
    return "\n\n".join(
        f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{who}: {words}"
        for n, (who, words) in enumerate(talk, start=1)
    )


def textgrid(talk: Talk) -> str:
    """Return a tier for each of the two, with a quote in the words written twice."""
    tiers = []
    for speaker in ("INT", "KC010"):
        said = [(n, words) for n, (who, words) in enumerate(talk) if who == speaker]
        quoted = (f'{n} {n + 1} "{words.replace(chr(34), chr(34) * 2)}"' for n, words in said)
        tiers.append(f'"IntervalTier" "{speaker}" 0 9 {len(said)} ' + " ".join(quoted))
    return '"ooTextFile" "TextGrid" 0 9 <exists> 2 ' + " ".join(tiers)


def transcribed(talk: Talk) -> bytes:
    """Return what Transcribe of Word writes."""
    said = (part for n, (who, words) in enumerate(talk) for part in (f"00:00:0{n} {who}", words))
    return offices.docx("Audio file", "talk.wav", "Transcript", *said)


def met(talk: Talk) -> bytes:
    """Return what Teams writes: name and time, then the words in a paragraph of their own."""
    said = (part for n, (who, words) in enumerate(talk) for part in (f"{who}   0:0{n}", words))
    return offices.docx("Ward talk", "3 May 2026, 10:00", *said)


def met_before(talk: Talk) -> bytes:
    """Return what Teams wrote: a stretch of time, the name, and the words in one paragraph."""
    return offices.docx(
        *(f"0:0:{n}.0 --> 0:0:{n}.9\n{who}\n{words}" for n, (who, words) in enumerate(talk))
    )


def overheard(talk: Talk) -> bytes:
    """Return what Otter writes, signed."""
    said = (f"{who}  0:0{n}  \n{words}" for n, (who, words) in enumerate(talk))
    return offices.docx(*said, "Transcribed by https://otter.ai")


def told_apart(talk: Talk) -> str:
    """Return what WhisperX writes: each word with its speaker, and all of them again at the end."""
    segments = [
        {"start": n, "end": n + 1, "speaker": who, "text": f" {words}"}
        | {"words": [{"word": word, "speaker": who, "score": 0.9} for word in words.split()]}
        for n, (who, words) in enumerate(talk)
    ]
    every = [word for segment in segments for word in segment["words"]]  # type: ignore[attr-defined]
    return json.dumps({"segments": segments, "word_segments": every})


WAYS: dict[str, tuple[str, str, Write]] = {
    "txt": (TYPED, "T1.txt", lambda talk: "\n\n".join(lines(talk))),
    "txt, UTF-16": (
        TYPED,
        "T1.txt",
        lambda talk: "\r\n".join(lines(talk)).encode("utf-16"),
    ),
    "md": (PLAIN, "T1.md", lambda talk: "\n\n".join(f"**{w}:** {said}" for w, said in talk)),
    "vtt": (WESTERN.replace("&", ""), "T1.vtt", lambda talk: "WEBVTT\n\n" + cues(talk)),
    "docx": (ANY, "T1.docx", lambda talk: offices.docx(*lines(talk))),
    "srt": (WESTERN.replace("&", ""), "T1.srt", subrip),
    "TextGrid": (ANY, "T1.TextGrid", textgrid),
    "docx, Transcribe of Word": (ANY, "T1.docx", transcribed),
    "docx, Teams": (ANY, "T1.docx", met),
    "docx, older Teams": (ANY, "T1.docx", met_before),
    "docx, Otter": (ANY, "T1.docx", overheard),
    "docx, table": (ANY, "T1.docx", lambda talk: offices.docx(offices.word_table(rows(talk)))),
    "odt": (ANY, "T1.odt", lambda talk: offices.odt(*lines(talk))),
    "odt, table": (ANY, "T1.odt", lambda talk: offices.odt(offices.open_table(rows(talk)))),
    "rtf": (ANY, "T1.rtf", lambda talk: offices.rtf(*lines(talk))),
    "html": (ANY, "T1.html", lambda talk: offices.page(*lines(talk))),
    "html, windows-1252": (
        WESTERN,
        "T1.htm",
        lambda talk: offices.page(*lines(talk), head="<meta charset=windows-1252>").encode(
            "cp1252"
        ),
    ),
    "pdf": (WESTERN, "T1.pdf", lambda talk: offices.pdf(lines(talk))),
    "csv": (ANY, "T1.csv", lambda talk: offices.table_text(rows(talk))),
    "csv, semicolons": (ANY, "T1.csv", lambda talk: offices.table_text(rows(talk), ";")),
    "tsv": (ANY, "T1.tsv", lambda talk: offices.table_text(rows(talk), "\t")),
    "xlsx": (ANY, "T1.xlsx", lambda talk: offices.xlsx(rows(talk))),
    "ods": (ANY, "T1.ods", lambda talk: offices.ods(rows(talk))),
    "json, WhisperX": (ANY, "T1.json", told_apart),
    "json": (
        ANY,
        "T1.json",
        lambda talk: offices.whisper(
            [{"start": 0, "end": 1, "speaker": who, "text": words} for who, words in talk]
        ),
    ),
}


@pytest.mark.parametrize(("letters", "name", "write"), WAYS.values(), ids=WAYS)
@settings(max_examples=15)
@given(data=st.data())
def test_the_words_of_the_segments_are_the_words_of_the_source(
    letters: str, name: str, write: Write, data: st.DataObject, read: Callable[..., Reading]
) -> None:
    talk = data.draw(talks(letters))
    segments = read(write(talk), name).transcript.segments
    said = [segment for segment in segments if segment.speaker is not None]  # headers apart
    assert [(segment.speaker, segment.text) for segment in said] == list(talk)


def timed(spoken: Sequence[str]) -> list[dict[str, Any]]:
    return [{"start": n, "end": n + 1, "text": words} for n, words in enumerate(spoken)]


@pytest.mark.parametrize(
    "write",
    [
        pytest.param(
            lambda spoken: {"text": "".join(spoken), "segments": timed(spoken), "language": "en"},
            id="Whisper",
        ),
        pytest.param(
            lambda spoken: {
                "segments": [
                    segment | {"words": [{"text": word} for word in segment["text"].split()]}
                    for segment in timed(spoken)
                ]
            },
            id="whisper-timestamped",
        ),
        pytest.param(timed, id="faster-whisper"),
    ],
)
@settings(max_examples=10)
@given(data=st.data())
def test_the_words_of_a_recogniser_are_the_words_of_its_segments(
    write: Callable[[list[str]], object], data: st.DataObject, read: Callable[..., Reading]
) -> None:
    spoken = [f" {words}" for _, words in data.draw(talks(PLAIN))]
    segments = read(json.dumps(write(spoken)), "T1.json").transcript.segments
    assert [segment.text for segment in segments] == [words.strip() for words in spoken]


LATIN = "Ja, schön für mich, größer als vorher über die Straße, nämlich über die Brücke und zurück."
POLISH = (
    "Myślę, że łatwo było się dogadać, więc zaczęliśmy od początku, źle czy dobrze, ćwiczyliśmy."
)
RUSSIAN = "Мы все здесь руководим, и никто об этом не говорит, когда много работы ночью и днём."
GREEK = "Όλοι μας διευθύνουμε εδώ, και κανείς δεν το λέει όταν υπάρχει πολλή δουλειά τη νύχτα."
TURKISH = "Burada herkes yönetir, her gün, değil mi? Şimdi çok iş var, kimse bunu söylemiyor, ağır."
BALTIC = "Mes visi čia vadovaujame kiekvieną dieną, ir niekas apie tai nešneka, kai žmonės užsiėmę."
ESTONIAN = "Me kõik juhime, iga päev, ja keegi ei räägi sellest, sest tööd on väga palju."
ICELANDIC = "Við stjórnum öll hér, á hverjum degi, og enginn talar um það þegar mikið er að gera."
HEBREW = "כולנו מובילים כאן בכל יום, ואף אחד לא מדבר על זה כשיש הרבה עבודה בלילה."
ARABIC = "كلنا نقود هنا كل يوم ولا أحد يتحدث عن ذلك عندما يكون هناك عمل كثير في الليل."


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        pytest.param(LATIN, "cp1252", id="Western"),
        pytest.param(POLISH, "cp1250", id="Polish"),
        pytest.param(RUSSIAN, "cp1251", id="Russian"),
        pytest.param(GREEK, "cp1253", id="Greek"),
        pytest.param(TURKISH, "cp1254", id="Turkish"),
        pytest.param(HEBREW, "cp1255", id="Hebrew"),
        pytest.param(ARABIC, "cp1256", id="Arabic"),
        pytest.param(BALTIC, "cp1257", id="Lithuanian"),
        pytest.param(ESTONIAN, "cp1252", id="Estonian"),
        pytest.param(ICELANDIC, "cp1252", id="Icelandic"),
        pytest.param(LATIN, "mac_roman", id="Western, of a Mac"),
    ],
)
def test_older_encodings_are_read_and_the_doubt_is_said(
    words: str, encoding: str, read: Callable[..., Reading]
) -> None:
    reading = read(f"I: {words}\r\nP: {words} {words}\r\n".encode(encoding))
    assert [segment.text for segment in reading.transcript.segments] == [words, f"{words} {words}"]
    assert any("guess" in notice for notice in reading.notices)
