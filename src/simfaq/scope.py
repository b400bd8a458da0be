"""Whether a question is one that the dataset is about at all.

A naive Bayes opinion: for each feature of the question, how much likelier it is in a phrasing of an entry
than in an out-of-scope example. Neither a likeness to one entry nor the distance to one rival sees this: a
question can share a whole frame with an entry (how many … can one ID have) and still be about something else.
"""

import math
from collections import Counter
from collections.abc import Container, Iterable, Mapping

# Keeps a feature that one side has never shown from deciding alone.
SMOOTHING = 0.3


class Scope:
    """Log-odds of features between what is covered and what is not."""

    def __init__(self, covered: Iterable[Mapping[str, int]], foreign: Iterable[Mapping[str, int]]) -> None:
        """Take the features of every phrasing that is covered, and of every one that is not."""
        inside, n_inside = _frequencies(covered)
        outside, n_outside = _frequencies(foreign)
        self._log_odds = {
            feature: math.log((inside[feature] + SMOOTHING) / (n_inside + 2 * SMOOTHING))
            - math.log((outside[feature] + SMOOTHING) / (n_outside + 2 * SMOOTHING))
            for feature in inside.keys() | outside.keys()
        }
        self._known = bool(n_inside and n_outside)

    def log_odds(self, features: Mapping[str, float]) -> float | None:
        """Weigh a question's features (name to weight): positive speaks for the dataset, 0 says nothing.

        None when only one side has ever been seen.
        The sum is divided by the root of the number of features: overlapping pieces of text are no
        independent witnesses, and a long question must not be surer than a short one only for its length.
        """
        if not self._known:
            return None
        return _total(features, (self._log_odds.get(name, 0.0) for name in features))

    def objection(self, features: Mapping[str, float], admitted: Container[str]) -> float:
        """Weigh what speaks against the dataset in a question, but for the features `admitted`; 0 or less.

        An entry may well speak of bank cards. Where it does not, a question that does is not for it.
        """
        if not self._known:
            return 0.0
        against = (0.0 if name in admitted else min(0.0, self._log_odds.get(name, 0.0)) for name in features)
        return _total(features, against)


def _total(features: Mapping[str, float], odds: Iterable[float]) -> float:
    total = sum(weight * odd for weight, odd in zip(features.values(), odds, strict=True))
    return total / math.sqrt(len(features)) if features else 0.0


def _frequencies(phrasings: Iterable[Mapping[str, int]]) -> tuple[Counter[str], int]:
    """Count in how many phrasings each feature stands, and the phrasings."""
    frequencies: Counter[str] = Counter()
    number = 0
    for counts in phrasings:
        frequencies.update(counts.keys())
        number += 1
    return frequencies, number
