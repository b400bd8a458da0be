"""The three renderers over one small dataset: same content, each in its own way."""

import json
import re

import pytest
from sample import SMALL

from simfaq import Matcher
from simfaq.dataset import parse
from simfaq.language import Language
from simfaq.page import Item, items, page
from simfaq.render.base import Renderer, refusal
from simfaq.render.json import Json
from simfaq.render.plain import Plain
from simfaq.render.terminal import Terminal

FAQ = parse(SMALL)
MATCHER = Matcher(FAQ)
ZH, EN = Language("zh"), Language("en")
ANSI = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")


@pytest.fixture(params=["80", "40"])
def width(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setenv("COLUMNS", request.param)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return int(request.param)


def test_plain_answer_is_whole_and_in_order() -> None:
    text = Plain(FAQ, EN).outcome(MATCHER.ask("tea brewing time"))
    assert text.splitlines() == [
        "You asked: tea brewing time",
        "How long should tea brew?",
        "Six minutes.",
        "",
        "The standard says so.",
        "",
        "Steps:",
        "1. Pour.",
        "2. Wait.",
        "",
        "Holds for: China",
        "Basis: rule of the authority",
        "Reviewed: 2026-01-02",
        "",
        "Sources:",
        "- Tea: preparation of liquor (ISO 3103), clause 7 https://www.iso.org/standard/73224.html",
        "",
        "Related questions:",
        "- milk\tDoes milk go in first in the UK?",
        "",
        "Only tea.",
    ]


def test_chinese_citations_are_written_the_chinese_way() -> None:
    text = Plain(FAQ, ZH).outcome(MATCHER.ask("茶要泡多久"))
    assert "茶汤的制备（ISO 3103）第7条" in text
    assert "依据：主管部门规定" in text


def test_a_claim_is_judged() -> None:
    assert "Claim: partly true" in Plain(FAQ, EN).pages([page(FAQ, FAQ.entries["milk"], EN)])


def test_terminal_shows_all_that_plain_shows(width: int) -> None:
    found = MATCHER.ask("茶要泡多久")
    drawn = Terminal(FAQ, ZH).outcome(found)
    visible = re.sub(r"[│╭╮╰╯─\s]", "", ANSI.sub("", drawn))
    for line in Plain(FAQ, ZH).outcome(found).splitlines():
        for part in re.split(r"\t|：|^- |^\d\. | https://", line):
            assert part.replace(" ", "") in visible or part.startswith("www."), (part, visible)
    assert "https://www.iso.org/standard/73224.html" in drawn  # behind the citation, as a link
    assert max(map(_cells, drawn.splitlines())) <= width


def _cells(line: str) -> int:
    from rich.cells import cell_len  # noqa: PLC0415 - a helper's own import

    return cell_len(ANSI.sub("", line))


def test_suggestions_are_numbered_and_named(width: int) -> None:
    listed = items(FAQ.entries.values(), EN)
    plain = Plain(FAQ, EN).suggestions(listed, "[/b] tea [red]")
    assert "[/b] tea [red]" in plain
    assert "1. How long should tea brew?\tbrewing-time" in plain
    drawn = ANSI.sub("", Terminal(FAQ, EN).suggestions(listed, "[/b] tea [red]"))
    assert "[/b] tea [red]" in drawn
    assert "brewing-time" in drawn
    assert max(map(_cells, drawn.splitlines())) <= width


@pytest.mark.parametrize("question", ["[/b] 茶 [red]", "a" * 500, "茶" * 500])
def test_any_question_can_be_echoed(question: str, width: int) -> None:
    drawn = Terminal(FAQ, ZH).answer(page(FAQ, FAQ.entries["brewing-time"], ZH), asked=question)
    assert question[:4] in ANSI.sub("", drawn)
    assert max(map(_cells, drawn.splitlines())) <= width


def test_json_outcome_has_the_keys_of_the_contract() -> None:
    body = json.loads(Json(FAQ, EN).outcome(MATCHER.ask("tea brewing time")))
    assert list(body) == ["question", "verdict", "language", "region", "results"]
    assert list(body["results"][0]) == [
        "id", "score", "question", "topic", "region", "summary", "details", "steps", "basis", "citations",
        "reviewed", "related", "matched",
    ]  # fmt: skip
    assert body["results"][0]["citations"][0]["locator"] == "clause 7"
    assert body["results"][0]["matched"] == "tea brewing time"


def test_json_is_readable_chinese_or_ascii() -> None:
    found = MATCHER.ask("茶要泡多久")
    assert "六分钟" in Json(FAQ, ZH).outcome(found)
    ascii_text = Json(FAQ, ZH, ascii_only=True).outcome(found)
    assert ascii_text.isascii()
    assert json.loads(ascii_text) == json.loads(Json(FAQ, ZH).outcome(found))


def test_json_keeps_what_came_nearest_to_a_refused_question() -> None:
    body = json.loads(Json(FAQ, EN).outcome(MATCHER.ask("how long should I brew coffee")))
    assert body["verdict"] == "none"
    assert body["results"]


@pytest.mark.parametrize("kind", [Plain, Terminal])
def test_a_refusal_draws_nothing_on_standard_output(kind: type[Renderer]) -> None:
    assert kind(FAQ, EN).outcome(MATCHER.ask("quantum chromodynamics")) == ""


def test_refusal_says_where_to_ask_instead() -> None:
    assert refusal(FAQ, MATCHER.ask("coffee brewing time"), EN).endswith("Ask a barista.")
    assert "tea questions" in refusal(FAQ, MATCHER.ask("quantum chromodynamics"), EN)


def test_a_language_that_an_entry_lacks() -> None:
    milk = FAQ.entries["milk"]
    assert page(FAQ, milk, ZH).summary == "Milk may go in first."
    strict = page(FAQ, milk, Language("zh", strict=True))
    assert strict.summary is None
    assert "没有所要求语言的文本" in Plain(FAQ, Language("zh", strict=True)).pages([strict])


def test_lists() -> None:
    listed = items(FAQ.entries.values(), EN)
    assert Plain(FAQ, EN).items(listed, "Tea").splitlines()[0] == "brewing-time\tHow long should tea brew?"
    assert json.loads(Json(FAQ, EN).items(listed, "Tea"))[0]["id"] == "brewing-time"
    assert "brewing-time" in Terminal(FAQ, EN).items(listed, "Tea")


def test_a_long_question_is_echoed_by_its_end() -> None:
    text = refusal(FAQ, MATCHER.ask("bla " * 100 + "zeppelin"), EN)
    assert "zeppelin”" in text
    assert len(text.splitlines()[0]) < 130


def test_topics_fit_a_terminal_narrower_than_their_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    counted = [(Item("a-rather-long-topic", "What this is all about"), 3), (Item("tea", "Tea"), 2)]
    drawn = [line.rstrip() for line in ANSI.sub("", Terminal(FAQ, EN).topics(counted, "All")).splitlines()]
    told = drawn.index("│  What this is all")
    assert drawn[told + 1] == "│  about"
