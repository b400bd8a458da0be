"""How alike two texts are by the letters that would have to be inserted and deleted.

RapidFuzz does it best, but loading RapidFuzz takes as long as some thousand comparisons without it, and a
run that answers one question makes a hundred. So the first ones are made here, with the same result.
"""

from functools import lru_cache
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable

# So many comparisons (some 5 microseconds each) take as long as loading RapidFuzz.
UNAIDED = 2000


class Ratio:
    """Counts comparisons, and loads RapidFuzz when it begins to pay."""

    def __init__(self, unaided: int = UNAIDED) -> None:
        """Make so many comparisons without RapidFuzz."""
        self._left = unaided
        self._ratio: Callable[[str, str], float] = ratio

    def __call__(self, one: str, other: str) -> float:
        """Return the ratio of two texts, 0-1."""
        self._left -= 1
        if not self._left:
            from rapidfuzz.distance import Indel  # noqa: PLC0415 - see the module's docstring

            self._ratio = cast("Callable[[str, str], float]", Indel.normalized_similarity)
        return self._ratio(one, other)


def ratio(one: str, other: str) -> float:
    """Return 1 for equal texts, 0 for texts without a letter in common: 2 LCS / (length + length).

    LCS, the length of the longest common subsequence, is found with a bit for each letter of `one`, after
    Hyyrö, "Bit-parallel LCS-length computation revisited", 2004.
    """
    if not one and not other:
        return 1.0
    places, everywhere = _places(one), (1 << len(one)) - 1
    # A zero for each letter of `one` that the subsequence has taken.
    free = everywhere
    for char in other:
        matching = free & places.get(char, 0)
        free = ((free + matching) | (free - matching)) & everywhere
    length = len(one) + len(other)
    common = len(one) - free.bit_count()
    return 1 - (length - 2 * common) / length


@lru_cache(maxsize=1)  # one question meets many phrasings
def _places(text: str) -> dict[str, int]:
    """Return where each letter stands in a text, a bit a place."""
    places: dict[str, int] = {}
    bit = 1
    for char in text:
        places[char] = places.get(char, 0) | bit
        bit <<= 1
    return places
