"""The study file, `leadcode.yaml`: what a team settles once for all of its interviews."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from leadcode_tui.codebook.files import load_text
from leadcode_tui.codebook.identifiers import name_from
from leadcode_tui.codebook.reader import Reader, is_empty, shown
from leadcode_tui.codebook.remaps import read_remaps
from leadcode_tui.model import (
    Codable,
    CoderId,
    Question,
    QuestionId,
    SegmentUnit,
    StudyId,
    StudySettings,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from leadcode_tui.codebook.nodes import Node, Place
    from leadcode_tui.errors import Problem

STUDY_KEYS = (
    "study",
    "title",
    "codebook",
    "segment",
    "codable",
    "interviewers",
    "schedule",
    "attribution",
    "blind",
    "rounds",
    "coders",
    "keys",
)
QUESTION_KEYS = ("id", "question", "asked")

#: How a quotation is signed when the file does not say.
ATTRIBUTION = "{role} ({id})"
#: A placeholder names an attribute; nothing of what Python's own format strings could do.
_PLACEHOLDER = re.compile(r"\{[^{}\[\].:!]*[^{}\[\].:!\s][^{}\[\].:!]*\}")

_FLAGS = {"true": True, "yes": True, "false": False, "no": False}


def load_study_settings(path: Path) -> tuple[StudySettings | None, tuple[Problem, ...]]:
    """Read a study file, and every problem in it."""
    text, _ = load_text(path)
    return read_study_settings(text, path)


def read_study_settings(text: str, path: Path) -> tuple[StudySettings | None, tuple[Problem, ...]]:
    """Read a study's settings, and every problem in them with its line and column.

    There are none without the study's id and its codebook.
    """
    reader = Reader.of_text(text, path)
    fields = reader.top(STUDY_KEYS, required=("study", "codebook"), where="a study")
    study = reader.id(fields.get("study"), "the study's id")
    codebook = _below_the_study(reader, fields.get("codebook"))
    settings = _settings(reader, fields, study or "", codebook or PurePosixPath())
    return settings if study and codebook else None, reader.problems()


def _settings(
    reader: Reader, fields: Mapping[str, Node], study: str, codebook: PurePosixPath
) -> StudySettings:
    get = fields.get
    rounds = reader.ids(get("rounds"), "rounds")
    return StudySettings(
        StudyId(study),
        reader.line(get("title"), "title") or name_from(study),
        codebook,
        segment=reader.choice(get("segment"), "segment", SegmentUnit) or SegmentUnit.TURN,
        codable=reader.choice(get("codable"), "codable", Codable) or Codable.PARTICIPANTS,
        interviewers=reader.texts(get("interviewers"), "interviewers"),
        schedule=_schedule(reader, get("schedule")),
        attribution=_attribution(reader, get("attribution")),
        blind=_blind(reader, get("blind")),
        rounds=tuple(name for name, _ in rounds),
        coders=_coders(reader, get("coders")),
        keys=read_remaps(reader, get("keys")),
    )


def _below_the_study(reader: Reader, node: Node | None) -> PurePosixPath | None:
    """Return the codebook's path: a study that is copied elsewhere takes its codebook along."""
    written = reader.line(node, "codebook")
    if node is None or not written:
        if is_empty(node):
            _note_no_path(reader, node)
        return None
    path = PurePosixPath(written)
    if "\\" in written or written[1:2] == ":":
        reader.note(node.place, "a path with \\ or a drive", "write it with /, below the study")
    elif path.is_absolute() or written.startswith("~") or ".." in path.parts:
        hint = "copy the codebook into the study's folder, and give its path from there"
        reader.note(node.place, "the codebook lies outside the study's folder", hint)
    elif not path.name:
        _note_no_path(reader, node)
    else:
        return path
    return None


def _note_no_path(reader: Reader, node: Node | None) -> None:
    if node is not None:
        reader.note(node.place, "codebook names no file", "as in codebook: codebook.yaml")


def _schedule(reader: Reader, node: Node | None) -> tuple[Question, ...]:
    found: dict[str, Place] = {}
    questions = []
    for entry in reader.entries(node, "schedule"):
        fields = reader.fields(entry, QUESTION_KEYS, where="a question")
        for key in ("id", "question"):
            reader.required(entry, fields, key, where="a question")
        asked = reader.texts(fields.get("asked"), "asked")
        wording = reader.text(fields.get("question"), "question")
        name = reader.id(fields.get("id"), "a question's id")
        if name is None:
            continue
        if name in found:
            message = f"the id '{shown(name)}' belongs to the question at line {found[name].line}"
            reader.note(fields["id"].place, f"{message} already", "give this question another")
            continue
        found[name] = fields["id"].place
        questions.append(Question(QuestionId(name), wording, asked))
    return tuple(questions)


def _attribution(reader: Reader, node: Node | None) -> str:
    written = reader.line(node, "attribution")
    if node is None or not written:
        return ATTRIBUTION
    if set("{}") & set(_PLACEHOLDER.sub("", written)):
        hint = "each placeholder stands in one pair, as in {role} ({id})"
        reader.note(node.place, "the braces of the attribution do not match up", hint)
        return ATTRIBUTION
    return written


def _blind(reader: Reader, node: Node | None) -> bool:
    written = reader.line(node, "blind")
    if node is not None and written and written.lower() not in _FLAGS:
        reader.note(node.place, f"blind is true or false, and this is '{shown(written)}'")
    return _FLAGS.get(written.lower(), True)


def _coders(reader: Reader, node: Node | None) -> tuple[CoderId, ...]:
    return tuple(_file_names(reader, reader.ids(node, "coders")))


def _file_names(reader: Reader, coders: tuple[tuple[str, Place], ...]) -> Iterator[CoderId]:
    """Yield the coders that a file can be named after."""
    for name, place in coders:
        if "/" in name:
            reader.note(place, f"'{shown(name)}' cannot name a coder's file", "take the / out")
        else:
            yield CoderId(name)
