"""Web addresses as authors write them, which need not be any."""

from urllib.parse import SplitResult, urlsplit


def split_address(text: str) -> SplitResult | None:
    """Return the parts of an address; None where it has no parts that could be told apart.

    `urlsplit` raises `ValueError` for some texts, such as `http://[host]:8080/`.
    """
    try:
        return urlsplit(text)
    except ValueError:
        return None
