"""Throw hostile questions, broken datasets and hard environments at simfaq, and count what breaks.

usage: fuzz.py [questions|datasets|environment ...] [--seed N] [--count N]

Questions go the way that the command sends them: cleaned, matched, drawn by every renderer. Datasets are
parts of the bundled one with mutations, loaded, linted, shown and asked; some are written to files and given
to the command. Environments are processes of their own: locales, terminals, streams, limits, signals.
The same seed gives the same run. Exit 1 says that something broke; the report tells what, with which input.
"""

import argparse
import json
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import hostile
import surroundings
from sample import SMALL

from simfaq import DatasetError, Faq, Matcher, Verdict, dataset, lint, loading, streams
from simfaq.chinese import MESSAGES
from simfaq.language import Language
from simfaq.page import items, page, sheets
from simfaq.regions import rule_entry, ruled
from simfaq.render.base import Renderer, refusal
from simfaq.session import Format, Session
from simfaq.text import MAX_QUESTION, as_question, clean

# Processes that run side by side, where nothing else is asked for.
PROCESSES = 4
# A question is to be answered or refused within so many seconds.
LIMIT = 1.0
COUNTS = {"questions": 200_000, "datasets": 20_000, "environment": 1}
# One question in so many goes to the bundled dataset, which takes ten times as long as the small one.
BUNDLED_EVERY = 20
# One dataset in so many is loaded in full size, and one in so many is given to the command as a file.
WHOLE_EVERY, FILE_EVERY = 200, 10
# So many of the datasets that load are drawn whole and asked.
SHOWN_SHARE = 0.3
# Of each kind of failure so many are shown; all are counted.
SHOWN = 3


class Broken(Exception):  # noqa: N818 - a finding, no error
    """Something came out that must not."""


@dataclass
class Tally:
    """How often something was tried, and what broke."""

    name: str
    tried: int = 0
    slowest: float = 0.0
    failures: dict[str, list[str]] = field(default_factory=dict)

    def run(self, trial: Callable[[], object], told: object) -> None:
        """Try something once; `told` describes the input."""
        self.tried += 1
        start = time.perf_counter()
        try:
            trial()
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            where = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{Path(where.filename).name}:{where.lineno}"
            kind = f"{type(error).__name__} at {place}"
            self.failures.setdefault(kind, []).append(f"{ascii(str(error))[:300]}\n  {ascii(told)[:600]}")
        self.slowest = max(self.slowest, time.perf_counter() - start)


def expect(condition: object, told: str) -> None:
    """Complain unless something holds."""
    if not condition:
        raise Broken(told)


def safe(shown: str, *, drawn: bool = False) -> None:
    """Complain about text that must not reach a terminal."""
    found = hostile.leaks(shown, drawn=drawn)
    expect(not found, f"shows {found[:5]!r}")


def questions(rng: Random, count: int) -> Iterator[Tally]:
    """Ask hostile questions of the small dataset and, one in BUNDLED_EVERY, of the bundled one."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "small.json"
        file.write_text(json.dumps(SMALL), "utf-8")
        os.environ["FORCE_COLOR"] = "1"  # panels, though nothing here is a terminal
        for name, data, number in (
            ("questions, small dataset", file, count - count // BUNDLED_EVERY),
            ("questions, bundled dataset", None, count // BUNDLED_EVERY),
        ):
            session = Session(data, "auto")
            known = [text for entry in session.faq.entries.values() for text in entry.question.values()]
            session.matcher.ask("zhe shi pinyin ma")  # the first question in Pinyin has the dataset read so
            tally = Tally(name)
            for _ in range(number):
                text = hostile.a_question(rng, known) if rng.random() < 0.5 else hostile.a_question(rng)  # noqa: PLR2004
                tally.run(lambda text=text, session=session: _ask(session, text, rng), text)  # type: ignore[misc]
            yield tally


def _ask(session: Session, raw: str, rng: Random) -> None:
    """Ask one question the way that the command does, and draw what comes in two of the forms."""
    start = time.perf_counter()
    text = as_question(streams.argument(raw))
    safe(text)
    expect(len(text) <= MAX_QUESTION, "is not cut")
    expect(as_question(text) == text, "changes when it is cleaned again")
    region = session.region(rng.choice((None, None, "jp", "CN")))
    found = session.matcher.ask(text, top=rng.choice((1, 3, 20)), region=region)
    expect(time.perf_counter() - start < LIMIT, "takes too long")
    language = session.language(text, in_pinyin=found.in_pinyin)
    explain = rng.random() < 0.5  # noqa: PLR2004 - half of them
    os.environ["COLUMNS"] = str(rng.choice((1, 20, 80, 10_000)))
    for form in rng.sample(list(Format), 2):
        shown = session.renderer(form, language, numbered=explain).outcome(found, explain=explain)
        safe(shown, drawn=form == Format.AUTO)
        if not form.is_for_people:
            expect("\n" not in shown, "is more than one line")
            expect(json.loads(shown)["question"] == text, "tells another question")
            expect(form != Format.ASCII_JSON or shown.isascii(), "is not ASCII")
    if found.verdict == Verdict.NONE:
        safe(refusal(session.faq, found, language))
    expect(all(0 <= match.score <= 100 for match in found.matches), "has a score out of bounds")  # noqa: PLR2004


def datasets(rng: Random, count: int) -> Iterator[Tally]:
    """Load and lint broken datasets in this process, and give some to the command as files."""
    document = json.loads(loading.bundled().read_bytes())
    parts, whole, files = (
        Tally("datasets, load and lint"),
        Tally("datasets, full size"),
        Tally("datasets, command"),
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.json"
        for number in range(count):
            content = hostile.a_file(document, rng)
            parts.run(lambda content=content: examine(content, rng), content)  # type: ignore[misc]
            if number % FILE_EVERY == 0:
                path.write_bytes(content)
                files.run(lambda: _command(path, rng), content)
            if number % WHOLE_EVERY == 0:
                broken = json.loads(json.dumps(document))
                hostile.change(broken, rng)
                whole.run(lambda broken=broken: _load(hostile.written(broken)), number)  # type: ignore[misc]
    yield from (parts, whole, files)


def _load(content: bytes) -> Faq | None:
    """Load a dataset; None where it is refused in good order."""
    try:
        return dataset.parse(dataset.decode(content, "x.json"), "x.json")
    except DatasetError as error:
        for told in (error.told(str), error.told(lambda text: MESSAGES.get(text, text))):
            line = clean(streams.argument(told))
            safe(line)
            expect(line.startswith("x.json: "), f"does not name the file: {line}")
            expect(len(line) < 3000, "is a long story")  # noqa: PLR2004 - a screenful
        return None


def examine(content: bytes, rng: Random) -> None:
    """Load, lint, show and ask a dataset."""
    faq = _load(content)
    try:
        findings = lint.examine(content, "x.json")
    except DatasetError:
        expect(faq is None, "is linted as unreadable, and loads")
        return
    for finding in findings:
        safe(f"{finding.place} {finding.told(str)}")
        expect(finding.code in lint.CHECKS, "is no check")
        expect(len(finding.place) + len(finding.told(str)) < 3000, "is a long story")  # noqa: PLR2004 - as above
    fatal = [f for f in findings if f.code < "SF1" and f.code not in {"SF007", "SF008"}]
    expect((faq is None) == bool(fatal), f"loads: {faq is not None}, but lint finds {fatal[:3]}")
    if faq is not None and rng.random() < SHOWN_SHARE:
        show(faq, rng)


def show(faq: Faq, rng: Random) -> None:
    """Draw everything that a dataset holds, and ask it a few questions."""
    from simfaq.render.json import Json  # noqa: PLC0415 - as in the program
    from simfaq.render.plain import Plain  # noqa: PLC0415
    from simfaq.render.terminal import Terminal  # noqa: PLC0415

    os.environ |= {"FORCE_COLOR": "1", "COLUMNS": str(rng.choice((1, 30, 80)))}
    language = Language(rng.choice(("zh", "en", "fr")), strict=rng.random() < 0.3)  # noqa: PLR2004 - some
    kind = rng.choice((Json, Plain, Terminal))
    renderer: Renderer = kind(faq, language)
    shown = [page(faq, entry, language) for entry in faq.entries.values()]
    rules = list(ruled(faq, faq.regions).values())
    shown += [page(faq, rule_entry(faq, *rule), language) for rule in rules]
    drawn = [renderer.pages(shown), renderer.items(items(faq.entries.values(), language), "all")]
    if rules:
        drawn += [
            renderer.rules(sheets(rules, language)),
            renderer.comparison(sheets(rules, language)),
        ]
    matcher = Matcher(faq)
    for entry in list(faq.entries.values())[:2]:
        for text in (next(iter(entry.question.values())), hostile.a_question(rng)):
            found = matcher.ask(as_question(text))
            drawn += [renderer.outcome(found, explain=True), refusal(faq, found, language)]
    for text in drawn:
        safe(text, drawn=kind is Terminal)


def _command(path: Path, rng: Random) -> None:
    """Give a dataset to the command, in this process."""
    from typer.testing import CliRunner  # noqa: PLC0415 - this part only

    from simfaq.cli import app  # noqa: PLC0415

    commands = (["ask", "泡茶几分钟"], ["list"], ["lint"], ["rules"], ["lint", "--json"], ["list", "--json"])
    args = ["--data", str(path), "--lang", rng.choice(("zh", "en", "auto")), *rng.choice(commands)]
    result = CliRunner().invoke(app, args)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    safe(result.stdout, drawn=True)
    safe(result.stderr)
    expect(result.exit_code in {0, 1, 3}, f"exits with {result.exit_code}")
    if result.exit_code == 3:  # noqa: PLR2004 - an unusable dataset
        expect(result.stderr.count("\n") == 1 and not result.stdout, "is not told on one line")


def environment(rng: Random, count: int) -> Iterator[Tally]:
    """Run every command in every environment and with every kind of streams, `count` times over."""
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(PROCESSES) as pool:
        data = Path(folder) / "small.json"
        data.write_text(json.dumps(SMALL), "utf-8")
        commands = [
            (["--data", str(data), *args], code) for args, code in surroundings.COMMANDS.items()
        ] * count
        envs, streams, at_once = surroundings.ENVIRONMENTS, surroundings.STREAMS, 64
        moments = [rng.uniform(0.0, 0.5) for _ in range(100 * count)]

        def trial(args: list[str], codes: set[int], **how: Any) -> Callable[[], None]:  # noqa: ANN401 - as _process
            return lambda: _process(args, codes, **how)

        def traced(number: int, args: list[str]) -> Callable[[], None]:
            def run() -> None:
                found = surroundings.touched(args, surroundings.TRACER, Path(folder) / f"trace{number}")
                expect(not found, f"touches {found[:3]}")

            return run

        tables: dict[str, list[Callable[[], None]]] = {
            "environments x commands": [
                trial(args, {code}, env=env) for env in envs.values() for args, code in commands
            ],
            "streams x commands": [
                trial(args, {code} | right, shell=shell)
                for shell, right in streams.items()
                for args, code in commands
            ],
            "Ctrl-C at random moments": [
                partial(_interrupt, rng.choice(commands)[0], moment) for moment in moments
            ],
            "processes, 64 at once": [trial(*commands[0][:1], {commands[0][1]}) for _ in range(at_once)],
            f"traces by {surroundings.TRACER}": [
                traced(number, args) for number, (args, _) in enumerate(commands)
            ],
        }
        for name, trials in tables.items():
            tally = Tally(name)
            with ThreadPoolExecutor(at_once) if "at once" in name else nullcontext(pool) as workers:
                for _ in workers.map(partial(_tried, tally), trials):
                    pass
            yield tally


def _tried(tally: Tally, trial: Callable[[], None]) -> None:
    tally.run(trial, "")


def _process(args: list[str], codes: set[int], **how: Any) -> None:  # noqa: ANN401 - what surroundings.run takes
    done = surroundings.run(args, **how)
    told = f"{args[2:]} {how}: exit {done.returncode}, {done.stderr[-300:]!r}"
    expect(done.returncode in codes, told)
    expect(b"Traceback" not in done.stderr and b"Exception" not in done.stderr, told)
    for shown in (done.stdout, done.stderr):
        safe(shown.decode("utf-8"), drawn=True)


def _interrupt(args: list[str], moment: float) -> None:
    code, _, errors = surroundings.interrupted(args, moment)
    expect(
        not surroundings.is_ours(errors), f"{args[2:]} after {moment:.3f} s: exit {code}, {errors[-500:]!r}"
    )


TARGETS: dict[str, Callable[[Random, int], Iterator[Tally]]] = {
    "questions": questions,
    "datasets": datasets,
    "environment": environment,
}


def main() -> None:
    """Run the targets and print the report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "targets", nargs="*", choices=[*TARGETS, []], default=[], metavar="TARGET", help="|".join(TARGETS)
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, help="inputs of each target; rounds of environment")
    args = parser.parse_args()
    tallies: list[Tally] = []
    for name in args.targets or TARGETS:
        rng = Random(f"{args.seed} {name}")  # noqa: S311 - reproducible, not secret
        start = time.perf_counter()
        tallies += TARGETS[name](rng, args.count or COUNTS[name])
        print(f"{name}: {time.perf_counter() - start:.0f} s", file=sys.stderr)
    report(tallies)
    sys.exit(any(tally.failures for tally in tallies))


def report(tallies: list[Tally]) -> None:
    """Print a table, then the failures, those of one place together."""
    print(f"{'what':<44} {'tried':>9} {'failures':>9} {'slowest':>11}")
    for tally in tallies:
        failures = sum(map(len, tally.failures.values()))
        print(f"{tally.name:<44} {tally.tried:>9,} {failures:>9,} {1000 * tally.slowest:>8,.0f} ms")
    for tally in tallies:
        for kind, told in tally.failures.items():
            print(f"\n{tally.name}: {kind} ({len(told)} times)")
            print(*(f"- {one}" for one in told[:SHOWN]), sep="\n")


if __name__ == "__main__":
    main()
