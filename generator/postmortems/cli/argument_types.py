"""The types and the completions of arguments, which the parsers of the commands share."""

import argparse
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

_ID = re.compile(r"\d{4}-\d{2}-\d{2}-[a-z0-9-]+")


def positive(text: str) -> int:
    """Return a number from 1; the type of an argument."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"`{text}` is not a number from 1")
    return int(text)


def web_address(text: str) -> str:
    """Return a URL of the web; the type of an argument."""
    if not re.fullmatch(r"https?://[^\s\"<>]+", text):
        raise argparse.ArgumentTypeError(f"`{text}` does not begin with https:// or http://")
    return text


def incident_id(text: str) -> str:
    """Return the id in the path of an incident's folder or file; the type of an argument.

    A text that is no such path is returned as it is.
    """
    parts = [part for part in re.split(r"[/\\]", text) if _ID.fullmatch(part)]
    return parts[-1] if parts else text


def complete(argument: argparse.Action, completer: Callable[..., Iterable[str]]) -> None:
    """Set the function that returns the completions of an argument's value."""
    argument.completer = completer  # type: ignore[attr-defined]
