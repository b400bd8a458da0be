"""The maintainers' tools."""

import importlib.util
import json
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from simfaq.dataset import parse
from simfaq.loading import BUNDLED

ROOT = Path(__file__).parent.parent


def tool(name: str) -> ModuleType:
    """Import a script of tools/, which is no package."""
    spec = importlib.util.spec_from_file_location(f"tools_{name}", ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def dataset() -> ModuleType:
    return tool("dataset")


def test_the_bundled_dataset_is_in_its_canonical_form(dataset: ModuleType) -> None:
    assert dataset.main(["format", "--check"]) == 0


def test_the_example_is_in_its_canonical_form(dataset: ModuleType) -> None:
    assert dataset.main(["--data", str(ROOT / "examples" / "library.json"), "format", "--check"]) == 0


def test_format_changes_the_form_only(
    dataset: ModuleType, small: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.json"
    entry = small["entries"][0]
    small["entries"][0] = {"comment": "kept, at the end", **dict(reversed(entry.items()))}
    path.write_text(json.dumps(small, indent=4), "utf-8")
    assert dataset.main(["--data", str(path), "format", "--check"]) == 1
    assert "canonical" in capsys.readouterr().err
    assert dataset.main(["--data", str(path), "format"]) == 0
    assert dataset.main(["--data", str(path), "format", "--check"]) == 0
    text = path.read_text("utf-8")
    assert json.loads(text) == small
    assert text.startswith('{\n "schema_version": 1,\n')
    assert "茶要泡多久" in text
    assert list(json.loads(text)["entries"][0]) == [
        "id", "topic", "region", "question", "variants", "answer", "basis", "citations", "related",
        "reviewed", "comment",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        ("2026-11-22", 6, "2026-05-22"),
        ("2026-01-31", 12, "2025-01-31"),
        ("2026-03-31", 1, "2026-02-28"),
        ("2026-12-15", 0, "2026-12-15"),
        ("2026-12-15", 12, "2025-12-15"),
    ],
)
def test_months_are_counted_back(dataset: ModuleType, day: str, months: int, before: str) -> None:
    assert dataset.months_before(date.fromisoformat(day), months) == date.fromisoformat(before)


def test_stale_lists_what_was_reviewed_long_ago(dataset: ModuleType, small: dict[str, Any]) -> None:
    faq = parse(small)
    assert dataset.stale(faq, date(2026, 1, 2)) == [("", "milk")]
    assert dataset.stale(faq, date(2026, 1, 3)) == [("", "milk"), ("2026-01-02", "brewing-time")]


def test_stale_prints_dates_and_ids(
    dataset: ModuleType, small_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dataset.main(["--data", str(small_file), "stale", "--months", "0"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "never       milk"


def test_citations_are_listed_by_source(
    dataset: ModuleType, small_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dataset.main(["--data", str(small_file), "citations"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "iso-3103: Tea: preparation of liquor · 茶汤的制备 · ISO 3103",
        "  brewing-time\tclause 7 / 第7条",
    ]
    assert dataset.main(["--data", str(small_file), "citations", "iso-9"]) == 2
    assert capsys.readouterr().err == "there is no source iso-9\n"


def test_every_citation_of_the_bundled_dataset_is_listed(dataset: ModuleType) -> None:
    document = json.loads(BUNDLED[1].read_text("utf-8"))
    listed = sum(map(len, dataset.citations(parse(document)).values()))
    assert listed == sum(len(entry.get("citations", ())) for entry in document["entries"])


def test_a_file_that_is_no_dataset_is_one_line(
    dataset: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dataset.main(["--data", str(tmp_path / "missing.json"), "citations"]) == 3
    assert capsys.readouterr().err.endswith("missing.json: no such file\n")
