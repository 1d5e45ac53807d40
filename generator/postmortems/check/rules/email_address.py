"""An e-mail address stands in the text or in published evidence.

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

from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import words

ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]+@(?P<domain>[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,})(?![\w-])")
EXAMPLES = re.compile(r"(?:^|\.)(?:example\.(?:com|org|net)|example|test|invalid|localhost)$")
ROLES = re.compile(
    r"(?:help|support|info|contact|security|abuse|press|legal|privacy|status|postmaster|hostmaster"
    r"|webmaster|admin|ops|oncall|on-call|incidents?|billing|no-?reply|do-not-reply)(?:[+.-].*)?"
)


@rule()
def email_address(case: RuleContext) -> Iterator[Finding]:
    """Look for addresses in all texts, quoted or not, and in the published evidence."""
    for found in words(ADDRESS, case.texts, quoted=True):
        if _is_personal(found.words) and not found.before.endswith(("://", ":")):
            yield found.finding(_message(found.words), "say the role in its place")
    for passage in case.passages:
        for match in ADDRESS.finditer(passage.text):
            # In a log a colon comes before a value as often as before an address of a repository.
            is_login = passage.text.endswith("://", 0, match.start())
            if is_login or not passage.counts(match.start()) or not _is_written(match[0]):
                continue
            if _is_personal(match[0]):
                yield passage.finding(match.start(), _message(match[0]), "leave it out of the file")


def _is_personal(address: str) -> bool:
    """Return whether it is the address of a person, not of a role, a machine or a program."""
    local, _, domain = address.partition("@")
    is_mail = local not in ("git", "ssh", "hg") and not domain.endswith(
        (".service", ".js", ".local")
    )
    return is_mail and not EXAMPLES.search(domain) and not ROLES.fullmatch(local)


def _is_written(address: str) -> bool:
    """Return whether it is more than what the bytes of a picture look like by chance."""
    local, _, domain = address.partition("@")
    return address.isascii() and len(local) > 1 and len(domain) > 4


def _message(address: str) -> str:
    return f"`{address}` is an e-mail address"
