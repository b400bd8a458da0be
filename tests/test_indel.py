import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from simfaq.indel import Ratio, ratio

TEXTS = st.text("ab cd一个人能办", max_size=70)


@given(TEXTS, TEXTS)
def test_our_ratio_is_rapidfuzz_s(one: str, other: str) -> None:
    assert ratio(one, other) == pytest.approx(Indel.normalized_similarity(one, other), abs=1e-12)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("", "", 1),
        ("tea", "tea", 1),
        ("tea", "", 0),
        ("tea", "xyz", 0),
        ("tea", "te", 0.8),
        ("ab", "ba", 0.5),
    ],
)
def test_ratio(one: str, other: str, expected: float) -> None:
    assert ratio(one, other) == pytest.approx(expected)


def test_the_ratio_stays_the_same_when_rapidfuzz_takes_over() -> None:
    measure = Ratio(unaided=2)
    assert len({measure("一个人能办几张卡", "一人办几张手机卡") for _ in range(5)}) == 1
