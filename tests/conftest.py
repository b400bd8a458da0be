"""What the tests share: the bundled dataset, a small one, and a way to run the command line."""

import json
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import installed
import pytest
from sample import SMALL
from typer.testing import CliRunner, Result

import simfaq
from simfaq import loading
from simfaq.cli import app


def pytest_configure() -> None:
    """Let the tests and the processes that they start see the package as a wheel installs it."""
    folder = installed.build()
    os.environ["PYTHONPATH"] = str(folder)
    data = folder / "simfaq" / "data"
    loading.BUNDLED, loading.STORE = (data / "faq.json", loading.BUNDLED[1]), data / "faq.index"


@pytest.fixture
def small() -> dict[str, Any]:
    """Return a fresh copy of the small dataset, to change at will."""
    copy: dict[str, Any] = json.loads(json.dumps(SMALL))
    return copy


@pytest.fixture
def small_file(tmp_path: Path) -> Path:
    """Write the small dataset to a file."""
    path = tmp_path / "small.json"
    path.write_text(json.dumps(SMALL), "utf-8")
    return path


@pytest.fixture(scope="session")
def faq() -> simfaq.Faq:
    """Load the bundled dataset."""
    return simfaq.load()


@pytest.fixture(scope="session")
def matcher(faq: simfaq.Faq) -> simfaq.Matcher:
    """Build the matcher over the bundled dataset."""
    return simfaq.Matcher(faq)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run the command line in this process, away from the developer's own settings."""
    for name in ("SIMFAQ_DATA", "SIMFAQ_LANG", "FORCE_COLOR", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def invoke(*args: str, code: int = 0, **kwargs: Any) -> Result:
        result = CliRunner().invoke(app, [*args], **kwargs)
        shown = f"simfaq {' '.join(args)}\n--- stdout\n{result.stdout}\n--- stderr\n{result.stderr}"
        assert not isinstance(result.exception, Exception), shown
        assert result.exit_code == code, shown
        return result

    return invoke


@pytest.fixture
def tea(run: Callable[..., Result], small_file: Path) -> Callable[..., Result]:
    """Run the command line against the small dataset."""
    return partial(run, "--data", str(small_file))
