"""Credentials in addresses, private keys, and tokens in JSON (JWT)."""

import re
from collections.abc import Iterator

from .spans import SearchText, Span

_IN_ADDRESS = re.compile(r":/{2,4}(?P<login>[^\s/?#\"'<>\\]{1,512})@")
_OPTION = re.compile(
    r"(?<!\S)(?:-u|--user|--proxy-user)[ =]{1,2}[\"']?(?=[^\s:\"'<>]{1,64}:[^\s\"'<>])"
    r"(?P<login>[^\s\"'<>]{3,512})"
)
"""An option of curl with a user and a password."""
_LONG_LOGIN = 16
"""The length from which a login without a password is a token."""

_JWT = re.compile(r"eyJ[A-Za-z0-9_=-]{6,}+\.[A-Za-z0-9_=-]++(?:\.[A-Za-z0-9_.+/=-]*+)?")
_JWT_RUN = re.compile(r"[A-Za-z0-9_=-]*+")

_KEY_BEGIN = re.compile(r"BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-{0,5}")
_KEY_END = re.compile(r"-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----")
_DASHES = re.compile(r"-{1,5} ?$")
_KEY_LINES = re.compile(r"(?:\s*+[A-Za-z0-9+/=]{16,}+)*+")
_PUTTY_LINES = re.compile(r"Private-Lines: [0-9]{1,4}")


def find_url_credentials(search: SearchText) -> Iterator[Span]:
    """Yield the user and password, or the token, before the host of each address.

    The same for the option of curl that has them.
    """
    for match in _IN_ADDRESS.finditer(search.text):
        login = match["login"]
        if ":" in login or (len(login) >= _LONG_LOGIN and "@" not in login):
            yield Span(*match.span("login"), login)
    for match in search.matches(_OPTION, "-u", "--user", "--proxy-user"):
        yield Span(*match.span("login"), match["login"])


def find_jwts(search: SearchText) -> Iterator[Span]:
    """Yield each token in the form of a JWT, whatever it holds, also if it is cut off."""
    text = search.text
    index = text.find("eyJ")
    while index >= 0:
        if match := _JWT.match(text, index):
            yield Span(*match.span(), match[0])
            end = match.end()
        else:  # no later start in this run of characters has a dot after it
            run = _JWT_RUN.match(text, index)
            end = run.end() if run else index + 3
        index = text.find("eyJ", end)


def find_private_keys(search: SearchText) -> Iterator[Span]:
    """Yield each block of a private key, with the lines that mark its begin and its end.

    Without an end, a key ends where its lines of base64 do.
    """
    text = search.text
    done, end_mark = 0, _KEY_END.search(text)
    for begin in _KEY_BEGIN.finditer(text):
        while end_mark and end_mark.start() < begin.end():
            end_mark = _KEY_END.search(text, end_mark.end())
        dashes = _DASHES.search(text, max(0, begin.start() - 6), begin.start())
        start = dashes.start() if dashes else begin.start()
        if start < done:
            continue
        lines = _KEY_LINES.match(text, begin.end())
        done = end_mark.end() if end_mark else lines.end() if lines else begin.end()
        yield Span(start, done, text[start:done])
    for mark in _PUTTY_LINES.finditer(text):
        lines = _KEY_LINES.match(text, mark.end())
        if lines and lines[0].strip():
            start = lines.end() - len(lines[0].lstrip())
            yield Span(start, lines.end(), text[start : lines.end()])
