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


def secrets(text: str) -> Iterator[tuple[str, str]]:
    """What looks like a secret in a text, as (what it is, the secret itself); each once."""
    seen = set()
    lowered = text.casefold()
    for detector in _detectors():
        kind = str(detector.secret_type)
        hints = _HINTS.get(kind, ("",))
        if not any(hint in (text if hint.isupper() else lowered) for hint in hints):
            continue
        for secret in detector.analyze_string(text):
            if secret not in seen:
                seen.add(secret)
                yield kind, str(secret)


@cache
def _detectors() -> tuple[Any, ...]:
    from detect_secrets.core.plugins.util import get_mapping_from_secret_type_to_class

    known: dict[str, Any] = get_mapping_from_secret_type_to_class()
    return tuple(made() for name, made in sorted(known.items()) if name not in _GUESSING)
