from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import SMALL

from simfaq import Matcher, Verdict
from simfaq.dataset import parse

TEA = Matcher(parse(SMALL))


@pytest.mark.parametrize("question", ["How long should tea brew?", "泡茶几分钟", "茶葉泡多久可以喝"])
def test_an_exact_phrasing_is_answered(question: str) -> None:
    outcome = TEA.ask(question)
    assert outcome.verdict == Verdict.ANSWER
    assert outcome.matches[0].entry.id == "brewing-time"


def test_an_out_of_scope_example_is_refused_with_its_subject() -> None:
    outcome = TEA.ask("how long should I brew coffee")
    assert outcome.verdict == Verdict.NONE
    assert outcome.foreign_subject is not None
    assert outcome.foreign_subject.id == "coffee"


@pytest.mark.parametrize("question", ["", "?!", "quantum chromodynamics", "天气"])
def test_what_is_not_there_is_refused(question: str) -> None:
    assert TEA.ask(question).verdict == Verdict.NONE


def test_another_places_rule_never_answers() -> None:
    outcome = TEA.ask("How long should tea brew in the UK?")
    assert "brewing-time" not in [match.entry.id for match in outcome.matches]


def test_the_place_named_is_the_outcomes_region() -> None:
    assert TEA.ask("British tea with milk").region == "GB"
    assert TEA.ask("泡茶几分钟").region == "CN"


def test_a_region_given_overrides_the_words() -> None:
    assert [m.entry.id for m in TEA.ask("tea", region="GB").matches] == ["milk"]
    assert TEA.ask("How long should tea brew in the UK?", region="CN").matches[0].entry.id == "brewing-time"


def test_an_entry_about_people_from_elsewhere_may_answer(small: dict[str, Any]) -> None:
    small["entries"][0]["variants"]["en"].append("British guests: how long should tea brew?")
    outcome = Matcher(parse(small)).ask("how long should tea brew for British guests")
    assert outcome.matches[0].entry.id == "brewing-time"


def test_where_somebody_is_from_is_not_the_place_meant() -> None:
    outcome = TEA.ask("How long should tea brew for a British guest?")
    assert outcome.places == frozenset()
    assert outcome.matches[0].entry.id == "brewing-time"


def test_top_limits_the_matches() -> None:
    assert len(TEA.ask("tea", top=1).matches) == 1


@settings(max_examples=60)
@given(st.text(max_size=60))
def test_scores_fall_with_rank_and_stay_in_range(question: str) -> None:
    scores = [match.score for match in TEA.ask(question, top=20).matches]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)


def test_a_dataset_without_regions_and_rivals(small: dict[str, Any]) -> None:
    for name in ("regions", "default_region", "out_of_scope", "synonyms"):
        del small[name]
    for entry in small["entries"]:
        del entry["region"]
    outcome = Matcher(parse(small)).ask("tea brewing time")
    assert (outcome.verdict, outcome.region) == (Verdict.ANSWER, None)


def test_an_entry_may_be_called_like_a_rule(small: dict[str, Any]) -> None:
    entry = {
        "id": "region:JP",
        "question": {"en": "Who invented matcha?"},
        "answer": {"en": {"summary": "Eisai."}},
    }
    small["entries"].append(entry)
    best = Matcher(parse(small)).ask("who invented matcha").matches[0]
    assert (best.entry.answer["en"].summary, best.phrasing) == ("Eisai.", "Who invented matcha?")
