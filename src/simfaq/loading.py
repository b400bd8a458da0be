"""Find a dataset and read it."""

from contextlib import suppress
from mmap import ACCESS_READ, mmap
from pathlib import Path
from zlib import crc32

from simfaq import __version__, bundle
from simfaq.dataset import decode, parse, read
from simfaq.errors import DatasetError
from simfaq.model import Faq

_PACKAGE = Path(__file__).parent
# Installed from a wheel the file lies in the package; in a checkout and an editable install at the top.
BUNDLED = (_PACKAGE / "data" / "faq.json", _PACKAGE.parent.parent / "data" / "faq.json")
# Beside the bundled dataset in a wheel, never in a checkout, where code and data change.
STORE = BUNDLED[0].with_name("faq.index")


def load(path: Path | str | None = None) -> Faq:
    """Read the dataset at `path`, the bundled one by default.

    Raises:
        DatasetError: the file cannot be read, is not JSON, or does not follow the format.

    """
    file = Path(path) if path is not None else bundled()
    if file == BUNDLED[0] and STORE.is_file():
        with suppress(OSError, ValueError):  # a file that cannot be mapped is told about below
            if prepared := bundle.read(STORE, label(file)):
                return prepared
    return parse(decode(read(file), str(file)), str(file))


def bundled() -> Path:
    """Return the file that simfaq brings along."""
    for path in BUNDLED:
        if path.is_file():
            return path
    raise DatasetError(
        "faq.json",
        "",
        "the bundled dataset is missing (looked in {places})",
        places=", ".join(map(str, BUNDLED)),
    )


def label(file: Path) -> str:
    """Tell what a store is made from: this version of the program, and a file by its content."""
    with file.open("rb") as stream, mmap(stream.fileno(), 0, access=ACCESS_READ) as content:
        return f"simfaq {__version__} {len(content)} {crc32(content):08x}"
