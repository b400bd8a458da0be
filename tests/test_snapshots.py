"""What people see, compared with stored pictures in text: tests/snapshots.

After a wanted change: SIMFAQ_SNAPSHOTS=write python -m pytest tests/test_snapshots.py; read the difference.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

SNAPSHOTS = Path(__file__).parent / "snapshots"
COMMANDS = {
    "answer": ["--lang", "en", "ask", "how long do I steep tea"],
    "answer-zh": ["ask", "泡茶几分钟"],
    "suggest": ["--lang", "en", "ask", "tea temperature advice"],
    "none": ["ask", "量子力学是什么"],
    "elsewhere": ["ask", "咖啡要泡多久"],
    "rule": ["ask", "在日本开茶馆要登记吗"],
    "rules-of-two": ["--lang", "en", "ask", "must tea dealers register in Japan and Korea"],
    "list": ["list"],
    "list-topic": ["list", "tea"],
    "show": ["--lang", "en", "show", "brewing-time", "milk"],
    "rules": ["--lang", "en", "rules"],
    "rules-zh": ["rules", "日本", "韩国"],
    "help": ["--lang", "en", "ask", "--help"],
    "help-zh": ["batch", "--help"],
}
# How the output reaches a person: a pipe, a terminal of some width in colour, or one without colour.
WAYS: dict[str, dict[str, str]] = {
    "piped": {"COLUMNS": "80"},
    "80": {"COLUMNS": "80", "FORCE_COLOR": "1"},
    "40": {"COLUMNS": "40", "FORCE_COLOR": "1"},
    "40-plain-colours": {"COLUMNS": "40", "FORCE_COLOR": "1", "NO_COLOR": "1"},
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", COMMANDS)
def test_output_is_as_stored(
    name: str, way: str, run: Callable[..., Result], small_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    for variable, value in WAYS[way].items():
        monkeypatch.setenv(variable, value)
    code = 1 if name in {"suggest", "none", "elsewhere"} else 0
    result = run("--data", str(small_file), *COMMANDS[name], code=code)
    # Links carry random numbers, escapes are written so that a difference can be read.
    shown = re.sub(r"\x1b\]8;id=\d+;", "\x1b]8;id=N;", result.stdout)
    shown = shown.replace("\x1b", "␛") + (f"--- stderr\n{result.stderr}" if result.stderr else "")
    path = SNAPSHOTS / f"{name}.{way}.txt"
    if os.environ.get("SIMFAQ_SNAPSHOTS") == "write":
        path.write_text(shown, "utf-8")
    assert shown == path.read_text("utf-8")


def test_no_snapshot_is_left_over() -> None:
    wanted = {f"{name}.{way}.txt" for name in COMMANDS for way in WAYS}
    assert {path.name for path in SNAPSHOTS.iterdir()} == wanted


@pytest.mark.parametrize("name", ["answer", "answer-zh", "show", "rule"])
def test_all_renderers_show_the_same_words(name: str) -> None:
    def words(way: str) -> set[str]:
        text = (SNAPSHOTS / f"{name}.{way}.txt").read_text("utf-8")
        # A terminal has a heading over the sources, and a pipe writes out what is clickable on a terminal.
        text = re.sub(r"␛\[[0-9;]*m|␛\]8;[^␛]*␛\\|What this rests on|依据与出处|https://\S+", "", text)
        # At 40 columns the question that is echoed in the frame is cut; it is the user's own.
        text = re.sub(r"(You asked|你问的是)[^\n]*", "", text)
        return set(re.findall(r"[\u4e00-\u9fff]|[A-Za-z]+", text))

    assert words("80") == words("40") == words("piped")
