"""Reading every file of a study, and saying what is wrong in any of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from leadcode_tui.codebook import load_study_settings
from leadcode_tui.errors import Problem, ProblemsError, UnreadableError
from leadcode_tui.keys import build_keys
from leadcode_tui.model import Codebook
from leadcode_tui.store.audit import audit_coder_file
from leadcode_tui.store.sharing import entries_of, is_held, leftovers_in, sharing_problems
from leadcode_tui.study.checks.codings import coding_problems
from leadcode_tui.study.checks.files import audit_notices, audit_problems
from leadcode_tui.study.checks.people import people_problems
from leadcode_tui.study.coder_files import coding_folders, every_coder_file
from leadcode_tui.study.finishing import unfinished_problems
from leadcode_tui.study.folder import StudyFolder
from leadcode_tui.study.privacy.pseudonym_list import list_problems
from leadcode_tui.study.root import STUDY_FILE, study_root

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from leadcode_tui.model import Transcript, TranscriptId

T = TypeVar("T")
_NO_CODES: Final = Codebook("", "", ())


@dataclass(frozen=True, slots=True)
class StudyCheck:
    """What is wrong in a study, what is only to be known, and how many files were read."""

    problems: tuple[Problem, ...]
    notices: tuple[str, ...]
    files: int


def study_to_check(start: Path) -> tuple[StudyFolder, tuple[Problem, ...]]:
    """Return the study around a folder, and the mistakes of its study file.

    Raises ProblemsError where these leave nothing to check by.
    """
    root = study_root(start)
    settings, problems = load_study_settings(root / STUDY_FILE)
    if settings is None:
        raise ProblemsError(problems)
    return StudyFolder(root, settings), problems


def check_study(study: StudyFolder, known: Sequence[Problem] = ()) -> StudyCheck:
    """Read every file of a study; `known` are problems that were found on the way there."""
    codebook, of_codebook = _tried(study.codebook)
    transcripts, of_transcripts = _transcripts(study)
    coders, notices = _coder_files(study, codebook, transcripts)
    if of_codebook:
        notices.append(f"{study.codebook_path}: has mistakes, so codes were not looked up in it")
    problems = [
        *known,
        *of_codebook,
        *build_keys(codebook or _NO_CODES, study.settings.keys)[1],
        *_people(study, transcripts),
        *of_transcripts,
        *coders,
        *_folder_problems(study),
    ]
    files = 3 + len(study.transcript_ids()) + len(every_coder_file(study))
    return StudyCheck(tuple(dict.fromkeys(problems)), tuple(notices), files)


def _tried(read: Callable[[], T]) -> tuple[T | None, tuple[Problem, ...]]:
    """Read a file, or return what is wrong with it."""
    try:
        return read(), ()
    except ProblemsError as error:
        return None, error.problems
    except UnreadableError as error:
        return None, (error.problem,)


def _transcripts(
    study: StudyFolder,
) -> tuple[Mapping[TranscriptId, Transcript], Sequence[Problem]]:
    found: dict[TranscriptId, Transcript] = {}
    problems: list[Problem] = []
    for name in study.transcript_ids():
        transcript, wrong = _tried(lambda name=name: study.transcript(name))  # type: ignore[misc]
        problems += wrong
        if transcript is not None:
            found[name] = transcript
            if transcript.id != name:
                path = study.transcripts_path / f"{name}.json"
                problems.append(Problem(path, 0, 0, f"it calls itself {transcript.id!r}"))
    return found, problems


def _people(
    study: StudyFolder, transcripts: Mapping[TranscriptId, Transcript]
) -> Iterator[Problem]:
    people, wrong = _tried(study.participants)
    yield from wrong
    if people is not None:
        yield from people_problems(study, people, transcripts)


def _coder_files(
    study: StudyFolder, codebook: Codebook | None, transcripts: Mapping[TranscriptId, Transcript]
) -> tuple[list[Problem], list[str]]:
    problems: list[Problem] = []
    notices: list[str] = []
    for path in every_coder_file(study):
        is_open = is_held(path)
        audit, wrong = _tried(lambda path=path: audit_coder_file(path))  # type: ignore[misc]
        problems += wrong
        if audit is not None:
            problems += audit_problems(audit, is_open=is_open)
            problems += coding_problems(study, audit, codebook, transcripts)
            notices += audit_notices(audit, is_open=is_open)
    return problems, notices


def _folder_problems(study: StudyFolder) -> Iterator[Problem]:
    """Yield who has too much or too little access, and what was left behind."""
    yield from unfinished_problems(study)
    yield from list_problems(study)
    for folder, files in files_by_folder(study).items():
        yield from sharing_problems(folder, files)
        for path in leftovers_in(folder):
            message = "a temporary file that a session left which was cut off"
            yield Problem(path, 0, 0, message, "leadcode check --repair")


def files_by_folder(study: StudyFolder) -> Mapping[Path, Sequence[Path]]:
    """Return the folders of a study with the files in them that are the study's."""
    ours = (study.root / STUDY_FILE, study.codebook_path, study.participants_path)
    top = [path for path in ours if path.parent == study.root and path.exists()]
    folders = {
        study.codebook_path.parent: [path for path in ours if path == study.codebook_path],
        study.root: top,
    }
    for folder in (study.transcripts_path, *coding_folders(study)):
        if folder.is_dir():
            folders[folder] = [path for path in entries_of(folder) if path.is_file()]
    return folders
