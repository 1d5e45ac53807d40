"""Apply a function to many items in forked processes.

A forked process has all objects of its parent, so the function and the items need not be pickled,
only the results. There are such processes on Linux only: macOS has no safe fork and Windows has
none. Elsewhere, and where processes are not permitted, the items are processed one after another.
"""

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_TASKS_PER_WORKER = 16
"""The number of tasks that the items of a worker are divided into, since items differ in size."""


class ForkedMap(Generic[T, R]):
    """Applies a function to items, in processes that start at once and work in the background.

    Args:
        function: the function; it must not change anything that the parent needs afterwards.
        items: the items.
        workers: the number of processes; None for one per available processor, 0 or 1 for none.
        minimum: the number of items from which one more process saves more time than it takes.
        begin: called in each process before its first item.
    """

    def __init__(
        self,
        function: Callable[[T], R],
        items: Sequence[T],
        *,
        workers: int | None,
        minimum: int,
        begin: Callable[[], None] = lambda: None,
    ) -> None:
        self._function, self._items = function, items
        self._pool: ProcessPoolExecutor | None = None
        self._tasks: list[Future[list[R]]] = []
        if number := _worker_count(len(items), workers, minimum):
            self._start(number, begin)

    def _start(self, workers: int, begin: Callable[[], None]) -> None:
        size = max(1, len(self._items) // (workers * _TASKS_PER_WORKER))
        gc.freeze()  # else the garbage collector of each process would copy all objects
        try:
            arguments = (self._function, self._items, begin)
            self._pool = ProcessPoolExecutor(workers, get_context("fork"), _begin, arguments)
            for start in range(0, len(self._items), size):
                self._tasks.append(self._pool.submit(_run, start, start + size))
        except OSError:
            self.cancel()

    def results(self) -> Iterator[R]:
        """Yield the result of each item in order, and wait for those that are not done.

        Raises:
            Exception: the first exception that the function raised.
        """
        number = 0
        try:
            for task in self._tasks:
                for result in task.result():
                    number += 1
                    yield result
        except BrokenProcessPool:
            pass  # processes can be killed, for example if memory is short
        finally:
            self._end(wait=True)  # else its thread would keep the next one from forking
        yield from map(self._function, self._items[number:])

    def cancel(self) -> None:
        """End the processes; items that are not done are processed by `results`."""
        self._end(wait=False)

    def _end(self, *, wait: bool) -> None:
        if self._pool:
            self._pool.shutdown(wait=wait, cancel_futures=True)
            self._pool, self._tasks = None, []


def _worker_count(items: int, wanted: int | None, minimum: int) -> int:
    # A process with threads, such as that of `mkdocs serve`, cannot be forked safely.
    if sys.platform != "linux" or threading.active_count() > 1:
        return 0
    processors = len(os.sched_getaffinity(0)) if wanted is None else wanted
    workers = min(processors, items // minimum)
    return workers if workers > 1 else 0


_job: tuple[Callable[[Any], Any], Sequence[Any]]


def _begin(function: Callable[[Any], Any], items: Sequence[Any], begin: Callable[[], None]) -> None:
    """Prepare a process: it ends when its parent ends, also if that is killed."""
    global _job
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent handles it
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _job = function, items
    begin()


def _end_with_parent() -> None:
    if parent := parent_process():
        wait([parent.sentinel])
        os._exit(1)


def _run(start: int, stop: int) -> list[Any]:
    function, items = _job
    return [function(item) for item in items[start:stop]]
