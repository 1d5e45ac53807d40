"""The text or published evidence contains a payment card number or a bank account number (IBAN).

Only numbers with valid check digits are reported. Test numbers published by payment providers are
reported too; write `4242 …` for them.

Why:
    Logs pasted into a postmortem can contain customer data, and git keeps it for ever.
    [PCI DSS](https://www.pcisecuritystandards.org/document_library/) forbids storing a card number
    in clear text.

Wrong:
    timeline:
      - {time: 2026-03-14T09:26Z, event: "The payment with 4242 4242 4242 4242 is declined"}

Says:
    `4242 …` is a payment card number; remove it; git keeps everything that was pushed

Right:
    timeline:
      - {time: 2026-03-14T09:26Z, event: "The payment with 4242 … is declined"}
"""

import re
from collections.abc import Callable

from stdnum import iban, luhn

from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import find_matches

CARD = re.compile(
    r"(?<![\w.-])(?:4|5[1-5]|2[2-7]|3[47]|6(?:011|5))\d(?:[ -]?\d){11,16}(?![\w.-]*\d)"
)
ACCOUNT = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?!\w)")
HINT = "remove it; git keeps everything that was pushed"


@rule(level="error", always=True, leaks=True)
def customer_data(context: RuleContext) -> Iterator[Finding]:
    """Report each number with valid check digits in the texts and the published evidence."""
    for pattern, is_valid, label in NUMBERS:
        for text_match in find_matches(pattern, context.texts, quoted=True):
            if _has_valid_prefix(text_match.words, is_valid):
                yield text_match.finding(_message(text_match.words, label), HINT)
    for passage in context.passages:
        for pattern, is_valid, label in NUMBERS:
            for match in pattern.finditer(passage.text):
                if passage.counts(match.start()) and _has_valid_prefix(match[0], is_valid):
                    yield passage.finding(match.start(), _message(match[0], label), HINT)


def _is_card(text: str) -> bool:
    digits = re.sub(r"\D", "", text)
    is_long_enough = len(digits) in (13, 15, 16, 19)
    return is_long_enough and len(set(digits)) > 1 and bool(luhn.is_valid(digits))


def _is_account(text: str) -> bool:
    return bool(iban.is_valid(text))


NUMBERS = (
    (CARD, _is_card, "a payment card number"),
    (ACCOUNT, _is_account, "a bank account number"),
)


def _has_valid_prefix(text: str, is_valid: Callable[[str], bool]) -> bool:
    """Return whether a text is valid, as a whole or without some of its last groups.

    In a log the number may be followed directly by other digits and words.
    """
    ends = [len(text), *(gap.start() for gap in re.finditer("[ -]", text))]
    return any(is_valid(text[:end]) for end in ends)


def _message(number: str, label: str) -> str:
    return f"`{number[:4]} …` is {label}"
