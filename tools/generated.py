"""What the tools that generate files share: to write them, or to say which are out of date."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path


def checking(description: str | None) -> bool:
    """Read the command line of a tool that takes --check alone."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="compare only")
    return bool(parser.parse_args().check)


def settle(files: Mapping[Path, str], tool: str, *, check: bool) -> int:
    """Write the files that are not as they should be, or name them; return the exit code."""
    stale = [path for path, text in files.items() if not path.is_file() or path.read_text("utf-8") != text]
    for path in stale:
        if check:
            print(f"{path.name} is out of date: run {tool}", file=sys.stderr)
        else:
            path.write_text(files[path], "utf-8")
            print(f"wrote {path.name}")
    return 1 if stale and check else 0
