"""Files of questions: every input and output form, resuming, interrupts."""

import csv
import errno
import io
import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from simfaq.batch import CSV_COLUMNS

Run = Callable[..., Result]


@pytest.fixture
def tea(run: Run, small_file: Path) -> Run:
    """Run against the small dataset."""

    def invoke(*args: str, **kwargs: Any) -> Result:
        return run("--data", str(small_file), "--lang", "en", "batch", *args, **kwargs)

    return invoke


def file(tmp_path: Path, name: str, content: str | bytes) -> str:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def answered(text: str) -> list[str]:
    return [json.loads(line)["question"] for line in text.splitlines()]


@pytest.mark.parametrize(
    ("name", "content", "args", "questions"),
    [
        ("q.txt", "泡茶几分钟\n\nmilk first\n", [], ["泡茶几分钟", "", "milk first"]),
        ("q.txt", "\ufeff泡茶几分钟\r\nmilk first", [], ["泡茶几分钟", "milk first"]),
        ("q.csv", "id,question\n1,泡茶几分钟\n2,milk first\n", [], ["泡茶几分钟", "milk first"]),
        ("q.csv", "\ufeff问题,号\n泡茶几分钟,1\n", [], ["泡茶几分钟"]),
        ("q.csv", 'a,b\n1,"milk, first\nor last"\n3\n', ["--column", "b"], ["milk, first or last", ""]),
        ("q.csv", "a,b\n1,milk first\n", ["--column", "2"], ["milk first"]),
        ("q.csv", "milk,b\nmilk first,2\n", [], ["milk first"]),
        ("q.csv", "", [], []),
        ("q.jsonl", '"milk first"\n{"question": "泡茶几分钟", "id": 1}\n', [], ["milk first", "泡茶几分钟"]),
        ("q.ndjson", '{"ask": "milk first"}\n\n', ["--column", "ask"], ["milk first"]),
        ("q.dat", '"milk first"\n', ["--format", "jsonl"], ["milk first"]),
        ("q.csv", "milk first\n", ["--format", "text"], ["milk first"]),
    ],
)
def test_every_form_of_questions_is_read(
    tea: Run, tmp_path: Path, name: str, content: str, args: list[str], questions: list[str]
) -> None:
    assert answered(tea(file(tmp_path, name, content), *args).stdout) == questions


@pytest.mark.parametrize(
    ("name", "content", "args", "problem"),
    [
        ("q.csv", "a,b\n1,2\n", ["--column", "c"], "has no column c"),
        ("q.csv", "a,b\n1,2\n", ["--column", "3"], "has no column 3"),
        ("q.jsonl", '"x"\n{"text": 5}\n', [], "line 2: no question"),
        ("q.jsonl", '"x"\n{"a": "b"\n', [], "line 2: no question"),
        ("q.jsonl", "[" * 100_000 + "\n", [], "line 1: no question"),
        ("q.csv", 'a\n"' + "x" * 200_000 + '"\n', [], "line 2: field larger than field limit"),
    ],
)
def test_what_cannot_be_read_is_named(
    tea: Run, tmp_path: Path, name: str, content: str, args: list[str], problem: str
) -> None:
    result = tea(file(tmp_path, name, content), *args, code=2)
    assert problem in result.stderr
    assert result.stderr.count("\n") == 1


def test_answers_as_csv(tea: Run, tmp_path: Path) -> None:
    text = tea(file(tmp_path, "q.txt", "泡茶几分钟\nquantum, physics\n"), "--to", "csv").stdout
    header, first, second = csv.reader(io.StringIO(text))
    assert tuple(header) == CSV_COLUMNS
    told = dict(zip(header, first, strict=True))
    assert (told["question"], told["verdict"], told["id"]) == ("泡茶几分钟", "answer", "brewing-time")
    assert (told["answers"], told["summary"]) == ("How long should tea brew?", "Six minutes.")
    assert told["citations"] == "Tea: preparation of liquor clause 7"
    assert second[:2] == ["quantum, physics", "none"]
    assert second[4:] == [""] * 7  # what came nearest is no answer


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_resuming_gives_what_one_run_gives(tea: Run, tmp_path: Path, form: str) -> None:
    questions = file(tmp_path, "q.txt", "".join(f"milk first {i}\n" for i in range(9)))
    whole, parted = tmp_path / "whole", tmp_path / "parted"
    tea(questions, "--to", form, "--output", str(whole))
    for kept in (0, 3, 40, len(whole.read_bytes()) // 2, len(whole.read_bytes())):
        # An earlier run was killed at any byte.
        parted.write_bytes(whole.read_bytes()[:kept])
        tea(questions, "--to", form, "--output", str(parted), "--resume")
        assert parted.read_bytes() == whole.read_bytes()


def test_an_output_file_is_never_overwritten(tea: Run, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    output.write_text("precious\n")
    result = tea(file(tmp_path, "q.txt", "milk\n"), "-o", str(output), code=2)
    assert "is there already; --resume" in result.stderr
    assert output.read_text() == "precious\n"


def test_resuming_other_questions_is_refused(tea: Run, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    tea(file(tmp_path, "q.txt", "milk first\n"), "-o", str(output))
    before = output.read_bytes()
    for other in ("tea last\n", ""):
        result = tea(file(tmp_path, "p.txt", other), "-o", str(output), "--resume", code=2)
        assert "other questions than these" in result.stderr
        assert output.read_bytes() == before


@pytest.mark.parametrize("form", ["jsonl", "csv"])
@pytest.mark.parametrize(
    "content",
    [b"precious", b"precious\nand more", b"[" * 100_000 + b"\n", b'"' + b"x" * 200_000 + b"\n", b"\xff"],
)
def test_resuming_does_no_harm_to_another_file(tea: Run, tmp_path: Path, form: str, content: bytes) -> None:
    output = tmp_path / "out"
    output.write_bytes(content)
    args = (file(tmp_path, "q.txt", "milk\n" * 3), "--to", form, "-o", str(output), "--resume")
    result = tea(*args, code=2)
    assert "other questions than these" in result.stderr
    assert output.read_bytes() == content


def test_output_to_nowhere_is_one_line(tea: Run, tmp_path: Path) -> None:
    result = tea(file(tmp_path, "q.txt", "milk\n"), "-o", str(tmp_path / "no" / "out"), code=2)
    assert "cannot write" in result.stderr
    assert result.stderr.count("\n") == 1


def test_ctrl_c_leaves_whole_records(small_file: Path, tmp_path: Path) -> None:
    questions = file(tmp_path, "q.txt", "泡茶要几分钟呢\n" * 200_000)
    output = tmp_path / "out.jsonl"
    with subprocess.Popen(
        [sys.executable, "-m", "simfaq", "--data", str(small_file), "batch", questions, "-o", str(output)],
        stderr=subprocess.PIPE,
    ) as process:
        while process.poll() is None and not (output.exists() and output.stat().st_size > 100_000):
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        assert process.stderr.read() == b""
        assert process.wait() == 130
    text = output.read_text("utf-8")
    assert text.endswith("\n")
    assert set(answered(text)) == {"泡茶要几分钟呢"}


def test_progress_is_told_on_a_terminal_only(small_file: Path, tmp_path: Path) -> None:
    questions = file(tmp_path, "q.txt", "泡茶要几分钟呢\n" * 2000)
    command = [sys.executable, "-m", "simfaq", "--data", str(small_file), "batch", questions]
    master, slave = pty.openpty()
    env = {**os.environ, "LANG": "en_US.UTF-8", "SIMFAQ_LANG": "en"}
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=slave, env=env, check=True)
    os.close(slave)
    told = os.read(master, 100_000).decode()
    os.close(master)
    assert "2,000 answered" in told
    assert " a second" in told
    assert told.endswith("\n")
    assert (
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True).stderr == b""
    )


@pytest.fixture
def in_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every file be answered by two processes."""
    monkeypatch.setattr("simfaq.batch.WORTH_IT", 0)
    monkeypatch.setattr("simfaq.workers.usable", lambda: 2)


def test_several_processes_answer_the_same_in_order(
    tea: Run, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    lines = "".join(f"does milk go first {n}?\ntea {n} minutes\n" for n in range(400))
    many = file(tmp_path, "many.txt", lines)
    alone = tea(many).stdout
    request.getfixturevalue("in_two")
    assert tea(many).stdout == alone
    assert alone.count("\n") == 800


@pytest.mark.usefixtures("in_two")
def test_several_processes_answer_what_stands_before_an_error(tea: Run, tmp_path: Path) -> None:
    lines = '"milk first?"\n'
    result = tea(file(tmp_path, "broken.jsonl", f"{lines * 250}[]\n{lines * 250}"), code=2)
    assert result.stdout.count("\n") == 250
    assert "251" in result.stderr


@pytest.mark.usefixtures("in_two")
def test_several_processes_have_nothing_to_do(tea: Run, tmp_path: Path) -> None:
    assert tea(file(tmp_path, "empty.txt", "")).stdout == ""


@pytest.mark.usefixtures("in_two")
def test_a_process_that_is_killed_is_one_line(
    tea: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    began = os.getpid()

    def killed(*_: object, **__: object) -> None:
        assert os.getpid() != began
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr("simfaq.matching.Matcher.ask", killed)
    assert "a process that helped" in tea(file(tmp_path, "some.txt", "milk first?\n"), code=2).stderr


@pytest.mark.usefixtures("in_two")
def test_without_other_processes_one_does_it(
    tea: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSYS, "no semaphores here")

    monkeypatch.setattr("multiprocessing.synchronize.SemLock.__init__", refused)
    assert tea(file(tmp_path, "some.txt", "milk first?\n" * 3)).stdout.count("\n") == 3
