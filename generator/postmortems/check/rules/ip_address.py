"""The text contains a public IP address.

Private addresses, those reserved for documentation and those of well-known public resolvers are
not reported; neither is code between backticks. In published evidence
only the first of each file is reported, since a log can have thousands.

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

from ...sensitive.ip_addresses import ADDRESS, find_ip_addresses, is_version, parse
from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import find_matches

RESOLVERS = frozenset({"1.1.1.1", "1.0.0.1", "8.8.8.8", "8.8.4.4", "9.9.9.9"})


@rule(level="note")
def ip_address(context: RuleContext) -> Iterator[Finding]:
    """Report each globally reachable IP address outside quotations and code."""
    for match in find_matches(ADDRESS, context.texts):
        if _is_public(match.words, match.before):
            yield match.finding(_message(match.words), "name its owner instead")
    for file in context.published:
        yield from file.first_value(
            find_ip_addresses,
            lambda address, before: _message(address) if _is_public(address, before) else "",
        )


def _is_public(text: str, before: str) -> bool:
    address = parse(text)
    if address is None or text in RESOLVERS:
        return False
    return address.is_global and not is_version(before)


def _message(address: str) -> str:
    return f"`{address}` is a public IP address"
