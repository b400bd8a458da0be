"""Fit the model that turns a likeness into a chance, and print the curves that the thresholds are read from.

usage: calibrate.py [--folds N] [--cases FILE] [--set FOLDER]...

Rows come from N-fold cross-validation of the bundled dataset (variants and out-of-scope examples that the
matcher is not shown), from a file of labelled questions (tests/cases/development.json by default) and from
foreign question sets (folders with faq.jsonl and queries.jsonl). Each source weighs the same. The rows that
near-exact wording decides by rule are left out of the fit.

Prints the weights to copy into src/simfaq/judging.py, a reliability table a source, and, for thresholds from
5 to 90, how much is answered right and wrong and how much of what is out of scope is answered.
"""

import argparse
import gc
import json
import math
import random
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from simfaq import Matcher
from simfaq.dataset import parse
from simfaq.judging import NEAR_EXACT, STRENGTH_FLOOR
from simfaq.loading import BUNDLED

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Row:
    """A question put to a matcher: what the model sees, and whether the first hit is right."""

    source: str
    in_scope: bool
    right: bool
    by_rule: bool
    inputs: tuple[float, ...]
    score: float


def row(
    matcher: Matcher, question: str, ids: Sequence[str] | None, source: str, *, rivals: bool = True
) -> Row:
    """Ask a question; `ids` are the entries that answer it, None when nothing should.

    `rivals` says whether the dataset has out-of-scope examples.
    """
    outcome = matcher.ask(question)
    best = outcome.matches[0] if outcome.matches else None
    rival = outcome.rival.likeness if outcome.rival else None
    strength = best.strength if best else 0.0
    inputs = (
        1.0,
        math.log(strength + STRENGTH_FLOOR),
        strength - (outcome.rival.strength if outcome.rival else 0.0),
        best.objection if best else 0.0,
    )
    return Row(
        source=source,
        in_scope=ids is not None,
        right=bool(best and ids and best.entry.id in ids),
        by_rule=bool(best and best.likeness.ratio >= NEAR_EXACT) or bool(rival and rival.ratio >= NEAR_EXACT),
        # Two models in one: four inputs for datasets with out-of-scope examples, two for those without.
        inputs=(*inputs, 0.0, 0.0) if rivals else (0.0, 0.0, 0.0, 0.0, *inputs[:2]),
        score=best.score if best else 0.0,
    )


def held_out(document: dict[str, Any], folds: int) -> Iterator[Row]:
    """Hide every variant and every out-of-scope example once, and ask it."""
    for fold in range(folds):
        rng = random.Random(1)  # noqa: S311 - the same draw for every fold
        shown = deepcopy(document)
        hidden: list[tuple[str, list[str] | None, str]] = []
        groups: list[tuple[dict[str, list[str]], list[str] | None]] = [
            *((entry["variants"], [entry["id"]]) for entry in shown["entries"]),
            *((subject["questions"], None) for subject in shown["out_of_scope"]),
        ]
        for phrasings, ids in groups:
            for language, texts in phrasings.items():
                keep = []
                for text in texts:
                    if rng.randrange(folds) == fold:
                        hidden.append((text, ids, language))
                    else:
                        keep.append(text)
                phrasings[language] = keep
        matcher = Matcher(parse(shown))
        for text, ids, language in hidden:
            yield row(matcher, text, ids, f"held out {language}")


def labelled(matcher: Matcher, path: Path) -> Iterator[Row]:
    """Ask the questions of a case file."""
    cases = json.loads(path.read_text("utf-8"))
    for case in cases["answered"]:
        yield row(matcher, case["q"], case["ids"], path.stem)
    for case in cases["refused"]:
        yield row(matcher, case["q"], None, path.stem)


def foreign_set(folder: Path) -> Iterator[Row]:
    """Ask the queries of a question set that has nothing to do with ours."""
    faq = [json.loads(line) for line in (folder / "faq.jsonl").read_text("utf-8").splitlines()]
    entries = [
        {"id": f"e{i}", "question": {"x": q["questions"][0]}, "variants": {"x": q["questions"][1:]},
         "answer": {"x": {"summary": q["id"]}}}
        for i, q in enumerate(faq)
    ]  # fmt: skip
    names = {q["id"]: f"e{i}" for i, q in enumerate(faq)}
    matcher = Matcher(parse({"schema_version": 1, "entries": entries}))
    for line in (folder / "queries.jsonl").read_text("utf-8").splitlines():
        query = json.loads(line)
        ids = None if query["id"] is None else [names[query["id"]]]
        yield row(matcher, query["q"], ids, folder.name, rivals=False)


def fit(rows: Sequence[Row], rounds: int = 25) -> list[float]:
    """Fit a logistic model by Newton's method, each source weighing the same."""
    sizes: dict[str, int] = {}
    for r in rows:
        sizes[r.source] = sizes.get(r.source, 0) + 1
    size = len(rows[0].inputs)
    weights = [0.0] * size
    for _ in range(rounds):
        gradient = [-1e-6 * w for w in weights]
        hessian = [[1e-6 * (i == j) for j in range(size)] for i in range(size)]
        for r in rows:
            chance = _sigmoid(sum(w * x for w, x in zip(weights, r.inputs, strict=True)))
            share = 1 / sizes[r.source]
            for i in range(size):
                gradient[i] += share * (r.right - chance) * r.inputs[i]
                for j in range(size):
                    hessian[i][j] += share * chance * (1 - chance) * r.inputs[i] * r.inputs[j]
        weights = [w + step for w, step in zip(weights, _solve(hessian, gradient), strict=True)]
    return weights


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, x))))


def _solve(matrix: list[list[float]], values: list[float]) -> list[float]:
    """Solve a small system by Gaussian elimination with pivoting."""
    rows = [[*line, value] for line, value in zip(matrix, values, strict=True)]
    size = len(rows)
    for i in range(size):
        pivot = max(range(i, size), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for k in range(size):
            if k != i:
                factor = rows[k][i] / rows[i][i]
                rows[k] = [a - factor * b for a, b in zip(rows[k], rows[i], strict=True)]
    return [rows[i][size] / rows[i][i] for i in range(size)]


def percent(part: int, whole: int) -> str:
    """Format a share; a dash where there is nothing to share."""
    return f"{100 * part / whole:5.1f}" if whole else "    -"


def print_reliability(rows: Sequence[Row]) -> None:
    """Print, for each source and band of scores, how many first hits were right."""
    bands = [0, 10, 30, 50, 70, 90, 101]
    print("\nright first hits by score (in and out of scope together), as the matcher scores today")
    print(f"{'source':20}" + "".join(f"{f'{low}-{min(high, 100)}':>16}" for low, high in pairwise(bands)))
    for source in [*dict.fromkeys(r.source for r in rows), "all"]:
        cells = []
        for low, high in pairwise(bands):
            band = [r for r in rows if source in {r.source, "all"} and low <= r.score < high]
            cells.append(f"{percent(sum(r.right for r in band), len(band))} % of {len(band):5}")
        print(f"{source:20}" + "".join(f"{cell:>16}" for cell in cells))


def print_curve(rows: Sequence[Row]) -> None:
    """Print what each threshold for an answer would do, by source."""
    sources = [
        s
        for s in dict.fromkeys(r.source for r in rows)
        if any(r.source == s and not r.in_scope for r in rows)
    ]
    print("\nanswered right / answered wrong / out of scope answered, %, for a threshold")
    print("    " + "".join(f"{source:>24}" for source in sources))
    for threshold in range(5, 95, 5):
        cells = []
        for source in sources:
            inside = [r for r in rows if r.source == source and r.in_scope]
            outside = [r for r in rows if r.source == source and not r.in_scope]
            right = sum(r.right and r.score >= threshold for r in inside)
            wrong = sum(not r.right and r.score >= threshold for r in inside)
            answered = sum(r.score >= threshold for r in outside)
            shares = (right, len(inside)), (wrong, len(inside)), (answered, len(outside))
            cells.append("/".join(percent(part, whole) for part, whole in shares))
        print(f"{threshold:4}" + "".join(f"{cell:>24}" for cell in cells))


def main() -> None:
    """Collect, fit and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--cases", type=Path, default=ROOT / "tests" / "cases" / "development.json")
    parser.add_argument("--set", type=Path, action="append", default=[], metavar="FOLDER")
    args = parser.parse_args()
    gc.disable()
    document = json.loads(BUNDLED[1].read_text("utf-8"))
    sources: list[Iterable[Row]] = [
        held_out(document, args.folds),
        labelled(Matcher(parse(document)), args.cases),
    ]
    sources += [foreign_set(folder) for folder in args.set]
    rows = [r for source in sources for r in source]
    names = [
        *("INTERCEPT", "STRENGTH_WEIGHT", "LEAD_WEIGHT", "OBJECTION_WEIGHT"),
        *("ALONE_INTERCEPT", "ALONE_STRENGTH_WEIGHT"),
    ]
    for name, weight in zip(names, fit([r for r in rows if not r.by_rule]), strict=True):
        print(f"{name} = {weight:.2f}")
    print_reliability(rows)
    print_curve(rows)


if __name__ == "__main__":
    main()
