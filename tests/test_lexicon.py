import pytest

from simfaq.lexicon import Lexicon, listed
from simfaq.text import normalise

WORDS = Lexicon(listed({"印度": "IN", "印度尼西亚": "ID", "UK": "GB", "United Kingdom": "GB", "5G卡": "5g"}))


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("印度尼西亚买卡", ["ID"]),  # the longest word wins
        ("印度买卡", ["IN"]),
        ("a uk sim", ["GB"]),
        ("uk买卡", ["GB"]),
        ("ukulele", []),  # no word inside a word
        ("the united kingdom and 印度", ["GB", "IN"]),
        ("united", []),
        ("办5G 卡", ["5g"]),
        ("", []),
    ],
)
def test_find(text: str, labels: list[str]) -> None:
    assert WORDS.find(normalise(text)) == labels


@pytest.mark.parametrize(
    ("text", "labels"),
    [("法国人买卡", ["FR+"]), ("法国买卡", ["FR"]), ("a french passport", ["FR+"]), ("a french sim", ["FR"])],
)
def test_a_tail_marks_the_word_before_it(text: str, labels: list[str]) -> None:
    words = Lexicon(listed({"法国": "FR", "French": "FR"}), ["人", "passport"])
    assert words.find(normalise(text)) == labels


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("印度尼西亚买卡", "买卡"),
        ("a UK sim", "a sim"),
        ("the United  Kingdom", "the"),
        ("刚果（金）手机卡", "手机卡"),
        ("sim 刚果(金)", "sim"),
        ("法国人买卡", "法国人买卡"),  # says something else than France
        ("uk印度", ""),
        ("5G卡 印度 5G", "5g"),
        ("", ""),
    ],
)
def test_cut(text: str, left: str) -> None:
    names = {
        "印度": "IN",
        "印度尼西亚": "ID",
        "UK": "GB",
        "United Kingdom": "GB",
        "5G卡": "5g",
        "刚果（金）": "CD",
        "法国": "FR",
    }
    assert Lexicon(listed(names), ["人"]).cut(normalise(text)) == left


def test_an_empty_list_finds_nothing() -> None:
    assert Lexicon(listed({})).find("uk 印度") == []
