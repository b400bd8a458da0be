"""Finding the words of a list in text, whether or not the script puts spaces between words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from simfaq.text import has_han, normalise, runs

# Marks the label of a word that one of the tails follows.
TAILED = "+"


class Lexicon:
    """Maps words and names to labels, and finds them in text, the longest first."""

    def __init__(self, words: Mapping[str, str], tails: Iterable[str] = ()) -> None:
        """Take `words`, each with its label, and the `tails` that change what a word before them means.

        Both are normalised here. A word with a tail right after it is found as its label and `TAILED`.
        """
        self._unspaced = _Table()
        self._spaced = _Table()
        for word, label in words.items():
            parts = tuple(runs(normalise(word)))
            # A word that mixes scripts (5G卡) is looked for as typed together, like any unspaced one.
            if any(map(has_han, parts)):
                self._unspaced.add("".join(parts), label)
            elif parts:
                self._spaced.add(parts, label)
        for tail in tails:
            parts = tuple(runs(normalise(tail)))
            self._unspaced.tails.append("".join(parts))
            self._spaced.tails.append(parts)

    def find(self, normalised: str) -> list[str]:
        """Return the labels of the words found in normalised text, repeats included."""
        found: list[str] = []
        if self._spaced.heads:
            found += [word.label for word in self._spaced.find(tuple(runs(normalised)))]
        if self._unspaced.heads and has_han(normalised):
            found += [word.label for word in self._unspaced.find(normalised.replace(" ", ""))]
        return found

    def cut(self, normalised: str) -> str:
        """Return normalised text without the words found in it, but with those that a tail follows."""
        left = self._spaced.cut(tuple(runs(normalised)))
        left = ["".join(self._unspaced.cut(part)) if has_han(part) else part for part in left]
        return " ".join(filter(None, left))


@dataclass(frozen=True, slots=True)
class _Found:
    """A word found in a sequence: its label and where it stands."""

    label: str
    start: int
    end: int


class _Table:
    """Sequences (of characters or of words) with labels, by their first element."""

    def __init__(self) -> None:
        self.heads: dict[str, list[tuple[Sequence[str], str]]] = {}
        self.tails: list[Sequence[str]] = []

    def add(self, word: Sequence[str], label: str) -> None:
        known = self.heads.setdefault(word[0], [])
        known.append((word, label))
        known.sort(key=lambda pair: -len(pair[0]))

    def find(self, text: Sequence[str]) -> list[_Found]:
        """Walk through `text` and take the longest known sequence at each place."""
        found: list[_Found] = []
        if self.heads.keys().isdisjoint(text):
            return found
        start = 0
        while start < len(text):
            step = 1
            for word, label in self.heads.get(text[start], ()):
                end = start + len(word)
                if text[start:end] == word:
                    tailed = any(text[end : end + len(tail)] == tail for tail in self.tails)
                    found.append(_Found(label + TAILED if tailed else label, start, end))
                    step = len(word)
                    break
            start += step
        return found

    def cut(self, text: Sequence[str]) -> list[str]:
        """Return what is left of `text` without the sequences found in it, but for the tailed ones."""
        found = [word for word in self.find(text) if not word.label.endswith(TAILED)]
        gone = {place for word in found for place in range(word.start, word.end)}
        return [element for place, element in enumerate(text) if place not in gone]
