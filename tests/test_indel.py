import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from simfaq.indel import Nearest, nearest

TEXTS = st.text("ab cd一个人能办", max_size=70)


@given(TEXTS, st.lists(TEXTS, min_size=1, max_size=12))
def test_our_ratio_is_rapidfuzz_s(text: str, others: list[str]) -> None:
    ratios = [Indel.normalized_similarity(text, other) for other in others]
    ratio, place = nearest(text, others)
    assert ratio == max(ratios)
    assert place == ratios.index(ratio)


@pytest.mark.parametrize(
    ("text", "other", "expected"),
    [
        ("", "", 1),
        ("tea", "tea", 1),
        ("tea", "", 0),
        ("tea", "milk", 0),
        ("tea", "te", 0.8),
        ("ab", "ba", 0.5),
    ],
)
def test_ratio(text: str, other: str, expected: float) -> None:
    assert nearest(text, [other])[0] == pytest.approx(expected)


def test_the_result_stays_the_same_when_rapidfuzz_takes_over() -> None:
    measure = Nearest(unaided=2)
    texts = ["办卡要什么证件", "一人办几张手机卡", "一人办几张手机卡", ""]
    assert {measure("一个人能办几张卡", texts) for _ in range(5)} == {nearest("一个人能办几张卡", texts)}
