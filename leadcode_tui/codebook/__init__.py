"""Floor 2, codebook: the two files that people write by hand, and every mistake in them.

Reads the codebook and the study file, and is the only home of yaml. A mistake is a `Problem` with
its line and column, and all of them come back at once beside what could be read. Modules are
loaded when a name is first asked for: whoever needs no codebook does not wait for yaml.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadcode_tui.lazy import lazily

if TYPE_CHECKING:
    from leadcode_tui.codebook.changes import BookChanges, changes_between
    from leadcode_tui.codebook.codebook_file import load_codebook, read_codebook
    from leadcode_tui.codebook.identifiers import ID_RULE, id_from, is_id, name_from
    from leadcode_tui.codebook.splicing import add_code
    from leadcode_tui.codebook.study_file import load_study_settings, read_study_settings
    from leadcode_tui.codebook.templates import new_codebook_text, new_study_text
    from leadcode_tui.codebook.user_file import load_user_settings, read_user_settings

__all__ = [
    "ID_RULE",
    "BookChanges",
    "add_code",
    "changes_between",
    "id_from",
    "is_id",
    "load_codebook",
    "load_study_settings",
    "load_user_settings",
    "name_from",
    "new_codebook_text",
    "new_study_text",
    "read_codebook",
    "read_study_settings",
    "read_user_settings",
]

__getattr__ = lazily(
    __name__,
    {
        "ID_RULE": "identifiers",
        "BookChanges": "changes",
        "add_code": "splicing",
        "changes_between": "changes",
        "id_from": "identifiers",
        "is_id": "identifiers",
        "load_codebook": "codebook_file",
        "load_study_settings": "study_file",
        "load_user_settings": "user_file",
        "name_from": "identifiers",
        "new_codebook_text": "templates",
        "new_study_text": "templates",
        "read_codebook": "codebook_file",
        "read_study_settings": "study_file",
        "read_user_settings": "user_file",
    },
)
