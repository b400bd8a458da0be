"""Find what a name on the command line means, or say what may have been meant."""

from collections.abc import Iterable
from difflib import get_close_matches

from simfaq.errors import SimfaqError
from simfaq.model import Entry, Faq
from simfaq.regions import entry_by_id, find, place_names

# So many ids are named where one is the beginning of several.
_NAMED = 5


def entry(faq: Faq, name: str) -> Entry:
    """Return the entry with an id, or the only one whose id begins so.

    Raises:
        SimfaqError: there is none, or there are several.

    """
    found = entry_by_id(faq, name)
    if found is not None:
        return found
    begun = [known for known in faq.entries if known.startswith(name)]
    if len(begun) == 1:
        return faq.entries[begun[0]]
    if begun:
        raise SimfaqError("several ids begin with {name}", name=name, close=begun[:_NAMED])
    raise SimfaqError(
        "there is no entry {name}", name=name, close=close(name, faq.entries), see="simfaq list"
    )


def place(faq: Faq, name: str) -> str:
    """Return the code of a place by its code or any of its names.

    Raises:
        SimfaqError: no place is called so.

    """
    region = find(faq, name)
    if region is None:
        names = [*place_names(faq.regions.values()), *faq.regions]
        raise SimfaqError("there is no place {name}", name=name, close=close(name, names), see="simfaq rules")
    return region.code


def topic(faq: Faq, name: str) -> str:
    """Return a topic by its id, also one that entries name and nothing else.

    Raises:
        SimfaqError: there is none.

    """
    topics = dict.fromkeys([*faq.topics, *(h.topic for h in faq.headings.values() if h.topic)])
    if name not in topics:
        raise SimfaqError("there is no topic {name}", name=name, close=close(name, topics), see="simfaq list")
    return name


def close(wrong: str, known: Iterable[str]) -> list[str]:
    """Return the names that may have been meant."""
    spelt = {word.casefold(): word for word in known}
    return [spelt[word] for word in get_close_matches(wrong.casefold(), spelt, n=3, cutoff=0.5)]
