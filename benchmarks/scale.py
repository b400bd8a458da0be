"""Compare simfaq with other ways of finding a wording, as datasets grow.

usage: scale.py [--sizes N,N,...] [--questions N] [--cold-runs N] [--json FILE] [--picture FILE.svg]

growing.py says how the datasets are made, and the questions. A hit is a first result that belongs to the
entry that the wording is for. Other words come from the synonyms of the dataset, which only simfaq reads:
hits say less about the others than times do.

Every contestant is a process of its own. They are asked the same questions one after the other, in another
order for each question: a round of questions in a fresh process ("first"), and a round of others that are for
the same entries ("warm"). No question is asked twice. As many are Chinese in each round and at each size: an
English question can take ten times as long, and a median over another mixture would tell of the mixture.

A contestant that is so slow that it would keep the others waiting is asked only every so many questions;
"asked" is how many a round. What counts is the ratio to another contestant over the questions that both were
asked, and how times grow; the milliseconds are the machine's.

bm25s is left out where it is not installed (`pip install bm25s`).
"""

import argparse
import gc
import importlib
import importlib.util
import json
import math
import os
import platform
import random
import re
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Container, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeAlias

import rapidfuzz
from chart import drawn
from growing import BUNDLED, HAN, LANGUAGES, LEAST_WORDINGS, SEED, divided, kept_back, write
from rapidfuzz import fuzz, process

from simfaq import Matcher, load

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000)
# A slow contestant is asked so few questions that they take about so long, but so many at least.
ROUND_SECONDS, FEWEST = 40, 20
# Indexes up to this size are built three times, larger ones once.
BUILT_ONCE_ABOVE, BUILDS = 30_000, 3
# The size at which contestants are held against each other in the end.
HELD_AGAINST = 100_000
MEGABYTE = 1_000_000
# Where getrusage counts in bytes instead of kilobytes.
MAXRSS_UNIT = 1 if os.uname().sysname == "Darwin" else 1024
STATUS = Path("/proc/self/status")

# --- Contestants: each reads the dataset and returns what builds its index; that returns what answers

Ask: TypeAlias = Callable[[str], str | None]
Build: TypeAlias = Callable[[], Ask]

RUN = re.compile(r"[\u3400-\u9fff]+|[^\W\u3400-\u9fff]+")


def grams(text: str) -> list[str]:
    """Return Chinese characters and pairs of neighbours, and words of other scripts as they are."""
    found = []
    for run in RUN.findall(text.casefold()):
        if HAN.match(run):
            found += [*run, *(run[i : i + 2] for i in range(len(run) - 1))]
        else:
            found.append(run)
    return found


def trigrams(text: str) -> list[str]:
    """Return what SQLite's trigram tokenizer finds in a text, or would find."""
    return [text[i : i + 3] for i in range(len(text) - 2)]


def read(folder: Path) -> tuple[list[str], list[str]]:
    """Return the ids and the wordings of a dataset, side by side."""
    with (folder / "wordings.tsv").open(encoding="utf-8") as lines:
        pairs = [line.rstrip("\n").split("\t") for line in lines]
    return [sys.intern(name) for name, _ in pairs], [text for _, text in pairs]


def with_simfaq(folder: Path) -> Build:
    """Ask simfaq's own matcher."""
    faq = load(folder / "faq.json")

    def build() -> Ask:
        matcher = Matcher(faq)

        def ask(question: str) -> str | None:
            matches = matcher.ask(question).matches
            return matches[0].entry.id if matches else None

        return ask

    return build


def _with_fts5(folder: Path, tokenizer: str, split: Callable[[str], list[str]], *, presplit: bool) -> Build:
    ids, texts = read(folder)

    def build() -> Ask:
        database = sqlite3.connect(":memory:")
        # Without content: nobody asks for the text back.
        database.execute(
            f"CREATE VIRTUAL TABLE wordings USING fts5(text, content='', tokenize='{tokenizer}')"
        )
        database.executemany(
            "INSERT INTO wordings (rowid, text) VALUES (?, ?)",
            enumerate((" ".join(split(text)) for text in texts) if presplit else texts),
        )
        database.commit()

        def ask(question: str) -> str | None:
            tokens = dict.fromkeys(split(question))
            if not tokens:
                return None
            query = " OR ".join('"' + token.replace('"', '""') + '"' for token in tokens)
            # `rank` is bm25(), and the faster way to order by it.
            found = database.execute(
                "SELECT rowid FROM wordings WHERE wordings MATCH ? ORDER BY rank LIMIT 1", (query,)
            ).fetchone()
            return ids[found[0]] if found else None

        return ask

    return build


def with_trigrams(folder: Path) -> Build:
    """Ask SQLite FTS5 for any three characters in a row of the question."""
    return _with_fts5(folder, "trigram", trigrams, presplit=False)


def with_grams(folder: Path) -> Build:
    """Ask SQLite FTS5 for any of the question's characters, pairs of them, and words."""
    return _with_fts5(folder, "unicode61", grams, presplit=True)


def with_bm25s(folder: Path) -> Build:
    """Ask bm25s for the same characters, pairs and words."""
    bm25s = importlib.import_module("bm25s")
    ids, texts = read(folder)

    def build() -> Ask:
        retriever = bm25s.BM25()
        retriever.index([grams(text) for text in texts], show_progress=False)

        def ask(question: str) -> str | None:
            tokens = [token for token in grams(question) if token in retriever.vocab_dict]
            if not tokens:
                return None
            found, scores = retriever.retrieve([tokens], k=1, show_progress=False)
            return ids[int(found[0, 0])] if scores[0, 0] > 0 else None

        return ask

    return build


def with_wratio(folder: Path) -> Build:
    """Ask RapidFuzz to go through all wordings."""
    ids, texts = read(folder)

    def ask(question: str) -> str | None:
        _, _, place = process.extractOne(question, texts, scorer=fuzz.WRatio)
        return ids[place]

    return lambda: ask


SIMFAQ, GRAMS, WRATIO = "simfaq", "FTS5 1-2-gram", "WRatio"
CONTESTANTS: Mapping[str, Callable[[Path], Build]] = {
    SIMFAQ: with_simfaq,
    "FTS5 trigram": with_trigrams,
    GRAMS: with_grams,
    "bm25s": with_bm25s,
    WRATIO: with_wratio,
}
# What only some of them need, imported before memory is counted: a library is no index.
NEEDED = {"bm25s": "bm25s"}


def serve(name: str, folder: Path) -> None:
    """Be a contestant: build, then answer what comes on standard input, and tell the memory in the end."""
    if name in NEEDED:
        importlib.import_module(NEEDED[name])
    gc.collect()
    before = _peak()
    start = time.perf_counter()
    build = CONTESTANTS[name](folder)
    read_in = time.perf_counter() - start
    after_reading = _peak()
    first = json.loads(sys.stdin.readline())
    start = time.perf_counter()
    ask = build()
    built = time.perf_counter() - start
    # An index that is built piecemeal must not look as if it cost nothing: the first answer belongs to it.
    ask(first)
    answered = time.perf_counter() - start
    _tell({"read_s": read_in, "index_s": answered, "first_answer_s": answered - built})
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        question = json.loads(line)
        start = time.perf_counter()
        found = ask(question)
        _tell({"ms": 1000 * (time.perf_counter() - start), "id": found})
    after = _peak()
    _tell(
        {"peak_mb": (after - before) / MEGABYTE, "peak_over_reading_mb": (after - after_reading) / MEGABYTE}
    )


def _peak() -> int:
    # Linux counts in a process's ru_maxrss what its parent held when it was started.
    if STATUS.is_file():
        return 1024 * int(re.findall(r"^VmHWM:\s*(\d+) kB", STATUS.read_text("ascii"), re.MULTILINE)[0])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * MAXRSS_UNIT


def _tell(value: object) -> None:
    print(json.dumps(value), flush=True)


# --- Measuring


class Served:
    """A contestant in a process of its own."""

    def __init__(self, name: str, folder: Path, first: str) -> None:
        """Start it, and wait until it has answered a first question."""
        self.name = name
        self._process = subprocess.Popen(  # noqa: S603 - this script
            [sys.executable, __file__, "--serve", name, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self.built = self.asked(first)

    def asked(self, question: str) -> dict[str, Any]:
        """Put a question, and return what the contestant tells."""
        if self._process.stdin is None:
            raise RuntimeError("no way to ask")
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        return self._told()

    def end(self) -> dict[str, Any]:
        """Stop asking; return what the contestant tells of its memory."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        told = self._told()
        self._process.wait()
        return told

    def _told(self) -> dict[str, Any]:
        line = self._process.stdout.readline() if self._process.stdout else ""
        if not line:
            raise SystemExit(f"{self.name} ended in {self._process.wait()}")
        told: dict[str, Any] = json.loads(line)
        return told


def cold(folder: Path, questions: Sequence[str]) -> list[float]:
    """Time whole runs of the command over a dataset, in seconds."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SIMFAQ_")}
    # A home of its own: nothing that an earlier run has kept.
    environment |= {"HOME": str(folder), "XDG_CACHE_HOME": str(folder / "cache"), "LC_ALL": "C.UTF-8"}
    times = []
    for question in questions:
        command = [
            sys.executable,
            "-m",
            "simfaq",
            "--data",
            str(folder / "faq.json"),
            "ask",
            "--json",
            question,
        ]
        start = time.perf_counter()
        done = subprocess.run(  # noqa: S603 - our own command
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=False
        )
        times.append(time.perf_counter() - start)
        if done.returncode > 1:  # 1 is for a question that it has no answer to
            raise SystemExit(f"simfaq ended in {done.returncode}")
    return times


def measure(size: int, questions: int, cold_runs: int, folder: Path) -> dict[str, Any]:
    """Make a dataset of so many wordings and measure all contestants over it."""
    rng = random.Random(size)  # noqa: S311 - the order is no secret
    # One more than is asked: the first answer is part of building the index.
    entries, asked = divided(size, questions + 1)
    bundled = json.loads(BUNDLED.read_text("utf-8"))
    write(folder, entries, bundled["synonyms"])
    own = {entry["id"] for entry in bundled["entries"]}
    (first, _, _), *asked = asked
    builds = BUILDS if size <= BUILT_ONCE_ABOVE else 1
    served, built = start(folder, first, builds, rng)
    steps = {}
    for name, told in built.items():
        seconds = questions * min(one["first_answer_s"] for one in told)
        steps[name] = max(1, min(math.ceil(seconds / ROUND_SECONDS), questions // FEWEST))
    # One after the other: the first round is what warms the second.
    rounds = [ask_all([pair[i] for pair in asked], served, steps, rng) for i in range(2)]
    firsts, warm = (_times(told) for told in rounds)
    rows = []
    for name, contestant in served.items():
        row: dict[str, Any] = {"contestant": name, **contestant.end()}
        for figure in ("read_s", "index_s"):
            row[figure] = statistics.median(one[figure] for one in built[name])
        row |= {
            "builds": builds,
            "first_ms": statistics.median(firsts[name].values()),
            "warm_ms": statistics.median(warm[name].values()),
            "warm_ms_by_language": {
                language: statistics.median(
                    ms for i, ms in warm[name].items() if bool(HAN.search(asked[i][1])) == (language == "zh")
                )
                for language in LANGUAGES
            },
            "asked": len(warm[name]),
            **_hits(asked, [each[name] for each in rounds], own),
            "simfaq_is_first": _ratio(firsts[SIMFAQ], firsts[name]),
            "simfaq_is": _ratio(warm[SIMFAQ], warm[name]),
        }
        rows.append(row)
    return {
        "wordings": size,
        "entries": len(entries),
        "file_mb": (folder / "faq.json").stat().st_size / MEGABYTE,
        "cold_s": cold(folder, [pair[0] for pair in asked[:cold_runs]]),
        "rows": rows,
    }


def start(
    folder: Path, first: str, builds: int, rng: random.Random
) -> tuple[dict[str, Served], dict[str, list[dict[str, Any]]]]:
    """Start all contestants one after the other, so many times; keep the last, and what each told."""
    names = [name for name in CONTESTANTS if name not in NEEDED or importlib.util.find_spec(NEEDED[name])]
    served: dict[str, Served] = {}
    built: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    for _ in range(builds):
        for name in rng.sample(names, len(names)):
            if name in served:
                served[name].end()
            served[name] = Served(name, folder, first)
            built[name].append(served[name].built)
    return {name: served[name] for name in names}, built


def ask_all(
    questions: Sequence[str],
    served: Mapping[str, Served],
    steps: Mapping[str, int],
    rng: random.Random,
) -> dict[str, dict[int, dict[str, Any]]]:
    """Put each question to the contestants whose turn it is; return what they told, by its number."""
    found: dict[str, dict[int, dict[str, Any]]] = {name: {} for name in served}
    for number, question in enumerate(questions):
        for name in rng.sample(list(served), len(served)):
            if number % steps[name] == 0:
                found[name][number] = served[name].asked(question)
    return found


def _times(told: Mapping[str, Mapping[int, Mapping[str, Any]]]) -> dict[str, dict[int, float]]:
    return {name: {number: one["ms"] for number, one in by.items()} for name, by in told.items()}


def _hits(
    asked: Sequence[tuple[str, str, str]],
    rounds: Sequence[Mapping[int, Mapping[str, Any]]],
    own: Container[str],
) -> dict[str, float | None]:
    """Return the share of hits, and that among bundled entries: those made from them are easier to tell."""
    found = [(asked[i][2], told["id"]) for each in rounds for i, told in each.items()]
    hits = [hit == wanted for wanted, hit in found]
    among_own = [hit == wanted for wanted, hit in found if wanted in own]
    return {
        "hit_rate": statistics.mean(hits),
        "hit_rate_bundled": statistics.mean(among_own) if among_own else None,
        "asked_bundled": len(among_own),
    }


def _ratio(ours: Mapping[int, float], theirs: Mapping[int, float]) -> float:
    """Compare medians over the questions that both were asked."""
    shared = ours.keys() & theirs.keys()
    return statistics.median(ours[i] for i in shared) / statistics.median(theirs[i] for i in shared)


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """Return the slope of the straight line nearest to the logarithms of points."""
    return statistics.linear_regression(
        [math.log(x) for x, _ in points], [math.log(y) for _, y in points]
    ).slope


def growth(results: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, float]]:
    """Return the power of the number of wordings that each time grows with."""
    series: dict[str, dict[str, list[tuple[float, float]]]] = {}
    for result in results:
        for row in result["rows"]:
            kinds = (
                ("warm_ms", "first_ms") if row["contestant"] == WRATIO else ("warm_ms", "first_ms", "index_s")
            )
            for kind in kinds:
                points = series.setdefault(row["contestant"], {}).setdefault(kind, [])
                points.append((result["wordings"], row[kind]))
        if result["cold_s"]:
            cold_runs = series[SIMFAQ].setdefault("cold_s", [])
            cold_runs.append((result["wordings"], statistics.median(result["cold_s"])))
    return {
        name: {kind: round(exponent(points), 2) for kind, points in kinds.items()}
        for name, kinds in series.items()
    }


def rounded(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Cut what no clock can tell."""
    if isinstance(value, float):
        return float(f"{value:.4g}")
    if isinstance(value, dict):
        return {name: rounded(held) for name, held in value.items()}
    return [rounded(held) for held in value] if isinstance(value, list) else value


def show(result: Mapping[str, Any]) -> None:
    """Print the table of one size."""
    runs = ", ".join(f"{seconds:.2f}" for seconds in result["cold_s"])
    megabytes = f"{result['file_mb']:.1f} MB of JSON"
    print(f"\n{result['wordings']:,} wordings, {result['entries']:,} entries, {megabytes}")
    print(f"a whole `simfaq --data FILE ask --json QUESTION`, in turn: {runs or 'not run'} s")
    print(
        f"{'contestant':14} {'read s':>7} {'index s':>8} {'first ms':>9} {'warm ms':>8}"
        f" {'zh':>7} {'en':>7} {'simfaq is':>10}"
        f" {'asked':>6} {'hits':>5} {'of bundled':>11} {'peak MB':>8} {'over reading':>13}"
    )
    for row in result["rows"]:
        by = row["warm_ms_by_language"]
        bundled = "" if row["hit_rate_bundled"] is None else f"{row['hit_rate_bundled']:.0%}"
        print(
            f"{row['contestant']:14} {row['read_s']:7.2f} {row['index_s']:8.2f} {row['first_ms']:9.2f}"
            f" {row['warm_ms']:8.2f}"
            f" {by['zh']:7.2f} {by['en']:7.2f} {row['simfaq_is']:9.2f}x {row['asked']:6}"
            f" {row['hit_rate']:5.0%} {bundled:>11} {row['peak_mb']:8.0f} {row['peak_over_reading_mb']:13.0f}"
        )


def conclude(results: Sequence[Mapping[str, Any]], powers: Mapping[str, Mapping[str, float]]) -> None:
    """Print how times grow, and the ratios at the size that counts."""
    if powers:
        kinds = ("warm_ms", "first_ms", "index_s", "cold_s")
        print("\nA time grows with this power of the number of wordings:")
        print(f"{'contestant':14} {'warm':>6} {'first':>6} {'index':>6} {'cold':>6}")
        for name, held in powers.items():
            cells = (f"{held[kind]:6.2f}" if kind in held else f"{'':6}" for kind in kinds)
            print(f"{name:14} {' '.join(cells)}".rstrip())
    for result in results:
        if result["wordings"] == HELD_AGAINST:
            rows = {row["contestant"]: row for row in result["rows"]}
            print(f"\nAt {HELD_AGAINST:,} wordings a question takes simfaq")
            for name in (WRATIO, GRAMS):
                ratio, first = rows[name]["simfaq_is"], rows[name]["simfaq_is_first"]
                print(f"  {ratio:.3g} times as long as {name} when warm, {first:.3g} times at first")
    if importlib.util.find_spec("bm25s") is None:
        print("\nbm25s is not installed and was left out.")


def main() -> None:
    """Measure each size, print tables, and write the figures and the picture if asked to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--sizes",
        type=lambda text: sorted({int(size.replace("_", "")) for size in text.split(",")}),
        default=list(SIZES),
        metavar="N,N,...",
        help=f"how many wordings the datasets hold (default: {','.join(map(str, SIZES))})",
    )
    parser.add_argument(
        "--questions", type=int, default=200, metavar="N", help="how many are asked (%(default)s)"
    )
    parser.add_argument(
        "--cold-runs", type=int, default=3, metavar="N", help="whole runs a size (%(default)s)"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to a file")
    parser.add_argument("--picture", type=Path, metavar="FILE.svg", help="draw the times of a warm question")
    parser.add_argument("--serve", nargs=2, metavar=("NAME", "FOLDER"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.serve:
        serve(args.serve[0], Path(args.serve[1]))
        return
    if args.questions < FEWEST:
        parser.error(f"fewer than {FEWEST} questions make no median")
    if kept_back(args.sizes[0], args.questions + 1) >= LEAST_WORDINGS:
        parser.error("too many questions for the smallest dataset: few wordings would be left of its entries")
    results = []
    for size in args.sizes:
        with tempfile.TemporaryDirectory() as folder:
            results.append(measure(size, args.questions, args.cold_runs, Path(folder)))
        show(results[-1])
    powers = growth(results) if len(results) > 1 else {}
    conclude(results, powers)
    if args.json:
        packages = {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
        packages["rapidfuzz"] = rapidfuzz.__version__
        packages |= {name: version(name) for name in NEEDED.values() if importlib.util.find_spec(name)}
        figures = {"seed": SEED, "questions": args.questions, "versions": packages}
        figures |= {"sizes": rounded(results), "powers": powers}
        args.json.write_text(json.dumps(figures, ensure_ascii=False) + "\n", "utf-8")
    if args.picture:
        args.picture.write_text(drawn(results, strong=SIMFAQ), "utf-8")


if __name__ == "__main__":
    main()
