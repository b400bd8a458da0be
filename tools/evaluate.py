"""Measure how labelled questions fare against a dataset.

usage: evaluate.py [--data FILE] [--misses] [CASES.json]...

A case file holds `answered` (questions with the ids that answer them) and `refused` (questions that nothing
answers). By default both files of tests/cases are measured: development.json, which matcher and dataset
are tuned on, and heldout.json, which they must never be; so --misses shows nothing of the latter.
"""

import argparse
import json
from pathlib import Path

from simfaq import Matcher, Verdict, load

CASES = Path(__file__).parent.parent / "tests" / "cases"


def measure(matcher: Matcher, path: Path, *, misses: bool) -> None:
    """Ask the questions of one file and print how many were answered right, wrong and not."""
    cases = json.loads(path.read_text("utf-8"))
    right = wrong = first = third = false = suggested = 0
    for case in cases["answered"]:
        outcome = matcher.ask(case["q"])
        ids = [match.entry.id for match in outcome.matches]
        hit = bool(ids) and ids[0] in case["ids"]
        answered = outcome.verdict == Verdict.ANSWER
        first += hit
        third += any(name in case["ids"] for name in ids)
        right += hit and answered
        wrong += answered and not hit
        if misses and not (hit and answered):
            print(f"  {outcome.verdict:8} {ids[:2]} for {case['ids'][:2]}: {case['q']}")
    for case in cases["refused"]:
        outcome = matcher.ask(case["q"])
        false += outcome.verdict == Verdict.ANSWER
        suggested += outcome.verdict == Verdict.SUGGEST
        if misses and outcome.verdict == Verdict.ANSWER:
            print(f"  answered with {outcome.matches[0].entry.id}: {case['q']}")
    n, m = len(cases["answered"]), len(cases["refused"])
    print(f"{path.name}: of {n} in scope answered right {right / n:.1%}, wrong {wrong / n:.1%}; "
          f"first hit {first / n:.1%}, top 3 {third / n:.1%}")  # fmt: skip
    print(f"{path.name}: of {m} out of scope answered {false / m:.1%}, only suggested {suggested / m:.1%}")


def main() -> None:
    """Measure every file asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "cases", nargs="*", type=Path, default=[CASES / "development.json", CASES / "heldout.json"]
    )
    parser.add_argument("--data", type=Path, help="another dataset file")
    parser.add_argument(
        "--misses", action="store_true", help="show what went wrong in files but heldout.json"
    )
    args = parser.parse_args()
    matcher = Matcher(load(args.data))
    for path in args.cases:
        measure(matcher, path, misses=args.misses and path.name != "heldout.json")


if __name__ == "__main__":
    main()
