"""What the shell completes: ids, topics and places from the dataset. Loads neither Rich nor the matcher."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import simfaq
from simfaq.errors import SimfaqError

if TYPE_CHECKING:
    from simfaq.model import Faq


def ids(ctx: Any, incomplete: str) -> list[str]:  # noqa: ANN401 - Typer's own types moved in 0.26
    """Complete the id of an entry."""
    faq = _dataset(ctx)
    return _starting(faq.entries, incomplete) if faq else []


def topics(ctx: Any, incomplete: str) -> list[str]:  # noqa: ANN401 - as above
    """Complete the id of a topic."""
    faq = _dataset(ctx)
    return _starting(faq.topics, incomplete) if faq else []


def places(ctx: Any, incomplete: str) -> list[str]:  # noqa: ANN401 - as above
    """Complete a place: its code, or its name in either language when that is begun."""
    faq = _dataset(ctx)
    if faq is None:
        return []
    names = [name for region in faq.regions.values() for name in region.name.values()]
    return _starting(faq.regions, incomplete.upper()) + (_starting(names, incomplete) if incomplete else [])


def regions(ctx: Any, incomplete: str) -> list[str]:  # noqa: ANN401 - as above
    """Complete the code of a region."""
    faq = _dataset(ctx)
    return _starting(faq.regions, incomplete.upper()) if faq else []


def _starting(names: Iterable[str], incomplete: str) -> list[str]:
    return [name for name in names if name.casefold().startswith(incomplete.casefold())]


def _dataset(ctx: Any) -> "Faq | None":  # noqa: ANN401 - as above
    data = ctx.find_root().params.get("data") or os.environ.get("SIMFAQ_DATA")
    try:
        return simfaq.load(Path(data) if data else None)
    except SimfaqError:
        return None  # a shell that completes is no place for an error
