"""What is known of many phrasings before the first question: how rare each feature is, and who has it.

An inverted index in flat arrays, which can be written to a file as they are. A feature's *postings* are the
groups that have it; a posting's *appearances* are the phrasings of that group that do.
"""

import math
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

# A word counts once as itself and once more through its pieces, which are many: hence less for each.
PIECE_WEIGHT = 0.6
# Softens inverse document frequency: a rare word must not drown the rest of a question.
RARITY_EXPONENT = 0.8
# Robertson's BM25: how soon repeating a feature stops counting, and how much a long phrasing is held back.
BM25_K1, BM25_B = 1.2, 0.75
# Keeps a feature that one side has never shown from deciding alone, see log_odds.
SMOOTHING = 0.3
# Shares and saturations, which run from 0 to 1, are kept as whole numbers up to these.
SHARE_SCALE, SATURATION_SCALE = 65535, 255
# While features are gathered, an appearance is a place plus so much for every time after the first, as many
# times as fit into 32 bits.
_AGAIN, _MOST_TIMES = 1 << 24, 255


class Inverted(NamedTuple):
    """Who has which feature.

    From `starts[n]` to `starts[n + 1]` stand the postings of feature n, and from `firsts[i]` to
    `firsts[i + 1]` the appearances of posting i.

    By posting: `groups` is the group, `shares` how much of its centroid (of length 1) the feature has. By
    appearance: `places` is the phrasing's place in its group, `saturations` what BM25 makes of how often the
    feature stands there, given the phrasing's length.
    """

    starts: Sequence[int]
    groups: Sequence[int]
    shares: Sequence[int]
    firsts: Sequence[int]
    places: Sequence[int]
    saturations: Sequence[int]


class Figures(NamedTuple):
    """Figures over groups of phrasings.

    By the number that `numbers` gives a feature: `weights` is its rarity over groups, `bm25_weights` over
    phrasings, `log_odds` how much likelier it is in a covered phrasing than in a foreign one (see scope).
    `unseen` and `unseen_bm25` are the rarities of a feature that no phrasing has, `mean_length` is the length
    of a phrasing in features, and `texts` are the prepared phrasings by group.
    """

    numbers: Mapping[str, int]
    weights: Sequence[float]
    bm25_weights: Sequence[float]
    log_odds: Sequence[float]
    inverted: Inverted
    unseen: float
    unseen_bm25: float
    mean_length: float
    texts: Sequence[Sequence[str]]


def weight_of(feature: str) -> float:
    """How much a kind of feature counts."""
    return PIECE_WEIGHT if feature.startswith("~") else 1.0


def length_norm(length: int, mean: float) -> float:
    """Return what BM25 adds to the number of times in its denominator, for a phrasing of some length."""
    return BM25_K1 * (1 - BM25_B + BM25_B * length / mean)


def gather(texts: Sequence[Sequence[str]], features: Callable[[str], list[str]], covered: int) -> Figures:
    """Work out the figures from groups of prepared phrasings, of which the first ones are `covered`."""
    found = _Found(texts, features, covered)
    weights, unseen = _rarity_over_groups(found)
    bm25_weights, unseen_bm25 = _rarity_over_phrasings(found)
    lengths = found.lengths
    # Of phrasings that hold nothing but punctuation none has any length.
    mean = sum(lengths) / len(lengths) if any(lengths) else 1.0
    return Figures(
        numbers=found.numbers,
        weights=weights,
        bm25_weights=bm25_weights,
        log_odds=_log_odds(found),
        inverted=_inverted(found, weights, [length_norm(length, mean) for length in lengths]),
        unseen=unseen,
        unseen_bm25=unseen_bm25,
        mean_length=mean,
        texts=texts,
    )


class _Found:
    """The features of every phrasing, by feature."""

    def __init__(
        self, texts: Sequence[Sequence[str]], features: Callable[[str], list[str]], covered: int
    ) -> None:
        self.numbers: dict[str, int] = {}
        # By feature, for each group that has it: the group, the number of appearances, and these. Flat, for
        # there are millions.
        self.held: list[array[int]] = []
        self.lengths = array("I")
        # Where the phrasings of each group begin among all, and where those that are not covered do.
        self.begins = array("I", [0])
        for group, phrasings in enumerate(texts):
            self._take(group, [Counter(features(phrasing)) for phrasing in phrasings])
        self.inside = self.begins[min(covered, len(texts))]
        # By feature: how many groups have it, how many phrasings, and how many of those are covered.
        self.spread, self.frequency, self.frequency_inside = array("I"), array("I"), array("I")
        for number in range(len(self.held)):
            seen = [(group, len(appearances)) for group, appearances in self.postings(number)]
            self.spread.append(len(seen))
            self.frequency.append(sum([times for _, times in seen]))
            self.frequency_inside.append(sum([times for group, times in seen if group < covered]))

    def _take(self, group: int, counted: Sequence[Counter[str]]) -> None:
        appearances: dict[str, list[int]] = {}
        for place, counts in enumerate(counted):
            self.lengths.append(counts.total())
            for feature, times in counts.items():
                seen = place if times == 1 else place + (min(times, _MOST_TIMES) - 1) * _AGAIN
                if feature in appearances:
                    appearances[feature].append(seen)
                else:
                    appearances[feature] = [seen]
        numbers, held = self.numbers, self.held
        for feature, flat in appearances.items():
            number = numbers.setdefault(feature, len(held))
            if number == len(held):
                held.append(array("I"))
            held[number].extend((group, len(flat), *flat))
        self.begins.append(len(self.lengths))

    def postings(self, number: int) -> Iterator[tuple[int, "array[int]"]]:
        """List the groups that have a feature, each with its appearances."""
        flat = self.held[number]
        start = 0
        while start < len(flat):
            end = start + 2 + flat[start + 1]
            yield flat[start], flat[start + 2 : end]
            start = end


def _inverted(found: _Found, weights: Sequence[float], norms: Sequence[float]) -> Inverted:
    """Lay out postings and appearances one after another, and work out what each stands for."""
    begins = found.begins
    # Logarithmic frequency times rarity, each phrasing of length 1, summed up by group.
    squares = [0.0] * len(norms)
    for number, weight in enumerate(weights):
        square = weight * weight
        for group, appearances in found.postings(number):
            begin = begins[group]
            for seen in appearances:
                if seen < _AGAIN:
                    squares[begin + seen] += square
                else:
                    squares[begin + seen % _AGAIN] += _damped(weight, 1 + seen // _AGAIN) ** 2
    # What one appearance gives to a centroid, and to BM25.
    units = [1 / math.sqrt(square) if square else 0.0 for square in squares]
    once = bytes([_saturation(1, norm) for norm in norms])
    group_squares = array("d", bytes(8 * len(begins)))
    sums = array("d")
    starts, firsts, groups = array("I", [0]), array("I", [0]), array("I")
    places, saturations = array("I"), array("B")
    for number, weight in enumerate(weights):
        for group, appearances in found.postings(number):
            begin = begins[group]
            if max(appearances) < _AGAIN:  # as nearly always
                total = weight * sum([units[begin + place] for place in appearances])
                places.extend(appearances)
                saturations.extend([once[begin + place] for place in appearances])
            else:
                total = 0.0
                for seen in appearances:
                    place, times = seen % _AGAIN, 1 + seen // _AGAIN
                    total += _damped(weight, times) * units[begin + place]
                    places.append(place)
                    saturations.append(_saturation(times, norms[begin + place]))
            groups.append(group)
            sums.append(total)
            group_squares[group] += total * total
            firsts.append(len(places))
        starts.append(len(groups))
    wholes = array("d", map(math.sqrt, group_squares))
    shares = array(
        "H", (round(SHARE_SCALE * part / wholes[group]) for part, group in zip(sums, groups, strict=True))
    )
    return Inverted(starts, _narrowed(groups), shares, firsts, _narrowed(places), saturations)


def _damped(weight: float, times: int) -> float:
    return weight * (1 + math.log(times))


def _saturation(times: int, norm: float) -> int:
    return round(SATURATION_SCALE * times / (times + norm))


def _narrowed(numbers: "array[int]") -> "array[int]":
    """Keep numbers in as few bytes as the largest needs."""
    most = max(numbers, default=0)
    return array(next(code for code in "BHI" if most < 1 << 8 * array(code).itemsize), numbers)


def _rarity_over_groups(found: _Found) -> tuple["array[float]", float]:
    """Weigh each feature by its inverse group frequency; also the rarity of a feature never seen."""
    size = len(found.begins) - 1
    weights = array(
        "f",
        (
            weight_of(name) * math.log(1 + size / spread) ** RARITY_EXPONENT
            for name, spread in zip(found.numbers, found.spread, strict=True)
        ),
    )
    return weights, math.log(1 + 2 * size) ** RARITY_EXPONENT


def _rarity_over_phrasings(found: _Found) -> tuple["array[float]", float]:
    """Weigh each feature after Robertson and Sparck Jones; also the rarity of a feature never seen."""
    size = len(found.lengths)
    weights = array(
        "f",
        (
            weight_of(name) * math.log(1 + (size - times + 0.5) / (times + 0.5))
            for name, times in zip(found.numbers, found.frequency, strict=True)
        ),
    )
    return weights, math.log(1 + (size + 0.5) / 0.5)


def _log_odds(found: _Found) -> "array[float]":
    """Compare how often each feature stands in covered phrasings and in foreign ones.

    With one side alone nothing speaks for or against anything.
    """
    inside, outside = found.inside, len(found.lengths) - found.inside
    if not inside or not outside:
        return array("f", bytes(4 * len(found.numbers)))
    base = math.log((outside + 2 * SMOOTHING) / (inside + 2 * SMOOTHING))
    return array(
        "f",
        (
            math.log((covered + SMOOTHING) / (times - covered + SMOOTHING)) + base
            for times, covered in zip(found.frequency, found.frequency_inside, strict=True)
        ),
    )
