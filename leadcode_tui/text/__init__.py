"""Floor 1, text: what is done to words, whoever wrote them. Pure, standard library only."""

from leadcode_tui.text.fuzzy import match, rank
from leadcode_tui.text.near import did_you_mean
from leadcode_tui.text.sanitise import sanitise, sanitise_line
from leadcode_tui.text.sentences import sentence_spans

__all__ = [
    "did_you_mean",
    "match",
    "rank",
    "sanitise",
    "sanitise_line",
    "sentence_spans",
]
