"""Normalising what people type, and the features that questions are compared by. Pure functions."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from operator import add

# A question's worth of text: beyond it only the end counts, which is where a long story asks its question.
MAX_QUESTION = 2000
# No more of a text than this is looked at for it; the rest of a pasted book would be cleaned for nothing.
PASTED = 4 * MAX_QUESTION
# No character classes here: to compile one that holds a large script takes longer than to answer a question.
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W_]+")


class _Folding(dict[int, str]):
    """Maps the code of a character to what it is compared as, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        from simfaq.tables.simplified import SIMPLIFIED, TRADITIONAL  # noqa: PLC0415 - ASCII needs none of it

        char = chr(code)
        if is_unspaced(char):
            place = TRADITIONAL.find(char)
            folded = char if place < 0 else SIMPLIFIED[place]
        else:
            # Taking marks off is for alphabets only: it would take Hangul and kana apart.
            parts = unicodedata.normalize("NFD", char.casefold())
            folded = "".join(part for part in parts if not unicodedata.combining(part))
        self[code] = folded
        return folded


_folding = _Folding()


def as_question(text: str) -> str:
    """Make what somebody typed or pasted fit to be asked: safe to show, MAX_QUESTION characters at most."""
    return clean(clean(text[-PASTED:])[-MAX_QUESTION:])


def clean(text: str) -> str:
    """Make text safe to show: no controls, format characters or lone surrogates; white space as one space."""
    spaced = " ".join(text.split())
    if spaced.isascii() and spaced.isprintable():
        return spaced
    shown = "".join("\ufffd" if unicodedata.category(c) == "Cs" else c for c in spaced if _printable(c))
    return " ".join(shown.split())  # what was dropped may have stood between spaces


def _printable(char: str) -> bool:
    return unicodedata.category(char) not in {"Cc", "Cf"}


def normalise(text: str) -> str:
    """Fold width, case and traditional characters; keep only runs of letters and digits, one space between.

    Idempotent. Accents go with the case, so that `Türkiye` and `turkiye` are the same.
    """
    if text.isascii():
        return " ".join(_WORD.findall(text.lower()))
    words = _WORD.findall(unicodedata.normalize("NFKC", text).translate(_folding))
    return " ".join(run for word in words for run in _runs(word))


def _runs(word: str) -> Iterable[str]:
    """Split a word where it changes between unspaced script and any other."""
    if word.isascii():
        return (word,)
    return ("".join(run) for _, run in groupby(word, is_unspaced))


def is_unspaced(char: str) -> bool:
    """Whether a letter is of a script that has no spaces between words: Han, kana, Hangul and the like.

    Of these ranges only the letters are meant; of other characters it says nothing.
    """
    return "\u3005" <= char <= "\ua48f" or "\uac00" <= char <= "\ufaff" or char >= "\U00020000"


def runs(normalised: str) -> list[str]:
    """Split normalised text where the script or the word changes."""
    return normalised.split()


def features(normalised: str) -> list[str]:
    """List what a normalised text is compared by, repeats included.

    Unspaced scripts give their single characters and overlapping pairs (no word list needed); other runs give
    the word itself and, so that a typo costs little, the three- and four-letter pieces of it. A piece starts
    with a `~`, which no word can hold.
    """
    found: list[str] = []
    for run in runs(normalised):
        if is_unspaced(run[0]):
            found.extend(run)
            found.extend(map(add, run, run[1:]))
        else:
            found.append(run)
            found.extend(pieces(run))
    return found


@lru_cache(maxsize=10_000)  # the words of a dataset come again and again
def pieces(word: str) -> tuple[str, ...]:
    """Cut a word, edges marked, into three- and four-letter pieces; none for numbers and very short words."""
    if len(word) < 3 or not _LETTER.match(word):  # noqa: PLR2004 - shorter than a piece
        return ()
    marked = f"^{word}$"
    return tuple(f"~{marked[i : i + size]}" for size in (3, 4) for i in range(len(marked) - size + 1))


def has_han(text: str) -> bool:
    """Whether the text holds a Chinese character."""
    return not text.isascii() and any(map(_is_han, text))


def _is_han(char: str) -> bool:
    return (
        "\u4e00" <= char <= "\u9fff"
        or "\u3400" <= char <= "\u4dbf"
        or "\uf900" <= char <= "\ufaff"
        or char == "\u3007"
        or "\U00020000" <= char <= "\U0003ffff"
    )


def has_letters(text: str) -> bool:
    """Whether the text holds a letter of any script."""
    return _LETTER.search(text) is not None
