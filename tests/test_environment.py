"""Hard environments: no traceback, the right exit code, one line for every error, and nothing touched."""

import json
import os
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import hostile
import pytest
import surroundings
from surroundings import COMMANDS, ENVIRONMENTS, STREAMS, TRACER, interrupted, is_ours, run, touched

ASK = ("ask", "泡茶几分钟")


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_the_answer_comes_in_every_environment(small_file: Path, name: str) -> None:
    done = run(["--data", str(small_file), *ASK], ENVIRONMENTS[name])
    assert (done.returncode, done.stderr) == (0, b"")
    shown = done.stdout.decode("utf-8")
    assert "六分钟。" in shown
    assert hostile.leaks(shown, drawn=True) == []


@pytest.mark.parametrize("shell", STREAMS)
def test_no_stream_makes_a_traceback(small_file: Path, shell: str) -> None:
    # Explained on standard output, and refused on standard error.
    done = run(["--data", str(small_file), "ask", "--explain", "quantum chromodynamics"], shell=shell)
    assert done.returncode in {1} | STREAMS[shell]
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr
    assert done.stderr.count(b"\n") <= 2


def test_standard_error_that_is_full_leaves_the_exit_code(small_file: Path) -> None:
    for args, code in ((["show", "nothing"], 2), (["--data", "missing.json", "list"], 3)):
        done = run(["--data", str(small_file), *args], shell="2>/dev/full")  # noqa: S604 - no Popen's shell
        assert (done.returncode, done.stdout) == (code, b"")


def test_standard_input_that_cannot_be_read_is_one_line(small_file: Path) -> None:
    done = run(["--data", str(small_file), "--lang", "en", "ask", "-"], shell="0>/dev/null")  # noqa: S604 - as above
    assert done.returncode == 2
    assert done.stderr == b"simfaq: cannot read standard input: Bad file descriptor\n"


def test_without_any_environment(small_file: Path) -> None:
    done = run(["--data", str(small_file), *ASK], before=["env", "-u", "HOME", "-u", "PATH"])
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("after", [0.1, 0.15, 0.2, 0.4])
@pytest.mark.parametrize("args", [("ask",), ("batch", "-")])
def test_ctrl_c_at_any_moment_is_silent(small_file: Path, args: tuple[str, ...], after: float) -> None:
    code, _, errors = interrupted(["--data", str(small_file), *args], after)
    if b"Traceback" in errors:
        assert not is_ours(errors)
    else:
        assert (code, errors) in {(-2, b""), (130, b""), (130, b"\n")}


def test_ctrl_c_while_importing_is_silent(tmp_path: Path) -> None:
    # The import itself presses Ctrl-C.
    folder = tmp_path / "typer"
    folder.mkdir()
    (folder / "__init__.py").write_text(
        "import os, signal, time\nos.kill(os.getpid(), signal.SIGINT)\ntime.sleep(9)"
    )
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    done = run(["list"], {"PYTHONPATH": path})
    assert (done.returncode, done.stdout, done.stderr) == (-2, b"", b"")


def test_ctrl_c_that_is_ignored_stays_so(small_file: Path) -> None:
    command = " ".join(surroundings.SIMFAQ)
    script = f'trap "" INT; {command} --data {small_file} batch - & sleep 0.5; kill -INT $!; wait $!'
    done = subprocess.run(
        ["/bin/bash", "-c", script], input=b"", capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 0


def test_many_at_once_do_not_meet(small_file: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        asked = [f"泡茶几分钟 {number}" for number in range(8)]
        done = list(pool.map(lambda text: run(["--data", str(small_file), "ask", "--json", text]), asked))
    assert [json.loads(one.stdout)["question"] for one in done] == asked


def test_a_long_line_is_cut_without_being_kept(small_file: Path) -> None:
    # 50 MB without a newline, in a process that may take 400 MB of addresses in all.
    line = "head -c 50000000 /dev/zero | tr '\\0' x; echo ' 泡茶几分钟'; echo 泡茶几分钟"
    command = " ".join(surroundings.SIMFAQ)
    script = f"({line}) | (ulimit -v 400000; exec {command} --data {small_file} batch -)"
    done = subprocess.run(["/bin/bash", "-c", script], capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    first, second = (json.loads(answer)["question"] for answer in done.stdout.splitlines())
    assert first.endswith("xxx 泡茶几分钟")
    assert len(first) == 2000
    assert second == "泡茶几分钟"


@pytest.mark.parametrize("name", ["q.csv", "q.jsonl"])
def test_a_line_that_is_needed_whole_has_a_limit(small_file: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b'"milk"\n"' + b"x" * 10_000_001 + b'"\n')
    done = run(["--data", str(small_file), "--lang", "en", "batch", name], cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.decode() == f"simfaq: {name}: line 2: longer than 10,000,000 bytes\n"


def test_a_column_number_beyond_all_bounds_is_no_column(small_file: Path, tmp_path: Path) -> None:
    (tmp_path / "q.csv").write_text("a,b\n1,2\n")
    done = run(["--data", str(small_file), "batch", "q.csv", "--column", "9" * 5000], cwd=tmp_path)
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)


def test_a_region_without_entries_is_an_empty_list(small_file: Path) -> None:
    done = run(["--data", str(small_file), "list", "--region", "JP"], {"FORCE_COLOR": "1"})
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


def test_what_is_searched_for_is_shown_without_harm(small_file: Path) -> None:
    done = run(["--data", str(small_file), "list", "--search", "\x1btea\x9b"], {"FORCE_COLOR": "1"})
    assert done.returncode == 0
    assert hostile.leaks(done.stdout.decode(), drawn=True) == []


# Help is drawn the same way for every command, and errors are told the same way.
TRACED = [args for args, code in COMMANDS.items() if code < 2 and "--help" not in args]


@pytest.mark.parametrize("args", [*TRACED, ("--help",), ("show", "nothing")], ids=" ".join)
def test_nothing_is_sent_and_nothing_is_written(
    small_file: Path, tmp_path: Path, args: tuple[str, ...]
) -> None:
    assert touched(["--data", str(small_file), *args], TRACER, tmp_path / "trace") == []


@pytest.mark.parametrize("tracer", sorted({TRACER, "audit"}))
def test_only_the_file_that_was_asked_for_is_written(small_file: Path, tmp_path: Path, tracer: str) -> None:
    output = str(tmp_path / "answers.jsonl")
    args = ["--data", str(small_file), "batch", "-", "--output", output]
    assert touched(args, tracer, tmp_path / "trace") == [output]
    assert json.loads(Path(output).read_text("utf-8"))["verdict"] in {"answer", "suggest", "none"}


@pytest.mark.parametrize("tracer", sorted({TRACER, "audit"}))
def test_the_tracer_sees_what_it_is_to_see(
    tmp_path: Path, tracer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "simfaq"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "__main__.py").write_text(
        "import socket, subprocess as s\nsocket.socket().close()\nopen('seen', 'w').close()\ns.run(['true'])"
    )
    for env in (surroundings._PLAIN, surroundings._UNMEASURED):  # noqa: SLF001 - to deceive it
        monkeypatch.setitem(env, "PYTHONPATH", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    found = touched([], tracer, tmp_path / "trace")
    assert [bool(re.search(sign, "\n".join(found))) for sign in ("socket", "(?m)^seen$", "exec|Popen")] == [
        True
    ] * 3
