import pytest

from simfaq.scope import Scope

COVERED = [{"tea": 1, "brew": 1, "long": 1}, {"tea": 1, "milk": 1}]
FOREIGN = [{"coffee": 1, "brew": 1, "long": 1}, {"coffee": 2}]


def odds(scope: Scope, *words: str) -> float:
    found = scope.log_odds(dict.fromkeys(words, 1.0))
    assert found is not None
    return found


def test_words_of_either_side_decide() -> None:
    scope = Scope(COVERED, FOREIGN)
    assert odds(scope, "tea") > 0 > odds(scope, "coffee")


def test_words_of_both_sides_say_nothing() -> None:
    assert odds(Scope(COVERED, FOREIGN), "brew", "long") == pytest.approx(0)


def test_unknown_words_dilute() -> None:
    scope = Scope(COVERED, FOREIGN)
    assert odds(scope, "tea") > odds(scope, "tea", "zeppelin") > 0


@pytest.mark.parametrize("scope", [Scope(COVERED, []), Scope([], FOREIGN)])
def test_one_side_alone_has_no_opinion(scope: Scope) -> None:
    assert scope.log_odds({"tea": 1.0}) is None


def test_no_features_no_opinion() -> None:
    assert Scope(COVERED, FOREIGN).log_odds({}) == 0
