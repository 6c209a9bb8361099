"""Markdown: paragraphs, headings, and speakers in bold (**Name:** words)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

from leadcode_tui.text import sanitise
from leadcode_tui.transcripts.candidates import could_be
from leadcode_tui.transcripts.known_labels import is_known_label, is_no_speaker, is_person_id
from leadcode_tui.transcripts.material import Block, Material
from leadcode_tui.transcripts.plain import paragraphs
from leadcode_tui.transcripts.times import STAMP, seconds

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from leadcode_tui.transcripts.decoding import TranscriptFile

_FENCE = "---"
#: A line of front matter: a key in lower case, or what belongs to the key above. Anything else
#: between two rules is talk.
_FRONT_MATTER = re.compile(r"(?:[a-z][\w-]*:|[\s#-]).*|")
_HEADING = re.compile(r"#{1,6}\s+(?P<words>.*?)\s*#*")
_RULE = re.compile(r"\s*(?:[-*_]\s*){3,}")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
#: A name in bold with its colon inside or outside, at the start of a line.
_BOLD_LABEL = re.compile(
    rf"\s*(?:[-*+>]\s+)?(?:(?P<before>{STAMP})\s*)?(?P<marks>(?:\[[^\[\]\n]{{1,40}}\]\s*){{0,4}})"
    r"(?P<bold>\*\*|__)(?P<label>[^*_:\n]{1,60}?)\s*"
    rf"(?::\s*(?P=bold)|(?P=bold)\s*:)\s*(?:(?P<after>{STAMP})\s*)?"
)

#: A name in bold without a colon, before words or alone on its line.
_BOLD_NAME = re.compile(r"\s*(?P<bold>\*\*|__)(?P<label>[^*_:\n]{1,60}?)(?P=bold)(?=\s|\Z)")


def read(file: TranscriptFile) -> Material:
    """Return the paragraphs of a Markdown text, with the speakers that stand in bold."""
    lines = file.text.split("\n")
    first = _front_matter_end(lines)
    notices = (f"lines 1 to {first} are front matter and are left out",) if first else ()
    marks = _bold_marks(file.settings.questions)
    plain = [_unmarked(sanitise(unescape(_ESCAPE.sub(r"\1", line))), marks) for line in lines]
    blocks = tuple(_headings_apart(paragraphs(_with_tabs_behind_names(plain), first=first)))
    title = _title(blocks)
    spoken = blocks[1:] if title else blocks
    return Material(tuple(_bold_labels_apart(spoken)), title or _titled(lines[:first]), notices)


def _bold_marks(questions: Collection[str]) -> re.Pattern[str] | None:
    """Return what a line begins with that has a question of the schedule in bold."""
    if not questions:
        return None
    ids = "|".join(re.escape(name) for name in sorted(questions, key=len, reverse=True))
    return re.compile(
        rf"(?P<space>\s*)(?P<bold>\*\*|__)(?P<mark>\[?(?:{ids})(?:[.:\]\s]|(?=(?P=bold))).*?)(?P=bold)",
        re.IGNORECASE,
    )


def _unmarked(line: str, marks: re.Pattern[str] | None) -> str:
    """Return a line whose question is not in bold: `**Q3:** Who leads?` is no speaker called Q3."""
    return marks.sub(r"\g<space>\g<mark>", line, count=1) if marks and marks.match(line) else line


def _with_tabs_behind_names(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines with a tab for the marks of names in bold, where two of them recur."""
    found = [_BOLD_NAME.match(line) for line in lines]
    named = [match for match in found if match is not None and could_be(match["label"], ())]
    counts = Counter(match["label"] for match in named)
    recurring = {label for label, n in counts.items() if n > 1}
    if len(recurring) < 2:  # noqa: PLR2004 # two make a talk
        return lines
    return [
        f"{match['label']}\t{line[match.end() :]}" if match and match["label"] in counts else line
        for line, match in zip(lines, found, strict=True)
    ]


def _front_matter_end(lines: Sequence[str]) -> int:
    """Return how many lines the front matter (--- to ---) takes, 0 without one."""
    if lines[0].strip() != _FENCE:
        return 0
    for at, line in enumerate(lines[1:], start=1):
        if line.strip() == _FENCE:
            return at + 1
        if not _FRONT_MATTER.fullmatch(line):
            return 0
    return 0


def _titled(front_matter: Sequence[str]) -> str:
    """Return what the front matter says the title is."""
    titles = (line.partition(":")[2] for line in front_matter if line.startswith("title:"))
    return next(titles, "").strip().strip("\"'")


def _headings_apart(blocks: Iterator[Block]) -> Iterator[Block]:
    """Yield headings as context of their own, without their marks; drop rules."""
    for block in blocks:
        words: list[str] = []
        begin = block.line
        for number, line in enumerate(block.text.split("\n"), start=block.line):
            heading = _HEADING.fullmatch(line)
            if heading is None and not _RULE.fullmatch(line):
                begin = begin if words else number
                words.append(line)
                continue
            if words:
                yield replace(block, text="\n".join(words), line=begin)
                words = []
            if heading is not None:
                yield Block(heading["words"], number, context=True)
        if words:
            yield replace(block, text="\n".join(words), line=begin)


def _title(blocks: Sequence[Block]) -> str:
    """Return the heading that the text opens with."""
    return blocks[0].text if blocks and blocks[0].context else ""


def _bold_labels_apart(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks with the speakers that are set in bold taken out of the words.

    A name in bold that comes up once is emphasis, unless it is known for a speaker, or is a
    letter or an id among other speakers.
    """
    found = (
        _BOLD_LABEL.match(line)
        for block in blocks
        if not block.context
        for line in block.text.split("\n")
    )
    counts = Counter(match["label"] for match in found if match)
    labels = {label for label, n in counts.items() if n > 1 or is_known_label(label)}
    if labels:
        labels |= {label for label in counts if is_person_id(label)}
    for block in blocks:
        if block.context:
            yield block
        elif _is_interlude(block.text):
            yield replace(block, text=block.text.replace("**", "").replace("__", ""), context=True)
        else:
            yield from _split_at(labels, block)


def _is_interlude(text: str) -> bool:
    """Return whether a paragraph only says that the talk stops, as in **Break:** [22:55]."""
    found = _BOLD_LABEL.fullmatch(text)
    return found is not None and is_no_speaker(found["label"])


def _split_at(labels: Collection[str], block: Block) -> Iterator[Block]:
    """Yield a block for each of the speakers in it."""
    current, lines = block, list[str]()
    for number, line in enumerate(block.text.split("\n"), start=block.line):
        found = _BOLD_LABEL.match(line)
        if found is None or found["label"] not in labels:
            lines.append(line)
            continue
        if lines:
            yield replace(current, text="\n".join(lines))
        start = seconds(found["before"] or found["after"] or "")
        current = replace(block, line=number, label=found["label"], start=start)
        lines = [found["marks"] + line[found.end() :]]
    yield replace(current, text="\n".join(lines))
