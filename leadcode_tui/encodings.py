"""The likeliest encoding of bytes that are not UTF-8: the only home of charset_normalizer."""

from __future__ import annotations

import re

from charset_normalizer import from_bytes

#: What word processors and recorders of the last thirty years wrote: a short list keeps short texts
#: from being taken for something exotic.
_LIKELY = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
    "cp932", "euc_jp", "gb18030", "big5", "cp949", "koi8_r", "mac_roman",
]  # fmt: skip
_COMMONEST = "cp1252"
#: In windows-1250 these bytes are the Polish letters that windows-1252 has small figures for, which
#: stand in front of no letter.
_CENTRAL = "cp1250"
_FIGURE_IN_A_WORD = re.compile(rb"[\xb3\xb9][a-z]")
#: What windows-1252 has for Icelandic, windows-1254 for Turkish, windows-1257 for the Baltic
#: languages: thorn, eth and y with an accent, or other letters in their place.
_NORTHERN = frozenset(b"\xf0\xfd\xfe")
#: The letters beyond ASCII of each, as small ones. Of several that fit, the first counts.
_ALPHABETS = (
    (_COMMONEST, frozenset(b"\xe1\xe6\xe9\xed\xf0\xf3\xf6\xf8\xfa\xfd\xfe")),
    ("cp1254", frozenset(b"\xe2\xe7\xee\xf0\xf6\xfb\xfc\xfd\xfe")),
    ("cp1257", frozenset(b"\xe0\xe1\xe2\xe6\xe7\xe8\xeb\xec\xed\xee\xef\xf0\xf2\xf8\xfb\xfe")),
)
#: In Mac Roman every small letter with an accent is one of these; elsewhere none is.
_MAC = "mac_roman"
_MAC_LETTER = re.compile(rb"[a-zA-Z][\x87-\x9f]|[\x87-\x9f][a-z]")
#: In a short text the letters of several languages fit nearly as well: so many points say nothing.
_TIE = 0.1


def likeliest_encoding(sample: bytes) -> str | None:
    """Return the name of the likeliest encoding, or None for what looks like no text at all.

    Where the commonest encoding says the same, or fits as well, it is named.
    """
    matches = from_bytes(sample, cp_isolation=_LIKELY)
    best = matches.best()
    if best is None:
        return None
    for match in matches:
        is_commonest = _COMMONEST in {match.encoding, *match.could_be_from_charset}
        if is_commonest and match.chaos <= best.chaos and match.coherence >= best.coherence - _TIE:
            return _CENTRAL if _FIGURE_IN_A_WORD.search(sample) else _northern(sample)
    is_no_mac = best.encoding == _MAC and not _MAC_LETTER.search(sample)
    return _northern(sample) if is_no_mac else best.encoding


def _northern(sample: bytes) -> str:
    """Return the commonest encoding, or the one whose alphabet the letters of the text are."""
    letters = {byte | 0x20 for byte in sample if byte >= 0xC0} - {0xF7}  # noqa: PLR2004
    if not letters & _NORTHERN:
        return _COMMONEST
    fitting = (encoding for encoding, alphabet in _ALPHABETS if letters <= alphabet)
    return next(fitting, _COMMONEST)
