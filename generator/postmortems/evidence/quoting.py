"""Quote parts of files in messages, which are redacted only later."""

_LONGEST = 40


def quoted(text: str) -> str:
    """Return a short text in backticks, or only the length of a longer one.

    A longer one is not cut, since part of a secret is not recognized when the message is redacted.
    """
    return f"`{text}`" if len(text) <= _LONGEST else f"a text of {len(text):,} characters"
