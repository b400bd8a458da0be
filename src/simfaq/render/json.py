"""Answers and lists as JSON: the surface for other programs."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from simfaq.language import Language
from simfaq.model import Faq
from simfaq.page import Item, Page, Sheet, page
from simfaq.regions import FIELDS
from simfaq.render.base import Renderer

if TYPE_CHECKING:  # lists are drawn without the matcher
    from simfaq.judging import Match
    from simfaq.matching import Outcome


class Json(Renderer):
    """Draws objects; Chinese stays readable unless `ascii_only`."""

    def __init__(self, faq: Faq, language: Language, *, ascii_only: bool = False) -> None:
        """Draw from `faq` in `language`."""
        super().__init__(faq, language)
        self._ascii_only = ascii_only
        # The answers to many questions are few.
        self._drawn: dict[str, dict[str, Any]] = {}

    def outcome(self, found: "Outcome", *, explain: bool = False) -> str:
        """Return the answer object on one line."""
        return self._dumps(self.body(found, explain=explain))

    def body(self, found: "Outcome", *, explain: bool = False) -> dict[str, Any]:
        """Return the answer object."""
        body: dict[str, Any] = {
            "question": found.question,
            "verdict": found.verdict.value,
            "language": self.language.code,
            "region": found.region,
            "results": [self._result(match) for match in found.matches],
        }
        if explain:
            from simfaq.render.explain import explain as explained  # noqa: PLC0415 - for tuning only

            body["explain"] = explained(found)
        return body

    def pages(self, pages: Sequence[Page]) -> str:
        """Return a list of entries."""
        return self._dumps([_entry(shown) for shown in pages], indent=2)

    def items(self, listed: Sequence[Item], title: str) -> str:  # noqa: ARG002 - the caller knows what it asked for
        """Return a list of ids and questions."""
        return self._dumps([{"id": item.id, "question": item.question} for item in listed], indent=2)

    def topics(self, counted: Sequence[tuple[Item, int]], title: str) -> str:  # noqa: ARG002 - as for items
        """Return a list of topics."""
        rows = [{"id": topic.id, "title": topic.question, "entries": count} for topic, count in counted]
        return self._dumps(rows, indent=2)

    def rules(self, sheets: Sequence[Sheet]) -> str:
        """Return a list of rules with all their fields."""
        return self._dumps([_rule(sheet) for sheet in sheets], indent=2)

    def comparison(self, sheets: Sequence[Sheet]) -> str:
        """Return the same as for many."""
        return self.rules(sheets)

    def _dumps(self, value: object, *, indent: int | None = None) -> str:
        return json.dumps(value, ensure_ascii=self._ascii_only, indent=indent)

    def _result(self, match: "Match") -> dict[str, Any]:
        name = match.entry.id
        shown = self._drawn.get(name)
        if shown is None:
            shown = self._drawn[name] = _entry(page(self.faq, match.entry, self.language))
        return {"id": name, "score": round(match.score, 1), **shown, "matched": match.phrasing}


def _entry(shown: Page) -> dict[str, Any]:
    result: dict[str, Any] = {
        "id": shown.id,
        "question": shown.question,
        "topic": shown.topic,
        "region": shown.region,
        "summary": shown.summary,
        "details": shown.details,
        "steps": shown.steps,
        "basis": shown.basis,
        "citations": [
            {"title": ref.title, "number": ref.number or None, "locator": ref.locator or None, "url": ref.url}
            for ref in shown.references
        ],
        "reviewed": shown.reviewed,
        "related": [item.id for item in shown.related],
    }
    if shown.claim_verdict:
        result["claim_verdict"] = shown.claim_verdict
    return result


def _rule(sheet: Sheet) -> dict[str, Any]:
    return {
        "code": sheet.code,
        "name": sheet.name,
        "registration": sheet.registration,
        "summary": sheet.summary,
        **{field: sheet.facts.get(field) for field in FIELDS},
        "limit_count": sheet.limit_count,
        "source": sheet.reference.title if sheet.reference else None,
        "year": sheet.year,
        "url": sheet.reference.url if sheet.reference else None,
        "basis": sheet.basis,
        "confidence": sheet.confidence,
        "answered_by": sheet.answered_by,
    }
