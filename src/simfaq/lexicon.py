"""Finding the words of a list in text, whether or not the script puts spaces between words."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, compress
from typing import NamedTuple, TypeAlias

from simfaq.text import has_han, normalise, runs

# Marks the label of a word that one of the tails follows.
TAILED = "+"
# A word as what it is compared by, the characters of unspaced script or else whole words, and its label.
Word: TypeAlias = tuple[Sequence[str], str]
# Words by their first element, the longest first.
Heads: TypeAlias = Mapping[str, Sequence[Word]]


class Words(NamedTuple):
    """Words with their labels, ready to be looked for: those that hold unspaced script, and the others."""

    unspaced: Heads
    spaced: Heads


def listed(words: Mapping[str, str]) -> Words:
    """Make a list of words, each with its label, ready to be looked for. They are normalised here."""
    unspaced: dict[str, list[Word]] = {}
    spaced: dict[str, list[Word]] = {}
    for word, label in words.items():
        parts = tuple(runs(normalise(word)))
        # A word that mixes scripts (5G卡) is looked for as typed together, like any unspaced one.
        if any(map(has_han, parts)):
            unspaced.setdefault(parts[0][0], []).append(("".join(parts), label))
        elif parts:
            spaced.setdefault(parts[0], []).append((parts, label))
    for known in chain(unspaced.values(), spaced.values()):
        known.sort(key=lambda pair: -len(pair[0]))
    return Words(unspaced, spaced)


class Lexicon:
    """Maps words and names to labels, and finds them in text, the longest first."""

    def __init__(self, words: Words, tails: Iterable[str] = ()) -> None:
        """Take words, and the `tails` that change what a word before them means.

        A word with a tail right after it is found as its label and `TAILED`.
        """
        parts = [tuple(runs(normalise(tail))) for tail in tails]
        self._unspaced = _Table(words.unspaced, ["".join(tail) for tail in parts])
        self._spaced = _Table(words.spaced, parts)

    def find(self, normalised: str) -> list[str]:
        """Return the labels of the words found in normalised text, repeats included."""
        found = [word.label for word in self._spaced.find(tuple(runs(normalised)))]
        if has_han(normalised):
            found += [word.label for word in self._unspaced.find(normalised.replace(" ", ""))]
        return found

    def cut(self, normalised: str) -> str:
        """Return normalised text without the words found in it, but with those that a tail follows."""
        left = " ".join(self._spaced.cut(tuple(runs(normalised))))
        # A name may stand on both sides of what was a bracket.
        kept = iter(self._unspaced.kept(left.replace(" ", "")))
        return " ".join("".join(c for c in left if c == " " or next(kept)).split())


class _Found(NamedTuple):
    """A word found in a sequence: its label and where it stands."""

    label: str
    start: int
    end: int


class _Table:
    """Sequences (of characters or of words) with labels, by their first element."""

    def __init__(self, heads: Heads, tails: Sequence[Sequence[str]]) -> None:
        self._tails = tails
        # What is read from a file is kept, but not all of it: what people type never ends.
        self._begun = heads.get if isinstance(heads, dict) else lru_cache(maxsize=10_000)(heads.get)

    def find(self, text: Sequence[str]) -> list[_Found]:
        """Walk through `text` and take the longest known sequence at each place."""
        found: list[_Found] = []
        taken = 0
        for start, element in enumerate(text):
            known = self._begun(element) if start >= taken else None
            for word, label in known or ():
                end = start + len(word)
                if text[start:end] == word:
                    tailed = any(text[end : end + len(tail)] == tail for tail in self._tails)
                    found.append(_Found(label + TAILED if tailed else label, start, end))
                    taken = end
                    break
        return found

    def cut(self, text: Sequence[str]) -> list[str]:
        """Return what is left of `text` without the sequences found in it, but for the tailed ones."""
        return list(compress(text, self.kept(text)))

    def kept(self, text: Sequence[str]) -> list[bool]:
        """Tell of each element of `text` whether `cut` leaves it."""
        found = [word for word in self.find(text) if not word.label.endswith(TAILED)]
        gone = {place for word in found for place in range(word.start, word.end)}
        return [place not in gone for place in range(len(text))]
