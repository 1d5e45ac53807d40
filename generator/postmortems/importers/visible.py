"""Texts without the characters that cannot be seen."""

import re
import unicodedata

_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_JOINERS = re.compile("(?<=[\x20-\u024f])[\u200c\u200d]|[\u200c\u200d](?=[\x20-\u024f])")


def visible(text: str) -> str:
    """Return a text without characters that cannot be seen, which the format rejects."""
    lines = _BREAKS.sub("\n", text).expandtabs(4)
    kept = "".join(char for char in lines if char in "\n\u200c\u200d" or not _is_invisible(char))
    return "\n".join(line.rstrip() for line in _JOINERS.sub("", kept).split("\n")).strip()


def _is_invisible(char: str) -> bool:
    if char <= "~":
        return char < " "
    return unicodedata.category(char) in ("Cc", "Cf", "Cs") or char in "\ufffe\uffff"
