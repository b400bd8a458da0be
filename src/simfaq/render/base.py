"""What every renderer can draw. A renderer returns text and prints nothing."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING

from simfaq.language import Language
from simfaq.model import Faq, Region, Rule, Verdict
from simfaq.page import Item, Page, Sheet, items, page, sheets
from simfaq.regions import FIELDS, field_name, ruled
from simfaq.render.labels import brief, cite, label

if TYPE_CHECKING:  # lists are drawn without the matcher
    from simfaq.matching import Outcome


# A "did you mean" offers no more than this.
MAX_SUGGESTIONS = 3


class Renderer(ABC):
    """Draws what a dataset holds, in one language."""

    def __init__(self, faq: Faq, language: Language, *, numbered: bool = False) -> None:
        """Draw from `faq` in `language`; `numbered` says that related entries can be picked by number."""
        self.faq, self.language, self.numbered = faq, language, numbered

    @abstractmethod
    def outcome(self, found: "Outcome", *, explain: bool = False) -> str:
        """Draw what came of a question; empty when there is nothing to show on standard output.

        With `explain`, draw also how the verdict was reached.
        """

    @abstractmethod
    def pages(self, pages: Sequence[Page]) -> str:
        """Draw entries whole."""

    @abstractmethod
    def items(self, listed: Sequence[Item], title: str) -> str:
        """Draw a list of entries."""

    @abstractmethod
    def topics(self, counted: Sequence[tuple[Item, int]], title: str) -> str:
        """Draw topics with their number of entries."""

    @abstractmethod
    def rules(self, sheets: Sequence[Sheet]) -> str:
        """Draw the rules of many places as a table."""

    @abstractmethod
    def comparison(self, sheets: Sequence[Sheet]) -> str:
        """Draw the whole rules of a few places, one beside the other."""


class TextRenderer(Renderer):
    """What the renderers for people share: an answer, a "did you mean", or nothing."""

    def outcome(self, found: "Outcome", *, explain: bool = False) -> str:
        """Draw the answer or the suggestions; a refusal is no answer and draws nothing."""
        drawn = self._drawn(found)
        if explain:
            from simfaq.render.explain import lines  # noqa: PLC0415 - for tuning only

            drawn = "\n\n".join(filter(None, (drawn, "\n".join(lines(found)))))
        return drawn

    def _drawn(self, found: "Outcome") -> str:
        match found.verdict:
            case Verdict.ANSWER if several := _rules_of_places(self.faq, found):
                return self.comparison(sheets(several, self.language))
            case Verdict.ANSWER:
                return self.answer(
                    page(self.faq, found.matches[0].entry, self.language), asked=brief(found.question)
                )
            case Verdict.SUGGEST:
                listed = items((match.entry for match in found.matches[:MAX_SUGGESTIONS]), self.language)
                return self.suggestions(listed, brief(found.question))
            case Verdict.NONE:
                return ""

    @abstractmethod
    def answer(self, shown: Page, *, asked: str | None = None) -> str:
        """Draw one entry whole, under the question that was asked, if one was."""

    @abstractmethod
    def suggestions(self, listed: Sequence[Item], question: str) -> str:
        """Draw a "did you mean" list."""

    def pages(self, pages: Sequence[Page]) -> str:
        """Draw entries whole, one after another."""
        return "\n\n".join(self.answer(shown) for shown in pages)

    def label(self, key: str, **values: str) -> str:
        """Return one of the program's own words in the renderer's language."""
        return label(self.language.code, key, **values)

    def rule_rows(self, sheet: Sheet) -> list[tuple[str, str]]:
        """List all that is known of a rule, as names and values; empty values where nothing is known."""
        code = self.language.code
        source = cite(sheet.reference, code) if sheet.reference else ""
        return [
            (self.label("required"), self.label(sheet.registration)),
            *((field_name(field, code), sheet.facts.get(field, "")) for field in FIELDS),
            (self.label("source"), source),
            (self.label("confidence"), self.label(sheet.confidence)),
        ]

    def footing(self, shown: Page) -> list[tuple[str, str]]:
        """List what an answer stands on besides its sources, as names and values."""
        rows = {
            "claim": self.label(shown.claim_verdict) if shown.claim_verdict else "",
            "region": shown.region_name,
            "basis": self.label(shown.basis) if shown.basis else "",
            "reviewed": shown.reviewed or "",
        }
        return [(self.label(key), value) for key, value in rows.items() if value]


def _rules_of_places(faq: Faq, found: "Outcome") -> list[tuple[Region, Rule]]:
    """Return the rules that answer a question about several places together; else nothing."""
    if found.matches[0].entry.id in faq.entries:
        return []
    codes = [match.entry.region or "" for match in found.matches if match.entry.id not in faq.entries]
    return [*ruled(faq, codes).values()] if len(codes) > 1 else []


def refusal(faq: Faq, found: "Outcome", language: Language) -> str:
    """Say that nothing answers a question, and where to ask instead if the dataset knows."""
    subject = found.foreign_subject
    hint = language.pick(subject.hint) if subject else None
    title = language.pick(faq.title)
    scope = label(language.code, "scope", title=title) if title else label(language.code, "untitled_scope")
    return f"{label(language.code, 'none', question=brief(found.question))}\n{hint or scope}"
