"""Questions as people type them, against the bundled dataset: some must be answered, some must be refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from simfaq import Matcher, Verdict

CASES: dict[str, Any] = json.loads((Path(__file__).parent / "cases" / "development.json").read_text("utf-8"))


def cases(kind: str) -> list[Any]:
    """List the cases of a kind; known misses may fail, and say so by passing."""
    return [
        pytest.param(
            case, id=case["q"], marks=[pytest.mark.xfail(strict=True)] if "known_miss" in case else []
        )
        for case in CASES[kind]
    ]


@pytest.mark.parametrize("case", cases("answered"))
def test_is_answered(case: dict[str, Any], matcher: Matcher) -> None:
    outcome = matcher.ask(case["q"])
    assert outcome.verdict == Verdict.ANSWER
    assert outcome.matches[0].entry.id in case["ids"]


@pytest.mark.parametrize("case", cases("refused"))
def test_is_not_answered(case: dict[str, Any], matcher: Matcher) -> None:
    assert matcher.ask(case["q"]).verdict != Verdict.ANSWER


# What the readers of the two starting articles ask, and the entries that answer it.
ARTICLE_QUESTIONS = [
    ("什么是实名制", "what-is-real-name"),
    ("为什么要实名", "why-real-name"),
    ("不实名会怎样", "unregistered-consequences"),
    ("实名有什么好处", "why-real-name"),
    ("莱卡手机卡怎么实名", "lycamobile-registration"),
    ("需要什么材料", "documents-accepted"),
    ("去哪里办：APP、营业厅", "where-to-register"),
    ("扫描身份证、拍照有什么要求", "id-photo-requirements"),
    ("要不要手持身份证拍照", "handheld-id-photo"),
    ("审核要多久", "verification-time"),
    ("怎么查进度、怎么知道成功了", "registration-progress"),
    ("忘记身份证号怎么办", "id-number-forgotten"),
    ("实名认证失败怎么办", "verification-failed"),
    ("会不会泄露个人信息", "privacy-leak"),
    ("实名后号码能用哪些功能、绑定银行卡", "after-registration-functions"),
    ("什么是保号卡", "keep-number-card-what"),
    ("leb卡是什么", "lebara-what"),
    ("leb卡需要实名吗", "lebara-registration"),
    ("保号卡需要实名吗", "keep-number-card-registration"),
    ("法律依据是什么", "legal-basis"),
    ("主卡、副卡、保号卡都要实名吗", "secondary-card"),
    ("不实名有什么后果", "unregistered-consequences"),
    ("保号卡怎么实名、线上还是线下", "keep-number-register-how"),
    ("审核多久", "verification-time"),
    ("实名对保号有什么好处", "keep-number-benefits"),
    ("担心泄露怎么办", "personal-info-rights"),
    ("怎么定期查号码状态", "check-number-status"),
    ("长期不用会怎样、怎么保持活跃", "inactive-number"),
    ("保号该选什么套餐", "keep-number-plan-choice"),
    ("出国几年回来号码没了怎么办、能恢复吗", "recover-cancelled-number"),
]


@pytest.mark.parametrize(("question", "entry"), ARTICLE_QUESTIONS)
def test_the_articles_questions_find_their_entries(question: str, entry: str, matcher: Matcher) -> None:
    assert matcher.ask(question).matches[0].entry.id == entry
