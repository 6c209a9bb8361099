"""What is left of people in texts and memos, when names that are known are replaced."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from leadcode_tui.store.appending import read_sound_copy
from leadcode_tui.study.coder_files import every_coder_file
from leadcode_tui.study.root import CODINGS
from leadcode_tui.text.leftovers import LeftoverKind, leftovers
from leadcode_tui.transcripts import is_known_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from leadcode_tui.study.folder import StudyFolder
    from leadcode_tui.text.pseudonyms import Pseudonyms

#: What parts words in the name of a file.
_NO_LETTERS: Final = re.compile(r"[\W\d_]+")


@dataclass(frozen=True, slots=True)
class Remaining:
    """Something that may say who somebody is, how often it stands in the study, and where first."""

    kind: LeftoverKind
    text: str
    count: int
    first: str


def every_memo(study: StudyFolder) -> Iterator[tuple[str, str]]:
    """Yield every memo with whose it is and, unless the study is blind, what it is on."""
    for path in every_coder_file(study):
        name = path.relative_to(study.root / CODINGS).as_posix().removesuffix(".json")
        state = read_sound_copy(path).copy.state
        memos = [(str(memo.about), memo.text) for memo in state.memos.values()]
        memos += [
            (f"{transcript}:{segment.lstrip('0')}", entry.memo)
            for transcript, held in state.entries.items()
            for segment, entry in held.items()
            if entry.memo
        ]
        for about, text in memos:
            yield f"{name}, a memo" if study.settings.blind else f"{name}, memo on {about}", text


def remaining_in(study: StudyFolder, names: Pseudonyms) -> tuple[Remaining, ...]:
    """Return what may be left; of each kind what is no word in lower case elsewhere comes first."""
    counts: Counter[tuple[LeftoverKind, str]] = Counter()
    first: dict[tuple[LeftoverKind, str], str] = {}
    common: set[str] = set()
    nobody = {word for pair in names.pairs for word in pair.pseudonym.split()}
    told = {*nobody, *(word for name in study.transcript_ids() for word in name.split())}
    texts = [(where, text, text, told) for where, text in _every_text(study)]
    texts += [(where, text, _as_words(text), nobody) for where, text in _every_label(study)]
    for where, text, words, known in texts:
        common.update(word for word in words.split() if word.islower())
        within = list(names.within(names.replaced(text)))
        found = [(LeftoverKind.WITHIN, word) for word in within]
        found += [(kind, word) for kind, word in _leftovers(names.replaced(words))]
        for kind, word in found:
            if word not in known and (kind is LeftoverKind.WITHIN or word not in within):
                counts[kind, word] += 1
                first.setdefault((kind, word), where)
    kinds = list(LeftoverKind)
    ordered = sorted(
        counts,
        key=lambda found: (kinds.index(found[0]), found[1].lower() in common, -counts[found]),
    )
    return tuple(Remaining(*found, counts[found], first[found]) for found in ordered)


def _leftovers(text: str) -> Iterator[tuple[LeftoverKind, str]]:
    for found in leftovers(text):
        yield found.kind, found.text.removesuffix("'s").removesuffix("\u2019s")


def _as_words(name: str) -> str:
    """Return the words of a file's name; none of them begins a sentence."""
    return f"x {_NO_LETTERS.sub(' ', name)}"


def _every_label(study: StudyFolder) -> Iterator[tuple[str, str]]:
    """Yield what transcripts are called and came from, and who speaks in them."""
    for name in study.transcript_ids():
        transcript = study.transcript(name)
        source = PurePath(transcript.source.name).stem
        labels = (label for label in transcript.speakers if not is_known_label(label))
        yield f"{name}, its id", name
        yield f"{name}, its title", transcript.title
        yield f"{name}, its source", "" if source == name else source
        yield from ((f"{name}, a label", label) for label in labels)


def _every_text(study: StudyFolder) -> Iterator[tuple[str, str]]:
    for name in study.transcript_ids():
        for segment in study.transcript(name).segments:
            yield f"{name}:{segment.id.lstrip('0') or '0'}", segment.text
    yield from every_memo(study)


def words_in_lower_case(study: StudyFolder, names: Pseudonyms) -> Mapping[str, int]:
    """Return how often names stand in lower case: perhaps they are words, and no names there."""
    counts: Counter[str] = Counter()
    loose: Sequence[str] = [pair.name for pair in names.pairs if not pair.is_exact]
    for _, text in _every_text(study):
        for edit in names.edits(text):
            found = text[edit.start : edit.end]
            if found.islower():
                name = next((each for each in loose if each.casefold() == found.casefold()), None)
                if name is not None and not name.islower():
                    counts[name] += 1
    return counts
