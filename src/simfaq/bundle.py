"""The bundled dataset, read piece by piece: a run that answers one question looks at a few entries of it.

When the package is built, each entry and each other piece of data/faq.json is written into a store of its own
beside it (see prepared). The JSON file stays the only source: the store's label names its fingerprint and the
program's version, and a store that is for another of either is left alone.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from simfaq import dataset
from simfaq.model import Faq, Heading
from simfaq.store import Kept, KeptList, Store, Writer

T = TypeVar("T")
# What is small, and read at once.
_HEAD = tuple(dataset.Head.__annotations__)
# The lists whose items are read one by one, with the member that each is known by.
_LISTS = {"entries": "id", "sources": "id", "regions": "code"}


class Bundle(Faq):
    """A dataset that knows the store that it is read from; a copy with other members does not."""

    store: Store | None = None


def write(writer: Writer, document: Mapping[str, Any]) -> None:
    """Write the decoded dataset file into a store."""
    writer.text("head", _dumped({name: document[name] for name in _HEAD if name in document}))
    for name, key in _LISTS.items():
        items = document.get(name, [])
        writer.text(f"{name}.{key}", "\n".join(item[key] for item in items))
        writer.strings(name, [_dumped(item) for item in items])
    headings = [
        [entry["id"], entry.get("topic"), entry.get("region"), entry["question"]]
        for entry in document["entries"]
    ]
    writer.strings("headings", [_dumped(heading) for heading in headings])
    writer.strings("out_of_scope", [_dumped(subject) for subject in document.get("out_of_scope", [])])
    writer.strings("synonyms", [_dumped(group) for group in document.get("synonyms", [])])


def read(path: Path, label: str) -> Bundle | None:
    """Open the store at a path; None where there is none for this label."""
    try:
        store = Store(path, label)
    except (OSError, ValueError, LookupError):
        return None
    head = dataset.head(json.loads(store.text("head")))
    sources = _kept(store, "sources", dataset.source)
    bundle = Bundle(
        **head,
        sources=sources,
        regions=_kept(store, "regions", dataset.region),
        synonyms=_kept_list(store, "synonyms", tuple),
        out_of_scope=_kept_list(store, "out_of_scope", dataset.out_of_scope),
        entries=_kept(store, "entries", lambda item: dataset.entry(item, sources)),
        headings=_kept(store, "entries", lambda item: Heading(*item), texts="headings"),
    )
    bundle.store = store
    return bundle


def _kept(store: Store, name: str, make: Callable[[Any], T], texts: str | None = None) -> Kept[T]:
    """Return the items of a list by name; those of `texts` stand for them, where given."""
    names = store.text(f"{name}.{_LISTS[name]}").split("\n")
    held = store.strings(texts or name)
    return Kept({key: number for number, key in enumerate(names) if key}, _reader(held, make))


def _kept_list(store: Store, name: str, make: Callable[[Any], T]) -> KeptList[T]:
    held = store.strings(name)
    return KeptList(len(held), _reader(held, make))


def _reader(texts: Sequence[str], make: Callable[[Any], T]) -> Callable[[int], T]:
    return lambda number: make(json.loads(texts[number]))


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
