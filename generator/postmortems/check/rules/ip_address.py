"""The text contains a public IP address.

Private addresses, those reserved for documentation and those of well-known public resolvers are
not reported; neither is code between backticks.

Why:
    An address may be a customer's, and then it is personal data
    ([GDPR](https://gdpr-info.eu/art-4-gdpr/)); your own address helps an attacker.

Wrong:
    summary: Requests of 93.184.215.14 were refused.

Says:
    `93.184.215.14` is a public IP address; name its owner instead

Right:
    summary: Requests of one customer's office were refused.
"""

import ipaddress
import re

from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import find_matches

ADDRESS = re.compile(
    r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{0,4}){2,7})(?![\w.:]\w)"
)
RESOLVERS = frozenset({"1.1.1.1", "1.0.0.1", "8.8.8.8", "8.8.4.4", "9.9.9.9"})
VERSION = re.compile(r"(?:\bv|version|release|kernel|driver)$", re.IGNORECASE)


@rule(level="note")
def ip_address(context: RuleContext) -> Iterator[Finding]:
    """Report each globally reachable IP address outside quotations and code."""
    for match in find_matches(ADDRESS, context.texts):
        try:
            address = ipaddress.ip_address(match.words)
        except ValueError:
            continue
        if match.words in RESOLVERS:
            continue
        if address.is_global and not VERSION.search(match.before.rstrip()[-10:]):
            yield match.finding(
                f"`{match.words}` is a public IP address",
                "name its owner instead",
            )
