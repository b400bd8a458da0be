"""Prepare the index of the bundled dataset when a wheel is built; see src/simfaq/prepared.py."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PrepareIndex(BuildHookInterface[Any]):
    """Adds simfaq/data/faq.index to the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Work the index out of the dataset, unless the wheel only points to the checkout."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from simfaq.preparing import prepare  # noqa: PLC0415 - only now on the path

        self._folder = tempfile.TemporaryDirectory()
        index = Path(self._folder.name) / "faq.index"
        prepare(root / "data" / "faq.json", index)
        build_data["force_include"][str(index)] = "simfaq/data/faq.index"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove the scratch file."""
        if version != "editable":
            self._folder.cleanup()
