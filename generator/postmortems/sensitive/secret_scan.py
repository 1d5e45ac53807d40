"""Find secrets in text by their format, with the detectors of detect-secrets.

Slow detectors run only on a text that contains one of their required substrings.

The search takes time linear in the length of the text, although some patterns of detect-secrets
backtrack: those are tried once per run of characters, or on a text with collapsed runs of spaces.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import Any

from .spans import SearchText, Span

_EXCLUDED = {
    "Base64 High Entropy String",
    "Hex High Entropy String",
    "Secret Keyword",
    "Public IP (ipv4)",
}
"""Detectors that are not used.

Those by entropy or by words such as *password* are wrong in prose more often than right. Public
IPv4 addresses are not secrets; the rule `ip-address` reports them."""
_NEWER_TOKENS = re.compile(
    r"(?<![\w-])(?:github_pat_\w{20,255}|AIza[\w-]{35}|npm_[A-Za-z0-9]{36}|hf_[A-Za-z]{30,40}"
    r"|dop_v1_[0-9a-f]{64}|pypi-[\w-]{50,255}|xapp-\d-[\w-]{20,255})(?![\w-])"
)
"""Tokens that detect-secrets does not know: of GitHub, Google, npm, Hugging Face, DigitalOcean,
PyPI and apps of Slack."""
_REQUIRED_SUBSTRINGS = {
    "AWS Access Key": ("A3T", "ABIA", "ACCA", "AKIA", "ASIA", "aws"),
    "Cloudant Credentials": ("clou", "cl_", "cl-", "cla", "clk", "clp", "clt"),
    "IBM Cloud IAM Key": ("key", "pwd", "pass", "token"),
    "IBM COS HMAC Credentials": ("secret",),
    "JSON Web Token": ("eyj",),
    "NPM tokens": ("_authtoken",),
    "OpenAI Token": ("t3blbkfj",),
    "Private Key": ("private key", "putty-user-key-file"),
    "SoftLayer Credentials": ("softlayer", "slk", "sl_", "sl-", "sla", "slp", "slt"),
    "Square OAuth Secret": ("sq0csp",),
    "Slack Token": ("xox", "hooks.slack.com"),
    "Stripe Access Key": ("k_live",),
}
"""A detector runs only if the text contains one of these. Upper-case entries are case-sensitive;
others are compared with the case-folded text. A test checks that no secret is missed."""
_REQUIRED_PATTERNS = {
    "Artifactory Credentials": re.compile(r"A(?:KC[a-zA-Z0-9]{10}|P[\dA-F][a-zA-Z0-9]{8})"),
    "Discord Bot Token": re.compile(r"\.[\w-]{6}\.[\w-]{27}"),
    "GitLab Token": re.compile(r"gl[a-z]{2,5}-[\w-]{20}|GR1348941"),
    "Mailchimp Access Key": re.compile(r"-us[0-9]"),
    "Telegram Bot Token": re.compile(r":[\w-]{35}"),
}
"""A detector runs only if the text has a match of its pattern, which is faster to search for."""
_FIRST_START_ONLY = {
    "JSON Web Token": (re.compile(r"[A-Za-z0-9_=-]++"), "eyJ"),
    "NPM tokens": (re.compile(r"[^\n]++"), "//"),
    "OpenAI Token": (re.compile(r"[A-Za-z0-9_-]++"), "sk-"),
}
"""Detectors whose pattern would scan to the end of a run from every possible start in it.

The values are the regex of a run, and the literal that every match starts with. If the first such
literal in a run starts no match, later ones do not either."""
_SPACE_BACKTRACKING = {
    "Cloudant Credentials",
    "IBM COS HMAC Credentials",
    "IBM Cloud IAM Key",
    "SoftLayer Credentials",
}
"""Detectors whose pattern tries every split of a run of spaces into three parts; a run of three
spaces matches whenever a longer one does."""
_FOUND_ELSEWHERE = ("Basic Auth Credentials", "JSON Web Token")
"""Kinds that other finders of this package find, with less of the text around them."""
_EXCESS_SPACES = re.compile(r"(?<= {3}) +")


class CollapsedSpaces:
    """A text with every run of spaces collapsed to at most three, as `text`."""

    def __init__(self, original: str) -> None:
        self.text = _EXCESS_SPACES.sub("", original)
        self._removed = [0]
        self._indexes = [0]
        for excess in _EXCESS_SPACES.finditer(original):
            removed = self._removed[-1]
            self._indexes.append(excess.start() - removed)
            self._removed.append(removed + len(excess[0]))

    def original_index(self, index: int) -> int:
        """Return the index in the original text of an index in `text`.

        The index after a collapsed run maps to the index after the whole run.
        """
        return index + self._removed[bisect_right(self._indexes, index) - 1]


def secret_spans(
    text: str, lowered: str | None = None, *, keyed: bool = True
) -> Iterator[tuple[str, int, int]]:
    """Find everything in a text that looks like a secret.

    Args:
        text: the text.
        lowered: the text in lower case, if it is known.
        keyed: search for secrets of the form `cloudant_key: …`, too, which is slow.

    Yields:
        the detector's name for it, and its start and end in the text.
    """
    casefolded = text.casefold() if lowered is None else lowered
    for match in _NEWER_TOKENS.finditer(text):
        yield "Token", *match.span()
    collapsed: CollapsedSpaces | None = None
    for detector in _detectors():
        kind = str(detector.secret_type)
        if kind in _SPACE_BACKTRACKING and not keyed:
            continue
        if not _may_match(kind, text, casefolded):
            continue
        # `analyze_string` returns the secret, sometimes only its prefix, and no position.
        for pattern in detector.denylist:
            if kind in _SPACE_BACKTRACKING:
                collapsed = collapsed or CollapsedSpaces(text)
            searched = collapsed.text if collapsed and kind in _SPACE_BACKTRACKING else text
            for match in _matches(kind, pattern, searched):
                if not any(detector.analyze_string(match[0])):
                    continue
                start, end = match.span()
                if collapsed and kind in _SPACE_BACKTRACKING:
                    start, end = collapsed.original_index(start), collapsed.original_index(end)
                yield kind, start, end


def _may_match(kind: str, text: str, casefolded: str) -> bool:
    """Return False only if a detector finds nothing in a text."""
    required = _REQUIRED_SUBSTRINGS.get(kind, ("",))
    if not any(part in (text if part.isupper() else casefolded) for part in required):
        return False
    return kind not in _REQUIRED_PATTERNS or bool(_REQUIRED_PATTERNS[kind].search(text))


def find_known_tokens(search: SearchText) -> Iterator[Span]:
    """Yield each token of a known format, other than JWT."""
    for kind, start, end in secret_spans(search.text, search.lowered, keyed=False):
        if kind not in _FOUND_ELSEWHERE:
            yield Span(start, end, search.text[start:end])


def _matches(kind: str, pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield the same matches as `pattern.finditer`.

    For the detectors of `_FIRST_START_ONLY` this takes linear time; for all others it is
    `pattern.finditer`.
    """
    if kind not in _FIRST_START_ONLY:
        yield from pattern.finditer(text)
        return
    run_pattern, first_literal = _FIRST_START_ONLY[kind]
    end = 0
    for run in run_pattern.finditer(text):
        start = text.find(first_literal, max(run.start(), end), run.end())
        if start >= 0 and (match := pattern.match(text, start)):
            end = match.end()
            yield match


@cache
def _detectors() -> tuple[Any, ...]:
    from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class

    classes: dict[str, Any] = get_mapping_from_secret_type_to_class()
    return tuple(detector() for kind, detector in sorted(classes.items()) if kind not in _EXCLUDED)
