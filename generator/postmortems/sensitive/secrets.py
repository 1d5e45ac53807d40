"""The kinds of secrets that are found by what stands beside them, or by their form."""

from collections.abc import Callable, Iterator

from .credentials import find_jwts, find_private_keys, find_url_credentials
from .headers import find_authorizations, find_cookies
from .keyed_values import find_keyed_values
from .spans import SearchText, Span

Finder = Callable[[SearchText], Iterator[Span]]
SECRET_FINDERS: dict[str, Finder] = {
    "private-key": find_private_keys,
    "cookie": find_cookies,
    "authorization": find_authorizations,
    "jwt": find_jwts,
    "credentials": find_url_credentials,
    "secret": find_keyed_values,
}
"""The finder of each kind. Where two secrets overlap, the first kind applies."""
LABELS = {
    "private-key": "private key",
    "cookie": "cookie",
    "authorization": "Authorization header",
    "jwt": "JSON Web Token",
    "credentials": "credentials in an address",
    "secret": "value beside a word such as *password* or *token*",
}
"""The names of the kinds in messages."""


def labelled_secrets(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each secret with its label, its start and its end; of several that overlap, one."""
    search = SearchText(text)
    ends: list[tuple[int, int]] = []
    for kind, find in SECRET_FINDERS.items():
        before = tuple(ends)
        for start, end, _ in find(search):
            if not any(start < other_end and begin < end for begin, other_end in before):
                ends.append((start, end))
                yield LABELS[kind], start, end
