import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from simfaq.render.wrap import wrap


def test_chinese_breaks_anywhere_but_before_a_mark() -> None:
    assert wrap("一二三四，五六", 8) == ["一二三", "四，五六"]


def test_an_opening_mark_goes_to_the_next_line() -> None:
    assert wrap("一二三《四五》", 8) == ["一二三", "《四五》"]


def test_english_breaks_at_spaces() -> None:
    assert wrap("one two three", 8) == ["one two", "three"]


def test_mixed_text_fills_the_line() -> None:
    assert wrap("SIM卡实名登记", 8) == ["SIM卡实", "名登记"]


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert wrap("abcdefgh ij", 3) == ["abc", "def", "gh", "ij"]


def test_nothing_is_one_empty_line() -> None:
    assert wrap("", 10) == [""]


@given(st.text(alphabet="ab 一二，。《》（）1.?", max_size=60), st.integers(min_value=2, max_value=20))
def test_no_line_is_too_long_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in lines)


@pytest.mark.parametrize("width", [10, 20, 38, 60])
def test_no_line_starts_with_a_closing_mark(width: int) -> None:
    text = (
        "同一个人在同一家运营商名下有5张在用的电话卡，这家就不能再给他开新卡（以通告为准）。副卡、流量卡另说。"
        * 3
    )
    assert not [line for line in wrap(text, width) if line[0] in "，。、）"]


def test_an_apostrophe_does_not_part_a_word() -> None:
    assert wrap("the operator’s shop", 12) == ["the", "operator’s", "shop"]
