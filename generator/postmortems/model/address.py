"""Split web addresses that authors wrote, and that may be invalid."""

from urllib.parse import SplitResult, urlsplit


def split_address(text: str) -> SplitResult | None:
    """Return the parts of an address, or None if it is invalid.

    `urlsplit` raises `ValueError` for some texts, such as `http://[host]:8080/`.
    """
    try:
        return urlsplit(text)
    except ValueError:
        return None
