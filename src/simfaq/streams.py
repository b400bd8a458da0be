"""Standard streams that carry UTF-8 whatever the locale says."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO


def use_utf8() -> None:
    """Make all three standard streams UTF-8; what cannot be decoded or encoded is replaced, never raised.

    A stream that is closed (`>&-`) becomes one that holds nothing.
    """
    sys.stdin = sys.stdin or _nothing("r")
    sys.stdout = sys.stdout or _nothing("w")
    sys.stderr = sys.stderr or _nothing("w")
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


@contextmanager
def interrupts() -> Iterator[Callable[[], bool]]:
    """Hold Ctrl-C back, so that what is being written is written whole; ask whether it came."""
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: came.append(number))
    try:
        yield lambda: bool(came)
    finally:
        signal.signal(signal.SIGINT, before)


def _nothing(mode: str) -> TextIO:
    return Path(os.devnull).open(mode, encoding="utf-8")  # type: ignore[return-value]


def argument(text: str) -> str:
    """Replace what was not UTF-8 in a command-line argument."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
