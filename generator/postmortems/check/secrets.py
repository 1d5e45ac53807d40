"""Secrets in text, recognised by their form with the detectors of detect-secrets.

The detectors that guess by entropy or by words such as *password* are left out: in prose they are
wrong more often than right. Those that are slow run only on a text that holds a word of theirs.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

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
    "Mailchimp Access Key": ("-us",),
    "SoftLayer Credentials": ("softlayer", "slk", "sl_", "sl-", "sla", "slp", "slt"),
    "Square OAuth Secret": ("sq0csp",),
    "Slack Token": ("xox", "hooks.slack.com"),
    "Stripe Access Key": ("k_live",),
}
"""Words without one of which a slow detector finds nothing, small letters standing for both cases;
a test holds that."""


def secrets(text: str) -> Iterator[tuple[str, str, int]]:
    """What looks like a secret in a text.

    Yields:
        what it is, the words that were recognised, and how many of the same come before them.
    """
    lowered = text.casefold()
    for detector in _detectors():
        kind = str(detector.secret_type)
        hints = _HINTS.get(kind, ("",))
        if not any(hint in (text if hint.isupper() else lowered) for hint in hints):
            continue
        if not any(detector.analyze_string(text)):
            continue
        # A detector says what it found, at times only its prefix, and not where.
        for pattern in detector.denylist:
            for found in pattern.finditer(text):
                if any(detector.analyze_string(found[0])):
                    yield kind, found[0], text.count(found[0], 0, found.start())


@cache
def _detectors() -> tuple[Any, ...]:
    from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class

    known: dict[str, Any] = get_mapping_from_secret_type_to_class()
    return tuple(made() for name, made in sorted(known.items()) if name not in _GUESSING)
