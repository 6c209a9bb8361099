"""The likeliest encoding of bytes that are not UTF-8: the only home of charset_normalizer."""

from __future__ import annotations

from charset_normalizer import from_bytes

#: What word processors and recorders of the last thirty years wrote: a short list keeps short texts
#: from being taken for something exotic.
_LIKELY = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
    "cp932", "euc_jp", "gb18030", "big5", "cp949", "koi8_r", "mac_roman",
]  # fmt: skip
_COMMONEST = "cp1252"


def likeliest_encoding(sample: bytes) -> str | None:
    """Return the name of the likeliest encoding, or None for what looks like no text at all.

    Where the commonest encoding says the same, it is named: its neighbours differ in few letters.
    """
    best = from_bytes(sample, cp_isolation=_LIKELY).best()
    if best is None:
        return None
    try:
        same = sample.decode(_COMMONEST) == str(best)
    except UnicodeDecodeError:
        same = False
    return _COMMONEST if same else best.encoding
