"""A JSON Schema of the codebook file, for editors: they complete keys and mark mistakes.

It says what can be said of single values; what the reader finds beyond it, such as two codes of
one id or clashing keys, is for `leadcode codebook check`.
"""

from __future__ import annotations

import json
from typing import Any, Final

from leadcode_tui.codebook.codebook_file import BOOK_KEYS, CODE_KEYS, NOT_RETIRED
from leadcode_tui.codebook.identifiers import ID_RULE
from leadcode_tui.model import CodeKind

#: What the schema is called beside a codebook.
SCHEMA_FILE: Final = "codebook.schema.json"
#: The line that makes editors with a language server for YAML use it.
SCHEMA_LINE: Final = f"# yaml-language-server: $schema={SCHEMA_FILE}"

#: Scalars are read as they are written: `no` and `1.0` are texts, and nothing is an empty one.
_SCALAR: Final = ["string", "number", "boolean", "null"]
#: As near to the rule for ids as a pattern in every editor's dialect comes.
_ID: Final = {
    "type": ["string", "number", "boolean"],
    "minimum": 0,
    "pattern": r"^[^\s\-_./][^\s,;:!?()\[\]{}]{0,99}$",
    "description": ID_RULE,
}
_TEXT: Final = {"type": _SCALAR}
_TEXTS: Final = {
    "anyOf": [
        {"type": "array", "items": {"type": ["string", "number", "boolean"], "pattern": r"\S"}},
        {"enum": [None, ""]},
    ]
}
_IDS: Final = {
    "anyOf": [
        {"type": "array", "items": {"$ref": "#/$defs/id"}, "uniqueItems": True},
        {"enum": [None, ""]},
    ]
}
_VALUES: Final[dict[str, dict[str, Any]]] = {
    "id": {"$ref": "#/$defs/id"},
    "name": _TEXT,
    "kind": {"enum": [*(kind.value for kind in CodeKind), None, ""]},
    "key": {"type": ["string", "integer", "null"], "maxLength": 1, "maximum": 9, "minimum": 0},
    "definition": _TEXT,
    "include": _TEXTS,
    "exclude": _TEXTS,
    "examples": _TEXTS,
    "was": _IDS,
    "retired": {"type": _SCALAR, "not": {"enum": [False, *sorted(NOT_RETIRED)]}},
    "split-from": _IDS,
    "codes": {"anyOf": [{"$ref": "#/$defs/codes"}, {"enum": [None, ""]}]},
}
_DOES: Final = {
    "id": f"What coder files refer to; do not change it without was. {ID_RULE}.",
    "name": "What the screen shows; made from the id without it.",
    "kind": "Where the code comes from: the literature, or the reading.",
    "key": "The one key that applies it; the program gives one without it.",
    "definition": "What belongs to the code.",
    "include": "What belongs here, in a list.",
    "exclude": "What does not, in a list; after -> the code that is right there.",
    "examples": "Words of the interviews, in a list; in quotes.",
    "was": "Earlier ids, so that a rename or a merge loses no coding.",
    "retired": "Why the code is applied no more; its codings stay.",
    "split-from": "The codes whose place this one and others took.",
    "codes": "Codes below this one, in a list.",
}


def schema_text() -> str:
    """Return the schema as a file."""
    return json.dumps(codebook_schema(), ensure_ascii=False, indent=1) + "\n"


def codebook_schema() -> dict[str, Any]:
    """Return the schema, its keys in the order of the file."""
    code = {
        "type": "object",
        "required": ["id"],
        "additionalProperties": False,
        "properties": {key: {**_VALUES[key], "description": _DOES[key]} for key in CODE_KEYS},
    }
    top: dict[str, dict[str, Any]] = {
        "codebook": {"$ref": "#/$defs/id", "description": "The codebook's id."},
        "title": {**_TEXT, "description": "Its title; made from the id without it."},
        "codes": {"$ref": "#/$defs/codes", "minItems": 1, "description": "The codes."},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "leadcode codebook",
        "type": "object",
        "required": ["codebook", "codes"],
        "additionalProperties": False,
        "properties": {key: top[key] for key in BOOK_KEYS},
        "$defs": {
            "id": _ID,
            "code": code,
            "codes": {
                "type": "array",
                "items": {"anyOf": [{"$ref": "#/$defs/id"}, {"$ref": "#/$defs/code"}]},
            },
        },
    }
