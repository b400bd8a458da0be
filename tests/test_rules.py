"""The rules of places: as answers to questions, and as the command shows them."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from sample import SMALL
from typer.testing import Result

from simfaq import Matcher, Verdict, regions
from simfaq.dataset import parse
from simfaq.language import Language
from simfaq.page import sheets
from simfaq.render.terminal import Terminal

FAQ = parse(SMALL)
MATCHER = Matcher(FAQ)
Run = Callable[..., Result]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Must tea dealers register in Japan?", "region:JP"),
        ("registration of a shop for tea, Japan", "region:JP"),
        ("在日本开茶馆要登记吗", "region:JP"),
        ("韩国卖茶需要登记吗", "region:KR"),
        ("must a tea dealer register in korea", "region:KR"),
    ],
)
def test_a_question_about_a_place_gets_its_rule(question: str, answer: str) -> None:
    outcome = MATCHER.ask(question)
    assert (outcome.verdict, outcome.matches[0].entry.id) == (Verdict.ANSWER, answer)


@pytest.mark.parametrize(
    "question", ["is Japan far away", "日本首都是哪里", "Must tea dealers register in the UK?"]
)
def test_another_question_about_a_place_does_not(question: str) -> None:
    outcome = MATCHER.ask(question)
    assert outcome.verdict != Verdict.ANSWER or not outcome.matches[0].entry.id.startswith("region:")


def test_without_a_place_no_rule_is_offered() -> None:
    assert all(not m.entry.id.startswith("region:") for m in MATCHER.ask("must tea dealers register").matches)


def test_the_region_asked_for_stands_in_for_a_place() -> None:
    assert MATCHER.ask("must tea dealers register", region="JP").matches[0].entry.id == "region:JP"


def test_several_places_are_answered_together(tea: Run) -> None:
    outcome = MATCHER.ask("must tea dealers register in Japan and Korea")
    assert outcome.verdict == Verdict.ANSWER
    assert [match.entry.id for match in outcome.matches[:2]] == ["region:JP", "region:KR"]
    assert outcome.matches[0].score == outcome.matches[1].score
    text = tea("--lang", "en", "ask", "must tea dealers register in Japan and Korea").stdout
    assert text.index("Japan (JP)") < text.index("South Korea (KR)")


def test_an_entry_that_answers_for_a_place_goes_before_its_rule(small: dict[str, Any]) -> None:
    small["regions"][2]["answered_by"] = "brewing-time"
    faq = parse(small)
    outcome = Matcher(faq).ask("Must tea dealers register in Japan?")
    assert all(match.entry.id != "region:JP" for match in outcome.matches)
    entry = regions.entry_by_id(faq, "region:JP")
    assert entry is not None
    assert entry.related == ("brewing-time",)


def test_a_rule_is_told_as_an_answer(tea: Run) -> None:
    body = json.loads(tea("ask", "--json", "Must tea dealers register in Japan?").stdout)
    (first, *_) = body["results"]
    assert (body["region"], first["id"], first["region"], first["basis"]) == (
        "JP",
        "region:JP",
        "JP",
        "official",
    )
    assert first["question"] == "Must tea dealers register in Japan?"
    assert first["summary"] == "Yes. Tea dealers in Japan register."
    assert first["details"][:3] == ["Documents: a seal", "Limit: two shops", "Since: 1900"]
    assert first["details"][3].startswith("Confidence: ")
    assert first["citations"] == [
        {
            "title": "Tea Office notice",
            "number": None,
            "locator": "2020",
            "url": "https://www.iso.org/tea.html",
        }
    ]


def test_a_rule_without_a_summary_is_summed_up(tea: Run) -> None:
    assert "Registration is not required." in tea("--lang", "en", "rules", "KR").stdout
    assert "不要登记。" in tea("--lang", "zh", "rules", "KR").stdout


def test_a_rule_is_shown_by_its_id(tea: Run) -> None:
    assert tea("show", "region:JP").stdout == tea("rules", "JP").stdout


@pytest.mark.parametrize("name", ["JP", "jp", "Japan", "japan", "日本"])
def test_a_place_goes_by_code_and_by_every_name(tea: Run, name: str) -> None:
    assert json.loads(tea("rules", "--json", name).stdout)[0]["code"] == "JP"


def test_the_table_has_one_line_a_place(tea: Run) -> None:
    assert tea("--lang", "en", "rules").stdout.splitlines() == [
        "JP\tJapan\tyes\ta seal\ttwo shops\t1900\tsourced",
        "KR\tSouth Korea\tno\t\t\t\tunchecked",
    ]


def test_chinese_names_stand_in_the_order_of_their_pinyin(tea: Run) -> None:
    assert [line.split("\t")[1] for line in tea("--lang", "zh", "rules").stdout.splitlines()] == [
        "韩国",
        "日本",
    ]


@pytest.mark.parametrize(
    ("args", "codes"),
    [
        (["--required", "yes"], ["JP"]),
        (["--required", "no"], ["KR"]),
        (["--limit"], ["JP"]),
        (["--required", "no", "--limit"], []),
        (["JP", "KR", "--required", "no"], ["KR"]),
    ],
)
def test_the_table_can_be_narrowed(tea: Run, args: list[str], codes: list[str]) -> None:
    assert [row["code"] for row in json.loads(tea("rules", "--json", *args).stdout)] == codes


def test_nothing_left_of_the_table_is_exit_1(tea: Run) -> None:
    result = tea("rules", "--required", "planned", code=1)
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Jpan", "there is no place Jpan; did you mean Japan"),
        ("GB", "the rule of GB is not known"),
        ("\udcff", "there is no place"),
    ],
)
def test_a_place_without_a_rule_is_an_error(tea: Run, name: str, message: str) -> None:
    result = tea("--lang", "en", "rules", name, code=2)
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("width", [100, 80, 40, 20])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_tables_fit_the_terminal(width: int, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    terminal = Terminal(FAQ, Language(language))
    shown = sheets(regions.ruled(FAQ, FAQ.regions).values(), Language(language))
    for drawn in (terminal.rules(shown), terminal.comparison(shown)):
        plain = re.sub(r"\x1b\[[0-9;]*m", "", drawn)
        assert all(sum(2 if c >= "\u1100" else 1 for c in line) <= width for line in plain.splitlines())
        if width >= 40:
            assert all(
                word in plain for word in (("印章", "韩国") if language == "zh" else ("a seal", "Korea"))
            )
