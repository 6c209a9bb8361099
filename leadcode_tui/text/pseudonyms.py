"""Names replaced by pseudonyms, as whole words, and where a place in a text stands afterwards."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

#: A letter, a digit or an accent beside a name makes it another word; an underscore does not.
_BEFORE: Final = r"(?<![^\W_])"
_AFTER: Final = r"(?![^\W_]|[\u0300-\u036f])"
#: In JSON and YAML the letter of an escape is none of the word after it.
_AFTER_ESCAPE: Final = r"(?<=\\[bfnrt])"
#: What parts the words of a name in a text, and what does in the name of a file.
_LINKS: Final = "-_."
_BETWEEN: Final = rf"(?:\s+|[{_LINKS}])"
_APOSTROPHES: Final = "'\u2019"
_HYPHENS: Final = "\u2010\u2011-"
_HYPHEN: Final = re.compile(f"[{_HYPHENS}]")
_NOTHING: Final = r"(?!)"
#: A word with what may cling to it in the name of a file.
_WORD: Final = re.compile(r"[\w'\u2019-]+")
#: What parts the words of a name in JSON and YAML.
_BLANK: Final = r"(?:\s|\\[bfnrt])+"
_ESCAPES: Final = re.compile(r"(?:\\u[0-9a-fA-F]{4}|\\[bfnrt\"\\/])+")
#: One letter in capitals is how names begin, and says nothing.
_INITIAL: Final = 1


@dataclass(frozen=True, slots=True)
class Pseudonym:
    """A name and what stands for it; `is_exact` if only this spelling of it is the name."""

    name: str
    pseudonym: str
    is_exact: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of a text, and what stands there afterwards."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Pseudonyms:
    """Names to be replaced all at once, the longest first: what was replaced is not looked at.

    >>> names = Pseudonyms((Pseudonym("Anna Smith", "Eve Jones"), Pseudonym("Smith", "Jones")))
    >>> names.replaced("Smith's ward, SMITH, anna smith and the blacksmith")
    "Jones's ward, JONES, eve jones and the blacksmith"
    """

    pairs: Sequence[Pseudonym]

    @cached_property
    def _spelled(self) -> Mapping[str, Pseudonym]:
        return {_plain(pair.name): pair for pair in reversed(self.pairs)}

    @cached_property
    def _each(self) -> Sequence[tuple[Pseudonym, re.Pattern[str]]]:
        """Each name as a pattern, the longest first."""
        return [
            (pair, re.compile(_any_of(pair, _spellings(pair.name))))
            for pair in sorted(self.pairs, key=lambda pair: -len(pair.name))
        ]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = "|".join(pattern.pattern for _, pattern in self._each)
        return re.compile(f"{_BEFORE}(?:{names}){_AFTER}")

    @cached_property
    def _escaped(self) -> re.Pattern[str]:
        r"""How names stand in JSON or YAML, which may write letters as \u00e9 and lines as \n."""
        names = "|".join(_any_of(pair, _written(pair)) for pair, _ in self._each)
        return re.compile(f"(?:{_BEFORE}|{_AFTER_ESCAPE})(?:{names}){_AFTER}")

    @cached_property
    def _squeezed(self) -> re.Pattern[str]:
        """The letters of names, without blanks, whatever stands beside them."""
        names = [
            _any_of(pair, [each.replace(_BETWEEN, "") for each in _spellings(pair.name)])
            for pair, _ in self._each
            if len(pair.name) > _INITIAL
        ]
        return re.compile("|".join(names) or _NOTHING)

    def edits(self, text: str) -> tuple[Edit, ...]:
        """Return what is to be replaced in a text."""
        if not self.pairs:
            return ()
        return tuple(
            Edit(found.start(), found.end(), self._for(found[0]))
            for found in self._pattern.finditer(text)
        )

    def replaced(self, text: str) -> str:
        """Return a text with every name replaced."""
        return applied(text, self.edits(text))

    def replaced_in_source(self, text: str) -> str:
        r"""Return the text of a hand-written file or a broken one, \u escapes looked at too."""
        if not self.pairs:
            return text
        plain = self.replaced(text)
        return self._escaped.sub(lambda found: self._for(_unescaped(found[0])), plain)

    def _for(self, found: str) -> str:
        """Return the pseudonym of a name as it was found, in capitals where the name was."""
        pair = self._pair(found)
        pseudonym = _joined_like(pair.pseudonym, found, pair.name)
        if found == pair.name or pair.is_exact:
            return pseudonym
        if found.isupper() and len(found) > _INITIAL and not pair.name.isupper():
            return pseudonym.upper()
        if found.islower() and not pair.name.islower():
            return pseudonym.lower()
        return pseudonym

    def _pair(self, found: str) -> Pseudonym:
        """Return whose name was found: as the list spells it, else the longest that it may be."""
        spelled = self._spelled.get(_plain(found))
        if spelled is not None:
            return spelled
        return next(pair for pair, pattern in self._each if pattern.fullmatch(found))

    def names(self, text: str) -> bool:
        """Whether a text has one of the names."""
        return bool(self.pairs) and self._escaped.search(text) is not None

    def within(self, text: str) -> Iterator[str]:
        """Yield longer words in which a name stands, as their capitals and digits show.

        >>> names = Pseudonyms((Pseudonym("Mary Smith", "Eve"), Pseudonym("Smith", "Jay")))
        >>> list(names.within("MarySmith.docx, Smith2, but no blacksmith and no Smithson"))
        ['MarySmith', 'Smith2']
        """
        end = 0
        for found in self._squeezed.finditer(text):
            if found.start() >= end and _is_apart(text, *found.span()):
                word = next(each for each in _WORD.finditer(text) if each.end() >= found.end())
                end = word.end()
                yield word[0]


def _is_apart(text: str, start: int, end: int) -> bool:
    """Whether digits, and letters of the other case, are all that stands beside a name."""
    before, after = text[:start][-1:], text[end : end + 1]
    begins = not before.isalpha() or (before.islower() and text[start].isupper())
    ends = not after.isalpha() or (after.isupper() and text[end - 1].islower())
    return begins and ends


def _any_of(pair: Pseudonym, spellings: Iterable[str]) -> str:
    return f"(?{'' if pair.is_exact else 'i'}:{'|'.join(spellings)})"


def _spellings(name: str) -> Sequence[str]:
    """Return a name as a pattern, with accents as letters of their own too.

    In file names and ids a hyphen, an underscore or a dot stands for what they cannot have.
    """
    forms = dict.fromkeys(normalize(form, name) for form in ("NFC", "NFD"))
    return [_BETWEEN.join("".join(map(_letter, part)) for part in form.split()) for form in forms]


def _letter(letter: str) -> str:
    if letter in _APOSTROPHES:
        return f"[{_APOSTROPHES}_-]"
    return f"[{_HYPHENS}]" if letter in _HYPHENS else re.escape(letter)


def _plain(name: str) -> str:
    """Return a name as it is compared: however its accents and apostrophes are written."""
    return _HYPHEN.sub("-", normalize("NFC", " ".join(name.split())).replace("\u2019", "'"))


def _joined_like(pseudonym: str, found: str, name: str) -> str:
    """Return a pseudonym for a name in a file's name or an id, which have no blanks."""
    link = next((letter for letter in found if letter in _LINKS and letter not in name), None)
    return pseudonym if link is None else re.sub(r"[\s'\u2019]+", link, pseudonym)


def _written(pair: Pseudonym) -> Sequence[str]:
    """Return how a name is written as it is, in JSON, and between single quotes in YAML."""
    name = pair.name
    cases = (name,) if pair.is_exact else (name, name.upper(), name.lower(), name.title())
    forms = [normalize(form, each) for form in ("NFC", "NFD") for each in cases]
    written = (way for form in forms for way in (json.dumps(form)[1:-1], form.replace("'", "''")))
    escaped = (_BLANK.join(map(re.escape, each.split())) for each in dict.fromkeys(written))
    plain = (each.replace(_BETWEEN, f"(?:{_BLANK}|[-_.])") for each in _spellings(name))
    return tuple(dict.fromkeys((*plain, *escaped)))


def _unescaped(found: str) -> str:
    text = _ESCAPES.sub(lambda letters: str(json.loads(f'"{letters[0]}"')), found)
    return " ".join(text.replace("''", "'").split())


def applied(text: str, edits: Sequence[Edit]) -> str:
    """Return a text with edits made."""
    parts, at = [], 0
    for edit in edits:
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join((*parts, text[at:]))


def moved(place: int, edits: Sequence[Edit], *, is_end: bool) -> int:
    """Return where a place in a text is after edits; inside a name it is at the name's edge.

    >>> moved(9, [Edit(0, 5, "Al")], is_end=False)
    6
    """
    shift = 0
    for edit in edits:
        if place <= edit.start:
            break
        if place < edit.end:
            return edit.start + shift + (len(edit.text) if is_end else 0)
        shift += len(edit.text) - (edit.end - edit.start)
    return place + shift
