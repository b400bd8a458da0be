"""Normalising what people type, and the features that questions are compared by. Pure functions."""

import re
import unicodedata
from functools import cache, lru_cache
from operator import add

# A question's worth of text: beyond it only the end counts, which is where a long story asks its question.
MAX_QUESTION = 2000
# No more of a text than this is looked at for it; the rest of a pasted book would be cleaned for nothing.
PASTED = 4 * MAX_QUESTION
# Han, kana and Hangul are written without spaces between words (or, for Hangul, with long ones).
_UNSPACED = (
    r"\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\uac00-\ud7a3"
)
_HAN = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LETTER = re.compile(r"[^\W\d_]")
# A run is a stretch of one kind: unspaced script, or letters and digits of any other.
_RUN = re.compile(rf"[{_UNSPACED}]+|[^\W_{_UNSPACED}]+")
_UNSPACED_RUN = re.compile(rf"[{_UNSPACED}]")
_ACCENTED = re.compile(rf"[^\x00-\x7f{_UNSPACED}]")


@cache
def _fold() -> dict[int, int]:
    from simfaq.tables.simplified import SIMPLIFIED, TRADITIONAL  # noqa: PLC0415 - only once a question comes

    return str.maketrans(TRADITIONAL, SIMPLIFIED)


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
    folded = text.lower()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKC", text).translate(_fold()).casefold()
        # Decomposing and dropping the marks is for alphabets only: it would take Hangul and kana apart.
        folded = _ACCENTED.sub(_bare, folded)
    return " ".join(_RUN.findall(folded))


def _bare(accented: re.Match[str]) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", accented[0]) if not unicodedata.combining(c))


def runs(normalised: str) -> list[str]:
    """Split normalised text where the script or the word changes."""
    return _RUN.findall(normalised)


def features(normalised: str) -> list[str]:
    """List what a normalised text is compared by, repeats included.

    Unspaced scripts give their single characters and overlapping pairs (no word list needed); other runs give
    the word itself and, so that a typo costs little, the three- and four-letter pieces of it. A piece starts
    with a `~`, which no word can hold.
    """
    found: list[str] = []
    for run in runs(normalised):
        if _UNSPACED_RUN.match(run):
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
    return _HAN.search(text) is not None


def has_letters(text: str) -> bool:
    """Whether the text holds a letter of any script."""
    return _LETTER.search(text) is not None
