"""An e-mail address stands in the text.

Why:
    A postmortem is copied, searched and at times published; addresses are personal data, and people
    change. Say the role: *the on-call engineer*, *a customer*.
    [PagerDuty](https://response.pagerduty.com/after/effective_post_mortems/) asks to speak of
    roles. Mailboxes of roles, such as `support@`, and addresses at the domains kept
    for examples are left alone.

Wrong:
    timeline:
      - {time: 2026-03-14T09:26Z, event: "jane.doe@customer-of-ours.net writes to us"}

Says:
    `jane.doe@customer-of-ours.net` is an e-mail address; say the role in its place

Right:
    timeline:
      - {time: 2026-03-14T09:26Z, event: A customer writes to us}
"""

import re

from ..rule import Case, Finding, Iterator, rule
from ..wording import words

ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]+@(?P<domain>[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,})(?![\w-])")
EXAMPLES = re.compile(r"(?:^|\.)(?:example\.(?:com|org|net)|example|test|invalid|localhost)$")
ROLES = re.compile(
    r"(?:help|support|info|contact|security|abuse|press|legal|privacy|status|postmaster|hostmaster"
    r"|webmaster|admin|ops|oncall|on-call|incidents?|billing|no-?reply|do-not-reply)(?:[+.-].*)?"
)


@rule()
def email_address(case: Case) -> Iterator[Finding]:
    """Look for addresses in all texts, quoted or not."""
    for found in words(ADDRESS, case.texts, quoted=True):
        local, _, domain = found.words.partition("@")
        is_remote = local in ("git", "ssh", "hg") or found.before.endswith(("://", ":"))
        is_mail = not domain.endswith((".service", ".js", ".local"))
        if is_remote or not is_mail or EXAMPLES.search(domain) or ROLES.fullmatch(local):
            continue
        yield found.finding(
            f"`{found.words}` is an e-mail address",
            "say the role in its place",
        )
