"""Finding the words of a list in text, whether or not the script puts spaces between words."""

from collections.abc import Mapping

from simfaq.text import has_han, normalise, runs


class Lexicon:
    """Maps words and names to labels, and finds them in text, the longest first."""

    def __init__(self, words: Mapping[str, str]) -> None:
        """Take `words`, each with its label; they are normalised here."""
        self._unspaced: dict[str | tuple[str, ...], str] = {}
        self._spaced: dict[str | tuple[str, ...], str] = {}
        for word, label in words.items():
            parts = tuple(runs(normalise(word)))
            # A word that mixes scripts (5G卡) is looked for as typed together, like any unspaced one.
            if any(map(has_han, parts)):
                self._unspaced["".join(parts)] = label
            elif parts:
                self._spaced[parts] = label
        self._longest_unspaced = max(map(len, self._unspaced), default=0)
        self._longest_spaced = max(map(len, self._spaced), default=0)

    def find(self, normalised: str) -> list[str]:
        """Return the labels of the words found in normalised text, repeats included."""
        found: list[str] = []
        if self._spaced:
            found += _longest_matches(tuple(runs(normalised)), self._longest_spaced, self._spaced)
        if self._unspaced and has_han(normalised):
            found += _longest_matches(normalised.replace(" ", ""), self._longest_unspaced, self._unspaced)
        return found


def _longest_matches(
    text: str | tuple[str, ...], longest: int, labels: Mapping[str | tuple[str, ...], str]
) -> list[str]:
    """Walk through `text` and take the longest known slice at each place."""
    found = []
    start = 0
    while start < len(text):
        for end in range(min(len(text), start + longest), start, -1):
            if label := labels.get(text[start:end]):
                found.append(label)
                start = end
                break
        else:
            start += 1
    return found
