"""Which of some texts is nearest to another, by the letters that would have to be inserted and deleted.

RapidFuzz does it best, but loading RapidFuzz takes as long as comparing a text with hundreds of groups of
others without it, and a run that answers one question meets some twenty. So the first ones are compared
here, with the same result.
"""

from collections.abc import Sequence
from typing import Any

# Comparing so many groups takes as long as loading RapidFuzz.
UNAIDED = 200
# Stands between texts; prepared text never holds it.
_FENCE = "\n"


class Nearest:
    """Finds the nearest of some texts, and loads RapidFuzz when that begins to pay."""

    def __init__(self, unaided: int = UNAIDED) -> None:
        """Compare with so many groups of texts without RapidFuzz."""
        self._left = unaided
        self._extract: Any = None
        self._ratio: Any = None

    def __call__(self, text: str, others: Sequence[str]) -> tuple[float, int]:
        """Return the ratio (0-1) of the nearest of some texts, which hold no line breaks, and its place."""
        if self._left:
            self._left -= 1
            return nearest(text, others)
        if self._extract is None:
            from rapidfuzz.distance import Indel  # noqa: PLC0415 - see the module's docstring
            from rapidfuzz.process import extractOne  # noqa: PLC0415

            self._extract, self._ratio = extractOne, Indel.normalized_similarity
        _, ratio, place = self._extract(text, others, scorer=self._ratio)
        return ratio, place


def nearest(text: str, others: Sequence[str]) -> tuple[float, int]:
    """Do the same without RapidFuzz; of several that are as near, the first counts.

    The ratio is 2 LCS / (length + length): 1 for equal texts, 0 for texts without a letter in common. LCS,
    the length of the longest common subsequence, is found for all texts at once, with a bit for each of their
    letters, after Hyyrö, "Bit-parallel LCS-length computation revisited", 2004.
    """
    joined = _FENCE.join(others)
    places = {char: bytearray(len(joined) // 8 + 1) for char in (*text, _FENCE)}
    for place, char in enumerate(joined):
        if char in places:
            places[char][place >> 3] |= 1 << (place & 7)
    masks = {char: int.from_bytes(bits, "little") for char, bits in places.items()}
    letters = (1 << len(joined)) - 1 ^ masks[_FENCE]
    # A zero for each letter that a subsequence has taken. What a sum carries out of a text falls on a fence.
    free = letters
    for char in text:
        matching = free & masks[char]
        free = ((free + matching) | (free - matching)) & letters
    best, best_place = -1.0, 0
    for number, other in enumerate(others):
        left = (free & (1 << len(other)) - 1).bit_count()
        free >>= len(other) + 1
        length = len(text) + len(other)
        ratio = 1 - (length - 2 * (len(other) - left)) / length if length else 1.0
        if ratio > best:
            best, best_place = ratio, number
    return best, best_place
