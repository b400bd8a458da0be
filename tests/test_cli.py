import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

import simfaq

Run = Callable[..., Result]


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"simfaq {simfaq.__version__}\n"


@pytest.mark.parametrize("args", [[], ["--help"], ["-h"]])
@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "simfaq QUESTION is short for simfaq ask QUESTION."),
        ("zh", "simfaq 问题 就是 simfaq ask 问题。"),
    ],
)
def test_help(run: Run, args: list[str], lang: str, text: str) -> None:
    assert text in run("--lang", lang, *args).stdout


@pytest.mark.parametrize("command", ["ask", "list", "show", "rules", "batch", "lint"])
@pytest.mark.parametrize(("lang", "heading"), [("en", "Examples:\n"), ("zh", "示例：\n")])
def test_every_command_has_help_with_two_examples(run: Run, command: str, lang: str, heading: str) -> None:
    examples = run("--lang", lang, command, "--help").stdout.partition(heading)[2].partition("\n\n")[0]
    assert [
        line.startswith(f"  simfaq {'--lang en ' * ('--lang' in line)}{command}")
        for line in examples.splitlines()
    ] == [True, True]


@pytest.mark.parametrize("command", ["ask", "list", "show", "rules", "batch", "lint"])
def test_help_is_chinese_where_chinese_is_spoken(run: Run, command: str) -> None:
    text = run(command, "--help").stdout
    assert [
        line
        for line in text.splitlines()
        if re.search("[A-Za-z]{3,} [a-z]{3,} [a-z]{3,}", line) and "simfaq" not in line
    ] == []


def test_ask_answers(tea: Run) -> None:
    assert "Six minutes." in tea("ask", "How long should tea brew?").stdout


def test_words_need_no_quotes(tea: Run) -> None:
    assert "Six minutes." in tea("ask", "how", "long", "should", "tea", "brew").stdout


@pytest.mark.parametrize(
    "words", [["泡茶几分钟"], ["how", "long", "should", "tea", "brew"], ["泡茶几分钟", "--plain"]]
)
def test_a_question_needs_no_command(tea: Run, words: list[str]) -> None:
    assert tea(*words).stdout == tea("ask", *words).stdout


def test_an_id_asks_for_its_entry(tea: Run) -> None:
    assert tea("brewing-time").stdout == tea("show", "brewing-time").stdout


def test_an_id_without_text_in_the_language_wanted_is_no_answer(tea: Run) -> None:
    shown = tea("--lang", "zh", "show", "milk", code=1).stdout
    assert tea("--lang", "zh", "ask", "milk", code=1).stdout == shown


def test_a_region_may_be_given_by_name(tea: Run) -> None:
    assert tea("ask", "--region", "japan", "must tea dealers register").stdout == (
        tea("ask", "--region", "JP", "must tea dealers register").stdout
    )


def test_a_mistyped_command_is_no_question(run: Run) -> None:
    result = run("lists", code=2)
    assert result.stdout == ""
    assert "list" in result.stderr


def test_standard_input_is_read_as_the_question(tea: Run) -> None:
    assert "Six minutes." in tea("ask", input="How long should\n tea brew?\n").stdout
    assert "Six minutes." in tea("ask", "-", input="How long should tea brew?").stdout


def test_a_refusal_goes_to_standard_error_with_exit_1(tea: Run) -> None:
    result = tea("ask", "quantum [/b] chromodynamics [red]", code=1)
    assert result.stdout == ""
    assert "quantum [/b] chromodynamics [red]" in result.stderr


def test_a_suggestion_has_exit_1(tea: Run) -> None:
    result = tea("ask", "tea temperature advice", code=1)
    assert "Did you mean" in result.stdout


def test_json_answer(tea: Run) -> None:
    body = json.loads(tea("ask", "--json", "泡茶几分钟").stdout)
    assert (body["verdict"], body["language"], body["results"][0]["id"]) == ("answer", "zh", "brewing-time")


def test_json_refusal_has_exit_1_and_is_still_json(tea: Run) -> None:
    result = tea("ask", "--json", "quantum chromodynamics", code=1)
    assert json.loads(result.stdout)["verdict"] == "none"
    assert result.stderr == ""


def test_ascii_json(tea: Run) -> None:
    assert tea("ask", "--ascii", "泡茶几分钟").stdout.isascii()


@pytest.mark.parametrize(("lang", "summary"), [("en", "Six minutes."), ("zh", "六分钟。")])
def test_lang_decides_the_language(run: Run, small_file: Path, lang: str, summary: str) -> None:
    result = run("--data", str(small_file), "--lang", lang, "ask", "泡茶几分钟")
    assert summary in result.stdout


def test_a_strict_language_that_is_missing_is_no_answer(run: Run, small_file: Path) -> None:
    result = run("--data", str(small_file), "--lang", "zh", "ask", "milk before tea in Britain", code=1)
    assert "没有所要求语言的文本" in result.stdout


def test_environment_variables(run: Run, small_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMFAQ_DATA", str(small_file))
    monkeypatch.setenv("SIMFAQ_LANG", "en")
    assert "Six minutes." in run("泡茶几分钟").stdout


def test_list_topics_then_a_topic(tea: Run) -> None:
    assert tea("list").stdout == "tea\t2\t茶\n"
    assert tea("list", "tea").stdout == "brewing-time\t茶要泡多久?\nmilk\tDoes milk go in first in the UK?\n"
    assert tea("list", "tea", "--region", "gb").stdout == "milk\tDoes milk go in first in the UK?\n"
    assert json.loads(tea("list", "--json").stdout) == [{"id": "tea", "title": "茶", "entries": 2}]


def test_list_without_topics_lists_the_entries(run: Run, tmp_path: Path, small: dict[str, Any]) -> None:
    del small["topics"]
    path = tmp_path / "x.json"
    path.write_text(json.dumps(small), "utf-8")
    assert run("--data", str(path), "list").stdout.startswith("brewing-time\t")


def test_show_takes_several_ids(tea: Run) -> None:
    text = tea("show", "brewing-time", "milk").stdout
    assert text.index("六分钟。") < text.index("Milk may go in first.")
    assert [e["id"] for e in json.loads(tea("show", "--json", "milk", "brewing-time").stdout)] == [
        "milk",
        "brewing-time",
    ]


def test_batch_answers_every_line_in_order(tea: Run, tmp_path: Path) -> None:
    path = tmp_path / "q.txt"
    path.write_bytes("泡茶几分钟\n\n".encode() + b"milk \xff before tea in Britain\n")
    lines = [json.loads(line) for line in tea("batch", str(path), "--top", "1").stdout.splitlines()]
    assert [line["verdict"] for line in lines] == ["answer", "none", "answer"]
    assert [line["results"][:1] and line["results"][0]["id"] for line in lines] == [
        "brewing-time",
        [],
        "milk",
    ]


def test_batch_reads_standard_input(tea: Run) -> None:
    lines = tea("batch", "-", input="泡茶几分钟\nmilk first\n").stdout.splitlines()
    assert [json.loads(line)["question"] for line in lines] == ["泡茶几分钟", "milk first"]


def test_a_long_text_is_cut_to_its_end(tea: Run) -> None:
    story = "bla " * 5000 + "How long should tea brew?"
    body = json.loads(tea("ask", "--json", input=story, code=1).stdout)
    assert len(body["question"]) == 2000
    assert body["question"].endswith("tea brew?")


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (["ask", "--bogus", "x"], 2, "no such option --bogus"),
        (["ask", "x", "--lang", "en"], 2, "--lang stands before the command, as in simfaq --lang en ask …"),
        (["--lang", "fr", "ask", "x"], 2, "--lang takes one of auto, zh, en; see"),
        (["ask", "--top", "0", "x"], 2, "--top must be from 1 to 20"),
        (["ask", "--top", "x"], 2, "--top must be from 1 to 20"),
        (["ask", "--top"], 2, "--top needs a value"),
        (["ask", "--region", "XX", "x"], 2, "the dataset has no region XX"),
        (["ask", " "], 2, "no question given"),
        (["lisst"], 2, "there is no command lisst; did you mean list?"),
        (["list", "taa"], 2, "there is no topic taa; did you mean tea?"),
        (["list", "--search", "coffee"], 1, "no entry holds all of coffee"),
        (["show", "brwing"], 2, "there is no entry brwing; did you mean brewing-time?"),
        (["show", ""], 2, "several ids begin with"),
        (["show"], 2, "ID is missing"),
        (["rules", "--required", "maybe"], 2, "--required takes one of yes, no, partial, planned, unknown"),
        (["batch", "x", "--resume"], 2, "--resume needs --output"),
        (["batch", "missing.txt"], 2, "cannot read missing.txt: No such file or directory"),
        (["--data", "missing.json", "ask", "x"], 3, "missing.json: no such file"),
    ],
)
def test_bad_input_is_one_line_on_standard_error(
    tea: Run, args: list[str], code: int, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    result = tea(*args, code=code)
    assert result.stdout == ""
    assert message in result.stderr
    assert result.stderr.startswith("simfaq: ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(("lang", "problem"), [("en", "id is missing"), ("zh", "缺少 id")])
def test_a_broken_dataset_names_the_place(run: Run, tmp_path: Path, lang: str, problem: str) -> None:
    path = tmp_path / "x.json"
    path.write_text('{"schema_version": 1, "entries": [{}]}')
    result = run("--data", str(path), "--lang", lang, "ask", "x", code=3)
    assert result.stderr == f"simfaq: {path}: entries[0]: {problem}\n"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["ask", "--bogus", "x"], "没有 --bogus 这个选项"),
        (["--lang", "fr", "ask", "x"], "--lang 只能是：auto, zh, en；可用"),
        (["ask", "--top", "0", "x"], "--top 只能从 1 到 20"),
        (["list", "taa"], "没有 taa 这个主题；是不是想写 tea；可用 simfaq list 查看"),
        (["show"], "缺少 ID"),
        (["batch", "missing.txt"], "读不了 missing.txt：没有这个文件或目录"),
    ],
)
def test_errors_are_told_in_chinese_where_chinese_is_spoken(tea: Run, args: list[str], message: str) -> None:
    assert message in tea(*args, code=2).stderr


def test_explain_shows_how_the_answer_was_found(tea: Run) -> None:
    text = tea("ask", "--explain", "how long do I steep tea").stdout
    assert "verdict: answer (the best score," in text
    assert "brewing-time: score" in text
    assert "rival: coffee" in text


def test_explain_shows_why_a_question_was_refused(tea: Run) -> None:
    result = tea("ask", "--explain", "how hot should coffee be", code=1)
    assert "verdict: none (an out-of-scope example is asked word for word)" in result.stdout


def test_explain_in_json(tea: Run) -> None:
    told = json.loads(tea("ask", "--explain", "--json", "泡茶几分钟").stdout)["explain"]
    assert told["reason"] == "a phrasing of brewing-time is asked word for word"
    assert told["matches"][0]["parts"]["ratio"] == 1.0


def test_show_takes_the_beginning_of_an_id(tea: Run) -> None:
    assert tea("show", "brew").stdout == tea("show", "brewing-time").stdout


def test_show_of_an_entry_without_the_language_asked_for_has_exit_1(run: Run, small_file: Path) -> None:
    result = run("--data", str(small_file), "--lang=zh", "show", "milk", code=1)
    assert "没有所要求语言的文本" in result.stdout


def test_a_single_english_word_may_be_a_question(run: Run, small_file: Path) -> None:
    result = run("--data", str(small_file), "--lang=en", "zeppelin", code=1)
    assert "Nothing here reliably answers “zeppelin”" in result.stderr


def test_csv_cannot_be_ascii(tea: Run) -> None:
    assert "--ascii" in tea("batch", "-", "--to", "csv", "--ascii", code=2).stderr


def test_an_interrupt_ends_quietly_with_the_shells_code(
    run: Run, monkeypatch: pytest.MonkeyPatch, small_file: Path
) -> None:
    def interrupted(_path: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("simfaq.load", interrupted)
    result = run("--data", str(small_file), "list", code=130)
    assert (result.stdout, result.stderr) == ("", "")
