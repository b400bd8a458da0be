"""The package as a wheel installs it, with what is prepared when a wheel is built."""

import compileall
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from zlib import crc32

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "simfaq"
DATA = ROOT / "data" / "faq.json"
CACHE = ROOT / ".pytest_cache" / "simfaq"  # beside what pytest keeps, and ignored like it


def build() -> Path:
    """Return a folder for PYTHONPATH in which code and data lie as they are now; what is there is reused."""
    CACHE.mkdir(parents=True, exist_ok=True)
    folder = CACHE / f"installed-{_fingerprint([*sorted(PACKAGE.rglob('*.py')), DATA]):08x}"
    if not folder.exists():
        for older in CACHE.glob("installed-*"):
            shutil.rmtree(older)
        half = folder.with_suffix(".new")
        shutil.rmtree(half, ignore_errors=True)
        shutil.copytree(PACKAGE, half / "simfaq", ignore=shutil.ignore_patterns("__pycache__"))
        data = half / "simfaq" / "data"
        data.mkdir()
        for file in DATA.parent.iterdir():
            shutil.copy(file, data)
        # In a process of its own: this one must import the checkout's code, and only once.
        prepare = "from pathlib import Path; from simfaq import preparing, loading; "
        prepare += "preparing.prepare(loading.BUNDLED[0], loading.STORE)"
        env = {**os.environ, "PYTHONPATH": str(half)}
        subprocess.run([sys.executable, "-c", prepare], env=env, check=True)
        compileall.compile_dir(half, quiet=1)  # as pip does
        half.rename(folder)
    return folder


def _fingerprint(files: Iterable[Path]) -> int:
    sum_ = 0
    for file in files:
        sum_ = crc32(str(file.relative_to(ROOT)).encode() + file.read_bytes(), sum_)
    return sum_
