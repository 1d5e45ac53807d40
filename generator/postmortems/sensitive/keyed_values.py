"""Passwords and tokens beside a word that says so: `password=…`, `"apiKey": "…"`, `--token …`."""

import re
from collections.abc import Iterator

from .spans import SearchText, Span

_WORDS = ("pass", "pwd", "token", "secret", "key", "auth", "cred", "sess", "sig", "sid")
_NAMED = re.compile(
    r"(?P<word>pass|pwd|token|secret|key|auth|credential|sess|signature|sig|sid)"
    r"(?P<rest>[\w.-]{0,32}+)[\"')\]]{0,4}[ \t]{0,3}"
    # The last sign is the end of an XML element's tag, but not that of a mark such as `<secret-1>`.
    r"(?P<sign>(?:[:=]{1,2}+>?|(?<!-[0-9])>(?=[^<\n]{1,200}</))?)[ \t]{0,3}"
    r"(?P<quote>[\"']{0,4})(?=(?P<value>[^\s\"'<>,;&(){}\[\]\\|]{1,64}))",
    re.IGNORECASE,
)
_BEFORE = 16
"""The characters before a word that can be the beginning of a name."""
_PASSWORD = re.compile(
    r"(?:passw(?:or)?d|passphrase|passcode|pwd|[_.]pass|secret[_.-]key(?:[_.-]base)?|(?:api|access|private|secret|shared)[_.-]?key"
    r"|(?:client|app|shared|consumer|user)[_.-]?secret|[_.-]secret"
    r"|(?:access|refresh|auth|id|session|bearer|csrf|xsrf|api|private)[_.-]?token)$",
    re.IGNORECASE,
)
"""The end of a name whose values are redacted however they look."""
_OPTION = re.compile(r"(?<![\w-])--?[\w-]+$")
"""A name that is an option of a command, whose value stands after a space."""
_PASSWORD_OR_NUMBER = re.compile(r"(?:pass|secret)$", re.IGNORECASE)
_NO_VALUES = frozenset(
    (
        *("null", "none", "nil", "true", "false", "undefined", "empty", "unknown", "string"),
        *("redacted", "filtered", "masked", "hidden", "required", "missing", "invalid"),
        *("incorrect", "wrong", "expired", "changed", "reset", "failed", "denied"),
    )
)
_PLACEHOLDER = re.compile(r"[*xX.•_-]+|\$[A-Z_]+|%[sdv]")
_WORKING_FOLDER = re.compile(r"pwd[\"')\]]*\s*[:=]+[\"'\s]*(?:/|~|[A-Za-z]:)", re.IGNORECASE)
_REST = re.compile(r"[^\s\"'<>,;&(){}\[\]\\|]*+")
_QUOTED_REST = re.compile(r"[^\"'\n<>]*+")
_TOKEN = re.compile(r"[A-Za-z0-9+/_-]{16,}+(?:\.[A-Za-z0-9_-]{6,}+)*+={0,2}")
_HEX = re.compile(r"(?:0x)?[0-9A-Fa-f]+")
_UUID = re.compile(r"[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}")
_WORD_OF_PATH = re.compile(r"/[a-z]{3,}(?=/|$)")


def find_keyed_values(search: SearchText) -> Iterator[Span]:
    """Yield each value beside a secret word.

    After *password* and the like this is any value, otherwise a long token in hexadecimal or
    base64, or a UUID.
    """
    end = 0
    for index in search.positions(*_WORDS):
        match = _NAMED.match(search.text, index) if index >= end else None
        if match and (span := _value(search.text, match)):
            end = span.end
            yield span


def _value(text: str, match: re.Match[str]) -> Span | None:
    start = match.end()
    begin = max(0, match.start() - _BEFORE)
    name = text[begin : match.end("rest")]
    is_option = bool(_OPTION.search(name)) and match.end("rest") < start
    is_folder = _WORKING_FOLDER.match(text, match.start())
    has_sign = match["sign"] or is_option
    if has_sign and not is_folder and _names_password(name, match["value"]):
        is_mapped = is_option or match["sign"] != ":" or bool(match["quote"])
        if _is_password(match["value"], is_mapped=is_mapped):
            rest = (_QUOTED_REST if match["quote"] else _REST).match(text, start)
            return Span(*rest.span(), rest[0]) if rest else None
    if match.end("rest") == start or not _is_secret_word(match["word"], match["rest"]):
        return None
    token = _TOKEN.match(text, start)
    return Span(*token.span(), token[0]) if token and is_long_token(token[0]) else None


def _names_password(name: str, value: str) -> bool:
    if _PASSWORD.search(name):
        return True
    has_number = any(sign.isdigit() for sign in value) and not value.isdigit()
    return has_number and bool(_PASSWORD_OR_NUMBER.search(name))


def _is_password(value: str, *, is_mapped: bool) -> bool:
    """Return whether a value after a password's name is one.

    Args:
        value: its first 64 characters.
        is_mapped: whether it stands after `=` or in quotes. After a colon it may be prose, and
            must have another character than letters.
    """
    if value.casefold() in _NO_VALUES or _PLACEHOLDER.fullmatch(value):
        return False
    return is_mapped or not value.rstrip(".:!?").isalpha()


def _is_secret_word(word: str, rest: str) -> bool:
    """Return whether a name is not that of something else, such as *author*, *side* or *signal*."""
    is_longer_word = rest[:1].islower() and not rest.startswith("s") and len(word) < len("token")
    return not is_longer_word or rest.startswith(("w", "phrase", "ion"))


def is_long_token(text: str) -> bool:
    """Return whether a text looks like a random token, and not like a name, a path or a number."""
    plain = text.rstrip("=")
    if _UUID.fullmatch(text):
        return True
    has_digit = any(sign.isdigit() for sign in plain)
    has_letter = any(sign.isalpha() for sign in plain)
    if _HEX.fullmatch(plain):
        return has_digit and has_letter
    if plain.startswith("/") or len(_WORD_OF_PATH.findall(plain)) > 1:
        return False
    has_cases = plain.lower() != plain != plain.upper()
    if has_digit and has_cases:
        return True
    if text != plain or "+" in plain:
        return has_cases
    is_one_run = plain.isalnum()
    digits = sum(sign.isdigit() for sign in plain)
    return is_one_run and has_letter and digits >= len(plain) // 6
