"""What the places of a dataset are called."""

from collections.abc import Iterable
from itertools import chain

from simfaq.model import Region


def place_names(regions: Iterable[Region]) -> dict[str, str]:
    """Map the names and aliases of `regions`, in every language, to their codes; the later region wins."""
    return {
        name: region.code
        for region in regions
        for name in chain(region.name.values(), *region.aliases.values())
    }
