"""Secrets in what `check` itself prints: messages and excerpts quote what an author wrote."""

import re
from dataclasses import replace

from ..model import Problem
from .secrets import secrets

_LONG = re.compile(r"[^\s`]{16,}")
"""A run of characters without which a text holds no secret; most messages have none."""
SHOWN = 4
"""Characters of a secret that remain, so that its author knows which is meant."""


def holds_secret(text: str) -> bool:
    """Return whether a text holds what looks like a secret."""
    return any(secrets(text))


def masked(problem: Problem) -> Problem:
    """Return a problem of the reader without the secrets that its message or hint quotes."""
    message, hint = _masked(problem.message), _masked(problem.hint)
    if (message, hint) == (problem.message, problem.hint):
        return problem
    return replace(problem, message=message, hint=hint)


def _masked(text: str) -> str:
    if not _LONG.search(text):
        return text
    for _, words, _ in list(secrets(text)):
        text = text.replace(words, f"{words[:SHOWN]}…")
    return text
