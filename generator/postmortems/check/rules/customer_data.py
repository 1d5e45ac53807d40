"""A payment card's number or a bank account's (IBAN) stands in a file of the incident.

Numbers count when their check digits are right. Values that payment providers publish for tests
are found as well; write `4242 …` for them.

Why:
    Logs that are pasted into a postmortem bring customers' data along, and git keeps it for ever.
    [PCI DSS](https://www.pcisecuritystandards.org/document_library/) forbids to keep a card's
    number in the clear.

Wrong:
    timeline:
      - {time: 2026-03-14T09:26Z, event: "The payment with 4242 4242 4242 4242 is declined"}

Says:
    `4242 …` is a payment card's number; leave it out; git keeps what was pushed

Right:
    timeline:
      - {time: 2026-03-14T09:26Z, event: "The payment with 4242 … is declined"}
"""

import re

from stdnum import iban, luhn

from ..rule import Case, Finding, Iterator, rule
from ..wording import Word, words

CARD = re.compile(
    r"(?<![\w.-])(?:4|5[1-5]|2[2-7]|3[47]|6(?:011|5))\d(?:[ -]?\d){11,16}(?![\w.-]*\d)"
)
ACCOUNT = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?!\w)")


@rule(level="error", always=True, leaks=True)
def customer_data(case: Case) -> Iterator[Finding]:
    """Look for such numbers in the texts, and ask their check digits."""
    for found in words(CARD, case.texts, quoted=True):
        digits = re.sub(r"\D", "", found.words)
        if len(digits) in (13, 15, 16, 19) and luhn.is_valid(digits) and len(set(digits)) > 1:
            yield _found(found, "a payment card's number")
    for found in words(ACCOUNT, case.texts, quoted=True):
        if iban.is_valid(found.words):
            yield _found(found, "a bank account's number")


def _found(word: Word, what: str) -> Finding:
    shown = f"{word.words[:4]} …"
    return word.finding(f"`{shown}` is {what}", "leave it out; git keeps what was pushed")
