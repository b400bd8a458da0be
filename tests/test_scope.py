import pytest

from simfaq.scope import Scope

COVERED = [{"tea": 1, "brew": 1, "long": 1}, {"tea": 1, "milk": 1}]
FOREIGN = [{"coffee": 1, "brew": 1, "long": 1}, {"coffee": 2}]
SCOPE = Scope(COVERED, FOREIGN)
QUESTION = {"tea": 1.0, "coffee": 1.0, "brew": 1.0, "zeppelin": 1.0}


def test_foreign_words_object_and_covered_ones_claim() -> None:
    assert SCOPE.objection(QUESTION, ()) < 0 < SCOPE.claim(QUESTION, ())


def test_words_admitted_do_neither() -> None:
    assert SCOPE.objection(QUESTION, {"coffee"}) == 0
    assert SCOPE.claim(QUESTION, {"tea"}) == 0


def test_words_of_both_sides_and_of_neither_say_nothing() -> None:
    words = {"brew": 1.0, "long": 1.0, "zeppelin": 1.0}
    assert SCOPE.objection(words, ()) == pytest.approx(0)
    assert SCOPE.claim(words, ()) == pytest.approx(0)


def test_unknown_words_dilute() -> None:
    assert SCOPE.objection({"coffee": 1.0}, ()) < SCOPE.objection({"coffee": 1.0, "zeppelin": 1.0}, ()) < 0


@pytest.mark.parametrize("scope", [Scope(COVERED, []), Scope([], FOREIGN)])
def test_one_side_alone_has_no_opinion(scope: Scope) -> None:
    assert scope.objection(QUESTION, ()) == 0
    assert scope.claim(QUESTION, ()) == 0


def test_no_features_no_opinion() -> None:
    assert SCOPE.objection({}, ()) == 0
