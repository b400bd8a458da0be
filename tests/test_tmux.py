"""The prompt and the completion as a person meets them, in a terminal that tmux holds."""

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed")
SIMFAQ = f"{shlex.quote(sys.executable)} -m simfaq"
PATIENCE = 30  # seconds; a loaded machine is slow, and nothing is measured here


class Screen:
    """A shell in tmux: type, and wait for what appears."""

    def __init__(self, socket: Path) -> None:
        """Start a bash that no settings of the developer reach."""
        self._tmux = ["tmux", "-S", str(socket)]
        env = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "screen-256color", "PS1": "$ "}
        # Where coverage is measured, what runs in the terminal counts too.
        env |= {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}
        shell = [
            "env",
            "-i",
            *(f"{name}={value}" for name, value in env.items()),
            "bash",
            "--norc",
            "--noprofile",
        ]
        self._run("-f", os.devnull, "new-session", "-d", "-x", "80", "-y", "60", shlex.join(shell))

    def _run(self, *args: str) -> str:
        return subprocess.run([*self._tmux, *args], check=True, capture_output=True, text=True).stdout

    def type(self, *keys: str) -> None:
        """Send keys by name, or text."""
        self._run("send-keys", *keys)

    def wait(self, text: str) -> str:
        """Wait until a text is on the screen, and return the screen."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            shown = self._run("capture-pane", "-p", "-S", "-500")
            if text in shown:
                return shown
            time.sleep(0.05)
        raise AssertionError(f"{text!r} did not appear in:\n{shown}")

    def close(self) -> None:
        """End the shell."""
        subprocess.run([*self._tmux, "kill-server"], check=False)


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """Open a terminal."""
    opened = Screen(tmp_path / "tmux")
    yield opened
    opened.close()


@pytest.fixture
def tea(small_file: Path) -> str:
    """Return the command over the small dataset."""
    return f"{SIMFAQ} --data {shlex.quote(str(small_file))} --lang en"


def test_the_prompt_answers_and_opens_by_number(screen: Screen, tea: str) -> None:
    screen.type(f"{tea} ask; echo left with $?", "Enter")
    screen.wait("simfaq>")
    screen.type("?", "Enter")
    screen.wait("A number opens one of the questions offered last.")
    screen.type("7", "Enter")
    screen.wait("Nothing with that number is offered just now")
    screen.type("How long should tea brew?", "Enter")
    screen.wait("1. Does milk go in first in the UK?")
    screen.type("1", "Enter")
    screen.wait("Milk may go in first.")
    screen.type("Enter")
    screen.wait("left with 0")


def test_a_line_can_be_edited_and_comes_back(screen: Screen, tea: str) -> None:
    screen.type(f"{tea} ask", "Enter")
    screen.wait("simfaq>")
    screen.type("ow long should tea brew?", "Home", "H", "Enter")
    screen.wait("Six minutes.")
    screen.type("Up", "Up")
    assert screen.wait("simfaq> How long should tea brew?").count("How long should tea brew?") >= 2


@pytest.mark.parametrize("word", ["exit", "quit", "退出"])
def test_the_prompt_knows_the_usual_words(screen: Screen, tea: str, word: str) -> None:
    screen.type(f"{tea} ask; echo left with $?", "Enter")
    screen.wait("simfaq>")
    screen.type("help", "Enter")
    screen.wait("A number opens one of the questions offered last.")
    screen.type(word, "Enter")
    screen.wait("left with 0")


@pytest.mark.parametrize("key", ["C-c", "C-d"])
def test_the_prompt_is_left_cleanly(screen: Screen, tea: str, key: str) -> None:
    screen.type(f"{tea} ask; echo left with $?", "Enter")
    screen.wait("simfaq>")
    screen.type(key)
    shown = screen.wait("left with 0")
    assert "Traceback" not in shown
    assert "Error" not in shown


def test_a_suggestion_is_picked_by_number(screen: Screen, tea: str) -> None:
    screen.type(f"{tea} ask tea temperature advice; echo left with $?", "Enter")
    screen.wait("Number, or Enter to leave:")
    screen.type("9", "Enter")
    screen.wait("Nothing with that number is offered just now")
    screen.type("1", "Enter")
    shown = screen.wait("left with 0")
    assert "Six minutes." in shown


def test_a_suggestion_may_be_left(screen: Screen, tea: str) -> None:
    screen.type(f"{tea} ask tea temperature advice; echo left with $?", "Enter")
    screen.wait("Number, or Enter to leave:")
    screen.type("Enter")
    assert "Six minutes." not in screen.wait("left with 1")


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("simfaq sh", "simfaq show "),
        ("simfaq show keep-number-ben", "simfaq show keep-number-benefits "),
        ("simfaq list pen", "simfaq list penalties "),
        ("simfaq rules 肯", "simfaq rules 肯尼亚 "),
        ("simfaq ask --region SG", "simfaq ask --region SG "),
        ("simfaq batch --resu", "simfaq batch --resume "),
    ],
)
def test_bash_completes(screen: Screen, tmp_path: Path, typed: str, completed: str) -> None:
    script = tmp_path / "simfaq"
    script.write_text(f'#!/bin/sh\nexec {SIMFAQ} "$@"\n')
    script.chmod(0o755)
    screen.type(
        f"PATH={shlex.quote(str(tmp_path))}:$PATH; source <(simfaq --show-completion bash); echo ready",
        "Enter",
    )
    screen.wait("\nready")
    screen.type(typed, "Tab")
    time.sleep(0.2)
    screen.type("x")  # what follows the completion shows that it ended with a space
    screen.wait(f"{completed}x")
