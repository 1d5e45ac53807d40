"""Finds secrets and personal data in text: one definition for rules and for redaction.

Each finder takes a `SearchText` and yields a `Span` for each value. All of them take time linear in
the length of the text.
"""

from .spans import SearchText, Span

__all__ = ["SearchText", "Span"]
