"""The text of HTML and of Slack's markup."""

import re
from collections.abc import Mapping
from html import unescape
from html.parser import HTMLParser

_BLOCKS = frozenset({"p", "br", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "ul"})
_HIDDEN = frozenset({"script", "style"})
_TAG = re.compile(r"<[a-zA-Z/][^<>]*>")


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in _HIDDEN
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        if tag in _BLOCKS and tag != "br":
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(" ".join(data.split()) if not data.isspace() else " ")
            self.parts[-1] = _with_edges(data, self.parts[-1])


def _with_edges(data: str, words: str) -> str:
    """Return the words with a space where the data begins or ends with white space."""
    if not words.strip():
        return " "
    return f"{' ' if data[:1].isspace() else ''}{words}{' ' if data[-1:].isspace() else ''}"


def html_text(text: str) -> str:
    """Return the text of HTML, one line per paragraph; text without tags is not changed."""
    if not _TAG.search(text):
        return unescape(text) if "&" in text else text
    parser = _Text()
    parser.feed(text)
    parser.close()
    lines = "".join(parser.parts).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


_SLACK = re.compile(r"<([^<>\n]*)>")


def slack_text(text: str, names: Mapping[str, str]) -> str:
    """Return the text of a Slack message.

    Args:
        text: the message.
        names: the display names of users by id; other users become `@user`.
    """
    return unescape(_SLACK.sub(lambda match: _reference(match[1], names), text)).strip()


def _reference(inner: str, names: Mapping[str, str]) -> str:
    """Return what stands in angle brackets: a user, a channel, a group, a date or an address."""
    target, _, label = inner.partition("|")
    if target.startswith("@"):
        return f"@{names.get(target[1:], 'user')}"
    if target.startswith("#"):
        return f"#{label or 'channel'}"
    if target.startswith("!"):
        return label or f"@{target[1:].partition('^')[0]}"
    address = target.removeprefix("mailto:")
    return label if not target or label == address else f"{label} ({address})" if label else address
