"""Mask secrets in the output of `check` itself, since messages and excerpts quote the author."""

import re
from dataclasses import replace

from ..model import Problem
from .secret_scan import find_secrets

_LONG = re.compile(r"[^\s`]{16,}")
"""A run of characters that every secret has; most messages have none, and need no search."""
SHOWN = 4
"""The leading characters of a secret that are kept, so that its author recognizes it."""


def holds_secret(text: str) -> bool:
    """Return whether a text contains something that looks like a secret."""
    return any(find_secrets(text))


def masked(problem: Problem) -> Problem:
    """Return a problem with the secrets in its message and hint masked."""
    message, hint = _masked(problem.message), _masked(problem.hint)
    if (message, hint) == (problem.message, problem.hint):
        return problem
    return replace(problem, message=message, hint=hint)


def _masked(text: str) -> str:
    if not _LONG.search(text):
        return text
    for _, words, _ in list(find_secrets(text)):
        text = text.replace(words, f"{words[:SHOWN]}…")
    return text
