"""Standard streams that carry UTF-8 whatever the locale says."""

import os
import re
import sys
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from simfaq.errors import SimfaqError

# What errors call it.
STDIN = "standard input"
# Characters read at a time.
_PIECE = 65_536
# Surrogates that stand for no byte that could not be decoded.
_NO_BYTE = re.compile("[\ud800-\udc7f\udd00-\udfff]")


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


def silence() -> None:
    """Drop what is buffered and all that follows: the reader has left, or the disk is full."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def end_of(stream: TextIO, length: int) -> str:
    """Read a text to its end and return the last `length` characters of it, without holding the rest.

    Raises:
        SimfaqError: it cannot be read.

    """
    kept = ""
    try:
        while piece := stream.read(_PIECE):
            kept = (kept + piece)[-length:]
    except (OSError, ValueError) as error:
        problem = getattr(error, "strerror", None) or str(error)
        raise SimfaqError("cannot read {file}: {problem}", file=STDIN, problem=problem) from None
    return kept


def _nothing(mode: str) -> TextIO:
    return Path(os.devnull).open(mode, encoding="utf-8")  # type: ignore[return-value]


def argument(text: str) -> str:
    """Replace what was not UTF-8 in a command-line argument, and lone surrogates from anywhere else."""
    # Surrogates that stand for a byte (U+DC80 to U+DCFF) may be parts of a character that is whole again.
    known = _NO_BYTE.sub("\ufffd", text)
    return known.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
