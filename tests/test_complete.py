"""What the shell completes, without a shell."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from simfaq import complete


def context(data: Path | None) -> Any:
    root = SimpleNamespace(params={"data": data})
    return SimpleNamespace(find_root=lambda: root)


def test_ids_topics_and_regions_come_from_the_dataset(small_file: Path) -> None:
    ctx = context(small_file)
    assert complete.ids(ctx, "b") == ["brewing-time"]
    assert complete.topics(ctx, "") == ["tea"]
    assert complete.regions(ctx, "g") == ["GB"]


@pytest.mark.parametrize(("begun", "places"), [("j", ["JP", "Japan"]), ("日", ["日本"]), ("x", [])])
def test_places_go_by_code_or_name(small_file: Path, begun: str, places: list[str]) -> None:
    assert complete.places(context(small_file), begun) == places


def test_the_environment_names_the_dataset(small_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMFAQ_DATA", str(small_file))
    assert complete.topics(context(None), "t") == ["tea"]


def test_an_unusable_dataset_completes_nothing(tmp_path: Path) -> None:
    ctx = context(tmp_path / "missing.json")
    assert [f(ctx, "") for f in (complete.ids, complete.topics, complete.places, complete.regions)] == [
        []
    ] * 4
