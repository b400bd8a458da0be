"""Places in questions, for every country and region of the bundled dataset, by every name it has."""

from typing import Any

import pytest

from simfaq import Faq, Matcher, Verdict, load
from simfaq.dataset import parse
from simfaq.lexicon import Lexicon, listed
from simfaq.regions import place_names
from simfaq.text import has_han, normalise

FAQ = load()
PLACES = Lexicon(listed(place_names(FAQ.regions.values())))
NAMES = [
    (name, region.code)
    for region in FAQ.regions.values()
    for name in [*region.name.values(), *(alias for aliases in region.aliases.values() for alias in aliases)]
]


@pytest.mark.parametrize("code", FAQ.regions)
def test_a_place_is_found_by_every_name(code: str) -> None:
    missed = []
    for name, owner in NAMES:
        if owner == code:
            frame = "{}买手机卡要实名吗" if has_han(name) else "do I need ID to buy a SIM card in {}?"
            found = set(PLACES.find(normalise(frame.format(name))))
            if found != {code}:
                missed.append((name, found))
    assert missed == []


@pytest.mark.parametrize(
    "question",
    [
        "如果阿姨没带身份证能办卡吗",
        "在青浦那边的营业厅能补卡吗",
        "邮箱根本收不到验证码",
        "健康提示短信怎么退订",
        "小米国行手机能用eSIM吗",
        "老马来电话说要实名",
        "我叫洛桑扎西名字太长办不了卡",
        "济宁平安卡怎么销户",
    ],
)
def test_a_word_that_only_looks_like_a_place_is_none(question: str) -> None:
    assert set(PLACES.find(normalise(question))) <= {"CN"}


# The ways in which every place's rule must be found; its name alone is one.
RULE_QUESTIONS = {"zh": "{}买手机卡要实名吗", "en": "Do I need ID to buy a SIM card in {}?"}
WAYS = [*RULE_QUESTIONS.items(), ("zh", "{}"), ("en", "{}")]


@pytest.mark.parametrize("code", FAQ.regions)
def test_every_place_is_answered_with_its_own_rule(code: str, faq: Faq, matcher: Matcher) -> None:
    region = faq.regions[code]
    for language, way in WAYS:
        outcome = matcher.ask(way.format(region.name[language]))
        assert outcome.verdict == Verdict.ANSWER, way
        assert outcome.places == {code}, way
        best = outcome.matches[0].entry
        if region.answered_by:
            # The mainland, Hong Kong, Macau and Taiwan have entries of their own for what the rule sums up.
            assert best.region in {code, None}
            assert best.id == region.answered_by
        else:
            assert best.id == f"region:{code}"
            assert region.rule is not None
            assert best.answer[language].summary == region.rule.summary[language]


@pytest.mark.parametrize("code", FAQ.regions)
def test_every_place_has_a_rule_that_says_how_sure_it_is(code: str, faq: Faq) -> None:
    rule = faq.regions[code].rule
    assert rule is not None
    assert set(rule.summary) == {"zh", "en"}
    assert rule.basis is not None
    if rule.confidence == "verified":
        assert rule.source
    else:
        assert rule.basis in {"unverified", "practice"}


@pytest.mark.parametrize("code", FAQ.regions)
def test_a_place_never_gets_another_places_rule(code: str, faq: Faq, matcher: Matcher) -> None:
    region = faq.regions[code]
    for language, question in RULE_QUESTIONS.items():
        for match in matcher.ask(question.format(region.name[language])).matches:
            if match.entry.region not in {code, None}:
                # Only a mainland rule for people or cards from the place itself, which it speaks of.
                assert match.entry.region == "CN"
                spoken = [
                    *match.entry.question.values(),
                    *(v for vs in match.entry.variants.values() for v in vs),
                ]
                assert any(code in PLACES.find(normalise(text)) for text in spoken), match.entry.id


@pytest.mark.parametrize(
    ("question", "rules"),
    [
        ("日本 韩国", {"region:JP", "region:KR"}),
        ("japan, korea?", {"region:JP", "region:KR"}),
        ("riben", {"region:JP"}),
        ("日本护照", set()),  # where somebody is from says nothing of where the card is bought
        ("french passport", set()),
    ],
)
def test_places_and_nothing_else_ask_for_their_rules(
    question: str, rules: set[str], matcher: Matcher
) -> None:
    outcome = matcher.ask(question)
    assert (outcome.question, outcome.verdict == Verdict.ANSWER) == (question, bool(rules))
    found = {match.entry.id for match in outcome.matches if match.entry.id.startswith("region:")}
    assert found == rules


def test_without_rules_a_place_alone_is_no_question(small: dict[str, Any]) -> None:
    del small["region_questions"]
    assert Matcher(parse(small)).ask("Japan").verdict != Verdict.ANSWER


@pytest.mark.parametrize("question", ["一个身份证能办几张手机卡", "how many SIM cards can I have"])
def test_without_a_place_the_default_region_leads(question: str, matcher: Matcher) -> None:
    assert matcher.ask(question).matches[0].entry.region == "CN"


@pytest.mark.parametrize(
    ("question", "region", "entry"),
    [
        ("一个人能办几张手机卡", "HK", "hk-limit"),
        ("一个人能办几张手机卡", None, "card-limit"),
        ("香港一个人能登记几张储值卡", None, "hk-limit"),
        ("香港人在深圳怎么办手机卡", None, "hk-macau-permit"),
        ("法国人在北京怎么买手机卡", None, "foreigner-buy"),
        ("澳门人在珠海办电话卡要带啥", None, "hk-macau-permit"),
        ("台湾人在北京办手机卡要什么证件", None, "taiwan-permit"),
        ("内地人能登记几张储值卡", None, "hk-limit"),
    ],
)
def test_the_place_decides(question: str, region: str | None, entry: str, matcher: Matcher) -> None:
    assert matcher.ask(question, region=region).matches[0].entry.id == entry
