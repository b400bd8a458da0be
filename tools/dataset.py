"""Look after a dataset file: its form, its age, its citations.

usage: dataset.py [--data FILE] format [--check]
       dataset.py [--data FILE] stale --months N
       dataset.py [--data FILE] citations [SOURCE]...

- format: write the file in its one canonical form, so that a change shows only what was changed: members in
  the order of data/faq.schema.json, one space of indent, Chinese as it is; lists keep their order. With
  --check nothing is written; exit 1 says that the file is in another form.
- stale: list the entries that were reviewed more than N months ago, or never, oldest first.
- citations: list, by source, the entries that cite it and where: what to read again when a law changes.
"""

import argparse
import json
import signal
import sys
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from simfaq import Faq, SimfaqError, load
from simfaq.dataset import decode, read
from simfaq.loading import BUNDLED

SCHEMA = Path(__file__).parent.parent / "data" / "faq.schema.json"


def canonical(document: object) -> str:
    """Write a dataset down in its one form."""
    schema: dict[str, Any] = json.loads(SCHEMA.read_text("utf-8"))
    return json.dumps(_ordered(document, schema, schema["$defs"]), ensure_ascii=False, indent=1)


def _ordered(node: Any, shape: dict[str, Any], shapes: dict[str, Any]) -> Any:  # noqa: ANN401 - any JSON
    """Put the members of objects into the order of the schema; those that it does not know come last."""
    if "$ref" in shape:
        shape = shapes[shape["$ref"].rpartition("/")[2]]
    if isinstance(node, list):
        return [_ordered(item, shape.get("items", {}), shapes) for item in node]
    if isinstance(node, dict):
        known, others = shape.get("properties", {}), shape.get("additionalProperties", {})
        names = [name for name in known if name in node] + [name for name in node if name not in known]
        return {name: _ordered(node[name], known.get(name, others), shapes) for name in names}
    return node


def months_before(day: date, months: int) -> date:
    """Go back some months, to the last day of a month that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def stale(faq: Faq, before: date) -> list[tuple[str, str]]:
    """List review date and id of the entries reviewed before a day, oldest first; the never reviewed lead."""
    dated = [(entry.reviewed or "", entry.id) for entry in faq.entries.values()]
    return sorted((day, name) for day, name in dated if day < before.isoformat())


def citations(faq: Faq) -> dict[str, list[str]]:
    """List for each source the entries that cite it, with the article."""
    found: dict[str, list[str]] = {name: [] for name in faq.sources}
    for entry in faq.entries.values():
        for citation in entry.citations:
            locator = " / ".join(citation.locator.values())
            found[citation.source.id].append(f"{entry.id}\t{locator}".rstrip())
    return found


def _told(faq: Faq, wanted: list[str]) -> Iterator[str]:
    for name, cited in citations(faq).items():
        if wanted and name not in wanted:
            continue
        source = faq.sources[name]
        facts = [*source.title.values(), *source.number.values(), source.status]
        yield f"{name}: {' · '.join(dict.fromkeys(filter(None, facts)))}"
        yield from (f"  {line}" for line in cited or ["(no entry)"])


def _format(path: Path, *, check: bool) -> int:
    content = read(path).decode("utf-8")
    text = canonical(decode(content.encode(), str(path)))
    if content == text:
        return 0
    if check:
        print(f"{path} is not in its canonical form: run tools/dataset.py format", file=sys.stderr)
        return 1
    path.write_text(text, "utf-8")
    print(f"wrote {path}")
    return 0


def main(argv: list[str] | None = None) -> int:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=BUNDLED[1], metavar="FILE", help="another dataset file")
    commands = parser.add_subparsers(dest="command", required=True)
    formatting = commands.add_parser("format", help="write the file in its canonical form")
    formatting.add_argument("--check", action="store_true", help="compare only")
    ageing = commands.add_parser("stale", help="list entries reviewed long ago")
    ageing.add_argument("--months", type=int, required=True, metavar="N")
    citing = commands.add_parser("citations", help="list citations by source")
    citing.add_argument("sources", nargs="*", metavar="SOURCE")
    args = parser.parse_args(argv)
    try:
        if args.command == "format":
            return _format(args.data, check=args.check)
        faq = load(args.data)
    except SimfaqError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    if args.command == "stale":
        today = date.today()  # noqa: DTZ011 - the maintainer's own day
        for day, name in stale(faq, months_before(today, args.months)):
            print(f"{day or 'never':10}  {name}")
        return 0
    if unknown := [name for name in args.sources if name not in faq.sources]:
        print(f"there is no source {', '.join(unknown)}", file=sys.stderr)
        return 2
    print("\n".join(_told(faq, args.sources)))
    return 0


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # a list is for `| head`
    sys.exit(main())
