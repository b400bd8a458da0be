"""Decide which entry answers a question, or that none does. Pure: no input, no output.

A question is compared with every entry and, as rivals, with the examples of what the dataset does not cover.
The verdict comes from two thresholds and from the distance to the nearest rival.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from simfaq import pinyin
from simfaq.index import Likeness
from simfaq.model import Entry, Faq, OutOfScope, Verdict
from simfaq.reading import PINYIN, WRITTEN, Compared, Known, Reading, Spelling, Words
from simfaq.regions import place_names
from simfaq.text import has_han, normalise

# Scores at or above it are shown as the answer. tools/calibrate.py prints the curve this was read from: on
# the development questions 96 % are answered right, 2 % wrong, and none of what is out of scope is answered;
# of the out-of-scope examples that the matcher is not shown, 3 % in Chinese and 8 % in English.
ANSWER_FROM = 30.0
# Scores at or above it, but below ANSWER_FROM, are shown as "did you mean".
SUGGEST_FROM = 12.0
# A stronger objection than this turns an answer into a suggestion. Hardly a question of ours meets one, and
# it gives away a question about another thing in the words of an entry (how many … can one ID have).
OBJECTION_LIMIT = -1.9
# The model of the chance that an entry answers, see _score; fitted by tools/calibrate.py.
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
# An out-of-scope subject less like the question than this (0-1) is no guess worth telling.
SUBJECT_FROM = 0.3
# Latin letters are read as Pinyin when this share of them forms syllables ...
PINYIN_SHARE = 0.6
# ... and fewer than this share of the words are known as they stand.
KNOWN_SHARE = 0.6
# What is left of the likeness of another region's entry ...
ELSEWHERE_FACTOR = 0.85
# ... and of an entry that neither holds for a place that the question names nor speaks of it, for each such.
STRANGE_PLACE_FACTOR = 0.9


@dataclass(frozen=True, slots=True)
class Match:
    """An entry, how surely it answers (0-100), and what the score was made of.

    `fit` is what the place leaves of the likeness to the question, 0-1; `objection` (0 or less) is what
    speaks against the dataset in the question and is not in the entry.
    """

    entry: Entry
    score: float
    likeness: Likeness
    fit: float
    objection: float

    @property
    def strength(self) -> float:
        """The likeness after the fit of the place, 0-1."""
        return self.likeness.score * self.fit

    @property
    def phrasing(self) -> str:
        """The entry's phrasing that came nearest to the question."""
        return self.likeness.phrasing


@dataclass(frozen=True, slots=True)
class Rival:
    """The out-of-scope subject that is nearest to a question.

    `claim` (0 or more) is what speaks for the dataset in the question and is not in the subject's examples.
    """

    subject: OutOfScope
    likeness: Likeness
    claim: float

    @property
    def strength(self) -> float:
        """The likeness, less what the subject does not account for."""
        return self.likeness.score - CLAIM_WEIGHT * self.claim


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a question: the verdict, and all that it was reached by.

    `region` is the place that the question was answered for, None where the dataset knows no places; `places`
    are the places that it names. `rival` is None where the dataset has no out-of-scope examples, or none that
    shares anything with the question. `in_pinyin` says that the question is Chinese typed in Latin letters,
    `tied` that an answer was withheld because two entries are as likely.
    """

    question: str
    verdict: Verdict
    region: str | None
    matches: tuple[Match, ...]
    rival: Rival | None = None
    places: frozenset[str] = frozenset()
    in_pinyin: bool = False
    tied: bool = False

    @property
    def foreign_subject(self) -> OutOfScope | None:
        """What the question seems to be about instead, when that is nearer than any entry."""
        if self.rival is None or self.rival.likeness.score < SUBJECT_FROM:
            return None
        if self.matches and self.matches[0].strength >= self.rival.strength:
            return None
        return self.rival.subject


class Matcher:
    """Answers questions from one dataset."""

    def __init__(self, faq: Faq, known: Known | None = None) -> None:
        """Index the questions and variants of `faq`, and its out-of-scope examples as their rivals.

        What is `known` of them from before need not be worked out again.
        """
        self._faq = faq
        self._entries: list[Entry] = []
        self._subjects: list[OutOfScope] = []
        self._covered: list[list[str]] = []
        self._foreign: list[list[str]] = []
        for entry in faq.entries.values():
            for phrasings in _phrasings(entry):
                self._entries.append(entry)
                self._covered.append(phrasings)
        for subject in faq.out_of_scope:
            for examples in filter(None, subject.questions.values()):
                self._subjects.append(subject)
                self._foreign.append(list(examples))
        places = place_names(faq.regions.values())
        origins = [word for words in faq.origin_words.values() for word in words]
        self._words = Words(faq.synonyms, places, origins)
        self._written = self._reading(WRITTEN, known)

    def ask(self, question: str, *, top: int = 3, region: str | None = None) -> Outcome:
        """Find the entries that answer `question`, at most `top` of them.

        `region` is the code of the place that is meant; without it the question's own words decide, and
        without those the dataset's default region leads.
        """
        in_pinyin = self._is_pinyin(question)
        reading = self._in_pinyin if in_pinyin else self._written
        asked = reading.read(question)
        places = frozenset({region}) if region else asked.places
        fits = self._fits(places, reading)
        compared = reading.compare(asked, (group for group, fit in enumerate(fits) if fit))
        rival = self._rival(compared)
        best: dict[str, Match] = {}
        for likeness in compared.covered:
            entry, fit = self._entries[likeness.group], fits[likeness.group]
            if entry.id not in best or likeness.score * fit > best[entry.id].strength:
                objection = compared.objections[likeness.group]
                score = self._score(likeness, fit, rival, objection)
                best[entry.id] = Match(entry, score, likeness, fit, objection)
        matches = sorted(best.values(), key=lambda match: (-match.score, -match.strength))
        verdict = _verdict(matches[0]) if matches else Verdict.NONE
        tied = verdict == Verdict.ANSWER and _tied(matches)
        return Outcome(
            question=question,
            verdict=Verdict.SUGGEST if tied else verdict,
            region=self._region(places, matches),
            matches=tuple(_capped(matches[:top], _ceiling(matches))),
            rival=rival,
            places=places,
            in_pinyin=in_pinyin,
            tied=tied,
        )

    def _score(self, likeness: Likeness, fit: float, rival: Rival | None, objection: float) -> float:
        """Turn a likeness into the chance, 0-100, that the entry answers the question.

        A logistic model, fitted on held-out phrasings of the bundled dataset and on three foreign ones. Where
        a dataset has no out-of-scope examples, the likeness alone must do.
        """
        if rival and rival.likeness.ratio >= NEAR_EXACT and rival.likeness.ratio > likeness.ratio:
            return 0.0
        if likeness.ratio >= NEAR_EXACT and fit == 1:
            return NEAR_EXACT_SCORE
        strength = likeness.score * fit
        alike = math.log(strength + STRENGTH_FLOOR)
        if self._foreign:
            lead = strength - (rival.strength if rival else 0.0)
            logit = INTERCEPT + STRENGTH_WEIGHT * alike + LEAD_WEIGHT * lead + OBJECTION_WEIGHT * objection
        else:
            logit = ALONE_INTERCEPT + ALONE_STRENGTH_WEIGHT * alike
        return min(NEAR_EXACT_SCORE, 100 / (1 + math.exp(-logit)))

    def _rival(self, compared: Compared) -> Rival | None:
        rivals = [
            Rival(self._subjects[found.group - len(self._covered)], found, compared.claims[found.group])
            for found in compared.foreign
        ]
        # A subject may hold unlike examples: one that is asked word for word speaks for the whole.
        return max(
            rivals, key=lambda rival: (rival.likeness.ratio >= NEAR_EXACT, rival.strength), default=None
        )

    @property
    def known(self) -> Known:
        """What was worked out from the phrasings, or given."""
        return self._written.known

    def _reading(self, spelling: Spelling, known: Known | None = None) -> Reading:
        return Reading(spelling, self._covered, self._foreign, self._words, known)

    @cached_property
    def _has_chinese(self) -> bool:
        return any(has_han(phrasing) for group in self._covered for phrasing in group)

    @cached_property
    def _in_pinyin(self) -> Reading:
        """The same phrasings in Pinyin, worked out when the first such question comes."""
        return self._reading(PINYIN)

    def _is_pinyin(self, question: str) -> bool:
        """Whether a question is typed in Pinyin: it can be read so, and its words are no words we know."""
        readable = pinyin.share(normalise(question))
        if readable < PINYIN_SHARE or not self._has_chinese:
            return False
        # Wholly readable text with a word that nobody has typed yet is no English that we could answer.
        return self._written.known_share(question) < (1 if readable == 1 else KNOWN_SHARE)

    def _fits(self, places: frozenset[str], reading: Reading) -> list[float]:
        """How much of each group's likeness stands, 0-1, given the places that the question names."""
        if not places:
            at_home = {None, self._faq.default_region}
            return [1.0 if entry.region in at_home else ELSEWHERE_FACTOR for entry in self._entries]
        spoken_of = {place: reading.speaking_of(place) for place in places}
        fits = []
        for group, entry in enumerate(self._entries):
            strange = sum(place != entry.region and group not in spoken_of[place] for place in places)
            if entry.region is None or entry.region in places:
                fits.append(STRANGE_PLACE_FACTOR**strange)
            else:
                # Another region's rule must not answer, unless it is about people or cards from the place
                # (a mainland card for somebody from Hong Kong): then its own phrasings name the place too.
                fits.append(0.0 if strange else ELSEWHERE_FACTOR)
        return fits

    def _region(self, places: frozenset[str], matches: Sequence[Match]) -> str | None:
        if matches and matches[0].entry.region:
            return matches[0].entry.region
        return min(places) if len(places) == 1 else self._faq.default_region


def _phrasings(entry: Entry) -> list[list[str]]:
    """List all the ways an entry is asked for, one list a language."""
    groups: dict[str, list[str]] = {language: [question] for language, question in entry.question.items()}
    for language, variants in entry.variants.items():
        groups.setdefault(language, []).extend(variants)
    return [phrasings for phrasings in groups.values() if phrasings]


def _tied(matches: Sequence[Match]) -> bool:
    """Whether the best two are as likely, and neither is asked word for word."""
    if len(matches) < 2 or matches[0].score == NEAR_EXACT_SCORE:  # noqa: PLR2004 - a pair
        return False
    return _log_odds(matches[0].score) - _log_odds(matches[1].score) < TIE


def _ceiling(matches: Sequence[Match]) -> float:
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


def _capped(matches: Iterable[Match], ceiling: float) -> list[Match]:
    return [replace(match, score=min(match.score, ceiling)) for match in matches]


def _log_odds(score: float) -> float:
    """Turn a chance of 0-100 into log-odds; a score of nothing is not compared."""
    return math.log(score / (100 - score)) if score else -math.inf


def _verdict(best: Match) -> Verdict:
    exact = best.score == NEAR_EXACT_SCORE
    if best.score >= ANSWER_FROM and (exact or best.objection > OBJECTION_LIMIT):
        return Verdict.ANSWER
    return Verdict.SUGGEST if best.score >= SUGGEST_FROM else Verdict.NONE
