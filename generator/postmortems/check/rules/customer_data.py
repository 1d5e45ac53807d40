"""A payment card's number or a bank account's (IBAN) stands in the text or in published evidence.

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
from collections.abc import Callable

from stdnum import iban, luhn

from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import words

CARD = re.compile(
    r"(?<![\w.-])(?:4|5[1-5]|2[2-7]|3[47]|6(?:011|5))\d(?:[ -]?\d){11,16}(?![\w.-]*\d)"
)
ACCOUNT = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?!\w)")
HINT = "leave it out; git keeps what was pushed"


@rule(level="error", always=True, leaks=True)
def customer_data(case: RuleContext) -> Iterator[Finding]:
    """Look for such numbers in the texts and the published evidence, and verify their digits."""
    for pattern, is_valid, what in NUMBERS:
        for word in words(pattern, case.texts, quoted=True):
            if _holds(word.words, is_valid):
                yield word.finding(_message(word.words, what), HINT)
    for passage in case.passages:
        for pattern, is_valid, what in NUMBERS:
            for match in pattern.finditer(passage.text):
                if passage.counts(match.start()) and _holds(match[0], is_valid):
                    yield passage.finding(match.start(), _message(match[0], what), HINT)


def _is_card(text: str) -> bool:
    digits = re.sub(r"\D", "", text)
    is_long_enough = len(digits) in (13, 15, 16, 19)
    return is_long_enough and len(set(digits)) > 1 and bool(luhn.is_valid(digits))


def _is_account(text: str) -> bool:
    return bool(iban.is_valid(text))


NUMBERS = (
    (CARD, _is_card, "a payment card's number"),
    (ACCOUNT, _is_account, "a bank account's number"),
)


def _holds(text: str, is_valid: Callable[[str], bool]) -> bool:
    """Return whether a text, or what remains without its last groups, is such a number.

    A log has other digits and words right behind it.
    """
    ends = [len(text), *(gap.start() for gap in re.finditer("[ -]", text))]
    return any(is_valid(text[:end]) for end in ends)


def _message(number: str, what: str) -> str:
    return f"`{number[:4]} …` is {what}"
