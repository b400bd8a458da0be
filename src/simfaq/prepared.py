"""What is known of the bundled dataset before the first question, worked out when the package is built.

Working it out takes seconds. Read back from a store, it costs no more than what a question looks at.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from simfaq import bundle, lexicon
from simfaq.layout import Covered, Foreign, Layout, rule_questions
from simfaq.lexicon import Heads, Word
from simfaq.model import Faq
from simfaq.reading import PINYIN, WRITTEN, Known, Spelling, Vocabulary
from simfaq.statistics import Figures, Inverted
from simfaq.store import Names, Store, Strings, Writer

_NAMES: Mapping[Spelling, str] = {WRITTEN: "written", PINYIN: "pinyin"}
_BY_FEATURE = ("weights", "bm25_weights", "log_odds")
_SCALARS = ("unseen", "unseen_bm25", "mean_length")


class Prepared:
    """What a store holds besides the dataset."""

    def __init__(self, store: Store, faq: Faq) -> None:
        """Take the store, and the dataset that is read from it."""
        self._store, self._faq = store, faq

    @cached_property
    def layout(self) -> Layout:
        """Which entry or subject stands behind each group of phrasings."""
        held = json.loads(self._store.text("layout"))
        return Layout(
            covered=[Covered(*group) for group in held["covered"]],
            rules=rule_questions(self._faq.region_questions),
            foreign=[Foreign(*group) for group in held["foreign"]],
            has_chinese=held["has_chinese"],
        )

    def known(self, spelling: Spelling) -> Known:
        """Return what was worked out from the phrasings in a spelling."""
        store, name = self._store, _NAMES[spelling]
        small = json.loads(store.text(f"{name}.small"))
        inverted = Inverted(*(store.array(f"{name}.{key}") for key in Inverted._fields))
        arrays: dict[str, Any] = {key: store.array(f"{name}.{key}") for key in _BY_FEATURE}
        scalars = {key: small[key] for key in _SCALARS}
        texts = cast("Sequence[Sequence[str]]", _Groups(store.strings(f"{name}.texts")))
        return Known(
            Figures(
                numbers=store.names(f"{name}.features"),
                inverted=inverted,
                texts=texts,
                **arrays,
                **scalars,
            ),
            Vocabulary(
                synonyms=_words(store, f"{name}.synonyms"),
                places=_words(store, f"{name}.places"),
                origins=small["origins"],
            ),
        )


def of(faq: Faq) -> Prepared | None:
    """Return what was prepared for a dataset, which is the one that `load` found a store for; else None."""
    store = faq.store if isinstance(faq, bundle.Bundle) else None
    return Prepared(store, faq) if store else None


def write(
    path: Path, label: str, document: Mapping[str, Any], layout: Layout, known: Mapping[Spelling, Known]
) -> None:
    """Write a decoded dataset file, and what is known of it in each spelling, into a store."""
    writer = Writer()
    bundle.write(writer, document)
    groups = {"covered": layout.covered, "foreign": layout.foreign, "has_chinese": layout.has_chinese}
    writer.text("layout", json.dumps(groups))
    for spelling, (figures, vocabulary) in known.items():
        name = _NAMES[spelling]
        arrays = {key: getattr(figures, key) for key in _BY_FEATURE}
        for key, values in {**arrays, **figures.inverted._asdict()}.items():
            writer.array(f"{name}.{key}", values)
        small = {key: getattr(figures, key) for key in _SCALARS}
        writer.text(f"{name}.small", json.dumps({**small, "origins": vocabulary.origins}))
        writer.names(f"{name}.features", [*figures.numbers])
        writer.strings(f"{name}.texts", ["\n".join(group) for group in figures.texts])
        _write_words(writer, f"{name}.synonyms", vocabulary.synonyms)
        _write_words(writer, f"{name}.places", vocabulary.places)
    path.write_bytes(writer.bytes(label))


class _Groups(Sequence[Sequence[str]]):
    """Texts by group; prepared text holds no line breaks."""

    def __init__(self, groups: Strings) -> None:
        self._groups = groups

    def __getitem__(self, group: int) -> Sequence[str]:  # type: ignore[override]  # no slices
        return self._groups[group].split("\n")

    def __len__(self) -> int:
        return len(self._groups)


class _Heads(Mapping[str, Sequence[Word]]):
    """Words by their first element, a line for each with its label behind a tab."""

    def __init__(self, names: Names, words: Strings, *, spaced: bool) -> None:
        self._names, self._words, self._spaced = names, words, spaced

    def __getitem__(self, element: str) -> Sequence[Word]:
        lines = self._words[self._names[element]].split("\n")
        parted = (line.split("\t") for line in lines)
        return [(tuple(word.split(" ")) if self._spaced else word, label) for word, label in parted]

    def get(self, element: str, default: Any = None) -> Any:  # noqa: ANN401 - as Mapping has it
        return self[element] if element in self._names else default

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _words(store: Store, name: str) -> lexicon.Words:
    heads: list[Heads] = [
        _Heads(store.names(f"{name}.{kind}"), store.strings(f"{name}.{kind}.words"), spaced=kind == "spaced")
        for kind in lexicon.Words._fields
    ]
    return lexicon.Words(*heads)


def _write_words(writer: Writer, name: str, words: lexicon.Words) -> None:
    for kind, heads in zip(lexicon.Words._fields, words, strict=True):
        writer.names(f"{name}.{kind}", [*heads])
        joint = " " if kind == "spaced" else ""
        lists = ["\n".join(f"{joint.join(word)}\t{label}" for word, label in held) for held in heads.values()]
        writer.strings(f"{name}.{kind}.words", lists)
