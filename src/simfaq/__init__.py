"""Offline answers to questions about SIM real-name registration.

The library under the command line: `load` a dataset, build a `Matcher` on it, `ask` it.
"""

# Type checkers take this for true; typing itself would delay every run.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from simfaq.errors import DatasetError, SimfaqError
    from simfaq.judging import Match
    from simfaq.loading import load
    from simfaq.matching import Matcher, Outcome
    from simfaq.model import Entry, Faq, Verdict

__version__ = "0.1.0"

__all__ = [
    "DatasetError",
    "Entry",
    "Faq",
    "Match",
    "Matcher",
    "Outcome",
    "SimfaqError",
    "Verdict",
    "__version__",
    "load",
]

# Imported on first use: `simfaq --help` and `list` need no matcher, and imports are most of a run.
_HOMES = {
    "DatasetError": "errors",
    "Entry": "model",
    "Faq": "model",
    "Match": "judging",
    "Matcher": "matching",
    "Outcome": "matching",
    "SimfaqError": "errors",
    "Verdict": "model",
    "load": "loading",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - see _HOMES

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
