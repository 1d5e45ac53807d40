"""An entry of `links` in a public postmortem leads to an internal address.

Why:
    With `audience: public` anyone may read the text. The link fails for readers outside, and its
    address reveals names of the internal network.

Wrong:
    audience: public
    links:
      - {title: The chat, url: "https://chat.corp.internal/archive/1"}

Says:
    `chat.corp.internal` cannot be reached from outside; link to a public page, or remove the link

Right:
    audience: public
    links:
      - {title: Status page, url: "https://status.shop.example/1"}
"""

import re
from ipaddress import ip_address

from ...model.address import split_address
from ..rule import Finding, Iterator, RuleContext, rule

INTERNAL_HOST = re.compile(r"(?:^|\.)(?:localhost|local|internal|intranet|corp|lan|home|private)$")


@rule()
def internal_link_in_public(context: RuleContext) -> Iterator[Finding]:
    """Report each link to an internal name, a host name without a dot, or a non-public address."""
    if context.incident.audience != "public":
        return
    for index, link in enumerate(context.incident.links):
        parts = split_address(link.url)
        host = (parts and parts.hostname) or ""
        # An IPv6 address has no dot either; `_is_private` tells whether it is internal.
        is_local = host and "." not in host and ":" not in host
        if is_local or INTERNAL_HOST.search(host) or _is_private(host):
            yield Finding(
                ("links", index, "url"),
                f"`{host}` cannot be reached from outside",
                "link to a public page, or remove the link",
            )


def _is_private(host: str) -> bool:
    try:
        return not ip_address(host).is_global
    except ValueError:
        return False
