"""Time whole runs of the command, beside small programs that load the same libraries.

usage: cold_start.py [--runs N] [--python PYTHON]... [--wheel WHEEL] [--tldr] [--json FILE]

For each PYTHON (by default the one that runs this) the wheel is installed into a fresh environment; without
--wheel it is built from this repository first. --tldr installs the PyPI package tldr beside it and times it
showing a page that lies in its cache.

All contestants run once in every round, in another order each time. What counts is the ratio of a command to
a program that only loads what the command cannot do without, for the milliseconds are the machine's. The
first run of each is not counted: it fills the page cache, and its exit code and output are checked.
"""

import argparse
import fcntl
import json
import os
import pty
import random
import shutil
import statistics
import struct
import subprocess
import tempfile
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from sys import executable, stderr
from typing import Any

ROOT = Path(__file__).parent.parent
QUESTION = "一个人能办几张手机卡"
IN_ENGLISH = "how many SIM cards can one person have"
IN_PINYIN = "yi ge ren neng ban ji zhang ka"
LINES, COLUMNS = 24, 80

# What a command is measured against; each holds the one before it.
EMPTY, FUZZY, PANEL = "empty Typer", "Typer + RapidFuzz", "Typer + RapidFuzz + Rich"
TYPER = """\
import typer

app = typer.Typer()


@app.command()
def main(name: str = "x") -> None:
    {body}


app()
"""
RAPIDFUZZ = "from rapidfuzz import fuzz, process\n"
RICH = "from rich.console import Console\nfrom rich.panel import Panel\n"
PROGRAMS = {
    EMPTY: TYPER.format(body="typer.echo(name)"),
    FUZZY: RAPIDFUZZ + TYPER.format(body="typer.echo(name)"),
    PANEL: RAPIDFUZZ + RICH + TYPER.format(body="Console().print(Panel(name))"),
}
# How many times as long as its reference a command may take.
ASKED, BROWSED = 1.15, 1.1
# What simfaq is asked for by a shell that completes `simfaq show card`.
COMPLETION = {"_SIMFAQ_COMPLETE": "complete_bash", "COMP_WORDS": "simfaq show card", "COMP_CWORD": "2"}

PAGE = """\
# tar

> Archiving utility.
> More information: <https://www.gnu.org/software/tar>.

- [c]reate an archive and write it to a [f]ile:

`tar cf {{path/to/target.tar}} {{path/to/file1 path/to/file2 ...}}`

- E[x]tract a (compressed) archive [f]ile into the current directory [v]erbosely:

`tar xvf {{path/to/source.tar[.gz|.bz2|.xz]}}`
"""


@dataclass(frozen=True)
class Contestant:
    """A command, what its output must hold, what it is measured against, and whether it is on a terminal."""

    name: str
    command: Sequence[str]
    shows: str = ""
    reference: str | None = None
    target: float | None = None
    terminal: bool = False
    extra: Mapping[str, str] = field(default_factory=dict)


def contestants(binaries: Path, folder: Path, *, tldr: bool) -> list[Contestant]:
    """List what is run from an environment whose commands lie in `binaries`."""
    python, simfaq = str(binaries / "python"), str(binaries / "simfaq")
    found = [Contestant("python -c pass", [python, "-c", "pass"])]
    for number, (name, program) in enumerate(PROGRAMS.items()):
        file = folder / f"program{number}.py"
        file.write_text(program, "utf-8")
        found.append(Contestant(name, [python, file.name], "x", terminal=name == PANEL))
    for name, question, reference in (
        ("ask, on a terminal", [QUESTION], PANEL),
        ("ask, piped", [QUESTION], FUZZY),
        ("ask --json", ["--json", QUESTION], FUZZY),
        ("ask --json, in English", ["--json", IN_ENGLISH], FUZZY),
        ("ask --json, in Pinyin", ["--json", IN_PINYIN], FUZZY),
    ):
        command = [simfaq, "ask", *question]
        shows = '"card-limit"' if "--json" in question else "5"
        found.append(Contestant(name, command, shows, reference, ASKED, terminal=reference == PANEL))
    for name, shows, target in (
        ("list", "limits", BROWSED),
        ("list limits", "card-limit", BROWSED),
        ("show card-limit", "5", None),
        ("rules", "JP", None),
        ("rules JP", "日本", None),
        ("--help", "--data FILE", BROWSED),
    ):
        found.append(Contestant(name, [simfaq, *name.split()], shows, EMPTY, target))
    found.append(Contestant("completion", [simfaq], "card-limit", EMPTY, BROWSED, extra=COMPLETION))
    if tldr:
        page = folder / "cache" / "tldr" / "pages" / "common" / "tar.md"
        page.parent.mkdir(parents=True)
        page.write_text(PAGE, "utf-8")
        settings = {
            "XDG_CACHE_HOME": str(folder / "cache"),
            "TLDR_NETWORK_ENABLED": "0",
            "TLDR_CACHE_MAX_AGE": "1000000",
        }
        command = [str(binaries / "tldr"), "tar"]
        found.append(Contestant("tldr tar", command, "Archiving", EMPTY, None, terminal=True, extra=settings))
    return found


def run(contestant: Contestant, folder: Path) -> tuple[float, int, str]:
    """Run a contestant once; return the milliseconds, its exit code, and all that it wrote."""
    # Made from nothing: no setting of the maintainer's has a say.
    environment = {
        "PATH": os.defpath,
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm-256color",
        **contestant.extra,
    }
    output = bytearray()
    if contestant.terminal:
        reader, writer = pty.openpty()
        fcntl.ioctl(writer, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    else:
        reader, writer = os.pipe()
    start = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own commands
        contestant.command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=writer,
        stderr=writer,
    )
    os.close(writer)
    try:
        while chunk := os.read(reader, 65536):
            output += chunk
    except OSError:  # how Linux says that nobody holds the terminal any more
        pass
    code = process.wait()
    elapsed = 1000 * (time.perf_counter() - start)
    os.close(reader)
    return elapsed, code, output.decode("utf-8", "replace")


def check(contestant: Contestant, folder: Path) -> None:
    """Run a contestant once and stop the script if it did not do what it is timed for."""
    _, code, output = run(contestant, folder)
    if code or contestant.shows not in output:
        raise SystemExit(f"{contestant.name} ended in {code} without {contestant.shows!r}:\n{output}")


def measure(found: Sequence[Contestant], folder: Path, runs: int) -> list[dict[str, Any]]:
    """Time all contestants in turns, and hold each against its reference."""
    rng = random.Random(runs)  # noqa: S311 - the order is no secret
    for contestant in found:
        check(contestant, folder)
    times: dict[str, list[float]] = {contestant.name: [] for contestant in found}
    for _ in range(runs):
        for contestant in rng.sample(found, len(found)):
            times[contestant.name].append(run(contestant, folder)[0])
    rows: list[dict[str, Any]] = []
    for contestant in found:
        own, reference = times[contestant.name], contestant.reference
        row: dict[str, Any] = {
            "contestant": contestant.name,
            "median_ms": round(statistics.median(own), 1),
            "min_ms": round(min(own), 1),
        }
        if reference is not None:
            theirs = times[reference]
            row |= {
                "reference": reference,
                "ratio": round(statistics.median(own) / statistics.median(theirs), 3),
                "ratio_of_min": round(min(own) / min(theirs), 3),
                "target": contestant.target,
            }
        rows.append(row)
    return rows


def called(*command: str | Path) -> str:
    """Run a command that prepares something; return what it printed."""
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own commands
    return done.stdout


def install(python: str, target: Path, wheel: Path | None, *, tldr: bool) -> Path:
    """Make an environment that holds the wheel; return where its commands lie."""
    called(python, "-m", "venv", target)
    binaries = target / "bin"
    pip = [str(binaries / "pip"), "--quiet", "--disable-pip-version-check"]
    if wheel is None:
        called(*pip, "wheel", "--no-deps", "--wheel-dir", target, ROOT)
        wheel = next(target.glob("*.whl"))
    called(*pip, "install", wheel, *(["tldr"] if tldr else []))
    return binaries


def details(binaries: Path, *, tldr: bool) -> dict[str, Any]:
    """Return the versions of what is measured."""
    names = ["typer", "rich", "rapidfuzz", *(["tldr"] if tldr else [])]
    program = (
        "import json, platform, sys; from importlib.metadata import version;"
        "print(json.dumps([platform.python_version(), {name: version(name) for name in sys.argv[1:]}]))"
    )
    python, packages = json.loads(called(binaries / "python", "-c", program, *names))
    return {"python": python, "packages": packages}


def show(result: Mapping[str, Any]) -> None:
    """Print a table."""
    packages = ", ".join(f"{name} {version}" for name, version in result["packages"].items())
    print(f"\nPython {result['python']}, {packages}, {result['runs']} runs")
    print(
        f"{'contestant':25} {'median ms':>9} {'min ms':>7} {'ratio':>6} {'of min':>6} {'target':>6}  against"
    )
    for row in result["rows"]:
        line = f"{row['contestant']:25} {row['median_ms']:9.1f} {row['min_ms']:7.1f}"
        if "reference" in row:
            target = "" if row["target"] is None else f"{row['target']:.2f}"
            line += f" {row['ratio']:6.2f} {row['ratio_of_min']:6.2f} {target:>6}  {row['reference']}"
        print(line)


def main() -> None:
    """Measure, print a table for each Python, and write the figures if asked to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=30, metavar="N", help="rounds (default: %(default)s)")
    parser.add_argument("--python", action="append", metavar="PYTHON", help="an interpreter to measure with")
    parser.add_argument(
        "--wheel", type=Path, metavar="WHEEL", help="measure this wheel instead of building one"
    )
    parser.add_argument("--tldr", action="store_true", help="measure the PyPI package tldr too")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to a file")
    args = parser.parse_args()
    wheel = args.wheel.resolve() if args.wheel else None
    results = []
    with tempfile.TemporaryDirectory() as scratch:
        for number, python in enumerate(args.python or [executable]):
            interpreter = shutil.which(python)
            if interpreter is None:
                parser.error(f"no such Python: {python}")
            print(f"installing for {Path(python).name} ...", file=stderr)
            folder = Path(scratch) / f"run{number}"
            folder.mkdir()
            environment = Path(scratch) / f"environment{number}"
            binaries = install(interpreter, environment, wheel, tldr=args.tldr)
            wheel = wheel or next(environment.glob("*.whl"))  # all Pythons get the same one
            rows = measure(contestants(binaries, folder, tldr=args.tldr), folder, args.runs)
            results.append({**details(binaries, tldr=args.tldr), "runs": args.runs, "rows": rows})
            show(results[-1])
    if args.json:
        args.json.write_text(json.dumps(results, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
