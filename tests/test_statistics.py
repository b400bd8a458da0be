import math

import pytest

from simfaq.statistics import SATURATION_SCALE, SHARE_SCALE, gather, length_norm


def test_the_figures_are_those_of_the_formulas() -> None:
    figures = gather([["tea brew", "tea tea milk"], ["coffee brew"]], str.split, covered=1)
    numbers, inverted = figures.numbers, figures.inverted
    assert figures.mean_length == pytest.approx(7 / 3)
    # Inverse group frequency, softened; Robertson and Sparck Jones over the three phrasings.
    assert figures.weights[numbers["tea"]] == pytest.approx(math.log(1 + 2 / 1) ** 0.8)
    assert figures.weights[numbers["brew"]] == pytest.approx(math.log(1 + 2 / 2) ** 0.8)
    assert figures.bm25_weights[numbers["tea"]] == pytest.approx(math.log(1 + 1.5 / 2.5))
    # tea stands in two of the two covered phrasings and in none of the one that is not.
    assert figures.log_odds[numbers["tea"]] == pytest.approx(math.log(2.3 / 2.6) - math.log(0.3 / 1.6))
    start, end = inverted.starts[numbers["tea"]], inverted.starts[numbers["tea"] + 1]
    assert list(inverted.groups[start:end]) == [0]
    first, last = inverted.firsts[start], inverted.firsts[start + 1]
    assert list(inverted.places[first:last]) == [0, 1]
    twice = 2 / (2 + length_norm(3, 7 / 3))
    assert inverted.saturations[first + 1] == round(SATURATION_SCALE * twice)


def test_a_centroid_has_length_1() -> None:
    inverted = gather([["tea brew", "tea tea milk"], ["coffee brew"]], str.split, covered=2).inverted
    for group in (0, 1):
        held = [
            share / SHARE_SCALE
            for g, share in zip(inverted.groups, inverted.shares, strict=True)
            if g == group
        ]
        assert math.hypot(*held) == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize("times", [254, 255, 256, 2000])
def test_a_feature_may_stand_there_very_often(times: int) -> None:
    figures = gather([["tea " * times, "milk"]], str.split, covered=1)
    assert figures.inverted.saturations[0] == pytest.approx(SATURATION_SCALE, abs=3)


@pytest.mark.parametrize("groups", [[], [[]], [["", " "]]])
def test_nothing_has_no_figures(groups: list[list[str]]) -> None:
    figures = gather(groups, str.split, covered=0)
    assert len(figures.inverted.starts) == len(figures.weights) + 1
    assert figures.mean_length > 0
