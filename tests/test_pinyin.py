import pytest

from simfaq import Matcher, Verdict
from simfaq.language import choose
from simfaq.pinyin import features, first_readings, share, syllables, transliterate


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("shoujihao", ("shou", "ji", "hao")),
        ("zhuxiao", ("zhu", "xiao")),
        ("xian", ("xian",)),  # as few as possible
        ("danduli", ("dan", "du", "li")),
        ("a", ("a",)),
        ("phone", ()),
        ("giffgaff", ()),
        ("", ()),
    ],
)
def test_syllables(word: str, expected: tuple[str, ...]) -> None:
    assert syllables(word) == expected


def test_transliterate_keeps_what_is_no_pinyin() -> None:
    assert first_readings(transliterate("esim 实名")) == "esim shi ming"
    assert transliterate("esim shiming") == "esim shi ming"


def test_both_readings_of_a_character_count() -> None:
    assert {"chong xin", "zhong xin"} <= set(features(transliterate("重新")))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("shouji ka zenme zhuxiao", 1, 1),
        ("cancel my phone number", 0, 0.5),
        ("实名 shiming", 0, 0),
        ("123", 0, 0),
    ],
)
def test_share(text: str, low: float, high: float) -> None:
    assert low <= share(text) <= high


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("yi ge ren neng ban ji zhang dianhuaka", "card-limit"),
        ("shenfenzheng diule zenme buban shoujika", "id-lost"),
        ("leika zenme shiming", "lycamobile-registration"),
        ("xianggang dianhuaka zenme shiming dengji", "hk-registration"),
    ],
)
def test_a_question_in_pinyin_is_understood(question: str, entry: str, matcher: Matcher) -> None:
    outcome = matcher.ask(question)
    assert outcome.in_pinyin
    assert (outcome.verdict, outcome.matches[0].entry.id) == (Verdict.ANSWER, entry)


@pytest.mark.parametrize("question", ["jintian tianqi zenmeyang", "weixin zenme shiming renzheng"])
def test_a_foreign_question_in_pinyin_is_refused(question: str, matcher: Matcher) -> None:
    assert matcher.ask(question).verdict != Verdict.ANSWER


@pytest.mark.parametrize("question", ["how can I change my name", "can I cancel a SIM card", "do I need ID"])
def test_english_is_not_taken_for_pinyin(question: str, matcher: Matcher) -> None:
    assert not matcher.ask(question).in_pinyin


def test_pinyin_is_answered_in_chinese() -> None:
    assert choose("auto", "zenme shiming", "en_US.UTF-8", in_pinyin=True).code == "zh"
