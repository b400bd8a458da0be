"""What can go wrong, each with the exit code it ends in."""

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of the command line."""

    ANSWERED = 0
    NO_ANSWER = 1
    USAGE = 2
    DATASET = 3


class SimfaqError(Exception):
    """An error that a person can act on; its text is one line."""

    exit_code = Exit.USAGE


class DatasetError(SimfaqError):
    """A dataset file that cannot be used: which file, where in it, and what is wrong."""

    exit_code = Exit.DATASET

    def __init__(self, file: str, place: str, problem: str) -> None:
        """`place` is a path such as `entries[3].id`, a line and column, or empty for the whole file."""
        self.file, self.place, self.problem = file, place, problem
        super().__init__(": ".join(part for part in (file, place, problem) if part))
