"""What an import would bring in, for people and for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from leadcode_tui.render.grid import Format, Grid
from leadcode_tui.render.grid import laid_out as grid_laid_out
from leadcode_tui.render.page import Heading, Paragraph, Points, Together, laid_out
from leadcode_tui.text import count, sanitise_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leadcode_tui.render.page import Block
    from leadcode_tui.study.previewing import ComingSpeaker, Preview

#: The format of the JSON, and its number.
FORMAT: Final = "leadcode.preview/1"
#: So much of a segment is shown.
_SHOWN: Final = 200
_HUNDRED: Final = 100
_COLUMNS: Final = (
    "file",
    "transcript",
    "coming",
    "segments",
    "codable",
    "speakers",
    "questions",
    "begins",
    "ends",
    "warnings",
)


def rendered_previews(previews: Sequence[Preview], form: Format) -> str:
    """Return what would come in, in a format."""
    if form is Format.JSON:
        shown = {"format": FORMAT, "transcripts": [_as_json(each) for each in previews]}
        return json.dumps(shown, ensure_ascii=False, indent=1)
    if form is Format.CSV:
        return grid_laid_out(Grid(_COLUMNS, [_row(each) for each in previews]), form)
    return laid_out((block for each in previews for block in _blocks(each)), form)


def _as_json(each: Preview) -> object:
    return {
        "file": each.transcript.source.name,
        "transcript": each.transcript.id,
        "title": each.transcript.title,
        "coming": each.coming.value,
        "segments": len(each.transcript.segments),
        "codable": each.codable,
        "speakers": [
            {
                "label": speaker.label,
                "segments": speaker.segments,
                "kind": speaker.kind,
                "participant": speaker.participant,
            }
            for speaker in each.speakers
        ],
        "questions": [
            {
                "question": found.question,
                "segment": found.segment,
                "by": found.by,
                "sure": round(found.sure, 2),
            }
            for found in each.questions
        ],
        "times": each.times,
        "warnings": [*map(str, each.problems), *each.notices],
        "first": [
            {"segment": segment.id, "speaker": segment.speaker, "text": segment.text}
            for segment in each.first
        ],
    }


def _row(each: Preview) -> Sequence[str]:
    begins, ends = each.times or (None, None)
    return (
        each.transcript.source.name,
        each.transcript.id,
        each.coming,
        str(len(each.transcript.segments)),
        str(each.codable),
        "; ".join(f"{speaker.label or 'nobody'} {speaker.segments}" for speaker in each.speakers),
        "; ".join(f"{found.question} {found.sure:.2f}" for found in each.questions),
        _clock(begins),
        _clock(ends),
        "; ".join([*map(str, each.problems), *each.notices]),
    )


def _blocks(each: Preview) -> Iterator[Block]:
    """Yield the page of one transcript."""
    transcript = each.transcript
    yield Heading(f"{transcript.id} from {transcript.source.name}, {each.coming}")
    when = f", {_clock(each.times[0])} to {_clock(each.times[1])}" if each.times else ", no times"
    title = f", titled {transcript.title}" if transcript.title else ""
    segments = count(len(transcript.segments), "segment")
    yield Paragraph(f"{segments}, {each.codable} codable{when}{title}")
    yield Grid(("speaker", "segments", "taken as"), [*map(_speaker, each.speakers)])
    yield Grid(
        ("question", "from segment", "found by", "sure"),
        [
            (
                found.question,
                found.segment.lstrip("0") or "0",
                found.by,
                f"{found.sure * _HUNDRED:.0f} %",
            )
            for found in each.questions
        ],
    )
    if each.problems or each.notices:
        yield Points([*map(str, each.problems), *each.notices])
    yield Together(
        [
            Paragraph(f"{segment.speaker or '(nobody)'}: {_short(segment.text)}", indent=2)
            for segment in each.first
        ]
    )


def _speaker(speaker: ComingSpeaker) -> Sequence[str]:
    kind = "context" if speaker.kind is None else speaker.kind.value
    who = f" {speaker.participant}" if speaker.participant else ""
    return (speaker.label or "(nobody)", str(speaker.segments), f"{kind}{who}")


def _short(text: str) -> str:
    line = sanitise_line(" ".join(text.split()))
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}..."


def _clock(seconds: float | None) -> str:
    """Return seconds as people write times.

    >>> _clock(3725.4)
    '1:02:05'
    """
    if seconds is None:
        return ""
    minutes, second = divmod(int(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}"
