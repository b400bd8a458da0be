"""Which language to speak, and text in it."""

from collections.abc import Mapping
from typing import NamedTuple, TypeVar

from simfaq.text import has_han, has_letters

DEFAULT = "zh"
T = TypeVar("T")


class Language(NamedTuple):
    """A language code; `strict` says that the user asked for it, so that no other may stand in."""

    code: str
    strict: bool = False

    def pick(self, texts: Mapping[str, T]) -> T | None:
        """Return the text in this language, else, unless strict, in the first that there is."""
        if self.code in texts:
            return texts[self.code]
        return None if self.strict else next(iter(texts.values()), None)


def locale(environment: Mapping[str, str]) -> str:
    """Return the name of the locale that messages are wanted in; empty when none is set."""
    names = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next(filter(None, names), "")


def choose(wanted: str, question: str | None, locale: str, *, in_pinyin: bool = False) -> Language:
    """Choose by what the user wants (`auto`: nothing), else the question's script, else the locale.

    Pinyin counts as Chinese. `locale` is a POSIX locale name; C, POSIX and empty say nothing, and then it is
    Chinese.
    """
    if wanted != "auto":
        return Language(wanted, strict=True)
    if question and has_letters(question):
        return Language("zh" if in_pinyin or has_han(question) else "en")
    code = locale.partition(".")[0].partition("_")[0].lower()
    return Language(DEFAULT if code in {"", "c", "posix"} else "zh" if code == "zh" else "en")
