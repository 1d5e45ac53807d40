"""The text of documents, without control characters and with the line ends of one system."""

import re

from .source import Source

_COLOURS = re.compile(r"\x1b\[[0-9;]{0,20}m")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\u202a-\u202e\u2066-\u2069]")
_NOT_SHOWN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_SAMPLE = 65_536
_MOST_STRANGE = 0.02
_FEW = 10


def is_text(source: Source) -> bool:
    """Return whether a file is text, and not an image, an archive or a document of an office."""
    head = source.head[:_SAMPLE]
    if "\0" in head or source.data[:5] in (b"%PDF-", b"{\\rtf") or source.data[:4] == b"PK\3\4":
        return False
    return len(_CONTROLS.findall(head)) + head.count("\ufffd") <= _FEW + _MOST_STRANGE * len(head)


def printable(text: str) -> str:
    """Return a text without colours, with `\ufffd` for what cannot be shown or hides other text.

    These are control characters, changes of the direction of writing, and single surrogates.
    """
    return _NOT_SHOWN.sub("\ufffd", _COLOURS.sub("", text))


def plain(content: str) -> str:
    """Return text without colours and control characters, with `\\n` at the end of each line."""
    lines = content.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", _COLOURS.sub("", lines)).strip("\n")
