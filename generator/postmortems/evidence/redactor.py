"""The function that redacts a text of evidence before anything shows it."""

from collections.abc import Callable

Redact = Callable[[str], str]
"""Returns a text without secrets and personal data."""
