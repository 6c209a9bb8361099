"""Whose decisions are shown: in a blind study those of the coder who asks, and nobody else's."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from leadcode_tui.errors import SharedAccountError, UsageError
from leadcode_tui.model import CoderId
from leadcode_tui.store.coder_file import coder_files_in
from leadcode_tui.store.current import read_current
from leadcode_tui.study.coder import coder_name, own_name
from leadcode_tui.study.root import pass_name
from leadcode_tui.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from leadcode_tui.model import Codebook, CodeId, CoderFile
    from leadcode_tui.study.folder import StudyFolder


def shown_files(
    study: StudyFolder, coder: str | None, number: int | None = None
) -> Mapping[CoderId, Path]:
    """Return the coder files that may be shown: of a coder, or of all without a name.

    `number` asks for a further pass of the coder's, or for the first.

    While a study is blind it is one coder's: the one who asks, by the name that they would code
    under. Raises UsageError where a coder of the study asks for another's.
    """
    known = {CoderId(path.stem): path for path in coder_files_in(study.codings_path)}
    if study.settings.blind and coder is not None:
        _refuse_another(study, coder, known)
    if study.settings.blind or coder is not None or number is not None:
        whose = coder_name(coder, study.settings.coders)
        return _only(CoderId(pass_name(whose, number or 1)), known)
    return known


def _refuse_another(study: StudyFolder, asked: str, known: Mapping[CoderId, Path]) -> None:
    """Keep one coder of a blind study from another's decisions; who is no coder may be either."""
    if asked in known:
        refuse_hidden(study, CoderId(asked))


def refuse_hidden(study: StudyFolder, coder: CoderId) -> None:
    """Raise UsageError where a coder's decisions are hidden from whoever asks."""
    if is_hidden(study, coder):
        raise UsageError(
            f"the study {study.settings.id} is blind: you are {own_name()}, and it shows you no "
            f"decision of {coder}; when coding is done, set blind: false in its leadcode.yaml"
        )


def is_hidden(study: StudyFolder, coder: CoderId) -> bool:
    """Whether a blind study shows a coder's decisions to no other coder, and another one asks.

    Who is no coder of the study, as a data manager, is nobody that it is blind for.
    """
    own = own_name()
    is_coder = own in {*study.coders(), *study.settings.coders}
    return study.settings.blind and own != coder and is_coder


def _only(coder: CoderId, known: Mapping[CoderId, Path]) -> Mapping[CoderId, Path]:
    if coder not in known:
        raise UsageError(f"{coder} has not begun{did_you_mean(coder, known)}")
    return {coder: known[coder]}


def shown_uses(study: StudyFolder, book: Codebook) -> Mapping[CoderId, Counter[CodeId]]:
    """Return on how many segments each coder has each code; none where nobody's may be shown."""
    try:
        files = shown_files(study, own_name() if study.settings.blind else None)
    except (SharedAccountError, UsageError):
        return {}
    return {coder: uses_in(read_current(path), book) for coder, path in files.items()}


def uses_in(file: CoderFile, book: Codebook) -> Counter[CodeId]:
    """Count the segments under each code, by the ids that codes have now."""
    return Counter(
        code
        for entries in file.entries.values()
        for entry in entries.values()
        for code in {book.current(code) for code in entry.codes or ()}
    )
