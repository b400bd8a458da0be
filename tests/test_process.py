"""The command as a process of its own: streams, pipes, a real terminal, what gets imported."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

QUESTION = "一个人能办几张手机卡"
# The developer's own settings must not decide what the tests see.
SETTINGS = ("SIMFAQ_", "LC_", "LANG", "FORCE_COLOR", "NO_COLOR", "COLUMNS")
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(SETTINGS)}


def simfaq(
    *args: str, env: dict[str, str] | None = None, stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "simfaq", *args],
        env={**ENVIRONMENT, **(env or {})},
        input=stdin,
        capture_output=True,
        check=False,
    )


def in_terminal(*args: str, columns: str = "80", env: dict[str, str] | None = None) -> str:
    """Run with a pseudo-terminal as standard output and return what it shows."""
    master, slave = pty.openpty()
    env = {**ENVIRONMENT, "COLUMNS": columns, "TERM": "xterm-256color", **(env or {})}
    with subprocess.Popen(
        [sys.executable, "-m", "simfaq", *args], stdout=slave, stdin=slave, env=env
    ) as process:
        os.close(slave)
        shown = b""
        while True:
            try:
                chunk = os.read(master, 65536)
            except OSError:  # how Linux says that the other end has closed
                break
            if not chunk:
                break
            shown += chunk
        process.wait()
    os.close(master)
    return shown.decode()


def test_a_pipe_gets_plain_text() -> None:
    done = simfaq("ask", QUESTION)
    text = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert "\x1b" not in text
    assert not set("│╭─") & set(text)


def test_a_terminal_gets_panels() -> None:
    shown = in_terminal("ask", QUESTION)
    assert "\x1b[" in shown
    assert "╭" in shown


def test_plain_on_a_terminal() -> None:
    assert "╭" not in in_terminal("ask", "--plain", QUESTION)


def test_colour_can_be_forced_into_a_pipe() -> None:
    assert b"\x1b[" in simfaq("ask", QUESTION, env={"FORCE_COLOR": "1", "TERM": "xterm-256color"}).stdout


def test_colour_can_be_refused_on_a_terminal() -> None:
    colour = re.compile(r"\x1b\[[0-9;]*3[0-7]m")
    assert colour.search(in_terminal("ask", QUESTION))
    assert not colour.search(in_terminal("ask", QUESTION, env={"NO_COLOR": "1"}))


@pytest.mark.parametrize(
    "env", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "gbk"}]
)
def test_streams_are_utf8_whatever_the_locale(env: dict[str, str]) -> None:
    done = simfaq("ask", QUESTION, env=env)
    assert done.returncode == 0, done.stderr.decode()
    assert "第四条" in done.stdout.decode("utf-8")


def test_bytes_that_are_not_utf8_are_replaced() -> None:
    done = simfaq("ask", "-", stdin=b"\xff\xfe weather \x80")
    assert done.returncode == 1
    assert "\ufffd" in done.stderr.decode()


def test_weather_is_refused() -> None:
    done = simfaq("ask", "今天天气怎么样")
    assert (done.returncode, done.stdout) == (1, b"")


def test_markup_is_shown_as_typed() -> None:
    done = simfaq("ask", "[/b] 实名 [red]", env={"FORCE_COLOR": "1"})
    assert "[/b] 实名 [red]" in (done.stdout + done.stderr).decode()


def test_list_in_a_pipe_is_one_item_a_line() -> None:
    lines = simfaq("list").stdout.decode().splitlines()
    assert all(line.count("\t") == 2 for line in lines)


def test_a_reader_that_leaves_early_is_no_error() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "simfaq", "batch", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        try:
            process.stdin.write((QUESTION + "\n").encode() * 200)
            process.stdin.close()
        except BrokenPipeError:
            pass
        assert process.stderr.read() == b""


def test_batch_output_is_json_lines() -> None:
    done = simfaq("batch", "-", stdin=f"{QUESTION}\n今天天气怎么样\n".encode())
    assert [json.loads(line)["verdict"] for line in done.stdout.splitlines()] == ["answer", "none"]


def test_runs_from_any_folder(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "simfaq", "list"], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 0


PROBE = """
import os, sys
from simfaq.__main__ import main
sys.argv[0] = "simfaq"
told = os.dup(2)  # a run may end with its streams silenced
try:
    main()
except SystemExit:
    pass
os.write(told, ",".join(sorted({"HEAVY"} & set(sys.modules))).encode() + b"\\n")
"""
# Each of these costs more than answering a question.
ALWAYS_HEAVY = {"pydantic", "numpy", "importlib.metadata", "importlib.resources", "pypinyin", "dataclasses"}
RICH = {"rich", "rich.console"}
MATCHER = {"rapidfuzz", "simfaq.matching", "simfaq.index", "simfaq.reading", "simfaq.pinyin"}
COMPLETION = {
    "_SIMFAQ_COMPLETE": "complete_bash",
    "COMP_WORDS": "simfaq show card-l",
    "COMP_CWORD": "2",
}


@pytest.mark.parametrize(
    ("args", "env", "shown", "heavy"),
    [
        (["ask", "--json", QUESTION], {}, "card-limit", RICH | {"rapidfuzz"}),
        (["ask", "--json", "yi ge ren neng ban ji zhang ka"], {}, "card-limit", RICH | {"rapidfuzz"}),
        (["ask", QUESTION], {}, "第四条", RICH | {"rapidfuzz"}),
        (["--help"], {}, "rules", RICH | MATCHER | {"json"}),
        (["list"], {}, "limits", RICH | MATCHER),
        (["list", "limits"], {}, "card-limit", RICH | MATCHER),
        (["show", "card-limit"], {}, "第四条", RICH | MATCHER),
        ([], COMPLETION, "card-limit", RICH | MATCHER),
    ],
)
def test_a_command_loads_only_what_it_needs(
    args: list[str], env: dict[str, str], shown: str, heavy: set[str]
) -> None:
    probe = PROBE.replace("HEAVY", '", "'.join(sorted(heavy | ALWAYS_HEAVY)))
    done = subprocess.run(
        [sys.executable, "-c", probe, *args],
        # Measuring coverage would load modules of its own.
        env={k: v for k, v in {**ENVIRONMENT, **env}.items() if k != "COVERAGE_PROCESS_CONFIG"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert shown in done.stdout
    assert done.stderr == "\n"


def test_a_full_disk_is_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "simfaq", "list"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert done.stderr.decode() == "simfaq: 写不出去：磁盘已满\n"


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-"])
def test_a_closed_stream_is_no_crash(closed: str) -> None:
    command = f'"{sys.executable}" -m simfaq ask {QUESTION} {closed}'
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=False)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("columns", ["1", "7", "10000"])
def test_any_width_is_drawn(columns: str) -> None:
    env = {"COLUMNS": columns, "FORCE_COLOR": "1", "TERM": "xterm-256color"}
    assert simfaq("ask", QUESTION, env=env).returncode == 0
