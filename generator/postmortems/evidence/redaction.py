"""Replace secrets and personal data in text by their kind and number, such as `<ip-1>`.

These are replaced: e-mail addresses, telephone numbers, IP addresses, the names in paths of home
folders, credentials in addresses, `Authorization` headers, cookies, JWT, card numbers and IBAN with
valid check digits, values beside a secret word, tokens of known formats, users of Slack and
PagerDuty, and private keys. These are kept:

- loopback, unspecified and broadcast addresses, and netmasks: they identify nobody;
- `1.2.3.4` after a word such as *version* or the name of a browser. Elsewhere it is an address;
- hashes of commits, ids of traces and other long tokens, unless they are beside a secret word;
- names of people, other than those in references to users of Slack and PagerDuty.
"""

import re
from collections import Counter

from ..sensitive import SearchText
from ..sensitive.email_addresses import find_email_addresses
from ..sensitive.ip_addresses import find_ip_addresses
from ..sensitive.numbers import find_accounts, find_cards
from ..sensitive.people import find_home_folders, find_phones, find_user_references
from ..sensitive.secret_scan import find_known_tokens
from ..sensitive.secrets import SECRET_FINDERS, Finder

_FINDERS: tuple[tuple[str, Finder], ...] = (
    *SECRET_FINDERS.items(),
    ("secret", find_known_tokens),
    ("email", find_email_addresses),
    ("card", find_cards),
    ("iban", find_accounts),
    ("user", find_user_references),
    ("user", find_home_folders),
    ("ip", find_ip_addresses),
    ("phone", find_phones),
)
"""The kinds with their finders. Where two values overlap, the first kind applies."""
KINDS = tuple(dict.fromkeys(kind for kind, _ in _FINDERS))
"""The kinds of values that are replaced."""
MARK = re.compile(rf"<(?:{'|'.join(KINDS)})-[1-9][0-9]{{0,8}}>")
"""A mark that stands for a value."""
_MARK = re.compile(rf"<({'|'.join(KINDS)})-([1-9][0-9]{{0,8}})>")
_CLEAR = frozenset(("", *" \t\r\n\"'()[]{}<>,;:=/\\|"))
"""The characters beside a value that separate it from other values; `""` is an end of the text."""
_JSON_KEY = re.compile(r"\"\s{0,3}:\s{0,3}$")
_JSON_END = re.compile(r"\s{0,3}(?:[,}\]\r\n]|$)")
_MOST_PASSES = 8


class Redactor:
    """Replaces sensitive values of the texts of one incident; equal values get the same number.

    `counts` has the number of replacements of each kind so far.
    """

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._marks: dict[tuple[str, str], str] = {}
        self._numbers: Counter[str] = Counter()

    def redact(self, text: str) -> str:
        """Return a text with its sensitive values replaced; redacted text stays as it is.

        Marks of an earlier redaction in this text keep their numbers; new values get higher ones.
        """
        for kind, number in _MARK.findall(text):
            self._numbers[kind] = max(self._numbers[kind], int(number))
        return self._stable(text, _MOST_PASSES)

    def _stable(self, text: str, passes: int) -> str:
        """Return a text that another pass would not change.

        A value beside a replaced one may be found only in the next pass, in the same line.
        """
        text, indexes = self._redact_once(text)
        if not indexes or passes == 1:
            return text
        lines = _lines_at(text, indexes)
        joined = "\n".join(text[start:end] for start, end in lines)
        again = self._stable(joined, passes - 1)
        if again == joined:
            return text
        parts = again.split("\n")
        if len(parts) != len(lines):
            return self._stable(text, passes - 1)
        pieces, end = [], 0
        for (start, line_end), part in zip(lines, parts, strict=True):
            pieces += [text[end:start], part]
            end = line_end
        return "".join([*pieces, text[end:]])

    def _redact_once(self, text: str) -> tuple[str, list[int]]:
        """Return the text after a pass, and where in it another pass may find a value."""
        pieces: list[str] = []
        indexes: list[int] = []
        end = length = 0
        for start, span_end, kind, value, is_whole in _separate(_all_spans(SearchText(text))):
            mark = self._mark(kind, value, text, start, span_end)
            pieces += [text[end:start], mark]
            length += start - end + len(mark)
            is_clear = text[max(0, start - 1) : start] in _CLEAR
            if not (is_whole and is_clear and text[span_end : span_end + 1] in _CLEAR):
                indexes.append(length)
            end = span_end
        return ("".join([*pieces, text[end:]]) if pieces else text), indexes

    def _mark(self, kind: str, value: str, text: str, start: int, end: int) -> str:
        """Return the mark of a value; in quotes where it replaces a number in JSON."""
        self.counts[kind] += 1
        key = (kind, value)
        if key not in self._marks:
            self._numbers[kind] += 1
            self._marks[key] = f"<{kind}-{self._numbers[kind]}>"
        is_bare = text[start - 1 : start] in (":", " ") and _JSON_KEY.search(
            text, max(0, start - 8), start
        )
        mark = self._marks[key]
        return f'"{mark}"' if is_bare and _JSON_END.match(text, end) else mark


def redacted(text: str) -> str:
    """Return a text, such as a message about a file, with its sensitive values replaced."""
    return Redactor().redact(text)


def _lines_at(text: str, indexes: list[int]) -> list[tuple[int, int]]:
    """Return the start and end of the lines that have the indexes, which ascend."""
    lines: list[tuple[int, int]] = []
    for index in indexes:
        if not lines or index > lines[-1][1]:
            end = text.find("\n", index)
            lines.append((text.rfind("\n", 0, index) + 1, len(text) if end < 0 else end))
    return lines


_Found = tuple[int, int, str, str, bool]
"""The start and the end of a value, its kind, a text that is the same for equal values, and whether
no part of another value is left beside it."""


def _all_spans(search: SearchText) -> list[tuple[int, int, int, str]]:
    """Return the spans of all kinds, with the number of their finder, in order of their start."""
    spans = [
        (start, number, end, value)
        for number, (_, find) in enumerate(_FINDERS)
        for start, end, value in find(search)
    ]
    return sorted(spans)


def _separate(spans: list[tuple[int, int, int, str]]) -> list[_Found]:
    """Return spans that do not overlap.

    Of two that overlap, the one of the first finder applies; it is widened to the start of the
    other if that is earlier.
    """
    separate: list[_Found] = []
    last_number = 0
    for start, number, end, value in spans:
        kind = _FINDERS[number][0]
        if not separate or start >= separate[-1][1]:
            separate.append((start, end, kind, value, True))
            last_number = number
            continue
        last_start, last_end, last_kind, last_value, is_whole = separate[-1]
        if number < last_number:
            whole = f"{last_value}{value}"
            separate[-1] = (last_start, max(end, last_end), kind, whole, is_whole)
            last_number = number
        elif end > last_end:
            separate[-1] = (last_start, last_end, last_kind, last_value, False)
    return separate
