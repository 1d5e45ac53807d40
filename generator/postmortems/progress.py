"""Show on a terminal how far work is that takes more than a second."""

import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from tqdm import tqdm

T = TypeVar("T")

DELAY = 1.0
"""The seconds of work after which it is shown how far it is."""


@dataclass(frozen=True)
class Progress:
    """Shows progress on standard error if that is a terminal.

    Args:
        is_shown: False to show nothing.
    """

    is_shown: bool = True

    def over(self, items: Iterable[T], total: int, what: str) -> Iterator[T]:
        """Yield items, and show how many were yielded.

        Args:
            items: the items.
            total: their number.
            what: the work, such as `checking incidents`.
        """
        tqdm.monitor_interval = 0  # no thread: a process with threads cannot be forked
        yield from tqdm(
            items,
            desc=what,
            total=total,
            delay=DELAY,
            file=sys.stderr,
            leave=False,
            disable=None if self.is_shown else True,  # None: shown on a terminal only
            bar_format="{desc}: {n:,} of {total:,} {bar} {remaining} left",
        )

    @contextmanager
    def during(self, what: str) -> Iterator[None]:
        """Show what is being done, for work of which it is not known how far it is."""
        if not (self.is_shown and sys.stderr.isatty()):
            yield
            return
        timer = threading.Timer(
            DELAY, lambda: print(f"{what} …", end="", file=sys.stderr, flush=True)
        )
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            _write("\r\x1b[K")  # clears the line


def _write(text: str) -> None:
    print(text, end="", file=sys.stderr, flush=True)


SILENT = Progress(is_shown=False)
