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

from rapidfuzz import fuzz, process

from simfaq.text import features, normalise

CENTROID_WEIGHT, BM25_WEIGHT, RATIO_WEIGHT = 0.65, 0.20, 0.15
# A word counts once as itself and once more through its pieces, which are many: hence less for each.
PIECE_WEIGHT = 0.6
# Softens inverse document frequency: a rare word must not drown the rest of a question.
RARITY_EXPONENT = 0.8
BM25_K1, BM25_B = 1.2, 0.75
# The ratio is worked out for the groups that the other two opinions put first.
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


class Index:
    """Groups of phrasings, ready to be compared with questions."""

    def __init__(
        self,
        groups: Sequence[Sequence[str]],
        prepare: Callable[[str], str] = normalise,
        features: Callable[[str], list[str]] = features,
    ) -> None:
        """Index `groups`; each holds raw phrasings, and its position is its number.

        `prepare` brings a phrasing into the spelling that it is compared in, `features` lists what prepared
        text is compared by.
        """
        self._raw = groups
        self._features = features
        self._phrasings = [[prepare(phrase) for phrase in group] for group in groups]
        self.counts = [[self.count(phrasing) for phrasing in group] for group in self._phrasings]
        self._weights, self._unseen = _rarity_over_groups(self.counts)
        self._bm25_weights, self._unseen_bm25 = _rarity_over_phrasings(self.counts)
        lengths = [[count.total() for count in group] for group in self.counts]
        number = sum(map(len, lengths))
        self._mean_length = sum(map(sum, lengths)) / number if number else 1.0
        self._norms = [[self._norm(length) for length in group] for group in lengths]
        self._centroids = self._index_centroids()
        # Worked out when a group is first on a shortlist: one question meets few of them.
        self._phrases_with: dict[int, dict[str, list[tuple[int, int]]]] = {}

    def count(self, prepared: str) -> Counter[str]:
        """Count the features of prepared text."""
        return Counter(self._features(prepared))

    def knows(self, feature: str) -> bool:
        """Whether some phrasing has the feature."""
        return feature in self._weights

    def groups_with(self, feature: str) -> list[int]:
        """Return the groups of which some phrasing has the feature."""
        return [group for group, _ in self._centroids.get(feature, ())]

    def compare(self, text: str, counts: Counter[str]) -> "Comparison":
        """Compare a prepared question, and its features as `count` gives them, with every group."""
        vector = self._vector(counts)
        length = math.hypot(*vector.values())
        centroid = [0.0] * len(self.counts)
        for feature, weight in vector.items():
            if feature in self._centroids:
                share = weight / length
                for group, theirs in self._centroids[feature]:
                    centroid[group] += share * theirs
        return Comparison(self, text, centroid, *self._bm25_question(counts))

    def nearest(self, text: str, group: int) -> tuple[float, str]:
        """Return the edit ratio (0-1) of the group's phrasing nearest to a prepared text, and it."""
        _, ratio, place = process.extractOne(text, self._phrasings[group], scorer=fuzz.ratio)
        return ratio / 100, self._raw[group][place]

    def features_of(self, group: int) -> Mapping[str, list[tuple[int, int]]]:
        """Map each feature of a group to the places of the phrasings that have it, and how often."""
        if group not in self._phrases_with:
            self._phrases_with[group] = _postings(self.counts[group])
        return self._phrases_with[group]

    def bm25(self, terms: Sequence[tuple[str, float]], group: int) -> float:
        """Return BM25 of the group's best phrasing, for a question's features and their weights."""
        phrases_with, norms = self.features_of(group), self._norms[group]
        scores = [0.0] * len(norms)
        for feature, weight in terms:
            for place, times in phrases_with.get(feature, ()):
                scores[place] += weight * times / (times + norms[place])
        return max(scores)

    def _bm25_question(self, counts: Counter[str]) -> tuple[list[tuple[str, float]], float]:
        """Return a question's features with their weights, and what it scores against itself."""
        terms = [(f, self._bm25_weights.get(f) or weight_of(f) * self._unseen_bm25) for f in counts]
        norm = self._norm(counts.total())
        own = sum(weight * n / (n + norm) for (_, weight), n in zip(terms, counts.values(), strict=True))
        return [(f, weight) for f, weight in terms if f in self._bm25_weights], own

    def _norm(self, length: int) -> float:
        return BM25_K1 * (1 - BM25_B + BM25_B * length / self._mean_length)

    def _vector(self, counts: Counter[str]) -> dict[str, float]:
        weights, unseen = self._weights, self._unseen
        return {
            f: (weights.get(f) or weight_of(f) * unseen) * (1 if n == 1 else 1 + math.log(n))
            for f, n in counts.items()
        }

    def _index_centroids(self) -> dict[str, list[tuple[int, float]]]:
        postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, group in enumerate(self.counts):
            centroid: dict[str, float] = defaultdict(float)
            for count in group:
                vector = self._vector(count)
                length = math.hypot(*vector.values())
                for feature, weight in vector.items():
                    centroid[feature] += weight / length
            length = math.hypot(*centroid.values())
            for feature, weight in centroid.items():
                postings[feature].append((number, weight / length))
        return dict(postings)


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


def weight_of(feature: str) -> float:
    """How much a kind of feature counts."""
    return PIECE_WEIGHT if feature.startswith("~") else 1.0


def _postings(group: list[Counter[str]]) -> dict[str, list[tuple[int, int]]]:
    """Map each feature to the places in a group that have it, and how often."""
    postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for place, count in enumerate(group):
        for feature, times in count.items():
            postings[feature].append((place, times))
    return dict(postings)


def _rarity_over_groups(groups: list[list[Counter[str]]]) -> tuple[dict[str, float], float]:
    """Weigh each feature by its inverse group frequency; also the rarity of a feature never seen."""
    held: Counter[str] = Counter()
    for group in groups:
        held.update(set().union(*group))
    weights = {f: weight_of(f) * math.log(1 + len(groups) / n) ** RARITY_EXPONENT for f, n in held.items()}
    return weights, math.log(1 + 2 * len(groups)) ** RARITY_EXPONENT


def _rarity_over_phrasings(groups: list[list[Counter[str]]]) -> tuple[dict[str, float], float]:
    """Weigh each feature after Robertson and Sparck Jones; also the rarity of a feature never seen."""
    frequency: Counter[str] = Counter()
    for group in groups:
        for count in group:
            frequency.update(count.keys())
    total = sum(map(len, groups))
    weights = {f: weight_of(f) * math.log(1 + (total - n + 0.5) / (n + 0.5)) for f, n in frequency.items()}
    return weights, math.log(1 + (total + 0.5) / 0.5)
