"""Credentials in headers of HTTP: `Authorization`, `Cookie` and `Set-Cookie`.

The headers are recognized as they stand in requests, in JSON, in `key=value` lines and in commands.
"""

import re
from collections.abc import Iterator

from .spans import SearchText, Span

_SEPARATOR = r"[\"')\]]{0,4}[ \t]{0,3}(?:[:=]>?)[ \t]{0,3}\[?[ \t]{0,3}[\"']{0,4}"
_AUTHORIZATION = re.compile(rf"authorization{_SEPARATOR}", re.IGNORECASE)
_SCHEME = re.compile(
    r"(?:basic|bearer|token|api-?key|key|negotiate|ntlm|ssws|geniekey|dpop|splunk|bot|mac)"
    r"(?:[ \t]|%20|\+)++",
    re.IGNORECASE,
)
_SCHEME_WITH_PARAMETERS = re.compile(
    r"(?:digest|hawk|oauth|aws4-hmac-sha256|signature|token|mac)[ \t]++(?=[\w-]{1,40}=[^=])",
    re.IGNORECASE,
)
_PARAMETERS = re.compile(
    r"[\w-]++=(?:[\"']++[^\"'\n<]*+|[^\"'\s,<]*+)(?:[\"']*+,[ \t]*+[\w-]++="
    r"(?:[\"']++[^\"'\n<]*+|[^\"'\s,<]*+))*+"
)
_TOKEN = re.compile(r"[A-Za-z0-9._~+/:%-]{4,}+=*+")
_BEARER = re.compile(r"\bbearer(?:[ \t]|%20)++(?=[A-Za-z0-9._~+/-]{12})", re.IGNORECASE)
_AWS = "AWS4-HMAC-SHA256"
"""A scheme that is as long as a token."""
_SHORTEST = 8
"""The length of a token without a scheme, which could be a word such as *denied*."""
_LONGEST_WORD = 16
"""The length from which letters after a scheme are a token, and no word like *authentication*."""
_COOKIE = re.compile(rf"cookie2?{_SEPARATOR}", re.IGNORECASE)
_PAIR = r"[^\s\"'=;,<>{}:]{1,100}=[^\s\"';<>]*+"
_ATTRIBUTE = r"(?:[\w-]{1,100}=\w{3},[ ][\w :-]{1,40}|[^\s\"'=;<>]++(?:=[^\s\"';<>]*+)?)"
_PAIRS = re.compile(rf"{_PAIR}(?:;[ ]?{_ATTRIBUTE})*+;?")
_NEXT_COOKIE = re.compile(r"[\"']{1,4}[ \t]*,\s*[\"']{1,4}")
_COOKIES = re.compile(r"cookies?[\"']{0,4}[ \t]{0,3}[:=][ \t]{0,3}\{", re.IGNORECASE)
_COOKIE_VALUE = re.compile(
    r"\s*+,?\s*+[\"']{1,4}[^\"'\n<>]{1,100}[\"']{1,4}\s*+:\s*+[\"']{1,4}(?P<value>[^\"'\n<>]*+)"
    r"[\"']{1,4}"
)


def find_authorizations(search: SearchText) -> Iterator[Span]:
    """Yield the credentials of each `Authorization` header, without its scheme.

    The same for `Bearer` and a token without the name of the header.
    """
    text, end = search.text, 0
    starts: set[int] = set()
    for match in search.matches(_AUTHORIZATION, "authorization"):
        if match.start() >= end and (span := _credentials(text, match.end())):
            end = span.end
            starts.add(span.start)
            yield span
    end = 0
    for match in search.matches(_BEARER, "bearer"):
        token = _TOKEN.match(text, match.end()) if match.start() >= end else None
        if token and not token[0].isalpha():
            end = token.end()
            if token.start() not in starts:
                yield Span(*token.span(), token[0])


def _credentials(text: str, index: int) -> Span | None:
    """Return the credentials that begin at an index, after the name of the header."""
    if scheme := _SCHEME_WITH_PARAMETERS.match(text, index):
        match = _PARAMETERS.match(text, scheme.end())
        return Span(*match.span(), match[0]) if match else None
    scheme = _SCHEME.match(text, index)
    token = _TOKEN.match(text, scheme.end() if scheme else index)
    if not token or not _is_token(token[0], has_scheme=bool(scheme)):
        return None
    return Span(*token.span(), token[0])


def _is_token(text: str, *, has_scheme: bool) -> bool:
    """Return whether a text is a token, and no word about the header."""
    is_word = text.isalpha() and (text.islower() or text.istitle())
    is_word = (is_word and len(text) < _LONGEST_WORD) or text.upper() == _AWS
    return not is_word and (has_scheme or len(text) >= _SHORTEST)


def find_cookies(search: SearchText) -> Iterator[Span]:
    """Yield the value of each header with cookies, and each value of a mapping of cookies."""
    text, end = search.text, 0
    for match in search.matches(_COOKIE, "cookie"):
        pairs = _PAIRS.match(text, match.end()) if match.start() >= end else None
        while pairs:
            end = pairs.end()
            yield Span(*pairs.span(), pairs[0])
            gap = _NEXT_COOKIE.match(text, pairs.end())
            pairs = _PAIRS.match(text, gap.end()) if gap else None
    end = 0
    for match in search.matches(_COOKIES, "cookie"):
        value = _COOKIE_VALUE.match(text, match.end()) if match.end() > end else None
        while value:
            end = value.end()
            if value["value"]:
                yield Span(*value.span("value"), value["value"])
            value = _COOKIE_VALUE.match(text, end)
