"""What is known of the features of many phrasings: how rare each is, and how much of it each group has."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

# A word counts once as itself and once more through its pieces, which are many: hence less for each.
PIECE_WEIGHT = 0.6
# Softens inverse document frequency: a rare word must not drown the rest of a question.
RARITY_EXPONENT = 0.8


@dataclass(frozen=True, slots=True)
class Statistics:
    """Figures over groups of phrasings.

    `weights` is the rarity of each feature over groups, `bm25_weights` over phrasings; `unseen` and
    `unseen_bm25` are those of a feature that no phrasing has. `centroids` lists, for each feature, the groups
    that have it and how much of it their centroid (of length 1) has. `mean_length` is that of a phrasing, in
    features.
    """

    weights: Mapping[str, float]
    unseen: float
    bm25_weights: Mapping[str, float]
    unseen_bm25: float
    centroids: Mapping[str, Iterable[tuple[int, float]]]
    mean_length: float


def gather(groups: Sequence[Sequence[Counter[str]]]) -> Statistics:
    """Work out the figures from the features of every phrasing of every group."""
    weights, unseen = _rarity_over_groups(groups)
    bm25_weights, unseen_bm25 = _rarity_over_phrasings(groups)
    lengths = [count.total() for group in groups for count in group]
    return Statistics(
        weights=weights,
        unseen=unseen,
        bm25_weights=bm25_weights,
        unseen_bm25=unseen_bm25,
        centroids=_centroids(groups, weights, unseen),
        # Of phrasings that hold nothing but punctuation none has any length.
        mean_length=sum(lengths) / len(lengths) if any(lengths) else 1.0,
    )


def weight_of(feature: str) -> float:
    """How much a kind of feature counts."""
    return PIECE_WEIGHT if feature.startswith("~") else 1.0


def vector(counts: Counter[str], weights: Mapping[str, float], unseen: float) -> dict[str, float]:
    """Turn features into a vector, not yet of length 1: logarithmic frequency times rarity."""
    return {
        f: (weights.get(f) or weight_of(f) * unseen) * (1 if n == 1 else 1 + math.log(n))
        for f, n in counts.items()
    }


def _centroids(
    groups: Sequence[Sequence[Counter[str]]], weights: Mapping[str, float], unseen: float
) -> dict[str, list[tuple[int, float]]]:
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, group in enumerate(groups):
        centroid: dict[str, float] = defaultdict(float)
        for count in group:
            phrasing = vector(count, weights, unseen)
            length = math.hypot(*phrasing.values())
            for feature, weight in phrasing.items():
                centroid[feature] += weight / length
        length = math.hypot(*centroid.values())
        for feature, weight in centroid.items():
            postings[feature].append((number, weight / length))
    return dict(postings)


def _rarity_over_groups(groups: Sequence[Sequence[Counter[str]]]) -> tuple[dict[str, float], float]:
    """Weigh each feature by its inverse group frequency; also the rarity of a feature never seen."""
    held: Counter[str] = Counter()
    for group in groups:
        held.update(set().union(*group))
    weights = {f: weight_of(f) * math.log(1 + len(groups) / n) ** RARITY_EXPONENT for f, n in held.items()}
    return weights, math.log(1 + 2 * len(groups)) ** RARITY_EXPONENT


def _rarity_over_phrasings(groups: Sequence[Sequence[Counter[str]]]) -> tuple[dict[str, float], float]:
    """Weigh each feature after Robertson and Sparck Jones; also the rarity of a feature never seen."""
    frequency: Counter[str] = Counter()
    for group in groups:
        for count in group:
            frequency.update(count.keys())
    total = sum(map(len, groups))
    weights = {f: weight_of(f) * math.log(1 + (total - n + 0.5) / (n + 0.5)) for f, n in frequency.items()}
    return weights, math.log(1 + (total + 0.5) / 0.5)
