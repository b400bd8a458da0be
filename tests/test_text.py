import pytest
from hypothesis import given
from hypothesis import strategies as st

from simfaq.text import clean, features, has_han, normalise, pieces, runs


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ＳＩＭ卡１张", "sim 卡 1 张"),  # full width
        ("Can I CANCEL it?", "can i cancel it"),
        ("電話卡實名登記", "电话卡实名登记"),
        ("身份证😂😂!!", "身份证"),
        ("e-SIM", "e sim"),
        ("Türkiye", "turkiye"),
        ("がぎぐ 가나다", "がぎぐ 가나다"),  # voiced kana and Hangul stay whole
        ("  a\t\n b ", "a b"),
        ("?!。", ""),
    ],
)
def test_normalise(typed: str, expected: str) -> None:
    assert normalise(typed) == " ".join(runs(expected)) == normalise(expected)


@given(st.text())
def test_normalise_is_idempotent(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text())
def test_features_never_fail_and_depend_on_normalised_text_alone(text: str) -> None:
    assert features(normalise(text)) == features(normalise(normalise(text)))


def test_chinese_features_are_characters_and_pairs() -> None:
    assert features("实名制") == ["实", "名", "制", "实名", "名制"]


def test_latin_features_are_words_and_their_pieces() -> None:
    assert features("sim 5") == ["sim", "~^si", "~sim", "~im$", "~^sim", "~sim$", "5"]


def test_scripts_part_words() -> None:
    assert runs(normalise("5G卡用eSIM吗")) == ["5g", "卡用", "esim", "吗"]


@pytest.mark.parametrize("word", ["12306", "id", "a"])
def test_numbers_and_short_words_have_no_pieces(word: str) -> None:
    assert pieces(word) == ()


def test_clean_keeps_what_can_be_shown() -> None:
    assert clean("[/b] 实名 [red]") == "[/b] 实名 [red]"


@pytest.mark.parametrize(
    ("hostile", "safe"),
    [("\x1b[31m红\x1b[0m", "[31m红[0m"), ("a\u202eb", "ab"), ("a\x00b", "ab"), ("\ud800", "\ufffd")],
)
def test_clean_removes_what_steers_a_terminal(hostile: str, safe: str) -> None:
    assert clean(hostile) == safe


def test_has_han() -> None:
    assert has_han("abc卡")
    assert not has_han("abcカ")
