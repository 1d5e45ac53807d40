"""A public postmortem links to an internal address.

Why:
    The reader gets an error, and the address reveals names of the internal network. `audience:
    public` says that the text is for everybody.

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

INSIDE = re.compile(r"(?:^|\.)(?:localhost|local|internal|intranet|corp|lan|home|private)$")


@rule()
def internal_link_in_public(context: RuleContext) -> Iterator[Finding]:
    """Report each link of a public postmortem to a private or internal host."""
    if context.incident.audience != "public":
        return
    for index, link in enumerate(context.incident.links):
        parts = split_address(link.url)
        host = (parts and parts.hostname) or ""
        if INSIDE.search(host) or _is_private(host) or (host and "." not in host):
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
