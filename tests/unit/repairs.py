"""Repairs of a text as tests call them: what it becomes, and which kinds were done."""

from postmortems.fix import fix_text


def fixed(text: str, name: str = "incident.yaml") -> str:
    """A text after its repairs, of which none is left to do."""
    once, done = fix_text(name, text)
    assert (once != text) == bool(done)
    assert fix_text(name, once) == (once, [])
    return once


def names(text: str, name: str = "incident.yaml") -> list[str]:
    return [found.kind for found in fix_text(name, text)[1]]
