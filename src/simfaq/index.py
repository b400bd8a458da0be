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
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from simfaq.indel import Nearest
from simfaq.statistics import SATURATION_SCALE, SHARE_SCALE, Figures, gather, length_norm, weight_of
from simfaq.text import features as written
from simfaq.text import normalise

CENTROID_WEIGHT, BM25_WEIGHT, RATIO_WEIGHT = 0.65, 0.20, 0.15
# Lanes are 32 bits wide. Values are scaled to whole numbers so that no sum leaves its lane: a cosine is at
# most 1, and BM25 adds at most 1 times a weight of less than 15 (for millions of wordings) for each of a
# phrasing's features, of which there are some 4,000 at most.
QUESTION_SCALE, WEIGHT_SCALE = 4095, 32
# A feature that at least one group in so many has is kept in lanes, a rarer one as a list.
DENSE = 30


class Shortlist(NamedTuple):
    """Of how many groups BM25 and the ratio are worked out: the likeliest by their centroids ...

    ... and so many more that have most of the question's rare features: a word that few groups have tells
    much even where the rest of a group drowns it in its centroid.
    """

    likeliest: int
    rarest: int


class Likeness(NamedTuple):
    """One group's likeness to a question: the mixture and its parts, each 0-1.

    `place` is that of the nearest phrasing in its group. `against` (0 or less) and `favour` (0 or more) add
    up the log-odds (see scope) of the question's features that some phrasing of the group has.
    """

    group: int
    score: float
    centroid: float
    bm25: float
    ratio: float
    place: int
    against: float
    favour: float


class Term(NamedTuple):
    """What is known of a feature.

    `weight` is that in vectors, `bm25_weight` that in BM25, also where no phrasing has the feature; `odds`
    are its log-odds, see scope. `row` is what the centroids have of it, in lanes when many do, else as a list
    of groups and shares. By group, `lanes` is what BM25 makes of it in each phrasing; `groups` are those that
    have it.
    """

    weight: float
    bm25_weight: float
    odds: float
    row: int | Sequence[tuple[int, int]]
    groups: AbstractSet[int]
    lanes: Mapping[int, int]


class Index:
    """Groups of phrasings, ready to be compared with questions."""

    def __init__(self, figures: Figures, features: Callable[[str], list[str]]) -> None:
        """Take the figures over the groups, and what lists the features of prepared text."""
        self._figures = figures
        self._features = features
        self._size = len(figures.texts)
        self._terms: dict[str, Term] = {}
        self._texts: dict[int, Sequence[str]] = {}
        self.nearest = Nearest()

    @classmethod
    def of(
        cls,
        groups: Sequence[Sequence[str]],
        features: Callable[[str], list[str]] = written,
        prepare: Callable[[str], str] = normalise,
    ) -> "Index":
        """Index groups of raw phrasings, each numbered by its position."""
        texts = [[prepare(phrasing) for phrasing in group] for group in groups]
        return cls(gather(texts, features, covered=len(texts)), features)

    def __len__(self) -> int:
        """Count the groups."""
        return self._size

    def count(self, prepared: str) -> Counter[str]:
        """Count the features of prepared text."""
        return Counter(self._features(prepared))

    def knows(self, feature: str) -> bool:
        """Whether some phrasing has the feature."""
        return feature in self._figures.numbers

    def groups_with(self, feature: str) -> Collection[int]:
        """Return the groups of which some phrasing has the feature."""
        return self.term(feature).groups

    def compare(self, text: str, counts: Counter[str]) -> "Comparison":
        """Compare a prepared question, and its features as `count` gives them, with every group."""
        known = self._terms
        terms = {feature: known.get(feature) or self.term(feature) for feature in counts}
        # Logarithmic frequency times rarity, as in the centroids.
        weights = [
            term.weight if n == 1 else term.weight * (1 + math.log(n))
            for term, n in zip(terms.values(), counts.values(), strict=True)
        ]
        scale = QUESTION_SCALE / (math.hypot(*weights) or 1.0)
        total = 0
        listed = []
        for weight, term in zip(weights, terms.values(), strict=True):
            row, share = term.row, round(weight * scale)
            if isinstance(row, int):
                total += row * share
            elif row:
                listed.append((row, share))
        centroid = _unpacked(total, self._size)
        rare: dict[int, int] = {}
        for row, share in listed:
            for group, theirs in row:
                centroid[group] += theirs * share
                rare[group] = rare.get(group, 0) + share
        # What the question scores against itself by BM25, with what no phrasing has.
        norm = length_norm(counts.total(), self._figures.mean_length)
        own = sum(
            [
                term.bm25_weight * n / (n + norm)
                for term, n in zip(terms.values(), counts.values(), strict=True)
            ]
        )
        return Comparison(self, text, terms, centroid, rare, own)

    def term(self, feature: str) -> Term:
        """Return what is known of a feature."""
        term = self._terms.get(feature)
        if term is None:
            figures, kind = self._figures, weight_of(feature)
            number = figures.numbers.get(feature)
            if number is None:  # not kept: what people type never ends
                return Term(kind * figures.unseen, kind * figures.unseen_bm25, 0.0, (), frozenset(), {})
            inverted = figures.inverted
            start, end = inverted.starts[number], inverted.starts[number + 1]
            groups = inverted.groups[start:end]
            held = list(zip(groups, inverted.shares[start:end], strict=True))
            postings = dict(zip(groups, range(start, end), strict=True))
            term = self._terms[feature] = Term(
                figures.weights[number],
                figures.bm25_weights[number],
                kind * figures.log_odds[number],
                _packed(held, self._size) if len(held) * DENSE >= self._size else held,
                postings.keys(),
                _Lanes(self, postings),
            )
        return term

    def texts(self, group: int) -> Sequence[str]:
        """Return the prepared phrasings of a group."""
        texts = self._texts.get(group)
        if texts is None:
            texts = self._texts[group] = self._figures.texts[group]
        return texts

    def appearances(self, posting: int, group: int) -> int:
        """Return what BM25 makes of a feature in the phrasings of a group, a lane for each."""
        inverted = self._figures.inverted
        start, end = inverted.firsts[posting], inverted.firsts[posting + 1]
        held = zip(inverted.places[start:end], inverted.saturations[start:end], strict=True)
        return _packed(held, len(self.texts(group)))


class Comparison(NamedTuple):
    """A question held against every group of an index."""

    held_against: Index
    text: str
    terms: Mapping[str, Term]
    centroid: Sequence[int]
    rare: Mapping[int, int]
    own: float

    def shortlist(self, groups: Collection[int], most: Shortlist) -> list[int]:
        """Return the likeliest of `groups` by their centroids, without those that share nothing."""
        centroid, rare = self.centroid, self.rare
        alike = sorted(groups, key=centroid.__getitem__, reverse=True)[: most.likeliest]
        rarest = sorted(filter(groups.__contains__, rare), key=rare.__getitem__, reverse=True)[: most.rarest]
        return [group for group in dict.fromkeys([*alike, *rarest]) if centroid[group]]

    def rank(self, *shortlists: Sequence[int]) -> list[list[Likeness]]:
        """Work out the likeness of every group on some shortlists, and order each of them, best first."""
        index = self.held_against
        groups = {group for shortlist in shortlists for group in shortlist}
        totals, against, favour = (
            dict.fromkeys(groups, 0),
            dict.fromkeys(groups, 0.0),
            dict.fromkeys(groups, 0.0),
        )
        for term in self.terms.values():
            weight, odds, lanes = round(term.bm25_weight * WEIGHT_SCALE), term.odds, term.lanes
            side = favour if odds > 0 else against
            for group in term.groups & groups:
                totals[group] += lanes[group] * weight
                side[group] += odds
        likenesses = {}
        for group, total in totals.items():
            texts = index.texts(group)
            best = max(_unpacked(total, len(texts)))
            ratio, place = index.nearest(self.text, texts)
            cosine = min(1.0, self.centroid[group] / (QUESTION_SCALE * SHARE_SCALE))
            bm25 = min(1.0, best / (WEIGHT_SCALE * SATURATION_SCALE) / self.own)
            score = CENTROID_WEIGHT * cosine + BM25_WEIGHT * bm25 + RATIO_WEIGHT * ratio
            likenesses[group] = Likeness(
                group, score, cosine, bm25, ratio, place, against[group], favour[group]
            )
        return [
            sorted((likenesses[group] for group in shortlist), key=lambda one: (-one.score, one.group))
            for shortlist in shortlists
        ]


class _Lanes(dict[int, int]):
    """What BM25 makes of a feature in each phrasing, by group; worked out when a group is first asked for."""

    def __init__(self, index: Index, postings: Mapping[int, int]) -> None:
        self._index, self._postings = index, postings

    def __missing__(self, group: int) -> int:
        lanes = self[group] = self._index.appearances(self._postings[group], group)
        return lanes


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
