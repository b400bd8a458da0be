"""How like a question is to each group of phrasings. Pure; knows nothing of entries, regions or verdicts.

A group is all the ways one thing is asked for in one language. Three opinions are mixed, because each is
right where the others fail:

- the cosine between the question and the group's centroid: what the phrasings say together;
- BM25 of the group's best phrasing, divided by what the question scores against itself, so that long and
  short questions are on one scale and words that no phrasing holds count against a match;
- the edit ratio of the group's best phrasing, which sees word order and near-exact wording.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from simfaq import statistics
from simfaq.statistics import Statistics, weight_of
from simfaq.text import features, normalise

CENTROID_WEIGHT, BM25_WEIGHT, RATIO_WEIGHT = 0.65, 0.20, 0.15
BM25_K1, BM25_B = 1.2, 0.75
# BM25 and the ratio are worked out for the groups that the centroids put first.
SHORTLIST = 12


@dataclass(frozen=True, slots=True)
class Likeness:
    """One group's likeness to a question: the mixture, its parts (each 0-1), and the nearest phrasing."""

    group: int
    score: float
    centroid: float
    bm25: float
    ratio: float
    phrasing: str


@dataclass(frozen=True, slots=True)
class Group:
    """A group of phrasings, worked out when it is first on a shortlist: one question meets few of them.

    `phrasings` are prepared; `features` maps each feature to the places of the phrasings that have it and how
    often; `norms` are what BM25 divides by, for each phrasing.
    """

    phrasings: Sequence[str]
    features: Mapping[str, Sequence[tuple[int, int]]]
    norms: Sequence[float]


class Index:
    """Groups of phrasings, ready to be compared with questions."""

    def __init__(
        self,
        groups: Sequence[Sequence[str]],
        prepare: Callable[[str], str] = normalise,
        features: Callable[[str], list[str]] = features,
        known: Statistics | None = None,
    ) -> None:
        """Index `groups`; each holds raw phrasings, and its position is its number.

        `prepare` brings a phrasing into the spelling that it is compared in, `features` lists what prepared
        text is compared by. What is `known` of the phrasings need not be worked out again.
        """
        self._raw = groups
        self._prepare = prepare
        self._features = features
        self._known = known or statistics.gather(
            [[self.count(prepare(phrase)) for phrase in group] for group in groups]
        )
        self._groups: dict[int, Group] = {}

    def __len__(self) -> int:
        """Count the groups."""
        return len(self._raw)

    def count(self, prepared: str) -> Counter[str]:
        """Count the features of prepared text."""
        return Counter(self._features(prepared))

    def knows(self, feature: str) -> bool:
        """Whether some phrasing has the feature."""
        return feature in self._known.weights

    def groups_with(self, feature: str) -> list[int]:
        """Return the groups of which some phrasing has the feature."""
        return [group for group, _ in self._known.centroids.get(feature, ())]

    def compare(self, text: str, counts: Counter[str]) -> "Comparison":
        """Compare a prepared question, and its features as `count` gives them, with every group."""
        vector = statistics.vector(counts, self._known.weights, self._known.unseen)
        length = math.hypot(*vector.values())
        centroids = self._known.centroids
        centroid = [0.0] * len(self._raw)
        for feature, weight in vector.items():
            if feature in centroids:
                share = weight / length
                for group, theirs in centroids[feature]:
                    centroid[group] += share * theirs
        return Comparison(self, text, centroid, *self._bm25_question(counts))

    def group(self, number: int) -> Group:
        """Return what a group holds."""
        if number not in self._groups:
            phrasings = [self._prepare(phrase) for phrase in self._raw[number]]
            postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
            norms = []
            for place, phrasing in enumerate(phrasings):
                counts = self.count(phrasing)
                norms.append(self._norm(counts.total()))
                for feature, times in counts.items():
                    postings[feature].append((place, times))
            self._groups[number] = Group(phrasings, dict(postings), norms)
        return self._groups[number]

    def nearest(self, text: str, group: int) -> tuple[float, str]:
        """Return the edit ratio (0-1) of the group's phrasing nearest to a prepared text, and it."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - the index can be prepared without it

        _, ratio, place = process.extractOne(text, self.group(group).phrasings, scorer=fuzz.ratio)
        return ratio / 100, self._raw[group][place]

    def bm25(self, terms: Sequence[tuple[str, float]], group: int) -> float:
        """Return BM25 of the group's best phrasing, for a question's features and their weights."""
        held = self.group(group)
        postings, norms = held.features, held.norms
        scores = [0.0] * len(norms)
        for feature, weight in terms:
            for place, times in postings.get(feature, ()):
                scores[place] += weight * times / (times + norms[place])
        return max(scores)

    def _bm25_question(self, counts: Counter[str]) -> tuple[list[tuple[str, float]], float]:
        """Return a question's features with their weights, and what it scores against itself."""
        weights, unseen = self._known.bm25_weights, self._known.unseen_bm25
        terms = [(f, weights.get(f) or weight_of(f) * unseen) for f in counts]
        norm = self._norm(counts.total())
        own = sum(weight * n / (n + norm) for (_, weight), n in zip(terms, counts.values(), strict=True))
        return [(f, weight) for f, weight in terms if f in weights], own

    def _norm(self, length: int) -> float:
        return BM25_K1 * (1 - BM25_B + BM25_B * length / self._known.mean_length)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A question held against every group of an index."""

    index: Index
    text: str
    centroid: Sequence[float]
    terms: Sequence[tuple[str, float]]
    own: float

    def rank(self, groups: Iterable[int]) -> list[Likeness]:
        """Return the SHORTLIST likeliest of `groups`, best first, without those that share nothing."""
        centroid = self.centroid
        alike = sorted((-centroid[group], group) for group in groups if centroid[group])
        ranked = []
        for negative, group in alike[:SHORTLIST]:
            bm25 = min(1.0, self.index.bm25(self.terms, group) / self.own)
            ratio, phrasing = self.index.nearest(self.text, group)
            score = CENTROID_WEIGHT * -negative + BM25_WEIGHT * bm25 + RATIO_WEIGHT * ratio
            ranked.append(Likeness(group, score, -negative, bm25, ratio, phrasing))
        ranked.sort(key=lambda likeness: (-likeness.score, likeness.group))
        return ranked
