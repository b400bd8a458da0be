"""What can go wrong, each with the exit code it ends in."""

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any, TypeAlias, cast

# Turns a message, or a word of one, into another language; what it does not know it returns as it is.
Translate: TypeAlias = Callable[[str], str]
# A message quotes a key, a name or a value with at most so many characters, and a mark where it is cut.
MAX_QUOTED = 300


class Exit(IntEnum):
    """Exit codes of the command line."""

    ANSWERED = 0
    NO_ANSWER = 1
    USAGE = 2
    DATASET = 3


class SimfaqError(Exception):
    """An error that a person can act on; its text is one line, in English unless told otherwise."""

    exit_code = Exit.USAGE

    def __init__(
        self,
        template: str,
        /,
        *,
        close: Sequence[str] = (),
        see: str = "",
        exit_code: Exit | None = None,
        **values: str,
    ) -> None:
        """Take a message with `values` to fill in, names that may have been meant, and the next step."""
        self.template, self.close, self.see, self.values = template, close, see, values
        if exit_code is not None:
            self.exit_code = exit_code
        super().__init__(self.told(str))

    def told(self, translate: Translate) -> str:
        """Return the message in another language."""
        parts = [fill(self.template, self.values, translate)]
        if self.close:
            names = translate(" or ").join(self.close)
            parts.append(fill("did you mean {names}?", {"names": names}, translate))
        if self.see:
            parts.append(fill("see {command}", {"command": self.see}, translate))
        return translate("; ").join(parts)


class DatasetError(SimfaqError):
    """A dataset file that cannot be used: which file, where in it, and what is wrong."""

    exit_code = Exit.DATASET

    def __init__(self, file: str, place: str, template: str, /, **values: str) -> None:
        """`place` is a path such as `entries[3].id`, a line and column, or empty for the whole file."""
        self.file, self.place = file, place
        super().__init__(template, **cast("Any", values))

    @property
    def problem(self) -> str:
        """What is wrong, without the file and the place."""
        return fill(self.template, self.values, str)

    def told(self, translate: Translate) -> str:
        """Return file, place and problem on one line."""
        problem = fill(self.template, self.values, translate)
        return ": ".join(part for part in (self.file, translate(self.place), problem) if part)


def fill(template: str, values: dict[str, str], translate: Translate) -> str:
    """Translate a message and the words in it, and fill them in, long ones shortened."""
    return translate(template).format(**{name: clip(translate(value)) for name, value in values.items()})


def clip(text: str) -> str:
    """Leave the middle out of what is too long to be quoted."""
    half = MAX_QUOTED // 2
    return text if len(text) <= MAX_QUOTED else f"{text[:half]}…{text[-half:]}"
