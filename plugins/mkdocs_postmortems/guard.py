"""Mistakes of our own while one page or file is made: a logged error, and the others go on."""

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
"""Stands for the text of a page that could not be built."""


def guarded(make: Callable[[], T], what: str, instead: S) -> T | S:
    """Return what is made, or something in its place and a logged error, which fails strict builds.

    Args:
        make: makes it.
        what: what it is, and of which incident, for the log.
        instead: what stands for it where an exception was raised.
    """
    try:
        return make()
    except Exception as error:
        log.error(f"{what} could not be built: {describe(error)}")
        return instead


def guarded_items(items: Iterable[T], what: str) -> Iterator[T]:
    """Yield items up to an exception, which is logged as an error."""
    try:
        yield from items
    except Exception as error:
        log.error(f"{what} could not all be listed: {describe(error)}")


def must(make: Callable[[], T], what: str) -> T:
    """Return what is made; without it there is nothing to build.

    Raises:
        PluginError: an exception was raised; MkDocs shows the message and no traceback.
    """
    try:
        return make()
    except PluginError:
        raise
    except Exception as error:
        raise PluginError(f"postmortems: {what} failed: {describe(error)}") from error


@contextmanager
def reported(what: str) -> Iterator[None]:
    """Make a message of an error of the file system, such as a disk that is full.

    Raises:
        PluginError: there was one; MkDocs shows the message and no traceback.
    """
    try:
        yield
    except (OSError, UnicodeEncodeError) as error:
        raise PluginError(f"postmortems: {what}: {describe(error)}") from error


def describe(error: Exception) -> str:
    """Return what an exception is and where it was raised, and what to do about it.

    Its own text is left out unless it is of the operating system: it may quote an incident.
    """
    kind = type(error).__name__
    if isinstance(error, OSError):
        return f"{error.strerror or kind}" + (f": `{error.filename}`" if error.filename else "")
    if isinstance(error, UnicodeEncodeError):
        return "the locale has no such characters in file names; set `PYTHONUTF8=1`"
    return f"`{kind}` ({raised_at(error)}); this is a bug in mkdocs-postmortems; please report it"
