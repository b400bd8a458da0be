"""Prepare a dataset when the package is built, see prepared."""

from pathlib import Path
from typing import Any, cast

from simfaq import prepared
from simfaq.dataset import decode, parse, read
from simfaq.loading import label
from simfaq.matching import Matcher
from simfaq.reading import PINYIN, WRITTEN


def prepare(file: Path, store: Path) -> None:
    """Work out of a dataset file all that is known before the first question, and write it to a store.

    Raises:
        DatasetError: the file cannot be read, is not JSON, or does not follow the format.

    """
    document = cast("dict[str, Any]", decode(read(file), str(file)))
    matcher = Matcher(parse(document, str(file)))
    known = {spelling: matcher.known(spelling) for spelling in (WRITTEN, PINYIN)}
    prepared.write(store, label(file), document, matcher.layout, known)
