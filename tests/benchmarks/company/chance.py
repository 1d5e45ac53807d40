"""Chance with a seed: picking, dealing from decks, lengths of time, and the choices in texts."""

import re
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any, TypeVar

T = TypeVar("T")

_CHOICE = re.compile(r"<([^<>|]*(?:\|[^<>|]*)+)>")
_RANGE = re.compile(r"(\d+)\.\.(\d+)")


class Chance:
    """One source of chance for a whole corpus."""

    def __init__(self, seed: int) -> None:
        self.random = Random(f"pomlett {seed}")
        self._decks: dict[str, list[Any]] = {}

    def pick(self, among: Sequence[T]) -> T:
        """Any of them."""
        return among[int(self.random.random() * len(among))]

    def some(self, among: Sequence[T], number: int) -> list[T]:
        """So many of them, or all there are, in their own order."""
        chosen = self.random.sample(range(len(among)), min(number, len(among)))
        return [among[index] for index in sorted(chosen)]

    def happens(self, share: float) -> bool:
        """True in such a share of cases."""
        return self.random.random() < share

    def deal(self, name: str, cards: Sequence[T]) -> T:
        """The next of shuffled cards, shuffled anew when all are dealt.

        What is rare in a deck comes up in every round of it, which picking does not promise.
        """
        deck = self._decks.setdefault(name, [])
        if not deck:
            deck += self.random.sample(list(cards), len(cards))
        card: T = deck.pop()
        return card

    def whole(self, low: int, high: int) -> int:
        """A whole number from one to another, both included."""
        return low + int(self.random.random() * (high - low + 1))

    def minutes(self, usual: float, spread: float = 0.55) -> int:
        """A length of time: never under a minute, now and then several times the usual."""
        return max(1, round(self.random.lognormvariate(0, spread) * usual))

    def value(self, table: Any) -> str:
        """A value of a scenario's `vary`: one of a list, or a number of a range `1..9`."""
        if isinstance(table, list):
            return str(self.pick(table))
        found = _RANGE.fullmatch(str(table))
        if not found:
            return str(table)
        low, high = int(found[1]), int(found[2])
        if high <= 100:
            return str(self.whole(low, high))
        return grouped(rounded(low * (high / low) ** self.random.random()))

    def words(self, text: str, facts: Mapping[str, str]) -> str:
        """A template as a text: `<one|another>` decided, `{names}` filled in."""
        if "<" in text:
            text = _CHOICE.sub(lambda found: self.pick(found[1].split("|")), text)
        return sentence(text.format_map(facts) if "{" in text else text)


def rounded(number: float, figures: int = 2) -> int:
    """A number as people tell it, with two figures of its own."""
    unit = int("1".ljust(len(str(int(number))) - figures + 1, "0"))
    return round(number / unit) * unit


def grouped(number: int) -> str:
    """A number with its thousands apart; years are left alone elsewhere."""
    return f"{number:,}"


def sentence(text: str) -> str:
    """A text with a large first letter, unless it begins with the name of a machine."""
    first = text.partition(" ")[0]
    if "`" in first or any(char.isdigit() for char in first):
        return text
    return text[:1].upper() + text[1:]
