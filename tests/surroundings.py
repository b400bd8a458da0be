"""Hard environments for the command as a process of its own, and what a run of it touches."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

# The developer's own settings must not decide what is seen; nor is Python's byte code the program's doing.
_OWN = ("SIMFAQ_", "LC_", "LANG", "FORCE_COLOR", "NO_COLOR", "COLUMNS", "LINES", "TERM", "PYTHON")
_PLAIN = {name: value for name, value in os.environ.items() if not name.startswith(_OWN)}
_PLAIN |= {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": os.environ.get("PYTHONPATH", "")}
# Without the measuring of coverage, which takes its time to begin and writes files of its own.
_UNMEASURED = {name: value for name, value in _PLAIN.items() if name != "COVERAGE_PROCESS_CONFIG"}
SIMFAQ = (sys.executable, "-m", "simfaq")

ENVIRONMENTS: Mapping[str, Mapping[str, str]] = {
    "LANG=C": {"LANG": "C"},
    "LC_ALL=POSIX": {"LC_ALL": "POSIX"},
    "a locale that is none": {"LC_ALL": "xx_YY.nonsense", "LANGUAGE": "\udcff"},
    "PYTHONIOENCODING=ascii": {"PYTHONIOENCODING": "ascii"},
    "PYTHONIOENCODING=gbk": {"PYTHONIOENCODING": "gbk:strict"},
    "TERM=dumb": {"TERM": "dumb", "FORCE_COLOR": "1"},
    "TERM unset": {"FORCE_COLOR": "1"},
    "TERM is none": {"TERM": "\x1b[2J", "COLORTERM": "x", "FORCE_COLOR": "1"},
    "COLUMNS=1": {"COLUMNS": "1", "FORCE_COLOR": "1"},
    "COLUMNS=10000": {"COLUMNS": "10000", "FORCE_COLOR": "1"},
    "COLUMNS=-5": {"COLUMNS": "-5", "FORCE_COLOR": "1"},
    "COLUMNS is no number": {"COLUMNS": "²", "LINES": "²", "FORCE_COLOR": "1"},
    "COLUMNS is no integer": {"COLUMNS": "9" * 5000, "LINES": "9" * 5000, "FORCE_COLOR": "1"},
    "no HOME": {"HOME": ""},
    "HOME is no folder": {"HOME": "/dev/null", "XDG_CONFIG_HOME": "/dev/full"},
    "NO_COLOR and FORCE_COLOR": {"NO_COLOR": "1", "FORCE_COLOR": "1"},
    "empty settings": {"SIMFAQ_DATA": "", "SIMFAQ_LANG": "", "COLUMNS": "", "LC_ALL": ""},
}
# Every command, with the exit code that it ends in when nothing stands in its way.
COMMANDS: Mapping[tuple[str, ...], int] = {
    ("ask", "泡茶几分钟"): 0,
    ("ask", "--json", "how long should tea brew"): 0,
    ("ask", "--explain", "tea temperature advice"): 1,
    ("ask", "quantum chromodynamics"): 1,
    ("list",): 0,
    ("show", "brewing-time"): 0,
    ("rules",): 0,
    ("rules", "Japan", "Korea"): 0,
    ("lint",): 1,
    ("lint", "--codes"): 0,
    ("batch", "-"): 0,
    ("--help",): 0,
    ("ask", "--help"): 0,
    ("--version",): 0,
    ("show", "nothing"): 2,
    ("--no-such-option",): 2,
}
# Standard streams as a shell may hand them over, with the exit codes that are right besides the command's
# own: 2 where standard output cannot be written to, 0 where nobody reads it.
STREAMS: Mapping[str, frozenset[int]] = {
    "<&-": frozenset(),
    ">&-": frozenset(),
    "2>&-": frozenset(),
    "<&- >&- 2>&-": frozenset(),
    ">/dev/full": frozenset({2}),
    "2>/dev/full": frozenset({2}),
    ">/dev/full 2>&1": frozenset({2}),
    "1</dev/null": frozenset({2}),
    "| head -1": frozenset({0}),
    "2>&1 | head -1": frozenset({0}),
    "2>&1 | true": frozenset({0}),
}


def run(
    args: Sequence[str],
    env: Mapping[str, str] | None = None,
    *,
    shell: str = "",
    stdin: bytes = "泡茶几分钟\n".encode(),
    before: Sequence[str] = (),
    cwd: Path | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run the command, under a program `before` it or with what a shell puts behind it."""
    command: Sequence[str] = [*before, *SIMFAQ, *args]
    if shell:
        command = ["bash", "-c", f"set -o pipefail; {shlex.join(command)} {shell}"]
    return subprocess.run(
        command,
        env=_PLAIN | dict(env or {}),
        input=stdin,
        capture_output=True,
        check=False,
        timeout=60,
        cwd=cwd,
    )


def is_ours(errors: bytes) -> bool:
    """Whether a traceback comes from the program: Python itself may be interrupted while it starts."""
    return re.search(rb"simfaq/(?!__init__|__main__|interrupts)", errors) is not None


def interrupted(args: Sequence[str], after: float) -> tuple[int, bytes, bytes]:
    """Run the command, press Ctrl-C after so many seconds, and return exit code, output and errors."""
    with subprocess.Popen(
        [*SIMFAQ, *args],
        env=_UNMEASURED,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        time.sleep(after)
        process.send_signal(signal.SIGINT)
        try:
            output, errors = process.communicate(timeout=60)
        finally:
            process.kill()
    return process.returncode, output, errors


# Calls that reach out of the process, and the opening of a file for anything but reading.
_NETWORK = re.compile(r"\b(?:socket|connect|bind|listen|sendto|sendmsg)\(.*")
_WRITING = re.compile(
    r'\b(?:open|openat|openat2|creat)\((?:AT_FDCWD, )?"(?P<file>[^"]*)".*(?:O_WRONLY|O_RDWR|O_CREAT|O_TRUNC)'
    r"|\b(?:unlink|unlinkat|rename|renameat|renameat2|mkdir|mkdirat|link|symlink|chmod|truncate)\((?P<call>.*)"
)
_CALLS = (
    "trace=socket,connect,bind,listen,sendto,sendmsg,open,openat,openat2,creat,unlink,unlinkat,rename,renameat,"
    "renameat2,mkdir,mkdirat,link,symlink,chmod,truncate,execve"
)
# The same as Python sees it, where there is no strace.
_AUDIT = """
import os, runpy, sys
trace = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
def note(event, args):
    if event.startswith("socket."):
        os.write(trace, f"socket({event} {args})\\n".encode())
    elif event == "open" and (args[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC):
        os.write(trace, f'openat(AT_FDCWD, "{args[0]}", O_WRONLY)\\n'.encode())
    elif event in {"os.remove", "os.rename", "os.mkdir", "os.link", "os.symlink", "os.chmod", "os.truncate"}:
        os.write(trace, f"unlink({event} {args})\\n".encode())
    elif event in {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork"}:
        os.write(trace, f'execve({event} {args})\\n'.encode())
sys.addaudithook(note)
sys.argv[:2] = ["simfaq"]
runpy.run_module("simfaq", run_name="__main__", alter_sys=True)
"""
TRACER = "strace" if shutil.which("strace") else "audit"


def touched(args: Sequence[str], tracer: str, trace: Path) -> list[str]:
    """Run the command under a tracer; list the network calls, the files written to, the programs started."""
    if tracer == "strace":
        # Without the measuring of coverage, which writes files of its own.
        before = [
            "strace",
            "-E",
            "COVERAGE_PROCESS_CONFIG",
            "-f",
            "-qq",
            "-s",
            "4096",
            "-e",
            _CALLS,
            "-o",
            str(trace),
        ]
        run(args, before=before)
    else:
        subprocess.run(
            [sys.executable, "-c", _AUDIT, str(trace), *args],
            env=_UNMEASURED,
            input=b"tea\n",
            capture_output=True,
            check=False,
            timeout=60,
        )
    found, started = [], 0
    for line in trace.read_text("utf-8", "replace").splitlines():
        if network := _NETWORK.search(line):
            found.append(network[0])
        elif written := _WRITING.search(line):
            if written["file"] != os.devnull:
                found.append(written["file"] or line)
        elif "execve(" in line and " = -1 " not in line:
            started += 1
            if tracer == "audit" or started > 1:  # the first is the interpreter
                found.append(line)
    return found
