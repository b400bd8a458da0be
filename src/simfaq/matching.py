"""Decide which entry answers a question, or that none does. Pure: no input, no output.

A question is compared with every entry and, as rivals, with the examples of what the dataset does not cover.
The verdict comes from two thresholds and from the distance to the nearest rival.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from simfaq.index import Index, Likeness, weight_of
from simfaq.lexicon import Lexicon
from simfaq.model import Entry, Faq, OutOfScope, Verdict
from simfaq.regions import Gazetteer
from simfaq.scope import Scope
from simfaq.text import normalise

# Scores at or above it are shown as the answer: on held-out phrasings of the bundled dataset, 11 % of the
# out-of-scope questions get this far.
ANSWER_FROM = 35.0
# Scores at or above it, but below ANSWER_FROM, are shown as "did you mean".
SUGGEST_FROM = 10.0
# The model of the chance that an entry answers, see _score.
INTERCEPT, STRENGTH_WEIGHT, STRENGTH_FLOOR = 2.8, 2.4, 0.02
RIVAL_WEIGHT, SCOPE_WEIGHT, SCOPE_NEUTRAL = 10.0, 0.21, 5.5
# A phrasing this like the question (edit ratio, 0-1) wins by rule, whatever the rest of the entry says.
NEAR_EXACT = 0.95
NEAR_EXACT_SCORE = 99.0
# What is left of the likeness of another region's entry when the question names no place.
ELSEWHERE_FACTOR = 0.85


@dataclass(frozen=True, slots=True)
class Match:
    """An entry, how surely it answers (0-100), and what the score was made of.

    `strength` is the likeness to the question after the fit of the place, 0-1.
    """

    entry: Entry
    score: float
    strength: float
    likeness: Likeness

    @property
    def phrasing(self) -> str:
        """The entry's phrasing that came nearest to the question."""
        return self.likeness.phrasing


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a question: the verdict, the matches (best first), and the nearest out-of-scope subject.

    `region` is the place that the question was answered for, None where the dataset knows no places. `rival`
    is set when an out-of-scope subject is nearer than any entry.
    """

    question: str
    verdict: Verdict
    region: str | None
    matches: tuple[Match, ...]
    rival: OutOfScope | None


class Matcher:
    """Answers questions from one dataset."""

    def __init__(self, faq: Faq) -> None:
        """Index the questions and variants of `faq`, and its out-of-scope examples as their rivals."""
        self._faq = faq
        self._gazetteer = Gazetteer(faq.regions.values())
        # Groups 0 to n-1 belong to entries, the rest to out-of-scope subjects.
        self._entries: list[Entry] = []
        self._subjects: list[OutOfScope] = []
        groups: list[list[str]] = []
        for entry in faq.entries.values():
            for phrasings in _phrasings(entry):
                self._entries.append(entry)
                groups.append(phrasings)
        for subject in faq.out_of_scope:
            for examples in filter(None, subject.questions.values()):
                self._subjects.append(subject)
                groups.append(list(examples))
        self._covered = range(len(self._entries))
        self._foreign = range(len(self._entries), len(groups))
        self._groups = groups
        synonyms = Lexicon({word: f"={i}" for i, words in enumerate(faq.synonyms) for word in words})
        self._index = Index(groups, lambda text: [*synonyms.find(text), *self._gazetteer.labels(text)])
        self._places_of_groups: dict[int, frozenset[str]] = {}
        self._scope = Scope(
            covered=(counts for group in self._covered for counts in self._index.counts[group]),
            foreign=(counts for group in self._foreign for counts in self._index.counts[group]),
        )

    def ask(self, question: str, *, top: int = 3, region: str | None = None) -> Outcome:
        """Find the entries that answer `question`, at most `top` of them.

        `region` is the code of the place that is meant; without it the question's own words decide, and
        without those the dataset's default region leads.
        """
        text = normalise(question)
        places = frozenset({region}) if region else self._gazetteer.find(question)
        counts = self._index.count(text)
        compared = self._index.compare(text, counts)
        rivals = compared.rank(self._foreign)
        # A subject may hold unlike examples: one that is asked word for word speaks for the whole.
        rival = max(rivals, key=lambda r: (r.ratio >= NEAR_EXACT, r.score), default=None)
        scope = self._scope.log_odds({name: weight_of(name) for name in counts})
        best: dict[str, Match] = {}
        for likeness in compared.rank(self._covered):
            entry = self._entries[likeness.group]
            strength = likeness.score * self._fit(entry, likeness.group, places)
            if strength and (entry.id not in best or strength > best[entry.id].strength):
                score = _score(strength, likeness, rival, scope)
                best[entry.id] = Match(entry, score, strength, likeness)
        matches = sorted(best.values(), key=lambda match: (-match.score, -match.strength))
        return Outcome(
            question=question,
            verdict=_verdict(matches[0].score if matches else 0.0),
            region=self._region(places, matches),
            matches=tuple(matches[:top]),
            rival=self._nearer_subject(matches, rival),
        )

    def _nearer_subject(self, matches: Sequence[Match], rival: Likeness | None) -> OutOfScope | None:
        if rival is None or (matches and matches[0].strength >= rival.score):
            return None
        return self._subjects[rival.group - len(self._entries)]

    def _fit(self, entry: Entry, group: int, places: frozenset[str]) -> float:
        """How much of an entry's score stands, 0-1, given the places that the question names."""
        if entry.region is None or entry.region in places:
            return 1.0
        if not places:
            return 1.0 if entry.region == self._faq.default_region else ELSEWHERE_FACTOR
        # Another region's rule must not answer, unless it is about people or cards from the place named
        # (a mainland card for somebody from Hong Kong): then the entry's own phrasings name the place too.
        return 1.0 if places <= self._places(group) else 0.0

    def _places(self, group: int) -> frozenset[str]:
        if group not in self._places_of_groups:
            self._places_of_groups[group] = frozenset().union(*map(self._gazetteer.find, self._groups[group]))
        return self._places_of_groups[group]

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


def _score(strength: float, likeness: Likeness, rival: Likeness | None, scope: float | None) -> float:
    """Turn a likeness into the chance, 0-100, that the entry answers the question.

    A logistic model, fitted on held-out phrasings of the bundled dataset and on three foreign ones. Where a
    dataset has no out-of-scope examples there is neither a rival nor an opinion on the scope.
    """
    if rival and rival.ratio >= NEAR_EXACT and rival.ratio > likeness.ratio:
        return 0.0
    if strength == likeness.score and likeness.ratio >= NEAR_EXACT:
        return NEAR_EXACT_SCORE
    logit = INTERCEPT + STRENGTH_WEIGHT * math.log(strength + STRENGTH_FLOOR)
    if rival:
        logit += RIVAL_WEIGHT * min(0.0, strength - rival.score)
    if scope is not None:
        logit += SCOPE_WEIGHT * (scope - SCOPE_NEUTRAL)
    return min(NEAR_EXACT_SCORE, 100 / (1 + math.exp(-logit)))


def _verdict(score: float) -> Verdict:
    if score >= ANSWER_FROM:
        return Verdict.ANSWER
    return Verdict.SUGGEST if score >= SUGGEST_FROM else Verdict.NONE
