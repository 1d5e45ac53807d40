"""A public IP address stands in the text.

Private addresses, those kept for documentation and those of the well-known public resolvers are
left alone, as is code between backticks.

Why:
    An address may be a customer's, and then it is personal data
    ([GDPR](https://gdpr-info.eu/art-4-gdpr/)); if it is one's own, it is a map for an attacker.

Wrong:
    summary: Requests of 93.184.215.14 were refused.

Says:
    `93.184.215.14` is a public IP address; say whose it is in its place

Right:
    summary: Requests of one customer's office were refused.
"""

import ipaddress
import re

from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import words

ADDRESS = re.compile(
    r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{0,4}){2,7})(?![\w.:]\w)"
)
RESOLVERS = frozenset({"1.1.1.1", "1.0.0.1", "8.8.8.8", "8.8.4.4", "9.9.9.9"})
VERSION = re.compile(r"(?:\bv|version|release|kernel|driver)$", re.IGNORECASE)


@rule(level="note")
def ip_address(case: RuleContext) -> Iterator[Finding]:
    """Look for addresses that the whole world can reach."""
    for found in words(ADDRESS, case.texts):
        try:
            address = ipaddress.ip_address(found.words)
        except ValueError:
            continue
        if found.words in RESOLVERS:
            continue
        if address.is_global and not VERSION.search(found.before.rstrip()[-10:]):
            yield found.finding(
                f"`{found.words}` is a public IP address",
                "say whose it is in its place",
            )
