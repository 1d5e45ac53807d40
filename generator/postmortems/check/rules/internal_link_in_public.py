"""A postmortem for the public links to an address that only insiders can reach.

Why:
    The reader gets an error, and the address tells how the network within is named. `audience:
    public` says that the text is for everybody.

Wrong:
    audience: public
    links:
      - {title: The chat, url: "https://chat.corp.internal/archive/1"}

Says:
    `chat.corp.internal` cannot be reached from outside; link to a public page, or leave it out

Right:
    audience: public
    links:
      - {title: Status page, url: "https://status.shop.example/1"}
"""

import re
from ipaddress import ip_address

from ...model.address import split_address
from ..rule import Finding, Iterator, RuleContext, rule

INSIDE = re.compile(r"(?:^|\.)(?:localhost|local|internal|intranet|corp|lan|home|private)$")


@rule()
def internal_link_in_public(case: RuleContext) -> Iterator[Finding]:
    """Look at the hosts of the links."""
    if case.incident.audience != "public":
        return
    for index, link in enumerate(case.incident.links):
        parts = split_address(link.url)
        host = (parts and parts.hostname) or ""
        if INSIDE.search(host) or _is_private(host) or (host and "." not in host):
            yield Finding(
                ("links", index, "url"),
                f"`{host}` cannot be reached from outside",
                "link to a public page, or leave it out",
            )


def _is_private(host: str) -> bool:
    try:
        return not ip_address(host).is_global
    except ValueError:
        return False
