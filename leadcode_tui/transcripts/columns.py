"""Tables of who said what: which column holds the words, the speaker, the times.

Columns are found by their headings, in the languages of our users, or named (`--columns
speaker=Spkr,text=Content`, also by number: `text=3`). A table without known headings, as in a
document, is one of speakers and words when its cells look like it: a column of times, one of short
labels that come up again, one of words.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from leadcode_tui.errors import UsageError
from leadcode_tui.text import did_you_mean
from leadcode_tui.transcripts.candidates import could_be
from leadcode_tui.transcripts.decoding import with_characters
from leadcode_tui.transcripts.known_labels import key
from leadcode_tui.transcripts.material import Block
from leadcode_tui.transcripts.times import TIME, seconds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from leadcode_tui.transcripts.decoding import TranscriptFile

    Row = tuple[int, tuple[str, ...]]

#: What a heading says about its column, the likelier word first. They are compared without case
#: and without what is no letter.
_TEXT = (
    "text words utterance dialogue dialog transcript transcription content said speech sentence "
    "turn response answer freetext äußerung aussage beitrag inhalt transkript wortlaut antwort "
    "texte propos contenu réponse texto contenido intervención respuesta tekst inhoud uitspraak "
    "antwoord"
)
_SPEAKER = (
    "speaker spkr speakername who voice sprecher sprecherin locuteur interlocuteur hablante orador "
    "spreker interlocutor name person participant participantid respondent interviewee teilnehmer "
    "participante deelnemer case caseid"
)
_START = (
    "start starttime sttime begin timespan timestamp timecode time in from zeit beginn "
    "anfang début temps "
    "inicio tiempo tijd"
)
_END = "end endtime entime stop out to ende fin einde"
_KNOWN: Mapping[str, tuple[str, ...]] = {
    "text": tuple(_TEXT.casefold().split()),
    "speaker": tuple(_SPEAKER.casefold().split()),
    "start": tuple(_START.casefold().split()),
    "end": tuple(_END.casefold().split()),
}

_NO_LETTER = re.compile(r"[\W_]+")
_TIME_CELL = re.compile(rf"\W*{TIME}(?:\s*(?:-{{1,2}}>?|\u2013)\s*{TIME})?\W*")
_TIME = re.compile(TIME)
_NUMBER = re.compile(r"\d{1,9}(?:[.,]\d{1,9})?")
#: Nobody's turns last this many seconds as a rule: such numbers are milliseconds.
_LONG_TURN = 100
#: How many of the cells of a column have to look like it.
_MOST = 0.8


@dataclass(frozen=True, slots=True)
class Columns:
    """The places of the columns in a row, counted from 0."""

    text: int
    speaker: int | None = None
    start: int | None = None
    end: int | None = None


def columns_named(said: str, headings: Sequence[str], file: TranscriptFile) -> Columns:
    """Return the columns that were named, as in `speaker=Spkr,text=Content`."""
    places: dict[str, int] = {}
    for part in said.split(","):
        kind, equals, name = (piece.strip() for piece in part.partition("="))
        if not equals or kind not in _KNOWN:
            raise UsageError(
                f"--columns {part.strip()!r}: say it as in --columns text=Content,speaker=Who; "
                f"there are {', '.join(_KNOWN)}"
            )
        places[kind] = _place(name, headings, file)
    if "text" not in places:
        raise UsageError("--columns has to say which column holds the words, as in text=Content")
    return Columns(places["text"], *(places.get(kind) for kind in ("speaker", "start", "end")))


def _place(name: str, headings: Sequence[str], file: TranscriptFile) -> int:
    """Return the place of a column by its heading or its number."""
    keys = [key(heading) for heading in headings]
    if key(name) in keys:
        return keys.index(key(name))
    if name.isdecimal() and 1 <= int(name) <= len(headings):
        return int(name) - 1
    near = did_you_mean(name, headings)
    raise UsageError(
        f"{file.path}: no column {name!r}{near}: there are {', '.join(filter(None, headings))}"
    )


def columns_known(headings: Sequence[str]) -> Columns | None:
    """Return the columns whose headings are known, None when none holds words."""
    plain = [_NO_LETTER.sub("", heading).casefold() for heading in headings]
    found = {
        kind: next((plain.index(name) for name in names if name in plain), None)
        for kind, names in _KNOWN.items()
    }
    text = found["text"]
    return None if text is None else Columns(text, found["speaker"], found["start"], found["end"])


def blocks_of_table(rows: Sequence[Row], file: TranscriptFile) -> tuple[Block, ...] | None:
    """Return the blocks of a table in a document, None when it is not one of who said what."""
    if not rows:
        return None
    (_, headings), *below = rows
    said = file.settings.columns
    known = columns_named(said, headings, file) if said else columns_known(headings)
    if known is not None and below and (said or known.speaker is not None):
        return tuple(blocks_of_rows(below, known))
    looks = _columns_by_cells([row for _, row in rows])
    return None if looks is None else tuple(blocks_of_rows(rows, looks))


def _columns_by_cells(rows: Sequence[Sequence[str]]) -> Columns | None:
    """Return the columns of a table of speakers and words without headings."""
    width = max(map(len, rows))
    cells = [[row[at].strip() if at < len(row) else "" for row in rows] for at in range(width)]
    times = [at for at in range(width) if _are_times(cells[at])]
    others = [at for at in range(width) if at not in times and any(cells[at])]
    if len(others) < 2:  # noqa: PLR2004 # one of speakers, one of words
        return None
    labels = [at for at in others if _are_labels(cells[at])]
    if not labels:
        return None
    speaker = min(labels, key=lambda at: len(set(cells[at])))
    text = max(set(others) - {speaker}, key=lambda at: sum(map(len, cells[at])))
    return Columns(text, speaker, *([*times, None, None][:2]))


def _are_times(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and sum(map(bool, map(_TIME_CELL.fullmatch, filled))) >= _MOST * len(filled)


def _are_labels(cells: Sequence[str]) -> bool:
    """Return whether the cells of a column are labels, at least one of which comes up again."""
    filled = [cell.rstrip(" :") for cell in cells if cell]
    named = sum(could_be(cell, ()) for cell in filled)
    return named >= _MOST * len(filled) and max(Counter(map(key, filled)).values(), default=0) > 1


def blocks_of_rows(rows: Sequence[Row], columns: Columns) -> Iterator[Block]:
    """Yield a block for each row that holds words; a row without a speaker goes on for the last."""
    unit = _unit(rows, columns)
    for number, row in rows:
        text = _cell(row, columns.text)
        if text.strip():
            start = _time(_cell(row, columns.start), unit)
            end = _time(_cell(row, columns.end), unit) or _second(_cell(row, columns.start))
            label = _cell(row, columns.speaker).strip().strip("[]").rstrip(" :") or None
            yield Block(text, number, label, start, end, flows=None not in (start, end))


def _cell(row: Sequence[str], place: int | None) -> str:
    """Return a cell, with the entities of HTML that some exports leave in as characters."""
    text = row[place] if place is not None and place < len(row) else ""
    return with_characters(text)


def _time(cell: str, unit: float) -> float | None:
    """Return the seconds of a cell that holds a clock time or a number."""
    number = _NUMBER.fullmatch(cell.strip())
    return float(number.group().replace(",", ".")) * unit if number else seconds(cell)


def _second(cell: str) -> float | None:
    """Return where a stretch ends whose two times stand in one cell, as in 0:01.0 - 0:05.2."""
    times = _TIME.findall(cell)
    return seconds(times[1]) if len(times) == 2 else None  # noqa: PLR2004


def _unit(rows: Sequence[Row], columns: Columns) -> float:
    """Return how many seconds a number is: whole numbers far apart are milliseconds."""
    cells = [(_cell(row, columns.start), _cell(row, columns.end)) for _, row in rows]
    pairs = [pair for pair in cells if all(cell.strip().isdecimal() for cell in pair)]
    lasting = median(int(end) - int(start) for start, end in pairs) if pairs else 0
    return 0.001 if lasting >= _LONG_TURN else 1.0
