"""What one run of the command line works with: dataset, matcher, language, renderer."""

import os
import sys
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import simfaq
from simfaq import language as languages
from simfaq import streams
from simfaq.errors import SimfaqError
from simfaq.text import clean

if TYPE_CHECKING:
    from simfaq.language import Language
    from simfaq.matching import Matcher
    from simfaq.model import Faq
    from simfaq.render.base import Renderer


class Format(StrEnum):
    """How output is drawn; AUTO is panels on a terminal, plain text elsewhere."""

    AUTO = "auto"
    PLAIN = "plain"
    JSON = "json"
    ASCII_JSON = "ascii"

    @property
    def is_for_people(self) -> bool:
        """Whether a person is to read it."""
        return self in {Format.AUTO, Format.PLAIN}


class Input(StrEnum):
    """What a file of questions holds."""

    TEXT = "text"
    CSV = "csv"
    JSONL = "jsonl"


class Output(StrEnum):
    """What a file of answers holds."""

    JSONL = "jsonl"
    CSV = "csv"


class Session:
    """What one run works with."""

    def __init__(self, data: Path | None, lang: str) -> None:
        """Take what the options before the command say."""
        self.data, self.lang = data, lang

    @cached_property
    def faq(self) -> "Faq":
        """The dataset, read on first use."""
        return simfaq.load(self.data)

    @cached_property
    def matcher(self) -> "Matcher":
        """The matcher over the dataset, built on first use."""
        return simfaq.Matcher(self.faq)

    def language(self, question: str | None = None, *, in_pinyin: bool = False) -> "Language":
        """Choose the language to answer in."""
        return languages.choose(self.lang, question, languages.locale(os.environ), in_pinyin=in_pinyin)

    def region(self, code: str | None) -> str | None:
        """Return the code of a --region, given by its code or by a name in the dataset."""
        code = clean(streams.argument(code)) if code else ""
        if not code or not self.faq.regions or code.upper() in self.faq.regions:
            return code.upper() or None
        from simfaq.regions import find  # noqa: PLC0415 - codes are the rule

        region = find(self.faq, code)
        if region is None:
            raise SimfaqError("the dataset has no region {code}", code=code, see="simfaq rules")
        return region.code

    # Renderers are imported late: Rich is half of a run's time, and a pipe needs none of it.
    def renderer(self, form: Format, language: "Language", *, numbered: bool = False) -> "Renderer":
        """Choose how to draw; `numbered` says that what is offered can be picked by number."""
        if form in {Format.JSON, Format.ASCII_JSON}:
            from simfaq.render.json import Json  # noqa: PLC0415

            return Json(self.faq, language, ascii_only=form == Format.ASCII_JSON)
        if form == Format.AUTO and (sys.stdout.isatty() or os.environ.get("FORCE_COLOR")):
            from simfaq.render.terminal import Terminal  # noqa: PLC0415

            return Terminal(self.faq, language, numbered=numbered)
        from simfaq.render.plain import Plain  # noqa: PLC0415

        return Plain(self.faq, language, numbered=numbered)
