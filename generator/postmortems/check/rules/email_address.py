"""The text or published evidence contains an e-mail address.

Why:
    A postmortem is copied, searched and sometimes published; addresses are personal data, and
    people change jobs. Name the role: *the on-call engineer*, *a customer*.
    [PagerDuty](https://response.pagerduty.com/after/effective_post_mortems/) asks to name roles.
    Mailboxes of roles, such as `support@`, and addresses at domains reserved for examples are not
    reported. In published evidence the first telephone number of each file is reported, too.

Wrong:
    timeline:
      - {time: 2026-03-14T09:26Z, event: "jane.doe@customer-of-ours.net writes to us"}

Says:
    `jane.doe@customer-of-ours.net` is an e-mail address; name the role instead

Right:
    timeline:
      - {time: 2026-03-14T09:26Z, event: A customer writes to us}
"""

import re

from ...sensitive.email_addresses import ADDRESS, is_mail_address
from ...sensitive.people import find_phones
from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import find_matches

PHONE = "a telephone number"
EXAMPLES = re.compile(r"(?:^|\.)(?:example\.(?:com|org|net)|example|test|invalid|localhost)$")
ROLES = re.compile(
    r"(?:help|support|info|contact|security|abuse|press|legal|privacy|status|postmaster|hostmaster"
    r"|webmaster|admin|ops|oncall|on-call|incidents?|billing|no-?reply|do-not-reply)(?:[+.-].*)?"
)


@rule()
def email_address(context: RuleContext) -> Iterator[Finding]:
    """Report each personal address in the texts, quoted or not, and in the published evidence."""
    for text_match in find_matches(ADDRESS, context.texts, quoted=True):
        if _is_personal(text_match.words) and not text_match.before.endswith(("://", ":")):
            yield text_match.finding(_message(text_match.words), "name the role instead")
    for passage in context.passages:
        for match in ADDRESS.finditer(passage.text):
            # In a log a colon comes before a value as often as before an address of a repository.
            is_login = passage.text.endswith("://", 0, match.start())
            if is_login or not passage.counts(match.start()) or not _is_plausible(match[0]):
                continue
            if _is_personal(match[0]):
                yield passage.finding(match.start(), _message(match[0]), "remove it from the file")
    for file in context.published:
        yield from file.first_value(find_phones, lambda number, _: _message(number, PHONE))


def _is_personal(address: str) -> bool:
    """Return whether an address belongs to a person, not to a role, a machine or a program."""
    local, _, domain = address.partition("@")
    is_of_role = EXAMPLES.search(domain) or ROLES.fullmatch(local)
    return is_mail_address(address) and not is_of_role


def _is_plausible(address: str) -> bool:
    """Return whether an address is unlikely to be random bytes of a binary file."""
    local, _, domain = address.partition("@")
    return address.isascii() and len(local) > 1 and len(domain) > 4


def _message(value: str, label: str = "an e-mail address") -> str:
    return f"`{value}` is {label}"
