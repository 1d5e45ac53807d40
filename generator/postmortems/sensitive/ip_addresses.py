"""IP addresses, version 4 and 6."""

import re
from collections.abc import Iterator
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address

from .spans import SearchText, Span

_V4 = r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}"
_GROUP = r"[0-9A-Fa-f]{1,4}"
_GROUPS = rf"{_GROUP}(?::{_GROUP}){{0,6}}"
# The class stands first, since the engine can then skip characters that begin no match.
_V4_ADDRESS = (
    r"[0-9](?<![0-9A-Za-z.][0-9])[0-9]{0,2}(?:\.[0-9]{1,3}){3}(?![0-9A-Za-z]|\.[0-9A-Za-z])"
)
_V6_ADDRESS = (
    r"(?:(?<![0-9A-Za-z:.])|(?<=[A-Za-z_-]{2}:))"
    rf"(?:(?:{_GROUP}:){{7}}{_GROUP}|(?:{_GROUPS}|(?<!>))::(?:(?:{_GROUP}:){{0,5}}{_V4}|(?:{_GROUPS})?))"
    r"(?![0-9A-Za-z:]|\.[0-9A-Za-z])"
)
ADDRESS = re.compile(f"{_V6_ADDRESS}|{_V4_ADDRESS}")
"""What looks like an address; `parse` decides."""
_V4_PATTERN = re.compile(_V4_ADDRESS)
_V6_PATTERN = re.compile(_V6_ADDRESS)
_MANY_GROUPS = re.compile(rf":(?:{_GROUP}:){{6}}")
_VERSION = re.compile(
    r"(?:\bv|version|release|build)[\"']*\s*[:=]?\s*[\"']*$"
    r"|\b(?:Chrome|Chromium|HeadlessChrome|CriOS|Edge?|EdgA|EdgiOS|OPR|Opera|YaBrowser|Vivaldi"
    r"|SamsungBrowser|Safari|Firefox|FxiOS|Version|Electron|Brave)/$",
    re.IGNORECASE,
)
_LAST_OF_VERSION = frozenset("vVnNeElLrRdD/")
"""The last characters of what `_VERSION` matches; most addresses are after others."""
_BEFORE = 24
"""The characters before an address that can say that it is a version."""


@lru_cache(maxsize=4096)
def parse(text: str) -> IPv4Address | IPv6Address | None:
    """Return the address that a match of `ADDRESS` is; None if it is none."""
    try:
        return ip_address(text)
    except ValueError:
        return None


def is_version(before: str) -> bool:
    """Return whether the text before an address says that it is the version of a program."""
    last = before.rstrip("\"'=: \t")[-1:]
    return last in _LAST_OF_VERSION and bool(_VERSION.search(before[-_BEFORE:]))


def find_ip_addresses(search: SearchText) -> Iterator[Span]:
    """Yield each address of a machine, public or private.

    Loopback, unspecified and broadcast addresses, netmasks and `0.…` identify nobody, and are left
    out. So are versions: after a word such as *version*, or after the name of a browser.
    """
    yield from _spans(search, _V4_PATTERN.finditer(search.text))
    for start, end in _lines_with_groups(search):
        yield from _spans(search, _V6_PATTERN.finditer(search.text, start, end))


def _spans(search: SearchText, matches: Iterator[re.Match[str]]) -> Iterator[Span]:
    for match in matches:
        start, end = match.span()
        address = _machine(match[0])
        if address and not is_version(search.text[max(0, start - _BEFORE) : start]):
            yield Span(start, end, address)


@lru_cache(maxsize=65_536)
def _machine(text: str) -> str | None:
    """Return the address of a machine in its usual form; None for any other text."""
    if not any(sign.isdigit() for sign in text):
        return None  # the name of a class, such as `Add::Bad`
    address = parse(text)
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    address = mapped or address
    if address is None or address.is_loopback or address.is_unspecified:
        return None
    is_mask = isinstance(address, IPv4Address) and address.packed[0] in (0, 255)
    return None if is_mask else str(address)


def _lines_with_groups(search: SearchText) -> Iterator[tuple[int, int]]:
    """Yield the lines that may have an IPv6 address."""
    lines = dict(search.lines_with("::"))
    text, end = search.text, 0
    while match := _MANY_GROUPS.search(text, end):
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.end())
        end = lines[start] = len(text) if end < 0 else end
    yield from sorted(lines.items())
