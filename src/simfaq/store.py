"""A file of named arrays and strings that is mapped into memory, so that only what is looked at is read.

The first line is JSON: a label that tells what the file was made from, and for each section its kind, place
and size. Behind it the sections stand as they are in the memory of the machine that wrote them, each at a
multiple of eight bytes.
"""

import json
import mmap
import sys
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import TypeVar
from zlib import crc32

T = TypeVar("T")
_ALIGNED = 8
# A table of names has at least so many slots for each name: most names are found at their first slot.
_SLOTS_PER_NAME = 2


class Strings(Sequence[str]):
    """Texts in one block, each decoded when it is asked for."""

    def __init__(self, block: bytes | memoryview, starts: Sequence[int]) -> None:
        """Take UTF-8 and where each text starts in it, with the end of the last one."""
        self._block, self._starts = block, starts

    def __len__(self) -> int:
        """Count the texts."""
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> str:  # type: ignore[override]  # no slices
        """Return a text by its number."""
        return str(self.raw(number), "utf-8")

    def raw(self, number: int) -> bytes | memoryview:
        """Return a text as it stands in the block."""
        return self._block[self._starts[number] : self._starts[number + 1]]


class Names(Mapping[str, int]):
    """The numbers of names, found by hashing; what dict would do, without building one."""

    def __init__(self, names: Strings, slots: Sequence[int]) -> None:
        """Take the names, in the order of their numbers, and a table as `slots_for` makes it."""
        self._names, self._slots = names, slots

    def __getitem__(self, name: str) -> int:
        """Return the number of a name."""
        number = self._find(name)
        if number is None:
            raise KeyError(name)
        return number

    def get(self, name: str, default: int | None = None) -> int | None:  # type: ignore[override]
        """Return the number of a name, if it has one; asked for far too often to raise an error."""
        number = self._find(name)
        return default if number is None else number

    def __contains__(self, name: object) -> bool:
        """Whether a name has a number."""
        return isinstance(name, str) and self._find(name) is not None

    def _find(self, name: str) -> int | None:
        wanted = name.encode("utf-8", "surrogatepass")  # half a pair is no text, and no name
        mask = len(self._slots) - 1
        slot = crc32(wanted) & mask
        while taken := self._slots[slot]:
            if self._names.raw(taken - 1) == wanted:
                return taken - 1
            slot = (slot + 1) & mask
        return None

    def __iter__(self) -> Iterator[str]:
        """List the names by number."""
        return iter(self._names)

    def __len__(self) -> int:
        """Count the names."""
        return len(self._names)


def slots_for(names: Sequence[str]) -> "array[int]":
    """Make a hash table with open addressing: a name's number plus one, 0 where there is none."""
    size = 1 << (_SLOTS_PER_NAME * len(names)).bit_length()
    slots = array("I", bytes(size * array("I").itemsize))
    for number, name in enumerate(names, 1):
        slot = crc32(name.encode()) & (size - 1)
        while slots[slot]:
            slot = (slot + 1) & (size - 1)
        slots[slot] = number
    return slots


class Kept(Mapping[str, T]):
    """Something for each of some names, made when it is first asked for."""

    def __init__(self, numbers: Mapping[str, int], make: Callable[[int], T]) -> None:
        """Take the names with their numbers, in order, and what makes the thing with a number."""
        self._numbers, self._make = numbers, make
        self._made: dict[str, T] = {}

    def __getitem__(self, name: str) -> T:
        """Return what stands for a name."""
        if name not in self._made:
            self._made[name] = self._make(self._numbers[name])
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        """List the names."""
        return iter(self._numbers)

    def __len__(self) -> int:
        """Count the names."""
        return len(self._numbers)

    def __contains__(self, name: object) -> bool:
        """Whether there is something for a name; nothing is made for the answer."""
        return name in self._numbers


class KeptList(Sequence[T]):
    """A list whose items are made when they are first asked for."""

    def __init__(self, size: int, make: Callable[[int], T]) -> None:
        """Take the number of items and what makes the one at a position."""
        self._size, self._make = size, make
        self._made: dict[int, T] = {}

    def __getitem__(self, number: int) -> T:  # type: ignore[override]  # no slices
        """Return the item at a position, from 0."""
        if not 0 <= number < self._size:
            raise IndexError(number)
        if number not in self._made:
            self._made[number] = self._make(number)
        return self._made[number]

    def __len__(self) -> int:
        """Count the items."""
        return self._size


class Writer:
    """Collects the sections of a file."""

    def __init__(self) -> None:
        """Begin with none."""
        self._sections: dict[str, tuple[str, bytes]] = {}

    def array(self, name: str, values: "array[int] | array[float]") -> None:
        """Add numbers."""
        self._sections[name] = (values.typecode, values.tobytes())

    def text(self, name: str, text: str) -> None:
        """Add one text."""
        self._sections[name] = ("B", text.encode())

    def strings(self, name: str, texts: Sequence[str]) -> None:
        """Add texts that are asked for by number."""
        blocks = [text.encode() for text in texts]
        self._sections[name] = ("B", b"".join(blocks))
        self.array(f"{name}.starts", array("I", accumulate(map(len, blocks), initial=0)))

    def names(self, name: str, texts: Sequence[str]) -> None:
        """Add texts that are also looked up."""
        self.strings(name, texts)
        self.array(f"{name}.slots", slots_for(texts))

    def bytes(self, label: str) -> bytes:
        """Return the whole file."""
        places, parts, length = {}, [], 0
        for name, (typecode, content) in self._sections.items():
            padded = content + bytes(-len(content) % _ALIGNED)
            places[name] = [typecode, length, len(content)]
            parts.append(padded)
            length += len(padded)
        header = {"label": label, "byteorder": sys.byteorder, "length": length, "sections": places}
        line = json.dumps(header).encode()
        return b"".join([line, b" " * (-(len(line) + 1) % _ALIGNED), b"\n", *parts])


class Store:
    """A file that is open for reading, by section."""

    def __init__(self, path: Path, label: str) -> None:
        """Map a file into memory.

        Raises:
            OSError: it cannot be read.
            ValueError: it is no such file or not the whole of one, or was made from something else than
                `label` says, or on a machine that writes numbers the other way round.

        """
        with path.open("rb") as stream:
            line = stream.readline()
            header = json.loads(line)
            if not isinstance(header, dict) or header["label"] != label:
                raise ValueError(label)
            content = memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))[len(line) :]
        if (header["byteorder"], header["length"]) != (sys.byteorder, len(content)):
            raise ValueError(label)
        self._content = content
        self._sections = header["sections"]

    def array(self, name: str) -> memoryview:
        """Return the numbers of a section."""
        typecode, start, length = self._sections[name]
        return self._content[start : start + length].cast(typecode)

    def text(self, name: str) -> str:
        """Return a section of text."""
        return str(self.array(name), "utf-8")

    def strings(self, name: str) -> Strings:
        """Return texts by number."""
        return Strings(self.array(name), self.array(f"{name}.starts"))

    def names(self, name: str) -> Names:
        """Return the numbers of texts."""
        return Names(self.strings(name), self.array(f"{name}.slots"))
