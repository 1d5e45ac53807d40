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

from ...sensitive.numbers import ACCOUNT, CARD, is_account, is_card, is_id, valid_prefix
from ..rule import Finding, Iterator, RuleContext, rule
from ..wording import find_matches

HINT = "remove it; git keeps everything that was pushed"


@rule(level="error", always=True, leaks=True)
def customer_data(context: RuleContext) -> Iterator[Finding]:
    """Report each number with valid check digits in the texts and the published evidence."""
    for pattern, is_valid, label in NUMBERS:
        for text_match in find_matches(pattern, context.texts, quoted=True):
            number = valid_prefix(text_match.words, is_valid)
            if number and not is_id(number, text_match.before):
                yield text_match.finding(_message(text_match.words, label), HINT)
    for passage in context.passages:
        for pattern, is_valid, label in NUMBERS:
            for match in pattern.finditer(passage.text):
                start = match.start()
                number = valid_prefix(match[0], is_valid) if passage.counts(start) else None
                if number and not is_id(number, passage.text[max(0, start - 40) : start]):
                    yield passage.finding(start, _message(number, label), HINT)


NUMBERS = (
    (CARD, is_card, "a payment card number"),
    (ACCOUNT, is_account, "a bank account number"),
)


def _message(number: str, label: str) -> str:
    return f"`{number[:4]} …` is {label}"
