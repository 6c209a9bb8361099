"""Times as recorders and typists write them: 00:12, [00:00:12], (1:02:03.250)."""

from __future__ import annotations

import re

#: A time: minutes and seconds, hours in front and a fraction behind if need be.
TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
#: A time in brackets, or a stretch from one to another.
STAMP = rf"[\[(<]\s*{TIME}(?:\s*(?:-{{1,2}}>?|\u2013)\s*{TIME})?\s*[\])>]"
#: A time without brackets, standing free.
BARE_STAMP = rf"{TIME}(?=\s|\Z)"

#: A time as f4 and its relatives write it, at the end of what was said: #00:01:02-3#.
END_STAMP = r"#\d{1,2}:\d{2}:\d{2}(?:-\d{1,3})?#"

_TIME = re.compile(TIME)


def seconds(text: str) -> float | None:
    """Return the first time in a text as seconds, None where there is none.

    >>> seconds("[00:01:02]"), seconds("01:02,5"), seconds("soon")
    (62.0, 62.5, None)
    """
    found = _TIME.search(text)
    if found is None:
        return None
    *hours, minutes, rest = found.group().replace(",", ".").split(":")
    return sum(int(hour) * 3600 for hour in hours) + int(minutes) * 60 + float(rest)
