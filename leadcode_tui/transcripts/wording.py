"""Finding a question of the schedule in how somebody put it, and how sure that is.

What an interviewer says is compared with the wording of every question, one sentence and two
sentences at a time. Each word weighs less the more often it is said in the interview, so that in
any language `the` and `is` decide nothing. `found` is the share of the question that was said,
`exact` the share of what was said that is the question; the sureness is their F2 measure (van
Rijsbergen 1979), in which `found` weighs more: a question is often asked with words around it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

from leadcode_tui.text import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from leadcode_tui.model import QuestionId

#: From here on a question is taken for the one that was asked; below `SURE` it is to be checked.
LIKELY = 0.6
SURE = 0.8
#: A shorter question is in many sentences, so that it counts only where it is all that was said.
_FEW_WORDS = 3
#: How much more `found` weighs than `exact`, squared.
_FOUND_WEIGHS = 4

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?")


class Wordings:
    """The questions of a schedule, to be found in one interview."""

    def __init__(self, wordings: Mapping[QuestionId, str], texts: Iterable[str]) -> None:
        self._asked = {name: _words(text) for name, text in wordings.items()}
        said = Counter(word for text in texts for word in _words(text)) if self._asked else {}
        self._said: Mapping[str, int] = said

    def best(self, text: str) -> tuple[QuestionId, float] | None:
        """Return the question that a text asks most likely, with the sureness, if any is likely."""
        best: tuple[QuestionId, float] | None = None
        windows = [words for words in _windows(text) if words] if self._asked else []
        for name, asked in self._asked.items():
            sure = max((self._sureness(asked, words) for words in windows), default=0.0)
            if sure >= LIKELY and (best is None or sure > best[1]):
                best = (name, sure)
        return best

    def is_one(self, text: str) -> bool:
        """Return whether a text is a question and nothing else, as it stands in the schedule."""
        words = _words(text)
        return any(words == asked for asked in self._asked.values()) and bool(words)

    def _sureness(self, asked: Sequence[str], said: Sequence[str]) -> float:
        """Return the F2 measure of two texts; few words count when they are the same."""
        if len(asked) < _FEW_WORDS:
            return float(bool(asked) and tuple(asked) == tuple(said))
        common = sum(map(self._weight, (Counter(asked) & Counter(said)).elements()))
        if not common:
            return 0.0
        found = common / sum(map(self._weight, asked))
        exact = common / sum(map(self._weight, said))
        return (1 + _FOUND_WEIGHS) * found * exact / (_FOUND_WEIGHS * exact + found)

    def _weight(self, word: str) -> float:
        """Return what a word weighs: 1 when it is said once, less and less when more often."""
        return 1 / (1 + log(max(1, self._said.get(word, 1))))


def _windows(text: str) -> Iterator[Sequence[str]]:
    """Yield the words of each sentence, and of each two that follow each other."""
    sentences = [_words(text[start:end]) for start, end in sentence_spans(text)]
    yield from sentences
    yield from ((*one, *two) for one, two in pairwise(sentences))


def _words(text: str) -> tuple[str, ...]:
    """Return the words of a text, without case and accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in parts if not unicodedata.combining(char))
    return tuple(_WORD.findall(plain))
