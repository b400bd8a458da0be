"""Prepare the index of the bundled dataset when a wheel is built; see src/simfaq/prepared.py."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PrepareIndex(BuildHookInterface[Any]):
    """Adds simfaq/data/faq.index and faq.pinyin.index to the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Work the index out of the dataset, unless the wheel only points to the checkout."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        from simfaq import Matcher, load, prepared  # noqa: PLC0415 - only now on the path

        faq = load()
        if faq.fingerprint is None:
            raise ValueError("the bundled dataset has no fingerprint")
        self._folder = tempfile.TemporaryDirectory()
        matcher = Matcher(faq)
        for target, known in (
            (prepared.FILE, matcher.known),
            (prepared.PINYIN_FILE, matcher.known_in_pinyin),
        ):
            file = Path(self._folder.name) / target.name
            file.write_bytes(prepared.dump(known, faq.fingerprint))
            build_data["force_include"][str(file)] = f"simfaq/data/{target.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove the scratch file."""
        if version != "editable":
            self._folder.cleanup()
