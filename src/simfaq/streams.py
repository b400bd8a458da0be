"""Standard streams that carry UTF-8 whatever the locale says."""

import sys
from io import TextIOWrapper


def use_utf8() -> None:
    """Make all three standard streams UTF-8; what cannot be decoded or encoded is replaced, never raised."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def argument(text: str) -> str:
    """Replace what was not UTF-8 in a command-line argument."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
