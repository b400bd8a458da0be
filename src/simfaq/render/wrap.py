"""Breaking lines of mixed Chinese and English by display width.

Rich breaks at spaces only and lets a line start with a comma. Here a line may also break between two Chinese
characters, never before a closing mark and never after an opening one (the rules of GB/T 15834-2011, 5.1).
"""

import unicodedata
from collections.abc import Iterator
from itertools import groupby

_NOT_FIRST = "，。、；：？！）》〉】”’…—％%,.;:?!)]}"
_NOT_LAST = "（《〈【“‘([{"


def cells(text: str) -> int:
    """Return how many columns of a terminal a text takes: two for a wide character (UAX #11)."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def wrap(text: str, width: int) -> list[str]:
    """Break `text` into lines of at most `width` cells, two at least; a longer word is cut."""
    width = max(width, 2)  # the widest character
    lines: list[str] = []
    line = ""
    for unit in _unbreakable(text):
        if cells(line + unit.rstrip()) <= width:
            line += unit if line else unit.lstrip()
            continue
        if line.strip():
            lines.append(line.rstrip())
        *heads, line = _cut(unit.lstrip(), width)
        lines += heads
    if line.strip() or not lines:
        lines.append(line.rstrip())
    return lines


def _unbreakable(text: str) -> list[str]:
    """Join each unit with the marks that must not be parted from it."""
    joined: list[str] = []
    for unit in _units(text):
        if joined and ((unit[0] in _NOT_FIRST) or (joined[-1][-1] in _NOT_LAST)) and not unit.isspace():
            joined[-1] += unit
        else:
            joined.append(unit)
    return joined


def _units(text: str) -> Iterator[str]:
    """Split text into stretches of space, wide characters one by one, and words of any other characters.

    Quotation marks go with words: the same ones serve as apostrophes.
    """
    for kind, stretch in groupby(text, _kind):
        if kind == "wide":
            yield from stretch
        else:
            yield "".join(stretch)


def _kind(char: str) -> str:
    if char.isspace():
        return "space"
    # No regular expression: to compile one that holds all of Chinese takes longer than to draw an answer.
    wide = (
        "\u2e80" <= char <= "\ua4cf"
        or "\uac00" <= char <= "\ud7a3"
        or "\uf900" <= char <= "\ufaff"
        or "\u1100" <= char <= "\u11ff"
        or "\ufe30" <= char <= "\ufe4f"
        or "\uff00" <= char <= "\uffef"
    )
    return "wide" if wide or char in "…—" else "word"


def _cut(text: str, width: int) -> list[str]:
    """Cut a word into pieces of at most `width` cells, one character at least; the last may be empty."""
    pieces, start, taken = [], 0, 0
    for end, char in enumerate(text):
        taken += cells(char)
        if taken > width and end > start:
            pieces.append(text[start:end])
            start, taken = end, cells(char)
    return [*pieces, text[start:]]
