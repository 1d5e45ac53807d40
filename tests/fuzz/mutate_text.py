"""Mutations of a file that know nothing of its tree: of its text, and of its bytes."""

from collections.abc import Callable
from random import Random

from postmortems.check import RULES

from . import texts

_INSERTED = (
    "\t", "\xa0", "\u2028", "\x85", "\r", "\ufeff", "\x00", " #", " # x", ": ", "- ", "? ", "|",
    ">", "|+1", "'", '"', "[", "]", "{", "}", "[]", "{}", "&a ", "*a", "!!str ", "!!binary ",
    "!!python/x ", "<<: *a\n", "%YAML 9.9\n", "---\n", "...\n", "<<<<<<< HEAD\n", "=======\n",
    ">>>>>>> x\n", "\n", "  ", "@x", "`x`", ",", "**x** y", "[P1] x", "\\x", '"\\ud800"', '"\\0"',
    '"\\', "#", "\U0001f600",
)  # fmt: skip


def text_mutation(text: str, dice: Random) -> str:
    """Return a text with one to six slips of the pen in it."""
    for _ in range(dice.choice((1, 1, 2, 3, 6))):
        text = dice.choice(_TEXT)(text, dice)
    return text


def _inserted(text: str, dice: Random) -> str:
    place = dice.randrange(len(text) + 1)
    return text[:place] + dice.choice(_INSERTED) + text[place + dice.randrange(3) :]


def _cut(text: str, dice: Random) -> str:
    start = dice.randrange(len(text) + 1)
    return text[:start] + text[start + dice.choice((1, 2, 9, 60, len(text))) :]


def _indented(text: str, dice: Random) -> str:
    rows = text.split("\n")
    row = dice.randrange(len(rows))
    lead = dice.choice((" ", "    ", "\t", "\xa0", "- ", "# ", ""))
    rows[row] = lead + (rows[row].lstrip() if dice.randrange(2) else rows[row])
    return "\n".join(rows)


def _doubled(text: str, dice: Random) -> str:
    rows = text.split("\n")
    start = dice.randrange(len(rows))
    part = rows[start : start + dice.choice((1, 1, 2, 8))]
    place = dice.randrange(len(rows) + 1)
    return "\n".join(rows[:place] + part * dice.choice((1, 1, 2, 40)) + rows[place:])


def _swapped(text: str, dice: Random) -> str:
    rows = text.split("\n")
    first, second = dice.randrange(len(rows)), dice.randrange(len(rows))
    rows[first], rows[second] = rows[second], rows[first]
    return "\n".join(rows)


def _commented(text: str, dice: Random) -> str:
    rows = text.split("\n")
    rule = dice.choice((*RULES, "no-such-rule", ""))
    sign = dice.choice(("postmortems: allow", "postmortems:allow", "postmortem: allow", "x"))
    because = dice.choice((": known", "", f": {texts.bit(dice)}"))
    row = dice.randrange(len(rows))
    comment = f"# {sign} {rule}{because}".replace("\n", " ")
    rows[row] = dice.choice((f"{rows[row]} {comment}", f"{comment}\n{rows[row]}"))
    return "\n".join(rows)


def _line_ends(text: str, dice: Random) -> str:
    return text.replace("\n", dice.choice(("\r\n", "\r", "\x85", "\u2028", "\n\n", "")))


def _hostile_line(text: str, dice: Random) -> str:
    place = text.find("\n", dice.randrange(len(text) + 1)) + 1
    return (
        text[:place] + dice.choice(("x: ", "- ", "summary: ", "")) + texts.text(dice) + text[place:]
    )


_TEXT: tuple[Callable[[str, Random], str], ...] = (
    _inserted,
    _inserted,
    _inserted,
    _inserted,
    _cut,
    _indented,
    _indented,
    _doubled,
    _swapped,
    _commented,
    _commented,
    _line_ends,
    _hostile_line,
)


def bytes_mutation(content: bytes, dice: Random) -> bytes:
    """Return a file whose bytes were changed by something that knows nothing of text."""
    kind = dice.randrange(6)
    if kind == 0:
        return dice.randbytes(dice.choice((0, 1, 3, 100, 5000)))
    if kind == 1:
        return content.decode("utf-8", "replace").encode(dice.choice(("utf-16", "utf-32", "utf-7")))
    if kind == 2:
        return content.decode("utf-8", "replace").encode("latin-1", "replace")
    if kind == 3:
        return b"\xef\xbb\xbf" * dice.choice((1, 2)) + content
    if kind == 4:
        return content[: dice.randrange(len(content) + 1)]
    changed = bytearray(content or b"x")
    for _ in range(dice.choice((1, 3, 30))):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)
