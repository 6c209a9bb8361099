"""Floor 2, transcripts: readers of what recorders and typists produce, one file a format.

A reader finds paragraphs, cues or intervals; one pipeline makes segments of them, with their
speakers, times and questions. Each format's module is imported when a file asks for it.
"""

from leadcode_tui.transcripts.known_labels import is_known_label
from leadcode_tui.transcripts.material import Reading, ReadOptions
from leadcode_tui.transcripts.read import default_id, read_each, read_joined, read_transcript

__all__ = [
    "ReadOptions",
    "Reading",
    "default_id",
    "is_known_label",
    "read_each",
    "read_joined",
    "read_transcript",
]
