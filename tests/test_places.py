"""Places in questions, for every country and region of the bundled dataset, by every name it has."""

import pytest

from simfaq import Faq, Matcher, load
from simfaq.lexicon import Lexicon
from simfaq.regions import place_names
from simfaq.text import has_han, normalise

FAQ = load()
PLACES = Lexicon(place_names(FAQ.regions.values()))
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


@pytest.mark.parametrize("code", FAQ.regions)
def test_a_place_never_gets_another_places_rule(code: str, faq: Faq, matcher: Matcher) -> None:
    region = faq.regions[code]
    for question in (
        f"{region.name['zh']}买手机卡要实名吗",
        f"Do I need ID to buy a SIM card in {region.name['en']}?",
    ):
        outcome = matcher.ask(question)
        assert outcome.places == {code}
        for match in outcome.matches:
            if match.entry.region not in {code, None}:
                # Only a mainland rule for people or cards from the place itself, which it speaks of.
                assert match.entry.region == "CN"
                spoken = [
                    *match.entry.question.values(),
                    *(v for vs in match.entry.variants.values() for v in vs),
                ]
                assert any(code in PLACES.find(normalise(text)) for text in spoken), (
                    question,
                    match.entry.id,
                )


@pytest.mark.parametrize("question", ["一个身份证能办几张手机卡", "how many SIM cards can I have"])
def test_without_a_place_the_default_region_leads(question: str, matcher: Matcher) -> None:
    assert matcher.ask(question).matches[0].entry.region == "CN"


@pytest.mark.parametrize(
    ("question", "region", "entry"),
    [
        ("一个人能办几张手机卡", "HK", "hk-limit"),
        ("一个人能办几张手机卡", None, "card-limit"),
        ("香港一个人能登记几张储值卡", None, "hk-limit"),
        ("香港人在深圳怎么办手机卡", None, "hmt-resident"),
        ("法国人在北京怎么买手机卡", None, "foreigner-buy"),
        ("澳门人在珠海办电话卡要带啥", None, "hmt-resident"),
        ("台湾人在北京办手机卡要什么证件", None, "hmt-resident"),
        ("内地人能登记几张储值卡", None, "hk-limit"),
    ],
)
def test_the_place_decides(question: str, region: str | None, entry: str, matcher: Matcher) -> None:
    assert matcher.ask(question, region=region).matches[0].entry.id == entry
