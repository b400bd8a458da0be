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
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from simfaq.lexicon import Lexicon
from simfaq.text import features, normalise

CENTROID_WEIGHT, BM25_WEIGHT, RATIO_WEIGHT = 0.55, 0.30, 0.15
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

    def __init__(self, groups: Sequence[Sequence[str]], synonyms: Sequence[Sequence[str]] = ()) -> None:
        """Index `groups`; each holds raw phrasings, and its position is its number.

        Words of one group in `synonyms` share a feature of their own beside what they look like.
        """
        self._raw = groups
        self._synonyms = Lexicon({word: f"={i}" for i, words in enumerate(synonyms) for word in words})
        self._phrasings = [[normalise(phrase) for phrase in group] for group in groups]
        owners: list[int] = []
        counts: list[Counter[str]] = []
        for number, group in enumerate(self._phrasings):
            for phrasing in group:
                owners.append(number)
                counts.append(self._count(phrasing))
        self._owners = owners
        self._rarity, self._unseen_rarity = _rarity(counts, owners, len(groups))
        self._bm25_rarity, self._unseen_bm25_rarity = _bm25_rarity(counts)
        self._mean_length = sum(map(Counter.total, counts)) / len(counts) if counts else 1.0
        self._centroids = self._index_centroids(counts)
        self._phrases_with = self._index_phrases(counts)

    def rank(self, question: str) -> list[Likeness]:
        """Compare a question with every group and return the likeliest, best first (at most SHORTLIST)."""
        text = normalise(question)
        counts = self._count(text)
        centroid = self._centroid_scores(counts)
        bm25 = self._bm25_scores(counts)
        rough = {
            group: CENTROID_WEIGHT * centroid[group] + BM25_WEIGHT * bm25.get(group, 0.0)
            for group in centroid
        }
        ranked = []
        for group in sorted(rough, key=lambda g: (-rough[g], g))[:SHORTLIST]:
            _, ratio, place = process.extractOne(text, self._phrasings[group], scorer=fuzz.ratio)
            ratio /= 100
            score = rough[group] + RATIO_WEIGHT * ratio
            phrasing = self._raw[group][place]
            ranked.append(Likeness(group, score, centroid[group], bm25.get(group, 0.0), ratio, phrasing))
        ranked.sort(key=lambda likeness: (-likeness.score, likeness.group))
        return ranked

    def known_share(self, question: str) -> float:
        """Weigh how much of a question is made of features that the index has ever seen, 0-1."""
        vector = self._vector(self._count(normalise(question)))
        total = sum(vector.values())
        return sum(weight for f, weight in vector.items() if f in self._rarity) / total if total else 0.0

    def _count(self, text: str) -> Counter[str]:
        return Counter([*features(text), *self._synonyms.find(text)])

    def _vector(self, counts: Counter[str]) -> dict[str, float]:
        return {
            f: (1 + math.log(count))
            * _weight(f)
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
            f: _weight(f)
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


def _weight(feature: str) -> float:
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
