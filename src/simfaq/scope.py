"""Which of a question's words speak for the dataset, and which against it.

A naive Bayes opinion: for each feature, how much likelier it is in a phrasing of an entry than in an
out-of-scope example. A question can share a whole frame with an entry (how many … can one ID have) and still
be about something else; then the word that gives it away is one that the entry does not speak of.
"""

import math
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping

# Keeps a feature that one side has never shown from deciding alone.
SMOOTHING = 0.3


class Scope:
    """Log-odds of features between what is covered and what is not."""

    def __init__(self, covered: Iterable[Mapping[str, int]], foreign: Iterable[Mapping[str, int]]) -> None:
        """Take the features of every phrasing that is covered, and of every one that is not.

        With one side alone nothing speaks for or against anything.
        """
        inside, n_inside = _frequencies(covered)
        outside, n_outside = _frequencies(foreign)
        self._log_odds: dict[str, float] = {}
        if n_inside and n_outside:
            self._log_odds = {
                feature: math.log((inside[feature] + SMOOTHING) / (n_inside + 2 * SMOOTHING))
                - math.log((outside[feature] + SMOOTHING) / (n_outside + 2 * SMOOTHING))
                for feature in inside.keys() | outside.keys()
            }

    def objection(self, features: Mapping[str, float], admitted: Container[str]) -> float:
        """Weigh what speaks against the dataset in a question, but for the features `admitted`; 0 or less.

        `features` maps names to weights. An entry may well speak of bank cards: they are admitted. Where it
        does not, a question that does is not for it.
        """
        return self._total(features, admitted, lambda odds: min(0.0, odds))

    def claim(self, features: Mapping[str, float], admitted: Container[str]) -> float:
        """Weigh what speaks for the dataset in a question, but for the features `admitted`; 0 or more.

        The other way round: what an out-of-scope subject does not speak of speaks against it.
        """
        return self._total(features, admitted, lambda odds: max(0.0, odds))

    def _total(
        self, features: Mapping[str, float], admitted: Container[str], side: Callable[[float], float]
    ) -> float:
        """Add up one side's odds.

        The sum is divided by the root of the number of features: overlapping pieces of text are no
        independent witnesses, and a long question must not be surer than a short one only for its length.
        """
        total = sum(
            weight * side(self._log_odds.get(name, 0.0))
            for name, weight in features.items()
            if name not in admitted
        )
        return total / math.sqrt(len(features)) if features else 0.0


def _frequencies(phrasings: Iterable[Mapping[str, int]]) -> tuple[Counter[str], int]:
    """Count in how many phrasings each feature stands, and the phrasings."""
    frequencies: Counter[str] = Counter()
    number = 0
    for counts in phrasings:
        frequencies.update(counts.keys())
        number += 1
    return frequencies, number
