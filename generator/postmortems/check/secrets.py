"""Secrets in text, recognised by their form with the detectors of detect-secrets.

The detectors that guess by entropy or by words such as *password* are left out: in prose they are
wrong more often than right. Those that are slow run only on a text that holds a word of theirs.

The time is linear in the length of the text, though some patterns of detect-secrets are not: they
are tried only at the first place of a run at which a match could begin, or on a text in which long
runs of spaces are shortened.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import Any

from .wording import Turns

_GUESSING = {
    "Base64 High Entropy String",
    "Hex High Entropy String",
    "Secret Keyword",
    "Public IP (ipv4)",
}
_HINTS = {
    "Artifactory Credentials": ("AKC", "AP"),
    "Cloudant Credentials": ("clou", "cl_", "cl-", "cla", "clk", "clp", "clt"),
    "IBM Cloud IAM Key": ("key", "pwd", "pass", "token"),
    "IBM COS HMAC Credentials": ("secret",),
    "JSON Web Token": ("eyj",),
    "Mailchimp Access Key": ("-us",),
    "NPM tokens": ("_authtoken",),
    "OpenAI Token": ("t3blbkfj",),
    "SoftLayer Credentials": ("softlayer", "slk", "sl_", "sl-", "sla", "slp", "slt"),
    "Square OAuth Secret": ("sq0csp",),
    "Slack Token": ("xox", "hooks.slack.com"),
    "Stripe Access Key": ("k_live",),
}
"""Words without one of which a slow detector finds nothing, small letters standing for both cases;
a test holds that."""


_RUNS = {
    "JSON Web Token": (re.compile(r"[A-Za-z0-9_=-]++"), "eyJ"),
    "NPM tokens": (re.compile(r"[^\n]++"), "//"),
    "OpenAI Token": (re.compile(r"[A-Za-z0-9_-]++"), "sk-"),
}
"""Detectors whose patterns would scan to the end of a run from every place in it at which a match
could begin: the run, and with what a match begins. Where the first such place is no match, none
behind it in the run is: the pattern takes anything in between."""
_SPACED = {
    "Cloudant Credentials",
    "IBM COS HMAC Credentials",
    "IBM Cloud IAM Key",
    "SoftLayer Credentials",
}
"""Detectors that try every way to part a run of spaces in three; three spaces match like more."""
_MANY_SPACES = re.compile(r"(?<= {3}) +")


class Shortened:
    """A text whose runs of spaces are at most three long, and the places in the original."""

    def __init__(self, original: str) -> None:
        self.text = _MANY_SPACES.sub("", original)
        self._removed = [0]
        self._places = [0]
        for found in _MANY_SPACES.finditer(original):
            removed = self._removed[-1]
            self._places.append(found.start() - removed)
            self._removed.append(removed + len(found[0]))

    def original(self, at: int) -> int:
        """Return where a place, which is not behind three spaces, is in the original."""
        return at + self._removed[bisect_right(self._places, at) - 1]


def secrets(text: str) -> Iterator[tuple[str, str, int]]:
    """What looks like a secret in a text.

    Yields:
        what it is, the words that were recognised, and how many of the same come before them.
    """
    lowered = text.casefold()
    shortened: Shortened | None = None
    turns: Turns | None = None
    for detector in _detectors():
        kind = str(detector.secret_type)
        hints = _HINTS.get(kind, ("",))
        if not any(hint in (text if hint.isupper() else lowered) for hint in hints):
            continue
        # A detector says what it found, at times only its prefix, and not where.
        for pattern in detector.denylist:
            if kind in _SPACED:
                shortened = shortened or Shortened(text)
            searched = shortened.text if shortened and kind in _SPACED else text
            for match in _matches(kind, pattern, searched):
                if not any(detector.analyze_string(match[0])):
                    continue
                start, end = match.span()
                if shortened and kind in _SPACED:
                    start, end = shortened.original(start), shortened.original(end)
                turns = turns or Turns(text)
                yield kind, text[start:end], turns.before(text[start:end], start)


def _matches(kind: str, pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield what `pattern.finditer` would, in linear time."""
    if kind not in _RUNS:
        yield from pattern.finditer(text)
        return
    run, beginning = _RUNS[kind]
    end = 0
    for stretch in run.finditer(text):
        start = text.find(beginning, max(stretch.start(), end), stretch.end())
        if start >= 0 and (match := pattern.match(text, start)):
            end = match.end()
            yield match


@cache
def _detectors() -> tuple[Any, ...]:
    from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class

    known: dict[str, Any] = get_mapping_from_secret_type_to_class()
    return tuple(made() for name, made in sorted(known.items()) if name not in _GUESSING)
