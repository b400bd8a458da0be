"""Which of a question's words speak for the dataset, and which against it.

A naive Bayes opinion: for each feature, how much likelier it is in a phrasing of an entry than in an
out-of-scope example. A question can share a whole frame with an entry (how many … can one ID have) and still
be about something else; then the word that gives it away is one that the entry does not speak of.
"""

import math
from collections.abc import Collection
from typing import NamedTuple


class Weighed(NamedTuple):
    """What speaks against the dataset in a question (0 or less), and what speaks for it (0 or more).

    Both add up the log-odds of the question's features, divided by `root`, that of their number: overlapping
    pieces of text are no independent witnesses, and a long question must not be surer than a short one only
    for its length.
    """

    against: float
    favour: float
    root: float

    def objection(self, admitted: float) -> float:
        """Return what speaks against the dataset, but for what is `admitted`; 0 or less.

        An entry may well speak of bank cards: they are admitted. Where it does not, a question that does is
        not for it.
        """
        return min(0.0, self.against - admitted) / self.root

    def claim(self, admitted: float) -> float:
        """Return what speaks for the dataset, but for what is `admitted`; 0 or more.

        The other way round: what an out-of-scope subject does not speak of speaks against it.
        """
        return max(0.0, self.favour - admitted) / self.root


def weigh(odds: Collection[float]) -> Weighed:
    """Weigh a question by the log-odds of its features, each multiplied by the feature's weight."""
    return Weighed(
        against=sum([odd for odd in odds if odd < 0]),
        favour=sum([odd for odd in odds if odd > 0]),
        root=math.sqrt(len(odds)) or 1.0,
    )
