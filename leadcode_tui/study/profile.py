"""Who took part: how many of each role, or of another attribute; who matches no transcript."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from leadcode_tui.errors import UnknownNameError
from leadcode_tui.model import SpeakerKind
from leadcode_tui.sheets import joined_people, read_people
from leadcode_tui.store.files import read_bytes, replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from leadcode_tui.model import Participant, ParticipantId
    from leadcode_tui.sheets import JoinedPeople, PeopleColumns
    from leadcode_tui.study.folder import StudyFolder

#: What participants are counted by unless something else is asked for.
ROLE: Final = "role"


@dataclass(frozen=True, slots=True)
class ProfileTable:
    """How many participants there are of each value of an attribute, the most frequent first.

    The value of those for whom nothing is said is empty, and comes last.
    """

    by: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Profile:
    """The participants counted; those without a transcript, and those who speak and are not listed.

    `unlisted` names for each of the latter the transcripts in which they speak.
    """

    participants: int
    tables: tuple[ProfileTable, ...]
    silent: tuple[ParticipantId, ...]
    unlisted: Mapping[ParticipantId, Sequence[str]]


def study_profile(study: StudyFolder, by: Sequence[str] = ()) -> Profile:
    """Count the participants of a study; raise UnknownNameError for an attribute it has not."""
    people = study.participants()
    speaking = _speaking(study)
    return Profile(
        participants=len(people),
        tables=tuple(_counted(people, name.lower()) for name in by or (ROLE,)),
        silent=tuple(who for who in people if who not in speaking),
        unlisted={who: names for who, names in speaking.items() if who not in people},
    )


def _speaking(study: StudyFolder) -> Mapping[ParticipantId, Sequence[str]]:
    """Return who takes part in transcripts, and in which."""
    found: dict[ParticipantId, list[str]] = {}
    for name in study.transcript_ids():
        for speaker in study.transcript(name).speakers.values():
            who = speaker.participant
            if speaker.kind is SpeakerKind.PARTICIPANT and who is not None:
                names = found.setdefault(who, [])
                if name not in names:
                    names.append(name)
    return found


def _counted(people: Mapping[ParticipantId, Participant], by: str) -> ProfileTable:
    values = [_value(person, by) for person in people.values()]
    if by != ROLE and not any(by in (person.attributes or {}) for person in people.values()):
        known = dict.fromkeys(name for each in people.values() for name in each.attributes or {})
        raise UnknownNameError("attribute", by, [ROLE, *known])
    counts = Counter(values)
    ordered = sorted(counts, key=lambda value: (not value, -counts[value], value))
    return ProfileTable(by, {value: counts[value] for value in ordered})


def _value(person: Participant, by: str) -> str:
    return person.role if by == ROLE else (person.attributes or {}).get(by, "")


def take_people(study: StudyFolder, path: Path, asked: PeopleColumns) -> JoinedPeople:
    """Bring a spreadsheet's participants into the study's table."""
    study.participants()  # a table with mistakes is not added to
    table = study.participants_path
    text = read_bytes(table).decode() if table.exists() else ""
    joined = joined_people(text, read_people(path, asked))
    if joined.new or joined.changed:
        replace(table, joined.text.encode())
    return joined
