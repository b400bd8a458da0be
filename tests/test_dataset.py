import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from simfaq import DatasetError, load
from simfaq.dataset import MAX_BYTES, parse

SMALLEST = {
    "schema_version": 1,
    "entries": [{"id": "a", "question": {"en": "How many?"}, "answer": {"en": {"summary": "Five."}}}],
}


def test_the_smallest_dataset_of_the_format_loads() -> None:
    entry = parse(SMALLEST).entries["a"]
    assert entry.answer["en"].summary == "Five."
    assert entry.region is None
    assert entry.citations == ()


def test_everything_is_read(small: dict[str, Any]) -> None:
    faq = parse(small)
    entry = faq.entries["brewing-time"]
    assert faq.default_region == "CN"
    assert faq.regions["GB"].aliases["en"] == ("UK", "British")
    assert faq.synonyms == (("brew", "steep"), ("泡", "沏"))
    assert faq.out_of_scope[0].hint["en"] == "Ask a barista."
    assert entry.answer["zh"].steps == ("倒水。", "等待。")
    assert entry.citations[0].source.number["en"] == "ISO 3103"
    assert entry.citations[0].locator["zh"] == "第7条"
    assert faq.entries["milk"].claim_verdict == "partly"


def test_values_are_frozen(small: dict[str, Any]) -> None:
    with pytest.raises(AttributeError):
        parse(small).entries["milk"].region = "CN"  # type: ignore[misc]


def test_members_nobody_knows_are_left_alone(small: dict[str, Any]) -> None:
    small["comment"] = small["entries"][0]["comment"] = "later versions may add members"
    assert "milk" in parse(small).entries


def test_a_rule_is_read(small: dict[str, Any]) -> None:
    small["regions"][1]["rule"] = {"registration": "no", "confidence": "verified", "year": 2026}
    rule = parse(small).regions["GB"].rule
    assert rule is not None
    assert (rule.registration, rule.year, rule.documents) == ("no", 2026, {})


def change(path: str, value: object) -> Callable[[dict[str, Any]], None]:
    """Build an edit that sets the member at a path such as `entries.0.id`; ... removes it."""

    def edit(document: dict[str, Any]) -> None:
        *parents, last = [int(key) if key.isdigit() else key for key in path.split(".")]
        node: Any = document
        for key in parents:
            node = node[key]
        if value is ...:
            del node[last]
        else:
            node[last] = value

    return edit


@pytest.mark.parametrize(
    ("edit", "place", "problem"),
    [
        (change("schema_version", ...), "top level", "schema_version is missing"),
        (change("schema_version", 2), "schema_version", "this simfaq reads version 1"),
        (change("schema_version", "1"), "schema_version", "must be a whole number, not a string"),
        (change("entries", {}), "entries", "must be a list, not an object"),
        (change("entries", []), "entries", "at least one entry"),
        (change("entries.0", "x"), "entries[0]", "must be an object, not a string"),
        (change("entries.1.id", "brewing-time"), "entries[1].id", "stands there already"),
        (change("entries.0.id", " "), "entries[0].id", "must not be empty"),
        (change("entries.0.question", {}), "entries[0].question", "at least one language"),
        (change("entries.0.answer", {}), "entries[0].answer", "at least one language"),
        (change("entries.0.answer.zh.summary", ...), "entries[0].answer.zh", "summary is missing"),
        (change("entries.0.answer.zh.steps.1", 7), "entries[0].answer.zh.steps[1]", "not a number"),
        (change("entries.0.answer.en.details", None), "entries[0].answer.en.details", "not null"),
        (change("entries.0.basis", "hearsay"), "entries[0].basis", "must be one of law, official"),
        (change("entries.0.basis", []), "entries[0].basis", "must be one of law, official"),
        (change("entries.1.claim_verdict", "maybe"), "entries[1].claim_verdict", "must be one of true"),
        (
            change("entries.0.citations.0.source", "x"),
            "entries[0].citations[0].source",
            "not among the sources",
        ),
        (change("entries.0.related.0", "x"), "entries[0].related[0]", "x is not among the entries"),
        (change("entries.0.topic", "x"), "entries[0].topic", "not among the topics"),
        (change("entries.0.region", "x"), "entries[0].region", "not among the regions"),
        (change("default_region", "x"), "default_region", "not among the regions"),
        (change("synonyms.0.1", 1), "synonyms[0][1]", "must be a string"),
        (change("out_of_scope.0.questions", ...), "out_of_scope[0]", "questions is missing"),
        (change("entries.0.question.en", "\ud800"), "entries[0].question.en", "surrogate"),
        (change("entries.0.question.en", "\x1b[2J"), "entries[0].question.en", "control character"),
        (change("entries.0.question.en", "a\u202eb"), "entries[0].question.en", "control character"),
    ],
)
def test_a_broken_dataset_names_the_place(
    small: dict[str, Any], edit: Callable[[dict[str, Any]], None], place: str, problem: str
) -> None:
    edit(small)
    with pytest.raises(DatasetError) as caught:
        parse(small, "my.json")
    assert caught.value.place == place
    assert problem in caught.value.problem
    assert str(caught.value) == f"my.json: {place}: {caught.value.problem}"
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "line 1 column 1: not valid JSON"),
        (b'{"a": 1,\n "b" 2}', "line 2 column 6: not valid JSON"),
        (b'{"a": "\xff"}', "byte 7: not UTF-8 text"),
        (b'{"schema_version": NaN}', "NaN is not a JSON number"),
        (b"[" * 100_000, "nested too deeply"),
        (b"[]", "top level: must be an object, not a list"),
    ],
)
def test_a_file_that_is_no_dataset(tmp_path: Path, content: bytes, problem: str) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(content)
    with pytest.raises(DatasetError, match=problem):
        load(path)


def test_a_byte_order_mark_is_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps(SMALLEST), "utf-8-sig")
    assert "a" in load(path).entries


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="no such file"):
        load(tmp_path / "missing.json")
    with pytest.raises(DatasetError, match="not a regular file"):
        load(tmp_path)


def test_a_huge_file_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)  # sparse: takes no room
    with pytest.raises(DatasetError, match="larger than"):
        load(path)
