"""Floor 2, codebook: the two files that people write by hand, and every mistake in them.

Reads the codebook and the study file, and is the only home of yaml. A mistake is a `Problem` with
its line and column, and all of them come back at once beside what could be read. Modules are
loaded when a name is first asked for: whoever needs no codebook does not wait for yaml.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadcode_tui.lazy import lazily

if TYPE_CHECKING:
    from leadcode_tui.codebook.changes import (
        BookChanges,
        ChangeKind,
        CodeChange,
        changes_between,
        changes_since,
    )
    from leadcode_tui.codebook.codebook_file import load_codebook, read_codebook
    from leadcode_tui.codebook.edits import (
        add_code,
        merge_code,
        move_code,
        name_code,
        rename_code,
        retire_code,
        split_code,
    )
    from leadcode_tui.codebook.identifiers import ID_RULE, id_from, is_id, name_from
    from leadcode_tui.codebook.intended import below
    from leadcode_tui.codebook.lint import codebook_notices, pointer_notices
    from leadcode_tui.codebook.listing import codebook_from
    from leadcode_tui.codebook.qc_file import read_qc_codebook
    from leadcode_tui.codebook.refi_in import read_refi
    from leadcode_tui.codebook.refi_out import codebook_qdc
    from leadcode_tui.codebook.schema import SCHEMA_FILE, SCHEMA_LINE, codebook_schema, schema_text
    from leadcode_tui.codebook.splicing import Beside, Position, Under
    from leadcode_tui.codebook.study_file import load_study_settings, read_study_settings
    from leadcode_tui.codebook.templates import new_codebook_text, new_study_text
    from leadcode_tui.codebook.user_file import load_user_settings, read_user_settings
    from leadcode_tui.codebook.writing import codebook_text

__all__ = [
    "ID_RULE",
    "SCHEMA_FILE",
    "SCHEMA_LINE",
    "Beside",
    "BookChanges",
    "ChangeKind",
    "CodeChange",
    "Position",
    "Under",
    "add_code",
    "below",
    "changes_between",
    "changes_since",
    "codebook_from",
    "codebook_notices",
    "codebook_qdc",
    "codebook_schema",
    "codebook_text",
    "id_from",
    "is_id",
    "load_codebook",
    "load_study_settings",
    "load_user_settings",
    "merge_code",
    "move_code",
    "name_code",
    "name_from",
    "new_codebook_text",
    "new_study_text",
    "pointer_notices",
    "read_codebook",
    "read_qc_codebook",
    "read_refi",
    "read_study_settings",
    "read_user_settings",
    "rename_code",
    "retire_code",
    "schema_text",
    "split_code",
]

__getattr__ = lazily(
    __name__,
    {
        "ID_RULE": "identifiers",
        "SCHEMA_FILE": "schema",
        "SCHEMA_LINE": "schema",
        "Beside": "splicing",
        "BookChanges": "changes",
        "ChangeKind": "changes",
        "CodeChange": "changes",
        "Position": "splicing",
        "Under": "splicing",
        "add_code": "edits",
        "below": "intended",
        "changes_between": "changes",
        "changes_since": "changes",
        "codebook_from": "listing",
        "codebook_notices": "lint",
        "codebook_qdc": "refi_out",
        "codebook_schema": "schema",
        "codebook_text": "writing",
        "id_from": "identifiers",
        "is_id": "identifiers",
        "load_codebook": "codebook_file",
        "load_study_settings": "study_file",
        "load_user_settings": "user_file",
        "merge_code": "edits",
        "move_code": "edits",
        "name_code": "edits",
        "name_from": "identifiers",
        "new_codebook_text": "templates",
        "new_study_text": "templates",
        "pointer_notices": "lint",
        "read_codebook": "codebook_file",
        "read_qc_codebook": "qc_file",
        "read_refi": "refi_in",
        "read_study_settings": "study_file",
        "read_user_settings": "user_file",
        "rename_code": "edits",
        "retire_code": "edits",
        "schema_text": "schema",
        "split_code": "edits",
    },
)
