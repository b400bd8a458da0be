"""From likenesses to a score that means the same everywhere, and from the score to a verdict.

The thresholds and weights are read off what tools/calibrate.py prints.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from simfaq.index import Likeness
from simfaq.model import Entry, OutOfScope, Verdict

# Scores at or above it are shown as the answer. tools/calibrate.py prints the curve this was read from: on
# the development questions 96 % are answered right, 2 % wrong, and none of what is out of scope is answered;
# of the out-of-scope examples that the matcher is not shown, 3 % in Chinese and 8 % in English.
ANSWER_FROM = 30.0
# Scores at or above it, but below ANSWER_FROM, are shown as "did you mean".
SUGGEST_FROM = 12.0
# A stronger objection than this turns an answer into a suggestion. Hardly a question of ours meets one, and
# it gives away a question about another thing in the words of an entry (how many … can one ID have).
OBJECTION_LIMIT = -1.9
# The model of the chance that an entry answers, see score_of; fitted by tools/calibrate.py.
STRENGTH_FLOOR, CLAIM_WEIGHT = 0.02, 0.07
INTERCEPT, STRENGTH_WEIGHT, LEAD_WEIGHT, OBJECTION_WEIGHT = 0.6, 1.8, 4.4, 0.71
ALONE_INTERCEPT, ALONE_STRENGTH_WEIGHT = 4.1, 3.8
# Less than this between the log-odds of the best two entries is a tie: both are suggested.
TIE = 0.03
# Above the second of these a score needs a lead, by this share of the best likeness, over the second entry;
# without any lead it stays at the first.
CLEAR_LEAD, UNCLEAR_CEILING = 0.3, (65.0, 90.0)
# A phrasing this like the question (edit ratio, 0-1) wins by rule, whatever the rest of the entry says.
NEAR_EXACT = 0.95
NEAR_EXACT_SCORE = 99.0


class Candidate(NamedTuple):
    """An entry that a question was held against, by its id.

    `score` is how surely it answers (0-100). `fit` is what the place leaves of the likeness to the question,
    0-1; `objection` (0 or less) is what speaks against the dataset in the question and is not in the entry.
    """

    name: str
    score: float
    likeness: Likeness
    fit: float
    objection: float

    @property
    def strength(self) -> float:
        """The likeness after the fit of the place, 0-1."""
        return self.likeness.score * self.fit


class Match(NamedTuple):
    """An entry that may answer: how surely (0-100), and what the score was made of, see Candidate.

    `phrasing` is the way to ask for it that came nearest to the question.
    """

    entry: Entry
    score: float
    likeness: Likeness
    fit: float
    objection: float
    phrasing: str

    @property
    def strength(self) -> float:
        """The likeness after the fit of the place, 0-1."""
        return self.likeness.score * self.fit


class Rival(NamedTuple):
    """The out-of-scope subject that is nearest to a question.

    `claim` (0 or more) is what speaks for the dataset in the question and is not in the subject's examples,
    `phrasing` the nearest of these.
    """

    subject: OutOfScope
    likeness: Likeness
    claim: float
    phrasing: str

    @property
    def strength(self) -> float:
        """The likeness, less what the subject does not account for."""
        return strength_of(self.likeness, self.claim)


def strength_of(likeness: Likeness, claim: float) -> float:
    """Return a rival's likeness, less what it does not account for."""
    return likeness.score - CLAIM_WEIGHT * claim


def score_of(likeness: Likeness, fit: float, rival: Rival | None, objection: float, *, rivals: bool) -> float:
    """Turn a likeness into the chance, 0-100, that the entry answers the question.

    A logistic model, fitted on held-out phrasings of the bundled dataset and on three foreign ones. `rivals`
    says whether the dataset has out-of-scope examples; where it has none, the likeness alone must do.
    """
    if rival and rival.likeness.ratio >= NEAR_EXACT and rival.likeness.ratio > likeness.ratio:
        return 0.0
    if likeness.ratio >= NEAR_EXACT:
        return NEAR_EXACT_SCORE
    strength = likeness.score * fit
    alike = math.log(strength + STRENGTH_FLOOR)
    if rivals:
        lead = strength - (rival.strength if rival else 0.0)
        logit = INTERCEPT + STRENGTH_WEIGHT * alike + LEAD_WEIGHT * lead + OBJECTION_WEIGHT * objection
    else:
        logit = ALONE_INTERCEPT + ALONE_STRENGTH_WEIGHT * alike
    return min(NEAR_EXACT_SCORE, 100 / (1 + math.exp(-logit)))


def tied(matches: Sequence[Candidate]) -> bool:
    """Whether the best two are as likely, and neither is asked word for word."""
    if len(matches) < 2 or matches[0].score == NEAR_EXACT_SCORE:  # noqa: PLR2004 - a pair
        return False
    return _log_odds(matches[0].score) - _log_odds(matches[1].score) < TIE


def ceiling(matches: Sequence[Candidate]) -> float:
    """How high the best score may stand, given how far behind the second entry is.

    A likeness cannot tell how many entries share it. In every dataset tried, a best entry that leads by less
    than a tenth is right about every other time however like the question it is, and one that leads by
    CLEAR_LEAD nearly always.
    """
    if len(matches) < 2 or matches[0].score == NEAR_EXACT_SCORE:  # noqa: PLR2004 - a pair
        return NEAR_EXACT_SCORE
    lead = 1 - matches[1].strength / matches[0].strength
    if lead >= CLEAR_LEAD:
        return NEAR_EXACT_SCORE
    return UNCLEAR_CEILING[0] + (UNCLEAR_CEILING[1] - UNCLEAR_CEILING[0]) * max(0.0, lead) / CLEAR_LEAD


def _log_odds(score: float) -> float:
    """Turn a chance of 0-100 into log-odds; a score of nothing is not compared."""
    return math.log(score / (100 - score)) if score else -math.inf


def verdict_on(best: Candidate) -> Verdict:
    """Judge the best match by its score and by what speaks against it."""
    exact = best.score == NEAR_EXACT_SCORE
    if best.score >= ANSWER_FROM and (exact or best.objection > OBJECTION_LIMIT):
        return Verdict.ANSWER
    return Verdict.SUGGEST if best.score >= SUGGEST_FROM else Verdict.NONE
