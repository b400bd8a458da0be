"""How like a question is to each group of phrasings. Pure; knows nothing of entries, regions or verdicts.

A group is all the ways one thing is asked for in one language. Three opinions are mixed, because each is
right where the others fail:

- the cosine between the question and the group's centroid: what the phrasings say together;
- BM25 of the group's best phrasing, divided by what the question scores against itself, so that long and
  short questions are on one scale and words that no phrasing holds count against a match;
- the edit ratio of the group's best phrasing, which sees word order and near-exact wording.

The sums run over hundreds of groups or phrasings at once. A feature's values for all of them stand side by
side in one long integer, in lanes; adding a feature is one multiplication and one addition of integers.
"""

import math
import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from simfaq import statistics
from simfaq.statistics import Statistics, weight_of
from simfaq.text import features, normalise

CENTROID_WEIGHT, BM25_WEIGHT, RATIO_WEIGHT = 0.65, 0.20, 0.15
BM25_K1, BM25_B = 1.2, 0.75
# Lanes are 32 bits wide. Values are scaled to whole numbers so that no sum leaves its lane: a cosine is at
# most 1, and BM25 adds at most 1 times a weight of less than 15 (for millions of wordings) for each of a
# phrasing's features, of which there are some 4,000 at most.
SHARE_SCALE, CENTROID_SCALE = 4095, 65535
WEIGHT_SCALE, SATURATION_SCALE = 32, 2047
# A feature that at least one group in so many has is kept in lanes, a rarer one as a list.
DENSE = 30
# BM25 and the ratio are worked out for the groups that the centroids put first.
SHORTLIST = 12
# ... and for so many more that have most of the question's rare features.
RAREST = 4


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
class Term:
    """What is known of a feature.

    `weight` is that in vectors, `bm25_weight` that in BM25 (0 where no phrasing has the feature), `row` what
    the centroids have of it: in lanes when many do, else as a list.
    """

    weight: float
    bm25_weight: float
    row: int | Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Group:
    """A group of phrasings, worked out when it is first on a shortlist: one question meets few of them.

    `phrasings` are prepared; `features` maps each feature to the places of the phrasings that have it, with
    what BM25 makes of how often; `lanes` holds the same for the features that were asked for.
    """

    phrasings: Sequence[str]
    features: Mapping[str, Sequence[tuple[int, int]]]
    lanes: dict[str, int]


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
        self._terms: dict[str, Term] = {}

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
        terms = {feature: self._term(feature) for feature in counts}
        # Logarithmic frequency times rarity, as in the centroids.
        vector = [
            (term.weight * (1 if n == 1 else 1 + math.log(n)), term.row)
            for term, n in zip(terms.values(), counts.values(), strict=True)
        ]
        scale = SHARE_SCALE / (math.hypot(*(weight for weight, _ in vector)) or 1.0)
        total = 0
        listed = []
        for weight, row in vector:
            share = round(weight * scale)
            if isinstance(row, int):
                total += row * share
            elif row:
                listed.append((row, share))
        centroid = _unpacked(total, len(self._raw))
        rare: dict[int, int] = defaultdict(int)
        for row, share in listed:
            for group, theirs in row:
                centroid[group] += theirs * share
                rare[group] += share
        # What the question scores against itself by BM25, with what no phrasing has.
        norm, unseen = self._norm(counts.total()), self._known.unseen_bm25
        own = sum(
            (term.bm25_weight or weight_of(feature) * unseen) * n / (n + norm)
            for (feature, term), n in zip(terms.items(), counts.values(), strict=True)
        )
        weights = [
            (feature, round(term.bm25_weight * WEIGHT_SCALE))
            for feature, term in terms.items()
            if term.bm25_weight
        ]
        return Comparison(self, text, centroid, rare, weights, own)

    def _term(self, feature: str) -> Term:
        term = self._terms.get(feature)
        if term is None:
            known = self._known
            held = [
                (group, round(share * CENTROID_SCALE)) for group, share in known.centroids.get(feature, ())
            ]
            dense = len(held) * DENSE >= len(self._raw)
            term = Term(
                known.weights.get(feature) or weight_of(feature) * known.unseen,
                known.bm25_weights.get(feature, 0.0),
                _packed(held, len(self._raw)) if dense else held,
            )
            if held:  # what people type never ends
                self._terms[feature] = term
        return term

    def group(self, number: int) -> Group:
        """Return what a group holds."""
        if number not in self._groups:
            phrasings = [self._prepare(phrase) for phrase in self._raw[number]]
            postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
            for place, phrasing in enumerate(phrasings):
                counts = self.count(phrasing)
                norm = self._norm(counts.total())
                for feature, times in counts.items():
                    saturation = round(times / (times + norm) * SATURATION_SCALE)
                    postings[feature].append((place, saturation))
            self._groups[number] = Group(phrasings, dict(postings), {})
        return self._groups[number]

    def nearest(self, text: str, group: int) -> tuple[float, str]:
        """Return the edit ratio (0-1) of the group's phrasing nearest to a prepared text, and it."""
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - the index can be prepared without it

        _, ratio, place = process.extractOne(text, self.group(group).phrasings, scorer=fuzz.ratio)
        return ratio / 100, self._raw[group][place]

    def bm25(self, terms: Sequence[tuple[str, int]], group: int) -> float:
        """Return BM25 of the group's best phrasing, for a question's features and their scaled weights."""
        held = self.group(group)
        lanes, total = held.lanes, 0
        for feature, weight in terms:
            lane = lanes.get(feature)
            if lane is None:
                if feature not in held.features:
                    continue
                lane = lanes[feature] = _packed(held.features[feature], len(held.phrasings))
            total += lane * weight
        return max(_unpacked(total, len(held.phrasings))) / (WEIGHT_SCALE * SATURATION_SCALE)

    def _norm(self, length: int) -> float:
        return BM25_K1 * (1 - BM25_B + BM25_B * length / self._known.mean_length)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A question held against every group of an index."""

    index: Index
    text: str
    centroid: Sequence[int]
    rare: Mapping[int, int]
    terms: Sequence[tuple[str, int]]
    own: float

    def rank(self, groups: Collection[int]) -> list[Likeness]:
        """Return the likeliest of `groups`, best first, without those that share nothing.

        A word that few groups have tells much even where the rest of a group drowns it in its centroid.
        """
        centroid = self.centroid
        alike = nlargest(SHORTLIST, filter(centroid.__getitem__, groups), key=centroid.__getitem__)
        rarest = nlargest(RAREST, filter(groups.__contains__, self.rare), key=self.rare.__getitem__)
        ranked = []
        for group in dict.fromkeys([*alike, *rarest]):
            cosine = min(1.0, centroid[group] / (SHARE_SCALE * CENTROID_SCALE))
            bm25 = min(1.0, self.index.bm25(self.terms, group) / self.own)
            ratio, phrasing = self.index.nearest(self.text, group)
            score = CENTROID_WEIGHT * cosine + BM25_WEIGHT * bm25 + RATIO_WEIGHT * ratio
            ranked.append(Likeness(group, score, cosine, bm25, ratio, phrasing))
        ranked.sort(key=lambda likeness: (-likeness.score, likeness.group))
        return ranked


def _packed(values: Iterable[tuple[int, int]], size: int) -> int:
    """Put values, each with its lane, side by side into one integer of `size` lanes."""
    lanes = array("I", bytes(4 * size))
    for lane, value in values:
        lanes[lane] = value
    return int.from_bytes(lanes.tobytes(), sys.byteorder)


def _unpacked(total: int, size: int) -> "array[int]":
    """Take an integer of `size` lanes apart."""
    lanes = array("I")
    lanes.frombytes(total.to_bytes(4 * size, sys.byteorder))
    return lanes
