"""Secrets in text, recognised by their form with the detectors of detect-secrets.

The detectors that guess by entropy or by words such as *password* are left out: in prose they are
wrong more often than right. Those of four rarely met services are slow, and run only on a text that
names the service.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

_GUESSING = {
    "Base64 High Entropy String",
    "Hex High Entropy String",
    "Secret Keyword",
    "Public IP (ipv4)",
}
_NAMED = {
    "Cloudant Credentials": re.compile("cloudant", re.IGNORECASE),
    "IBM Cloud IAM Key": re.compile("ibm|iam|bluemix", re.IGNORECASE),
    "IBM COS HMAC Credentials": re.compile("ibm|cos|hmac", re.IGNORECASE),
    "SoftLayer Credentials": re.compile("softlayer|sl_", re.IGNORECASE),
    "Artifactory Credentials": re.compile("AKC|AP[0-9A-F]"),
}


def secrets(text: str) -> Iterator[tuple[str, str]]:
    """What looks like a secret in a text, as (what it is, the secret itself); each once."""
    seen = set()
    for detector in _detectors():
        kind = str(detector.secret_type)
        if kind in _NAMED and not _NAMED[kind].search(text):
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
