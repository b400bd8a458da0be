import pytest

from simfaq.language import Language, choose


@pytest.mark.parametrize(
    ("wanted", "question", "locale", "code"),
    [
        ("en", "手机卡", "zh_CN.UTF-8", "en"),  # asked for
        ("auto", "手机卡 SIM", "en_US.UTF-8", "zh"),
        ("auto", "SIM card", "zh_CN.UTF-8", "en"),
        ("auto", None, "en_GB.UTF-8", "en"),
        ("auto", "12345 ?!", "en_GB.UTF-8", "en"),  # no letters: the locale decides
        ("auto", None, "zh_TW.UTF-8", "zh"),
        ("auto", None, "C.UTF-8", "zh"),
        ("auto", None, "POSIX", "zh"),
        ("auto", None, "", "zh"),
    ],
)
def test_choose(wanted: str, question: str | None, locale: str, code: str) -> None:
    assert choose(wanted, question, locale) == Language(code, strict=wanted != "auto")


def test_another_language_stands_in_unless_strict() -> None:
    assert Language("zh").pick({"en": "x"}) == "x"
    assert Language("zh", strict=True).pick({"en": "x"}) is None
    assert Language("zh").pick({}) is None
