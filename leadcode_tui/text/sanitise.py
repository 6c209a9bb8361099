"""Text from other people's files, made safe to show on a terminal and to write into a log.

A transcript can hold escape sequences that repaint the screen, and bidirectional controls that
show words in another order than they are stored. Such characters are made visible, not dropped:
the reader sees that something is there, and where.
"""

from __future__ import annotations

import re

#: Columns that a tab stop is wide.
TAB_WIDTH = 4
#: The first of the control pictures, one for each of the 32 C0 controls.
_PICTURES = 0x2400
_FIRST_PRINTABLE = 0x20
_DELETE = 0x7F
_DELETE_PICTURE = "\u2421"

#: Every way to end a line, beside the line feed: lines and paragraphs of Unicode are newlines too.
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")

#: A byte order mark in the middle of a text is left over from joining files.
_BYTE_ORDER_MARK = "\ufeff"

#: What is made visible: controls, lone surrogates, direction, invisible operators and annotations.
#: The zero-width space, joiner and non-joiner stay: Khmer, Persian and emoji are wrong without.
_UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f"
    "\ud800-\udfff"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\u180e\u2060-\u2065\u206a-\u206f\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)


def sanitise(text: str) -> str:
    r"""Return a text of one or many lines in which nothing can act on a terminal or deceive.

    >>> sanitise("a\x1b[2Jb")
    'a␛[2Jb'
    >>> sanitise("left\u202eright")
    'left<U+202E>right'
    """
    if text.isascii() and text.isprintable():  # nearly every text: nothing to look for
        return text
    lines = _LINE_ENDS.sub("\n", text).replace(_BYTE_ORDER_MARK, "").expandtabs(TAB_WIDTH)
    return _UNSAFE.sub(_visible, lines)


def sanitise_line(text: str) -> str:
    r"""Return a name, a title or a file's name in one line, its newlines made visible as well.

    >>> sanitise_line("two\nlines")
    'two␊lines'
    """
    if text.isascii() and text.isprintable():
        return text
    return sanitise(text).replace("\n", chr(_PICTURES + 0x0A))


def _visible(found: re.Match[str]) -> str:
    """Return what is shown in place of a character."""
    point = ord(found.group())
    if point < _FIRST_PRINTABLE:
        return chr(_PICTURES + point)
    return _DELETE_PICTURE if point == _DELETE else f"<U+{point:04X}>"
