"""What a YAML parser says when it cannot go on, in words that say what to change.

The parser names what it expected; people want to know what they did. So the text around the place
is looked at: each rule below knows one mistake, and the first that fits speaks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadcode_tui.codebook.nodes import Lines


#: What helps most often.
_QUOTES = "put the text in quotes"


#: Lists and mappings inside each other; a level of codes takes two.
MAX_DEPTH = 64


class Mistake(NamedTuple):
    """A mistake at one character of a text."""

    at: int
    message: str
    hint: str = ""


class Broken(NamedTuple):
    """Where a parser stopped: `at` that character, in something that `began` earlier.

    `last` is where the text or bracket before it starts and ends, `bracket` the innermost one
    that is still open, `problem` the parser's own words.
    """

    text: str
    lines: Lines
    at: int
    began: int
    last: tuple[int, int]
    bracket: int | None
    problem: str

    @property
    def char(self) -> str:
        """The character where it stopped, "" at the end."""
        return self.text[self.at : self.at + 1]

    def line(self, index: int) -> int:
        """Return the line of a character."""
        return self.lines.place(index).line


def syntax_mistake(broken: Broken) -> Mistake:
    """Say what is wrong where the parser stopped."""
    for rule in _RULES:
        mistake = rule(broken)
        if mistake is not None:
            return mistake
    return Mistake(broken.at, "this cannot be read as YAML", "is a quote or a colon missing above?")


def _too_deep(broken: Broken) -> Mistake | None:
    """See the limit that a newer parser has of its own, far above ours."""
    if "maximum nesting depth" not in broken.problem:
        return None
    return Mistake(broken.at, f"more than {MAX_DEPTH} levels inside each other")


def _open_quote(broken: Broken) -> Mistake | None:
    words = ("end of stream", "document indicator", "document separator")
    if "quoted scalar" not in broken.problem or not any(w in broken.problem for w in words):
        return None
    message = f"a quote opened at line {broken.line(broken.began)} is never closed"
    return Mistake(broken.began, message, "close it where its text ends")


def _swallowed_lines(broken: Broken) -> Mistake | None:
    """See the quote that the opening quote of a later text has closed."""
    start, end = broken.last
    if broken.text[start : start + 1] not in {'"', "'"} or broken.line(end) == broken.line(start):
        return None
    if broken.line(broken.at) != broken.line(end):
        return None
    message = f"a quote opened here is closed at line {broken.line(end)}, and text follows it there"
    return Mistake(start, message, "close it where its text ends")


def _tab(broken: Broken) -> Mistake | None:
    start = broken.lines.start(broken.at)
    line = broken.text[start:]
    indentation = line[: len(line) - len(line.lstrip(" \t-"))]
    found = start + indentation.find("\t") if "\t" in indentation else broken.at
    if broken.text[found : found + 1] != "\t":
        return None
    return Mistake(found, "a tab where YAML wants spaces", "two spaces for each level")


def _text_after(broken: Broken) -> Mistake | None:
    start, end = broken.last
    closing = broken.text[end - 1 : end]
    # The flow mapping of "{role} ({id})" ends with an event of one character.
    is_quoted = broken.text[start : start + 1] in {'"', "'"} and end > start + 1
    is_bracket = closing in {"]", "}"} and end == start + 1
    if not (is_quoted or is_bracket) or broken.line(broken.at) != broken.line(end):
        return None
    if broken.at < end or broken.char in {"", "\n", "\r"}:
        return None
    what = "quote" if is_quoted else closing
    if broken.bracket is not None:
        hint = "put a comma between two texts; write a ' inside single quotes twice"
        return Mistake(broken.at, f"text follows a closing {what}", hint)
    hint = "put the whole text in single quotes, and write a ' inside it twice"
    return Mistake(broken.at, f"text follows a closing {what}", hint)


def _escape(broken: Broken) -> Mistake | None:
    if "escape" not in broken.problem and "decimal number" not in broken.problem:
        return None
    backslash = broken.text.rfind("\\", 0, broken.at + 1)
    message = "a backslash in double quotes begins an escape, and YAML does not know this one"
    return Mistake(backslash, message, "write two, or use single quotes")


def _block_text(broken: Broken) -> Mistake | None:
    if "block scalar" not in broken.problem:
        return None
    sign = broken.text[broken.began]
    message = f"a text after '{sign}' begins on the next line"
    return Mistake(broken.began, message, f"put the text in quotes if the {sign} belongs to it")


def _cannot_start(broken: Broken) -> Mistake | None:
    index = broken.began if _names(broken, "alias", "anchor", "tag", "directive") else broken.at
    sign = broken.text[index : index + 1]
    stops = ("cannot start any token", "node content", "alias", "anchor", "tag", "directive")
    if not sign.strip() or not _names(broken, *stops):
        return None
    return Mistake(index, f"a text cannot start with '{sign}'", _QUOTES)


def _bracket(broken: Broken) -> Mistake | None:
    if broken.bracket is None:
        return None
    sign = broken.text[broken.bracket]
    closing = "]" if sign == "[" else "}"
    if broken.char and broken.line(broken.at) == broken.line(broken.bracket):
        hint = "put a text that holds brackets in quotes"
        return Mistake(broken.at, f"a comma or '{closing}' is missing before this", hint)
    message = f"a '{sign}' opened at line {broken.line(broken.bracket)} is never closed"
    return Mistake(broken.bracket, message, f"close it with '{closing}' where its list ends")


def _colon(broken: Broken) -> Mistake | None:
    if not _names(broken, "mapping values are not allowed"):
        return None
    before = broken.text[broken.lines.start(broken.at) : broken.at]
    if ": " in before:
        return Mistake(broken.at, "a colon with a space after it inside a text", _QUOTES)
    start = broken.lines.start(broken.at) + len(before) - len(before.lstrip(" -"))
    hint = "indent it as the key above, and see that the line above has a space after its colon"
    return Mistake(start, "a key where the text of the line above goes on", hint)


def _no_colon(broken: Broken) -> Mistake | None:
    if not _names(broken, "could not find expected ':'"):
        return None
    return Mistake(broken.began, "a line without a colon", "a line is written as key: text")


def _dash(broken: Broken) -> Mistake | None:
    if not _names(broken, "sequence entries are not allowed"):
        return None
    hint = "put the text in quotes if the - belongs to it"
    return Mistake(broken.at, "a list begins on a line of its own", hint)


def _after_the_end(broken: Broken) -> Mistake | None:
    if not _names(broken, "document start"):
        return None
    return Mistake(broken.at, "text after the end of the document", "every line is key: text")


def _indentation(broken: Broken) -> Mistake | None:
    if not _names(broken, "block mapping", "block collection", "block sequence"):
        return None
    line, column = broken.lines.place(broken.began)
    if broken.char == "-" and "block mapping" in broken.problem:
        message = "a list entry where a key is expected"
    else:
        message = "this line does not line up with the lines above it"
    return Mistake(broken.at, message, f"what it follows began at line {line}, column {column}")


def _names(broken: Broken, *words: str) -> bool:
    return any(word in broken.problem for word in words)


#: What is looked for, the surest first.
_RULES: tuple[Callable[[Broken], Mistake | None], ...] = (
    _too_deep,
    _open_quote,
    _swallowed_lines,
    _tab,
    _escape,
    _block_text,
    _text_after,
    _cannot_start,
    _bracket,
    _colon,
    _no_colon,
    _dash,
    _after_the_end,
    _indentation,
)
