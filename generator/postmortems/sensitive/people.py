"""Telephone numbers, users' folders, and references to users of Slack and PagerDuty."""

import re
from collections.abc import Iterator

from .spans import SearchText, Span

_INTERNATIONAL = re.compile(
    r"\+(?<![\w+]\+)(?:1[ .-]?\(?[2-9][0-9]{2}\)?[ .-]?[0-9]{3}[ .-]?[0-9]{4}"
    r"|[2-9][0-9]{0,2}[ .-]?(?:\([0-9]{1,5}\)[ .-]?)?[0-9](?:[ ./-]?[0-9]){4,12})"
    r"(?![\w:]|[.-][0-9])"
)
_NATIONAL = re.compile(
    # The class stands first, since the engine can then skip characters that begin no match.
    r"[(02-9](?<![\w.+/:-][(02-9])(?:"
    r"(?<=\()(?:[2-9][0-9]{2}\)[ -]?[2-9][0-9]{2}[ .-][0-9]{4}"
    r"|0[0-9]{1,5}\) ?[0-9][0-9 -]{4,9}[0-9])"
    r"|(?<=[2-9])[0-9]{2}([.-])[2-9][0-9]{2}\1[0-9]{4}"
    r"|(?<=0)(?<![0-9] 0)(?:[1-9](?: [0-9]{2}){4}|[0-9]{2,4} [0-9]{3,4} [0-9]{3,4}"
    r"|0[1-9][0-9]?(?:[ -][0-9]{2,5}){2,4})(?! [0-9])"
    r")(?![\w-]|\.[0-9])"
)
_DATE = re.compile(r"\+(?:19|20)[0-9]{2}-[01][0-9]-")
_PHONE_WORDS = ("phone", "tel", "mobile", "msisdn", "fax", "whatsapp")
_KEYED_PHONE = re.compile(
    r"(?:phone|tel|mobile|msisdn|fax|whatsapp)(?:[_ -]?(?:number|no|nr))?[\"'\])]{0,4}[ \t]{0,3}"
    r"[:=][ \t]{0,3}[\"']{0,4}(?=(?P<number>[+(]?[0-9][0-9 ().\/-]{5,18}[0-9])(?![\w]))",
    re.IGNORECASE,
)

_HOME = re.compile(
    r"/(?<![\w.~>)-]/)(?:(?:export|var|usr|nfs|mnt|data|private|mnt/[a-z]|[a-z])\\?/)?"
    r"(?:home|Users)(?:\\?/){1,2}(?P<name>[\w.@%+-]{1,64})"
)
_WINDOWS_HOME = re.compile(
    r"(?<!\w)[A-Za-z]:(?:\\{1,4}|/{1,2})(?:Users|Documents and Settings)(?:\\{1,4}|/{1,2})"
    r"(?P<name>[^\\/:*?\"'<>|\r\n\t ]{1,64}(?: [^\\/:*?\"'<>|\r\n\t ]{1,32}){0,2}(?=[\\/])"
    r"|[^\\/:*?\"'<>|\r\n\t ,;)\]]{1,64})",
    re.IGNORECASE,
)
_DRIVE = re.compile(r"(?<!\w)[A-Za-z]:$")
_METHOD = re.compile(r"(?:GET|POST|PUT|HEAD|PATCH|DELETE|OPTIONS) $")
_SHARED_FOLDERS = frozenset(("shared", "public", "default", "all users", "default user"))

_SLACK = re.compile(
    r"(?:<|\\u003[cC]|&lt;)@(?P<id>[UW][A-Z0-9]{5,20})(?:\|[^<>|\n\"\\&]{0,80})?"
    r"(?:>|\\u003[eE]|&gt;)"
)
_SLACK_USER = re.compile(
    r"\"(?:user|user_id|parent_user_id|bot_user_id)\\*\"\s{0,3}:\s{0,3}"
    r"\\*\"(?P<id>[UW](?=[A-Z]*[0-9])[A-Z0-9]{7,12})\\*\""
)
_PAGERDUTY = re.compile(r"/users/(?P<id>P[A-Z0-9]{5,14})(?!\w)")
_REFERENCE = re.compile(
    r"\"(?:type\"\s{0,3}:\s{0,3}\"user(?:_reference)?\"|user_profile\"\s{0,3}:\s{0,3}\{)"
)
_REFERENCE_VALUE = re.compile(
    r"\"(?:id|summary|name|real_name|display_name|first_name)\"\s{0,3}:\s{0,3}"
    r"\"(?P<name>[^\"\\<>\n]{2,120})\""
)
_LONGEST_REFERENCE = 2_000
"""The characters before and after the type of a reference, within which its braces must be."""
_MOST_NAMES = 500


def find_phones(search: SearchText) -> Iterator[Span]:
    """Yield each telephone number.

    Numbers of other forms are found beside a word such as *phone*; plain digits are not enough.
    """
    for match in _INTERNATIONAL.finditer(search.text):
        if not _DATE.match(match[0]):
            yield _phone(match.start(), match[0])
    for match in _NATIONAL.finditer(search.text):
        yield _phone(match.start(), match[0])
    for match in search.matches(_KEYED_PHONE, *_PHONE_WORDS):
        yield _phone(match.end(), match["number"])


def _phone(start: int, number: str) -> Span:
    return Span(start, start + len(number), re.sub(r"[^0-9]", "", number))


def find_home_folders(search: SearchText) -> Iterator[Span]:
    """Yield the name of the user in each path of a home folder.

    A path after a method of HTTP is one of a site. Folders of all users have no name.
    """
    text = search.original
    for start, end in search.lines_with("/home", "users", "documents and settings"):
        for pattern in (_HOME, _WINDOWS_HOME):
            for match in pattern.finditer(text, start, end):
                is_site = _METHOD.search(text, max(0, match.start() - 8), match.start())
                # `C:/Users/Jane Doe/` is a match of both patterns, of which one knows spaces.
                is_other = pattern is _HOME and _DRIVE.search(
                    text, max(0, match.start() - 3), match.start()
                )
                if is_site or is_other:
                    continue
                if match["name"].casefold() not in _SHARED_FOLDERS:
                    yield Span(*match.span("name"), match["name"])


def find_user_references(search: SearchText) -> Iterator[Span]:
    """Yield the users of Slack and PagerDuty: mentions, ids in addresses and in JSON, and names.

    A name in a reference to a user of PagerDuty is also found in the rest of the text.
    """
    text = search.original
    if "user" not in search.lowered and "@U" not in text and "@W" not in text:
        return
    for pattern in (_SLACK, _PAGERDUTY):
        for match in pattern.finditer(text):
            start, end = match.span() if pattern is _SLACK else match.span("id")
            yield Span(start, end, match["id"])
    for match in search.matches(_SLACK_USER, '"user', '_user_id"'):
        yield Span(*match.span("id"), match["id"])
    yield from _references(text)


def _references(text: str) -> Iterator[Span]:
    names: dict[str, None] = {}
    end = 0
    for reference in _REFERENCE.finditer(text):
        start = text.rfind("{", max(end, reference.start() - _LONGEST_REFERENCE), reference.end())
        close = text.find("}", reference.end(), reference.end() + _LONGEST_REFERENCE)
        if start < 0 or close < 0:
            continue
        end = close
        for value in _REFERENCE_VALUE.finditer(text, start, close):
            yield Span(*value.span("name"), value["name"])
            if " " in value["name"] and len(names) < _MOST_NAMES:
                names[value["name"]] = None
    for name in names:
        yield from _occurrences(text, name)


def _occurrences(text: str, name: str) -> Iterator[Span]:
    index = text.find(name)
    while index >= 0:
        end = index + len(name)
        if not (text[index - 1 : index].isalnum() or text[end : end + 1].isalnum()):
            yield Span(index, end, name)
        index = text.find(name, end)
