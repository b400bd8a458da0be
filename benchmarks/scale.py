"""Compare simfaq with other ways of finding a wording, as datasets grow.

usage: scale.py [--sizes N,N,...] [--questions N] [--cold-runs N] [--json FILE] [--picture FILE.svg]

The datasets are made from the bundled one: up to its size a part of its entries, beyond it also entries that
ask the same about another place or tariff, in other words. Some wordings are kept back and asked; what they
were made from is kept back from all entries, or the same sentence about another place would be the nearest
wording. A hit is a first result that belongs to the entry that the wording is for. The other words come from
the synonyms of the dataset, which only simfaq reads: hits say less about the others than times do.

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
import itertools
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
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeAlias

import rapidfuzz
from rapidfuzz import fuzz, process

from simfaq import Matcher, load

BUNDLED = Path(__file__).parent.parent / "data" / "faq.json"
SIZES = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000)
SEED = 1
LANGUAGES = ("zh", "en")
# About what it is among the bundled wordings.
CHINESE_SHARE = 0.6
# The wordings of a bundled entry: about so many, and no fewer than these of a language.
MEAN_WORDINGS, LEAST_WORDINGS = 67, 14
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

# --- Datasets

HAN = re.compile(r"[\u3400-\u9fff]")
# What stands for the home of the bundled dataset, and not in the name of an operator.
HOME = {
    "zh": re.compile(r"中国大陆|中国内地|(?:中国|大陆|内地)(?!移动|联通|电信|广电|香港|澳门|台湾)|国内"),
    "en": re.compile(
        r"\b(?:(?:the )?(?:chinese )?mainland(?: china)?|china)\b(?! mobile| unicom| telecom| broadnet)",
        re.IGNORECASE,
    ),
}
BEFORE = {
    "zh": (
        "请问",
        "请问一下，",
        "想问一下",
        "想问下，",
        "急！",
        "在线等，",
        "有人知道吗，",
        "求助：",
        "问个问题，",
    ),
    "en": ("please, ", "quick question: ", "hi, ", "hello, ", "sorry, ", "does anyone know: ", "help! "),
}
AFTER = {
    "zh": ("，谢谢", "，急", "，在线等", "，求解答", "，麻烦了", " 谢谢啦"),
    "en": (", thanks", ", please", ", thank you", ", urgent", " pls", ", anyone?"),
}
# How a wording says which place or tariff it is about.
PLACED = {
    "zh": ("{place}{text}", "在{place}{text}", "{place} {text}", "{text}，我在{place}", "{text}（{place}）"),
    "en": (
        "{text} in {place}",
        "in {place}, {text}",
        "{place}: {text}",
        "{text} ({place})",
        "{text}, I am in {place}",
    ),
}
BOUND = {
    "zh": (
        "{place}{text}",
        "我用的是{place}，{text}",
        "{place} {text}",
        "{text}，{place}",
        "{text}（{place}）",
    ),
    "en": (
        "{text} on {place}",
        "on {place}, {text}",
        "{place}: {text}",
        "{text} ({place})",
        "{text}, I have {place}",
    ),
}
TARIFFS = (
    ("星河", "Xinghe"),
    ("青云", "Qingyun"),
    ("畅聊", "Changliao"),
    ("飞鱼", "Feiyu"),
    ("橙子", "Chengzi"),
    ("海岛", "Haidao"),
    ("小鹿", "Xiaolu"),
    ("逐光", "Zhuguang"),
)


@dataclass(frozen=True)
class Marker:
    """A place or tariff: what it adds to ids, its name, and the patterns that put it into a wording."""

    slug: str
    name: Mapping[str, str]
    patterns: Mapping[str, Sequence[str]]
    replaces_home: bool


@dataclass(frozen=True)
class Made:
    """An entry: its wordings as (language, text), the first of each language its question; texts to ask."""

    id: str
    wordings: Sequence[tuple[str, str]]
    kept_back: Mapping[str, Sequence[str]]
    summary: str


class Rewriter:
    """Says a wording in other words."""

    def __init__(self, synonyms: Iterable[Sequence[str]], rng: random.Random) -> None:
        """Take the groups of words of which one may stand for another."""
        self._rng = rng
        self._others: dict[str, list[str]] = {}
        for group in synonyms:
            for word in group:
                # A single character is part of too many words.
                others = [
                    other
                    for other in group
                    if other != word and bool(HAN.search(other)) == bool(HAN.search(word))
                ]
                if others and len(word) > 1:
                    self._others.setdefault(word.casefold(), others)
        longest_first = sorted(self._others, key=lambda word: (-len(word), word))
        chinese = "|".join(re.escape(word) for word in longest_first if HAN.search(word))
        english = "|".join(re.escape(word) for word in longest_first if not HAN.search(word))
        self._words = re.compile(rf"{chinese}|(?<![a-z0-9])(?:{english})(?![a-z0-9])", re.IGNORECASE)

    def rewrite(self, language: str, text: str, marker: Marker) -> str:
        """Return what somebody else might type to ask the same about a place or tariff."""
        rng = self._rng
        found = list(self._words.finditer(text))
        if found and rng.random() < 0.5:  # noqa: PLR2004 - half of them
            word = rng.choice(found)
            text = text[: word.start()] + rng.choice(self._others[word[0].casefold()]) + text[word.end() :]
        name, home = marker.name[language], HOME[language]
        if marker.replaces_home and home.search(text):
            text = home.sub(lambda _: name, text)
        else:
            text = rng.choice(marker.patterns[language]).format(text=text.rstrip("?？。.! "), place=name)
        if rng.random() < 0.35:  # noqa: PLR2004 - some
            text = rng.choice(BEFORE[language]) + text
        if rng.random() < 0.2:  # noqa: PLR2004 - fewer
            text += rng.choice(AFTER[language])
        return text


def made_entries(keep_back: int) -> Iterator[Made]:
    """Make entries without end: those of the bundled dataset, then the same about other places and tariffs.

    They come in the same order every time. So many wordings of each bundled entry and language are kept
    back, from it and from all that is made from it.
    """
    rng = random.Random(SEED)  # noqa: S311 - the same datasets every time
    faq = json.loads(BUNDLED.read_text("utf-8"))
    entries = faq["entries"]
    rng.shuffle(entries)
    # Of two entries that are asked for alike none could be the right one.
    seen: set[str] = set()
    asked = {
        entry["id"]: {
            pair
            for language in LANGUAGES
            for pair in rng.sample([pair for pair in _wordings(entry) if pair[0] == language], keep_back)
        }
        for entry in entries
    }

    def made(entry: Mapping[str, Any], name: str, texts: Iterable[str], summary: str) -> Made:
        wordings: list[tuple[str, str]] = []
        kept_back: dict[str, list[str]] = {language: [] for language in LANGUAGES}
        for (language, source), text in zip(_wordings(entry), texts, strict=True):
            if text in seen:
                continue
            seen.add(text)
            if (language, source) in asked[entry["id"]]:
                kept_back[language].append(text)
            else:
                wordings.append((language, text))
        return Made(name, wordings, kept_back, summary)

    for entry in entries:
        texts = [text for _, text in _wordings(entry)]
        yield made(entry, entry["id"], texts, entry["answer"]["zh"]["summary"])
    local = {entry.get("region") for entry in entries} - {None, faq["default_region"]}
    strange = local | {faq["default_region"]}
    places = [
        Marker(region["code"].lower(), region["name"], PLACED, replaces_home=True)
        for region in faq["regions"]
        if region["code"] not in strange
    ]
    tariffs = [
        Marker(
            f"{en.lower()}-{price}",
            {"zh": f"{zh}{price}元套餐", "en": f"the {en} {price} plan"},
            BOUND,
            replaces_home=False,
        )
        for zh, en in TARIFFS
        for price in range(19, 319, 10)
    ]
    general = [entry for entry in entries if entry.get("region") not in local]
    rewriter = Rewriter(faq["synonyms"], rng)
    taken: set[str] = set()
    for _ in itertools.count():
        for entry in general:
            marker = rng.choice(places if rng.random() < 0.6 else tariffs)  # noqa: PLR2004 - places are commoner
            name = f"{entry['id']}-{marker.slug}"
            if name in taken:
                continue
            taken.add(name)
            texts = [rewriter.rewrite(language, text, marker) for language, text in _wordings(entry)]
            yield made(entry, name, texts, f"{marker.name['zh']}：{entry['answer']['zh']['summary']}")


def _wordings(entry: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        (language, text)
        for language, question in entry["question"].items()
        for text in dict.fromkeys([question, *entry["variants"].get(language, ())])
    ]


def divided(size: int, questions: int) -> tuple[list[Made], list[tuple[str, str, str]]]:
    """Make a dataset of so many wordings; return it, and pairs of questions with the entry they are for."""
    rng = random.Random(f"{SEED} {size}")  # noqa: S311 - the same questions every time
    entries, total = [], 0
    for entry in made_entries(kept_back(size, questions)):
        wordings = entry.wordings[: size - total]
        entries.append(Made(entry.id, wordings, entry.kept_back, entry.summary))
        total += len(wordings)
        if total == size:
            break
    chinese = round(CHINESE_SHARE * questions)
    order = rng.sample(entries, len(entries))
    pairs = [
        *_pairs(order, "zh", chinese),
        *_pairs(order[::-1], "en", questions - chinese),
    ]
    if len(pairs) < questions:
        raise SystemExit(f"{size} wordings are too few for {questions} questions")
    rng.shuffle(pairs)
    return entries, pairs


def _pairs(entries: Sequence[Made], language: str, wanted: int) -> list[tuple[str, str, str]]:
    """Take pairs of texts that were kept back, evenly from entries: small datasets have few of these."""
    pairs = []
    for number in range(0, LEAST_WORDINGS, 2):
        for entry in entries:
            texts = entry.kept_back[language][number : number + 2]
            if len(texts) == 2:  # noqa: PLR2004 - a pair
                pairs.append((texts[0], texts[1], entry.id))
    return pairs[:wanted]


def kept_back(size: int, questions: int) -> int:
    """Return how many wordings of an entry and language are kept back for so many pairs of questions."""
    texts = 2 * max(CHINESE_SHARE, 1 - CHINESE_SHARE) * questions
    # An even number, for pairs.
    return 2 * math.ceil(texts * MEAN_WORDINGS / (size + 2 * texts) / 2)


def write(folder: Path, entries: Sequence[Made], synonyms: object) -> None:
    """Write a dataset as simfaq reads it, and its wordings alone for the others."""
    listed = []
    for entry in entries:
        texts: dict[str, list[str]] = {}
        for language, text in entry.wordings:
            texts.setdefault(language, []).append(text)
        listed.append(
            {
                "id": entry.id,
                "question": {language: held[0] for language, held in texts.items()},
                "variants": {language: held[1:] for language, held in texts.items() if held[1:]},
                "answer": {"zh": {"summary": entry.summary}},
            }
        )
    document = {"schema_version": 1, "synonyms": synonyms, "entries": listed}
    (folder / "faq.json").write_text(json.dumps(document, ensure_ascii=False) + "\n", "utf-8")
    lines = (f"{entry.id}\t{text}\n" for entry in entries for _, text in entry.wordings)
    (folder / "wordings.tsv").write_text("".join(lines), "utf-8")


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


# --- The picture

WIDTH, HEIGHT = 720, 430
LEFT, RIGHT, TOP, BOTTOM = 64, 122, 52, 52
# Labels at the ends of lines stand so far apart at least.
APART = 17
# Colours that tell apart on either ground, and for those who see few colours; the first stands out.
COLOURS = {
    "light": ("#c2255c", "#0b7285", "#1864ab", "#5f3dc4", "#8d5300"),
    "dark": ("#ff8fb1", "#66d9e8", "#74c0fc", "#b197fc", "#e8b04b"),
}
STYLE = """\
.ground { fill: #ffffff } .text { fill: #1f2328 } .faint { fill: #59636e } .grid { stroke: #d8dee4 }
"""
DARK = """\
.ground { fill: #0d1117 } .text { fill: #e6edf3 } .faint { fill: #9198a1 } .grid { stroke: #30363d }
"""


def _style() -> str:
    def colours(shade: str) -> str:
        return "\n".join(
            f".line{i} {{ stroke: {colour} }} .name{i} {{ fill: {colour} }}"
            for i, colour in enumerate(COLOURS[shade])
        )

    return f"{STYLE}{colours('light')}\n@media (prefers-color-scheme: dark) {{\n{DARK}{colours('dark')}\n}}\n"


def spread(wanted: Sequence[float], lowest: float) -> list[float]:
    """Move labels apart, each as little as needed, and none below `lowest`; their order stays."""
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    placed = list(wanted)
    for upper, lower in itertools.pairwise(order):
        placed[lower] = max(placed[lower], placed[upper] + APART)
    placed[order[-1]] = min(placed[order[-1]], lowest)
    for lower, upper in itertools.pairwise(reversed(order)):
        placed[upper] = min(placed[upper], placed[lower] - APART)
    return placed


def drawn(results: Sequence[Mapping[str, Any]]) -> str:
    """Draw the time of a warm question over the number of wordings, a line for each contestant."""
    lines: dict[str, list[tuple[int, float]]] = {}
    for result in results:
        for row in result["rows"]:
            lines.setdefault(row["contestant"], []).append((result["wordings"], row["warm_ms"]))
    sizes = [result["wordings"] for result in results]
    times = [value for points in lines.values() for _, value in points]
    lowest, highest = math.floor(math.log10(min(times))), math.ceil(math.log10(max(times)))
    width, height = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def across(size: float) -> float:
        whole = math.log(sizes[-1] / sizes[0]) or 1
        return round(LEFT + width * math.log(size / sizes[0]) / whole, 1)

    def down(value: float) -> float:
        return round(TOP + height * (highest - math.log10(value)) / (highest - lowest or 1), 1)

    title = "How long a question takes, by the number of wordings in the dataset"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}">',
        f"<title>{escape(title)}</title>",
        f"<style>\n{_style()}</style>",
        f'<rect class="ground" width="{WIDTH}" height="{HEIGHT}" rx="8"/>',
        '<g font-family="sans-serif" font-size="13">',
        f'<text class="text" x="16" y="28" font-size="16" font-weight="bold">{escape(title)}</text>',
    ]
    base = HEIGHT - BOTTOM
    for power in range(lowest, highest + 1):
        y = down(10**power)
        parts += [
            f'<path class="grid" d="M{LEFT} {y}H{LEFT + width}"/>',
            f'<text class="faint" x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{10.0**power:,g}</text>',
        ]
    for size in sizes:
        x = across(size)
        parts += [
            f'<path class="grid" d="M{x} {TOP}V{base}"/>',
            f'<text class="faint" x="{x}" y="{base + 18}" text-anchor="middle">{size:,}</text>',
        ]
    middle, centre = TOP + height / 2, LEFT + width / 2
    aside = f'x="18" y="{middle}" transform="rotate(-90 18 {middle})"'
    for place, text in (
        (f'x="{centre}" y="{HEIGHT - 12}"', "wordings in the dataset"),
        (aside, "milliseconds per question, median"),
    ):
        parts.append(f'<text class="text" {place} text-anchor="middle">{text}</text>')
    labels = spread([down(points[-1][1]) for points in lines.values()], base)
    for i, (name, points) in enumerate(lines.items()):
        places = [(across(size), down(value)) for size, value in points]
        strong = name == SIMFAQ
        path = "L".join(f"{x} {y}" for x, y in places)
        parts.append(
            f'<path class="line{i}" d="M{path}" fill="none" stroke-width="{3 if strong else 1.8}"'
            ' stroke-linejoin="round"/>'
        )
        parts += [f'<circle class="name{i}" cx="{x}" cy="{y}" r="{4 if strong else 3}"/>' for x, y in places]
        end = f'x="{places[-1][0] + 10}" y="{round(labels[i] + 4.5, 1)}"'
        weight = ' font-weight="bold"' if strong else ""
        parts.append(f'<text class="name{i}" {end}{weight}>{escape(name)}</text>')
    return "\n".join([*parts, "</g>", "</svg>", ""])


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
        args.picture.write_text(drawn(results), "utf-8")


if __name__ == "__main__":
    main()
