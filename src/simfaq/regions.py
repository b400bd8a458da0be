"""What the places of a dataset are called."""

from collections.abc import Iterable

from simfaq.model import Region


def place_names(regions: Iterable[Region]) -> dict[str, str]:
    """Map the names and aliases of `regions`, in every language, to their codes; the later region wins."""
    return {
        name: region.code
        for region in regions
        for names in ({"": tuple(region.name.values())}, region.aliases)
        for group in names.values()
        for name in group
    }
