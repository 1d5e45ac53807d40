"""The types and the completions of arguments, which the parsers of the commands share."""

import argparse
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def positive(text: str) -> int:
    """Return a number from 1; the type of an argument."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"`{text}` is not a number from 1")
    return int(text)


def complete(argument: argparse.Action, completer: Callable[..., Iterable[str]]) -> None:
    """Set the function that returns the completions of an argument's value."""
    argument.completer = completer  # type: ignore[attr-defined]
