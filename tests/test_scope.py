import pytest

from simfaq.scope import weigh
from simfaq.statistics import Figures, gather

COVERED = [["tea brew long", "tea milk"]]
FOREIGN = [["coffee brew long", "coffee coffee"]]


def odds(figures: Figures, question: str) -> list[float]:
    """Return the log-odds of a question's words."""
    numbers = [figures.numbers.get(word) for word in question.split()]
    return [0.0 if number is None else figures.log_odds[number] for number in numbers]


FIGURES = gather([*COVERED, *FOREIGN], str.split, covered=1)
QUESTION = odds(FIGURES, "tea coffee brew zeppelin")


def test_foreign_words_object_and_covered_ones_claim() -> None:
    assert weigh(QUESTION).objection(0) < 0 < weigh(QUESTION).claim(0)


def test_words_admitted_do_neither() -> None:
    tea, coffee = odds(FIGURES, "tea coffee")
    assert weigh(QUESTION).objection(coffee) == 0
    assert weigh(QUESTION).claim(tea) == 0


def test_words_of_both_sides_and_of_neither_say_nothing() -> None:
    words = odds(FIGURES, "brew long zeppelin")
    assert weigh(words).objection(0) == pytest.approx(0)
    assert weigh(words).claim(0) == pytest.approx(0)


def test_unknown_words_dilute() -> None:
    alone, diluted = odds(FIGURES, "coffee"), odds(FIGURES, "coffee zeppelin")
    assert weigh(alone).objection(0) < weigh(diluted).objection(0) < 0


@pytest.mark.parametrize("figures", [gather(COVERED, str.split, 1), gather(FOREIGN, str.split, 0)])
def test_one_side_alone_has_no_opinion(figures: Figures) -> None:
    weighed = weigh(odds(figures, "tea coffee brew zeppelin"))
    assert (weighed.objection(0), weighed.claim(0)) == (0, 0)


def test_no_features_no_opinion() -> None:
    assert weigh([]).objection(0) == 0
