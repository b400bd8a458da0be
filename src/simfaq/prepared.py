"""What is known of the bundled dataset before the first question, worked out when the package is built.

Working it out takes most of a second; reading it, a few hundredths. The file holds a line of JSON and then
little-endian arrays: names of features (UTF-8, a newline between), their three weights (float32; 0 for none),
and the centroids by feature: where each feature's groups start (uint32), the groups (uint16) and how much of
the feature each has (float32).

The dataset stays the only source: the first line names its fingerprint and the program's version, and a file
that is for another of either is left alone.
"""

import json
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any, TypeVar

from simfaq import __version__
from simfaq.reading import Known
from simfaq.statistics import Statistics

T = TypeVar("T")
FILE = Path(__file__).parent / "data" / "faq.index"
# The same for the phrasings in Pinyin, which few questions need.
PINYIN_FILE = FILE.with_name("faq.pinyin.index")
# The arrays in the order in which they stand in the file, with their type codes.
_SECTIONS = {
    "weights": "f",
    "bm25_weights": "f",
    "log_odds": "f",
    "starts": "I",
    "groups": "H",
    "shares": "f",
}


def dump(known: Known, fingerprint: str) -> bytes:
    """Write down what is known of the dataset with this fingerprint."""
    figures = known.statistics
    names = sorted(figures.weights)  # the same dataset gives the same file
    postings = [list(figures.centroids[name]) for name in names]
    contents: dict[str, Iterable[float]] = {
        "weights": (figures.weights[name] for name in names),
        "bm25_weights": (figures.bm25_weights[name] for name in names),
        "log_odds": (known.log_odds.get(name, 0.0) for name in names),
        "starts": accumulate(map(len, postings), initial=0),
        "groups": (group for held in postings for group, _ in held),
        "shares": (share for held in postings for _, share in held),
    }
    arrays: dict[str, array[Any]] = {name: array(code, contents[name]) for name, code in _SECTIONS.items()}
    text = "\n".join(names).encode()
    header = {
        "version": __version__,
        "fingerprint": fingerprint,
        "unseen": figures.unseen,
        "unseen_bm25": figures.unseen_bm25,
        "mean_length": figures.mean_length,
        "names": len(text),
        **{name: len(arrays[name]) for name in _SECTIONS},
    }
    if sys.byteorder == "big":
        for values in arrays.values():
            values.byteswap()
    return b"".join(
        [json.dumps(header).encode(), b"\n", text, *(arrays[name].tobytes() for name in _SECTIONS)]
    )


def find(fingerprint: str | None, file: Path = FILE) -> Known | None:
    """Return what was prepared for the dataset with this fingerprint; None where nothing was."""
    if fingerprint is None or not file.is_file():
        return None
    line, _, body = file.read_bytes().partition(b"\n")
    header = json.loads(line)
    if (header["version"], header["fingerprint"]) != (__version__, fingerprint):
        return None
    place = header["names"]
    names = body[:place].decode().split("\n")
    arrays: dict[str, array[Any]] = {}
    for name, code in _SECTIONS.items():
        values: array[Any] = array(code)
        end = place + header[name] * values.itemsize
        values.frombytes(body[place:end])
        if sys.byteorder == "big":
            values.byteswap()
        arrays[name], place = values, end
    numbers = dict(zip(names, range(len(names)), strict=True))
    starts, groups, shares = arrays["starts"], arrays["groups"], arrays["shares"]

    def postings(number: int) -> Iterable[tuple[int, float]]:
        start, end = starts[number], starts[number + 1]
        return zip(groups[start:end], shares[start:end], strict=True)

    return Known(
        Statistics(
            weights=_ByFeature(numbers, arrays["weights"].__getitem__),
            unseen=header["unseen"],
            bm25_weights=_ByFeature(numbers, arrays["bm25_weights"].__getitem__),
            unseen_bm25=header["unseen_bm25"],
            centroids=_ByFeature(numbers, postings),
            mean_length=header["mean_length"],
        ),
        _ByFeature(numbers, arrays["log_odds"].__getitem__),
    )


class _ByFeature(Mapping[str, T]):
    """Something for each feature, by the feature's number."""

    def __init__(self, numbers: Mapping[str, int], look_up: Callable[[int], T]) -> None:
        self._numbers, self._look_up = numbers, look_up

    def __getitem__(self, name: str) -> T:
        return self._look_up(self._numbers[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, name: object) -> bool:
        return name in self._numbers
