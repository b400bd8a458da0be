"""The example on another subject: examples/library.json, as docs/another-subject.md presents it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from simfaq.lint import check

LIBRARY = Path(__file__).parent.parent / "examples" / "library.json"
Run = Callable[..., Result]


def test_it_has_no_findings() -> None:
    assert check(LIBRARY) == []


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("借书证掉了咋整", "lost-card"),
        ("最多能借几本小说", "how-many-books"),
        ("jieshuzheng diule zenme ban", "lost-card"),
        ("how late are you open", "opening-hours"),
        ("can I bring my kids", "children"),
    ],
)
def test_it_answers_in_words_that_it_does_not_hold(run: Run, question: str, entry: str) -> None:
    text = LIBRARY.read_text("utf-8")
    assert f'"{question}"' not in text
    body = json.loads(run("--data", str(LIBRARY), "ask", "--json", question).stdout)
    assert (body["verdict"], body["results"][0]["id"]) == ("answer", entry)


@pytest.mark.parametrize(
    "question", ["university library seats", "新书多少钱", "一个人能办几张手机卡", "天气预报"]
)
def test_it_does_not_answer_what_it_does_not_cover(run: Run, question: str) -> None:
    body = json.loads(run("--data", str(LIBRARY), "ask", "--json", question, code=1).stdout)
    assert body["verdict"] != "answer"


def test_a_refusal_says_where_to_ask(run: Run) -> None:
    result = run("--data", str(LIBRARY), "ask", "university library seats", code=1)
    assert "For the university library ask the university." in result.stderr


def test_the_program_says_nothing_of_cards(run: Run) -> None:
    assert "手机" not in run("--data", str(LIBRARY), "ask", "图书馆晚上几点关").stdout
