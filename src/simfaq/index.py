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
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from simfaq.text import features, normalise

CENTROID_WEIGHT, BM25_WEIGHT, RATIO_WEIGHT = 0.75, 0.15, 0.10
# A word counts once as itself and once more through its pieces, which are many: hence less for each.
PIECE_WEIGHT = 0.6
# Softens inverse document frequency: a rare word must not drown the rest of a question.
RARITY_EXPONENT = 0.8
BM25_K1, BM25_B = 1.2, 0.75
# The ratio is worked out for the groups that the other two opinions put first.
SHORTLIST = 20


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
        counts = [count for group in self.counts for count in group]
        owners = [number for number, group in enumerate(self.counts) for _ in group]
        self._owners = owners
        self._rarity, self._unseen_rarity = _rarity(counts, owners, len(groups))
        self._bm25_rarity, self._unseen_bm25_rarity = _bm25_rarity(counts)
        self._mean_length = sum(map(Counter.total, counts)) / len(counts) if counts else 1.0
        self._centroids = self._index_centroids(counts)
        self._phrases_with = self._index_phrases(counts)

    def count(self, prepared: str) -> Counter[str]:
        """Count the features of prepared text."""
        return Counter(self._features(prepared))

    def knows(self, feature: str) -> bool:
        """Whether some phrasing has the feature."""
        return feature in self._rarity

    def compare(self, text: str, counts: Counter[str]) -> "Comparison":
        """Compare a prepared question, and its features as `count` gives them, with every group."""
        return Comparison(self, text, self._centroid_scores(counts), self._bm25_scores(counts))

    def nearest(self, text: str, group: int) -> tuple[float, str]:
        """Return the edit ratio (0-1) of the group's phrasing nearest to a prepared text, and it."""
        _, ratio, place = process.extractOne(text, self._phrasings[group], scorer=fuzz.ratio)
        return ratio / 100, self._raw[group][place]

    def _vector(self, counts: Counter[str]) -> dict[str, float]:
        return {
            f: (1 + math.log(count))
            * weight_of(f)
            * self._rarity.get(f, self._unseen_rarity) ** RARITY_EXPONENT
            for f, count in counts.items()
        }

    def _index_centroids(self, counts: list[Counter[str]]) -> dict[str, list[tuple[int, float]]]:
        centroids: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for owner, count in zip(self._owners, counts, strict=True):
            vector = self._vector(count)
            length = math.hypot(*vector.values())
            for feature, weight in vector.items():
                centroids[owner][feature] += weight / length
        postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for owner, centroid in centroids.items():
            length = math.hypot(*centroid.values())
            for feature, weight in centroid.items():
                postings[feature].append((owner, weight / length))
        return dict(postings)

    def _index_phrases(self, counts: list[Counter[str]]) -> dict[str, list[tuple[int, float]]]:
        postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, count in enumerate(counts):
            for feature, weight in self._bm25_weights(count).items():
                postings[feature].append((number, weight))
        return dict(postings)

    def _bm25_weights(self, count: Counter[str]) -> dict[str, float]:
        norm = BM25_K1 * (1 - BM25_B + BM25_B * count.total() / self._mean_length)
        return {
            f: weight_of(f)
            * self._bm25_rarity.get(f, self._unseen_bm25_rarity)
            * n
            * (BM25_K1 + 1)
            / (n + norm)
            for f, n in count.items()
        }

    def _centroid_scores(self, counts: Counter[str]) -> dict[int, float]:
        vector = self._vector(counts)
        length = math.hypot(*vector.values())
        scores: dict[int, float] = defaultdict(float)
        for feature, weight in vector.items():
            for group, theirs in self._centroids.get(feature, ()):
                scores[group] += weight / length * theirs
        return scores

    def _bm25_scores(self, counts: Counter[str]) -> dict[int, float]:
        own = sum(self._bm25_weights(counts).values())
        scores: dict[int, float] = defaultdict(float)
        for feature in counts:
            for number, weight in self._phrases_with.get(feature, ()):
                scores[number] += weight
        best: dict[int, float] = {}
        for number, score in scores.items():
            group = self._owners[number]
            best[group] = max(best.get(group, 0.0), min(1.0, score / own))
        return best


@dataclass(frozen=True, slots=True)
class Comparison:
    """A question held against every group of an index."""

    index: Index
    text: str
    centroid: Mapping[int, float]
    bm25: Mapping[int, float]

    def rank(self, groups: Container[int]) -> list[Likeness]:
        """Return the SHORTLIST likeliest of `groups`, best first, without those that share nothing."""
        rough = {
            group: CENTROID_WEIGHT * cosine + BM25_WEIGHT * self.bm25.get(group, 0.0)
            for group, cosine in self.centroid.items()
            if group in groups
        }
        ranked = []
        for group in sorted(rough, key=lambda g: (-rough[g], g))[:SHORTLIST]:
            ratio, phrasing = self.index.nearest(self.text, group)
            score = rough[group] + RATIO_WEIGHT * ratio
            parts = self.centroid[group], self.bm25.get(group, 0.0), ratio
            ranked.append(Likeness(group, score, *parts, phrasing))
        ranked.sort(key=lambda likeness: (-likeness.score, likeness.group))
        return ranked


def weight_of(feature: str) -> float:
    """How much a kind of feature counts."""
    return PIECE_WEIGHT if feature.startswith("~") else 1.0


def _rarity(counts: list[Counter[str]], owners: list[int], groups: int) -> tuple[dict[str, float], float]:
    """Inverse group frequency of each feature, and that of a feature never seen."""
    holders: dict[str, set[int]] = defaultdict(set)
    for owner, count in zip(owners, counts, strict=True):
        for feature in count:
            holders[feature].add(owner)
    return {f: math.log(1 + groups / len(held)) for f, held in holders.items()}, math.log(1 + 2 * groups)


def _bm25_rarity(counts: list[Counter[str]]) -> tuple[dict[str, float], float]:
    """Robertson-Sparck Jones weight of each feature over phrasings, and that of a feature never seen."""
    frequency: Counter[str] = Counter()
    for count in counts:
        frequency.update(count.keys())
    total = len(counts)
    weights = {f: math.log(1 + (total - n + 0.5) / (n + 0.5)) for f, n in frequency.items()}
    return weights, math.log(1 + (total + 0.5) / 0.5)
