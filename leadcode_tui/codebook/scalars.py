"""A text as YAML has it: plain where it can be, in quotes where it could be taken otherwise."""

from __future__ import annotations

import json
import re
from typing import Final

from leadcode_tui.codebook.yaml_nodes import FORBIDDEN

#: Text that YAML takes for itself in no place that we write it to.
_PLAIN: Final = re.compile(r"[^\W\d_]([\w .()'/-]*[\w.)])?")
#: Text that YAML takes for itself in no value of a line of its own: no list and no mapping ends it.
_PLAIN_LINE: Final = re.compile(r"[^\W\d_](?!.*(: |:$| #|\s$))[^\n\r\t\x85\u2028\u2029]*")
#: Words that other programs would read as a truth value or as nothing.
_NOT_TEXT: Final = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null"])


def scalar(text: str) -> str:
    """Return a text in one line, as YAML reads it back.

    >>> print(scalar("leading by example"), scalar("no"), scalar("1.0"), scalar("who: all"))
    leading by example "no" "1.0" "who: all"
    """
    if _PLAIN.fullmatch(text) and text.lower() not in _NOT_TEXT:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return FORBIDDEN.sub(_escaped, quoted.replace("\x85", "\\x85"))


def line_scalar(text: str) -> str:
    """Return a text as YAML reads it back where nothing follows in its line, as prose can be.

    >>> print(line_scalar("leading, say [by example]"), line_scalar("who: all"), line_scalar("no"))
    leading, say [by example] "who: all" "no"
    """
    is_plain = _PLAIN_LINE.fullmatch(text) and not FORBIDDEN.search(text)
    return text if is_plain and text.lower() not in _NOT_TEXT else scalar(text)


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"
