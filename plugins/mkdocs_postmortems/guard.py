"""Contain exceptions while a page or file is built: log an error and build the others."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from postmortems.check.rule_failure import raised_at

log = get_plugin_logger("postmortems")

S = TypeVar("S")
T = TypeVar("T")

UNMADE = "This page could not be built; see the build log."
"""The text of a page that could not be built."""


def guarded(make: Callable[[], T], what: str, instead: S) -> T | S:
    """Return the result of `make`; on an exception log an error and return `instead`.

    A logged error fails a strict build.

    Args:
        make: builds a page or file.
        what: its name for the log.
        instead: returned if `make` raises an exception.
    """
    try:
        return make()
    except Exception as error:
        log.error(f"{what} could not be built: {describe(error)}")
        return instead


def guarded_items(items: Iterable[T], what: str) -> Iterator[T]:
    """Yield items until one raises an exception, which is logged as an error."""
    try:
        yield from items
    except Exception as error:
        log.error(f"{what} could not all be listed: {describe(error)}")


def must(make: Callable[[], T], what: str) -> T:
    """Return the result of `make`, without which the build cannot continue.

    Raises:
        PluginError: `make` raised an exception; MkDocs shows the message without a traceback.
    """
    try:
        return make()
    except PluginError:
        raise
    except Exception as error:
        raise PluginError(f"postmortems: {what} failed: {describe(error)}") from error


@contextmanager
def reported(what: str) -> Iterator[None]:
    """Turn an error of the file system, such as a full disk, into a message.

    Raises:
        PluginError: there was such an error; MkDocs shows the message without a traceback.
    """
    try:
        yield
    except (OSError, UnicodeEncodeError) as error:
        raise PluginError(f"postmortems: {what}: {describe(error)}") from error


def describe(error: Exception) -> str:
    """Return the kind of an exception, where it was raised, and what to do about it.

    The text of the exception is included only for errors of the operating system, since others
    could quote an incident.
    """
    kind = type(error).__name__
    if isinstance(error, OSError):
        return f"{error.strerror or kind}" + (f": `{error.filename}`" if error.filename else "")
    if isinstance(error, UnicodeEncodeError):
        return "the locale has no such characters in file names; set `PYTHONUTF8=1`"
    return f"`{kind}` ({raised_at(error)}); this is a bug in mkdocs-postmortems; please report it"
