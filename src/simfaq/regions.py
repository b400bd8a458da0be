"""Which places a text speaks of."""

from collections.abc import Iterable

from simfaq.lexicon import Lexicon
from simfaq.model import Region
from simfaq.text import normalise


class Gazetteer:
    """Finds countries and regions in text by their names and aliases in every language."""

    def __init__(self, regions: Iterable[Region]) -> None:
        """Take the names of `regions`; where two share one, the later region has it."""
        self._names = Lexicon(
            {
                name: region.code
                for region in regions
                for names in ({"": tuple(region.name.values())}, region.aliases)
                for group in names.values()
                for name in group
            }
        )

    def find(self, text: str) -> frozenset[str]:
        """Return the codes of all places that the text names."""
        return frozenset(self._names.find(normalise(text)))

    def labels(self, normalised: str) -> list[str]:
        """Name the places in normalised text as features: one for a place, whatever it is called."""
        return [f"@{code}" for code in self._names.find(normalised)]
