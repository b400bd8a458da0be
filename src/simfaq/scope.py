"""Which of a question's words speak for the dataset, and which against it.

A naive Bayes opinion: for each feature, how much likelier it is in a phrasing of an entry than in an
out-of-scope example. A question can share a whole frame with an entry (how many … can one ID have) and still
be about something else; then the word that gives it away is one that the entry does not speak of.
"""

import math
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

# Keeps a feature that one side has never shown from deciding alone.
SMOOTHING = 0.3


class Scope:
    """Log-odds of features between what is covered and what is not."""

    def __init__(self, log_odds: Mapping[str, float]) -> None:
        """Take the log-odds, as `log_odds` gives them."""
        self._log_odds = log_odds

    def weigh(self, features: Mapping[str, float]) -> "Weighed":
        """Weigh a question's features, given by name and weight."""
        # Divided by the root of their number: overlapping pieces of text are no independent witnesses, and a
        # long question must not be surer than a short one only for its length.
        root = math.sqrt(len(features)) or 1.0
        odds = [(name, weight * self._log_odds.get(name, 0.0) / root) for name, weight in features.items()]
        return Weighed(
            against=[(name, odd) for name, odd in odds if odd < 0],
            favour=[(name, odd) for name, odd in odds if odd > 0],
        )


@dataclass(frozen=True, slots=True)
class Weighed:
    """What speaks against the dataset in a question, and what speaks for it: features with their log-odds."""

    against: Sequence[tuple[str, float]]
    favour: Sequence[tuple[str, float]]

    def objection(self, admitted: Container[str]) -> float:
        """Add up what speaks against the dataset, but for the features `admitted`; 0 or less.

        An entry may well speak of bank cards: they are admitted. Where it does not, a question that does is
        not for it.
        """
        return sum(odds for name, odds in self.against if name not in admitted)

    def claim(self, admitted: Container[str]) -> float:
        """Add up what speaks for the dataset, but for the features `admitted`; 0 or more.

        The other way round: what an out-of-scope subject does not speak of speaks against it.
        """
        return sum(odds for name, odds in self.favour if name not in admitted)


def log_odds(covered: Iterable[Mapping[str, int]], foreign: Iterable[Mapping[str, int]]) -> dict[str, float]:
    """Weigh features by the phrasings that are covered and those that are not, each given by its features.

    With one side alone nothing speaks for or against anything.
    """
    inside, n_inside = _frequencies(covered)
    outside, n_outside = _frequencies(foreign)
    if not n_inside or not n_outside:
        return {}
    return {
        feature: math.log((inside[feature] + SMOOTHING) / (n_inside + 2 * SMOOTHING))
        - math.log((outside[feature] + SMOOTHING) / (n_outside + 2 * SMOOTHING))
        for feature in inside.keys() | outside.keys()
    }


def _frequencies(phrasings: Iterable[Mapping[str, int]]) -> tuple[Counter[str], int]:
    """Count in how many phrasings each feature stands, and the phrasings."""
    frequencies: Counter[str] = Counter()
    number = 0
    for counts in phrasings:
        frequencies.update(counts.keys())
        number += 1
    return frequencies, number
