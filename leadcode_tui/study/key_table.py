"""The keys that hold for a coder: those of the commands, and those of the study's codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadcode_tui.errors import ProblemsError
from leadcode_tui.keys import KeyTable, build_keys
from leadcode_tui.model import Codebook
from leadcode_tui.store.current import read_current
from leadcode_tui.study.settings import NO_SETTINGS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from leadcode_tui.model import CodeId, CoderId, Remap, UserSettings
    from leadcode_tui.study.folder import StudyFolder


@dataclass(frozen=True, slots=True)
class Keys:
    """The key table with the codebook whose codes are in it."""

    table: KeyTable
    codebook: Codebook


def keys_outside(own: UserSettings = NO_SETTINGS) -> Keys:
    """Return the keys of the commands alone; raise ProblemsError for settings that clash."""
    return _built(Codebook("", "", ()), own.keys, {})


def keys_in(study: StudyFolder, coder: CoderId | None, own: UserSettings = NO_SETTINGS) -> Keys:
    """Return the keys of a coder in a study, or of one who begins.

    Raises ProblemsError where the codebook, the study file or the settings hold mistakes.
    """
    remaps = (*study.settings.keys, *own.keys)
    return _built(study.codebook(), remaps, _remembered(study, coder))


def _remembered(study: StudyFolder, coder: CoderId | None) -> Mapping[CodeId, str]:
    if coder is None or coder not in study.coders():
        return {}
    return read_current(study.coder_file(coder)).keys


def _built(codebook: Codebook, remaps: Sequence[Remap], remembered: Mapping[CodeId, str]) -> Keys:
    table, problems = build_keys(codebook, remaps, remembered)
    if problems:
        raise ProblemsError(problems)
    return Keys(table, codebook)
