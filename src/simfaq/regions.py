"""Which places a text speaks of."""

from collections.abc import Iterable

from simfaq.lexicon import Lexicon
from simfaq.model import Region
from simfaq.text import normalise


def place_names(regions: Iterable[Region]) -> dict[str, str]:
    """Map the names and aliases of `regions`, in every language, to their codes; the later region wins."""
    return {
        name: region.code
        for region in regions
        for names in ({"": tuple(region.name.values())}, region.aliases)
        for group in names.values()
        for name in group
    }


class Gazetteer:
    """Finds places in text."""

    def __init__(self, names: dict[str, str]) -> None:
        """Take names and their codes, as `place_names` gives them."""
        self._names = Lexicon(names)

    def find(self, text: str) -> frozenset[str]:
        """Return the codes of all places that the text names."""
        return frozenset(self._names.find(normalise(text)))
