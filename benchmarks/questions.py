"""Time one question against the bundled dataset, in a warm process, beside RapidFuzz's WRatio.

usage: questions.py [--json FILE]

Both see the same questions (tests/cases/development.json) and the same wordings, taken in turns in one run;
what counts is the ratio of the medians, for the milliseconds are the machine's.
"""

import argparse
import gc
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from rapidfuzz import fuzz, process

from simfaq import Matcher, load
from simfaq.prepared import of

CASES = Path(__file__).parent.parent / "tests" / "cases" / "development.json"


def timed(call: Callable[[], object]) -> float:
    """Return the milliseconds that a call takes."""
    start = time.perf_counter()
    call()
    return 1000 * (time.perf_counter() - start)


def main() -> None:
    """Measure, print a table, and write the figures if asked to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to a file")
    args = parser.parse_args()
    faq = load()
    matcher = Matcher(faq)
    questions = [case["q"] for case in json.loads(CASES.read_text("utf-8"))["answered"]]
    wordings = [
        wording
        for entry in faq.entries.values()
        for wordings in (entry.question, entry.variants)
        for texts in wordings.values()
        for wording in ([texts] if isinstance(texts, str) else texts)
    ]
    for question in questions:  # everything that is worked out on first use
        matcher.ask(question)
    gc.collect()
    gc.freeze()
    ours, theirs = [], []
    for question in questions:
        ours.append(timed(lambda asked=question: matcher.ask(asked)))  # type: ignore[misc]
        theirs.append(timed(lambda asked=question: process.extractOne(asked, wordings, scorer=fuzz.WRatio)))  # type: ignore[misc]
    figures = {
        "questions": len(questions),
        "wordings": len(wordings),
        "prepared_index": of(faq) is not None,
        "simfaq_ms": round(statistics.median(ours), 2),
        "wratio_ms": round(statistics.median(theirs), 2),
        "ratio": round(statistics.median(ours) / statistics.median(theirs), 3),
    }
    for name, value in figures.items():
        print(f"{name:16} {value}")
    if args.json:
        args.json.write_text(json.dumps(figures) + "\n", "utf-8")


if __name__ == "__main__":
    main()
