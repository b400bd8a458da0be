"""What Ctrl-C does. Imports next to nothing: it is to be decided before the rest of the program is loaded."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# Type checkers take this for true; typing itself would keep the first moments of a run unguarded for longer.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType


def end_silently() -> None:
    """Let Ctrl-C end the process at once and without a word, wherever it is, but for where it is waited for.

    Where the caller has Ctrl-C ignored (`nohup`, a job in the background of a script) it stays ignored.
    """
    if signal.getsignal(signal.SIGINT) == signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def raised() -> Iterator[None]:
    """Make Ctrl-C a KeyboardInterrupt, so that a prompt is left cleanly and files are closed."""
    with _handled_by(signal.default_int_handler):
        yield


@contextmanager
def held_back() -> Iterator[None]:
    """Let what is being written be written whole; a Ctrl-C meanwhile is a KeyboardInterrupt at the end."""
    came: list[int] = []
    with _handled_by(lambda number, _frame: came.append(number)):
        yield
    if came:
        raise KeyboardInterrupt


@contextmanager
def _handled_by(handler: "Callable[[int, FrameType | None], object]") -> Iterator[None]:
    before = signal.getsignal(signal.SIGINT)
    if before != signal.SIG_IGN:
        signal.signal(signal.SIGINT, handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
