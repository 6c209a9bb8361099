"""Floor 1, text: what is done to words, whoever wrote them. Pure, standard library only."""

from typing import TYPE_CHECKING

from leadcode_tui.lazy import lazily

# At once, since the module has the name of the function.
from leadcode_tui.text.sanitise import sanitise, sanitise_line

if TYPE_CHECKING:
    from leadcode_tui.text.cells import guarded, unguarded
    from leadcode_tui.text.counting import count
    from leadcode_tui.text.entries import BULLET, as_lines, from_lines
    from leadcode_tui.text.fuzzy import has_words, rank
    from leadcode_tui.text.near import did_you_mean, nearest
    from leadcode_tui.text.pieces import word_spans
    from leadcode_tui.text.sentences import sentence_spans

__all__ = [
    "BULLET",
    "as_lines",
    "count",
    "did_you_mean",
    "from_lines",
    "guarded",
    "has_words",
    "nearest",
    "rank",
    "sanitise",
    "sanitise_line",
    "sentence_spans",
    "unguarded",
    "word_spans",
]

__getattr__ = lazily(
    __name__,
    {
        "BULLET": "entries",
        "as_lines": "entries",
        "count": "counting",
        "did_you_mean": "near",
        "from_lines": "entries",
        "guarded": "cells",
        "has_words": "fuzzy",
        "nearest": "near",
        "rank": "fuzzy",
        "sentence_spans": "sentences",
        "unguarded": "cells",
        "word_spans": "pieces",
    },
)
