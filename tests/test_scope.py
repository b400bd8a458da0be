import pytest

from simfaq.scope import Scope, log_odds

COVERED = [{"tea": 1, "brew": 1, "long": 1}, {"tea": 1, "milk": 1}]
FOREIGN = [{"coffee": 1, "brew": 1, "long": 1}, {"coffee": 2}]
SCOPE = Scope(log_odds(COVERED, FOREIGN))
QUESTION = {"tea": 1.0, "coffee": 1.0, "brew": 1.0, "zeppelin": 1.0}


def test_foreign_words_object_and_covered_ones_claim() -> None:
    assert SCOPE.weigh(QUESTION).objection(()) < 0 < SCOPE.weigh(QUESTION).claim(())


def test_words_admitted_do_neither() -> None:
    assert SCOPE.weigh(QUESTION).objection({"coffee"}) == 0
    assert SCOPE.weigh(QUESTION).claim({"tea"}) == 0


def test_words_of_both_sides_and_of_neither_say_nothing() -> None:
    words = {"brew": 1.0, "long": 1.0, "zeppelin": 1.0}
    assert SCOPE.weigh(words).objection(()) == pytest.approx(0)
    assert SCOPE.weigh(words).claim(()) == pytest.approx(0)


def test_unknown_words_dilute() -> None:
    assert (
        SCOPE.weigh({"coffee": 1.0}).objection(())
        < SCOPE.weigh({"coffee": 1.0, "zeppelin": 1.0}).objection(())
        < 0
    )


@pytest.mark.parametrize("scope", [Scope(log_odds(COVERED, [])), Scope(log_odds([], FOREIGN))])
def test_one_side_alone_has_no_opinion(scope: Scope) -> None:
    assert scope.weigh(QUESTION).objection(()) == 0
    assert scope.weigh(QUESTION).claim(()) == 0


def test_no_features_no_opinion() -> None:
    assert SCOPE.weigh({}).objection(()) == 0
