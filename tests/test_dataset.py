import json
from pathlib import Path
from typing import Any

import pytest
from slips import OF_THE_WHOLE, STRUCTURAL, Edit

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


@pytest.mark.parametrize(("edit", "place", "problem"), STRUCTURAL + OF_THE_WHOLE)
def test_a_broken_dataset_names_the_place(
    small: dict[str, Any], edit: Edit, place: str, problem: str
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
