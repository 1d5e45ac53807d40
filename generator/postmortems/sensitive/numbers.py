"""Numbers of payment cards and of bank accounts (IBAN), recognized by their check digits."""

import re
from collections.abc import Callable, Iterator

from stdnum import iban, luhn

from .spans import SearchText, Span

# The class stands first, since the engine can then skip characters that begin no match.
CARD = re.compile(
    r"[2-6](?<![A-Za-z0-9.-][2-6])"
    r"(?:(?<=4)|(?<=5)[1-5]|(?<=2)[2-7]|(?<=3)[04-9]|(?<=6)(?:011|[245]))"
    r"[0-9](?:[ -]?[0-9]){10,17}(?![\w.-]{0,40}[0-9])"
)
ACCOUNT = re.compile(
    r"[A-Z](?<!\w[A-Z])[A-Z][0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?!\w)"
)
_CARD_LENGTHS = (13, 15, 16, 19)
_DINERS = re.compile(r"3(?:0[0-5]|[689])[0-9]+")
_DINERS_LENGTH = 14
_GAP = re.compile(r"[ -]")
_ID = re.compile(
    r"(?:(?P<trace>(?:trace|span)(?:[_-]?id)?)|id)[\"'\])]*\s*[:=]\s*[\"']?$", re.IGNORECASE
)
_LONGEST = 19


def is_card(text: str) -> bool:
    """Return whether a text is the number of a payment card, with valid check digits."""
    digits = re.sub(r"\D", "", text)
    is_long_enough = len(digits) in _CARD_LENGTHS or (
        len(digits) == _DINERS_LENGTH and bool(_DINERS.fullmatch(digits))
    )
    return is_long_enough and len(set(digits)) > 1 and bool(luhn.is_valid(digits))


def is_account(text: str) -> bool:
    """Return whether a text is a bank account number, with valid check digits."""
    return bool(iban.is_valid(text))


def valid_prefix(text: str, is_valid: Callable[[str], bool]) -> str | None:
    """Return a text if it is valid, else the longest part before a gap that is; None if none is.

    In a log the number may be followed directly by other digits and words.
    """
    ends = [len(text), *(gap.start() for gap in _GAP.finditer(text))]
    return next((text[:end] for end in sorted(ends, reverse=True) if is_valid(text[:end])), None)


def find_cards(search: SearchText) -> Iterator[Span]:
    """Yield each number of a payment card.

    A number without gaps beside the word *trace* or *span*, or of 19 digits beside *id*, is an id.
    """
    yield from _find(search, CARD, is_card)


def find_accounts(search: SearchText) -> Iterator[Span]:
    """Yield each bank account number."""
    yield from _find(search, ACCOUNT, is_account)


def is_id(number: str, before: str) -> bool:
    """Return whether a number in the form of a card is an id, such as one of a trace."""
    word = _ID.search(before[-20:]) if number.isdigit() else None
    return bool(word) and (len(number) == _LONGEST or bool(word and word["trace"]))


def _find(
    search: SearchText, pattern: re.Pattern[str], is_valid: Callable[[str], bool]
) -> Iterator[Span]:
    for match in pattern.finditer(search.text):
        number = valid_prefix(match[0], is_valid)
        start = match.start()
        if number and not is_id(number, search.text[max(0, start - 20) : start]):
            yield Span(start, start + len(number), _GAP.sub("", number))
