"""A function applied to items in forked processes."""

import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import TypeVar

import pytest

from postmortems.parallel import ForkedMap

R = TypeVar("R")
ITEMS = list(range(200))
needs_fork = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such processes")


def forked(function: Callable[[int], R], workers: int | None = 2) -> ForkedMap[int, R]:
    return ForkedMap(function, ITEMS, workers=workers, minimum=10)


@needs_fork
def test_results_are_in_order_and_from_other_processes() -> None:
    results = list(forked(lambda item: (item, os.getpid())).results())
    assert [item for item, _ in results] == ITEMS
    assert os.getpid() not in {process for _, process in results}


@pytest.mark.parametrize("workers", [0, 1])
def test_one_process_or_none_works_in_this_process(workers: int) -> None:
    results = list(forked(lambda item: os.getpid(), workers).results())
    assert set(results) == {os.getpid()}


def test_few_items_are_processed_in_this_process() -> None:
    few = ForkedMap(lambda item: os.getpid(), ITEMS[:15], workers=4, minimum=10)
    assert set(few.results()) == {os.getpid()}


def test_a_process_with_threads_is_not_forked() -> None:
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    try:
        assert set(forked(lambda item: os.getpid()).results()) == {os.getpid()}
    finally:
        end.set()
        thread.join()


@needs_fork
def test_where_processes_are_not_permitted_items_are_processed_in_this_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse() -> int:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "fork", refuse)
    assert list(forked(lambda item: item).results()) == ITEMS


@needs_fork
def test_items_of_a_process_that_was_killed_are_processed_in_this_process() -> None:
    here = os.getpid()

    def die_elsewhere(item: int) -> int:
        if item == 150 and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return item

    assert list(forked(die_elsewhere).results()) == ITEMS


@needs_fork
def test_an_exception_of_the_function_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        list(forked(lambda item: 1 // (item - 120)).results())
