"""E-mail addresses."""

import re
from collections.abc import Iterator

from .spans import SearchText, Span

ADDRESS = re.compile(
    r"(?<![\w.+-])[\w.+-]++(?:@|%40)(?P<domain>[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,})(?![\w-])"
)
_LOGINS = ("git", "ssh", "hg")
_NO_DOMAINS = (
    *(".service", ".timer", ".socket", ".mount", ".slice", ".scope", ".target"),  # of systemd
    *(".js", ".png", ".jpg", ".svg", ".webp", ".local"),
)


def is_mail_address(address: str) -> bool:
    """Return whether an address is not the login of a repository, a unit or a file."""
    local, _, domain = address.replace("%40", "@").partition("@")
    return local not in _LOGINS and not domain.endswith(_NO_DOMAINS)


def find_email_addresses(search: SearchText) -> Iterator[Span]:
    """Yield each e-mail address, also those of roles and of domains for examples."""
    for match in search.matches(ADDRESS, "@", "%40"):
        if is_mail_address(match[0]):
            yield Span(*match.span(), match[0].casefold())
