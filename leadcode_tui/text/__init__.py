"""Floor 1, text: what is done to words, whoever wrote them. Pure, standard library only."""

from leadcode_tui.text.sanitise import sanitise, sanitise_line

__all__ = ["sanitise", "sanitise_line"]
