"""Answering in several processes: pure Python keeps no more than one core busy."""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context

from simfaq.errors import SimfaqError

# Questions handed over at a time, and how many such lots are under way for each process.
_LOT, _AHEAD = 100, 3

# What the processes do; they are forked, and inherit it with all that it has loaded.
_answer: Callable[[str], str] = str


def usable() -> int:
    """Count the cores that this process may use, where processes can be forked; else 1."""
    if not hasattr(os, "fork"):
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def answered(answer: Callable[[str], str], questions: Iterable[str], processes: int) -> Iterator[str]:
    """Answer questions in several processes, in their order; in this one where the system allows no others.

    Where reading the questions fails, those before are answered first.
    """
    global _answer  # noqa: PLW0603 - how forked processes are given a closure
    _answer = answer
    pool = _pool(processes)
    if pool is None:
        yield from map(answer, questions)
        return
    waiting = iter(questions)
    failed: Exception | None = None
    under_way: deque[Future[list[str]]] = deque()
    try:
        while True:
            while failed is None and len(under_way) < _AHEAD * processes:
                lot: list[str] = []
                try:
                    lot.extend(islice(waiting, _LOT))
                except Exception as error:  # noqa: BLE001 - raised again below
                    failed = error
                if not lot:
                    break
                under_way.append(pool.submit(_answer_all, lot))
            if not under_way:
                break
            yield from under_way.popleft().result()
        if failed:
            raise failed
    except BrokenProcessPool:
        raise SimfaqError("a process that helped to answer was ended by something else") from None
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(processes: int) -> ProcessPoolExecutor | None:
    """Fork the processes; None where there is no shared memory for their locks, or no room for them."""
    try:
        pool = ProcessPoolExecutor(processes, mp_context=get_context("fork"), initializer=_ignore_interrupts)
        pool.submit(_ignore_interrupts).result()
    except (OSError, ImportError, NotImplementedError):
        return None
    return pool


def _answer_all(questions: list[str]) -> list[str]:
    return [_answer(question) for question in questions]


def _ignore_interrupts() -> None:
    """Leave Ctrl-C, which the terminal sends to all processes, to the one that began."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
