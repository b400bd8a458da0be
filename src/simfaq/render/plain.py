"""Plain text: no colour, no boxes, no wrapping; one item a line in lists."""

from collections.abc import Sequence

from simfaq.page import Item, Page, Sheet
from simfaq.render.base import TextRenderer
from simfaq.render.labels import cite


class Plain(TextRenderer):
    """Draws for pipes and files."""

    def answer(self, shown: Page, *, asked: str | None = None) -> str:
        """Draw one entry: conclusion, details, steps, what it rests on, related questions."""
        blocks: list[Sequence[str]] = [
            [shown.question, shown.summary or self.label("untranslated", id=shown.id)],
            *([shown.details] if shown.compact else ([paragraph] for paragraph in shown.details)),
            self._block("steps", [f"{n}. {step}" for n, step in enumerate(shown.steps, 1)]),
            [f"{name}{self.label('colon')}{value}" for name, value in self.footing(shown)],
            self._block(
                "sources",
                [f"- {cite(ref, self.language.code)} {ref.url or ''}".rstrip() for ref in shown.references],
            ),
            self._block("related", self._related(shown.related)),
            [self.language.pick(self.faq.disclaimer) or ""],
        ]
        if asked and asked != shown.question:
            blocks[0] = [f"{self.label('asked')}{self.label('colon')}{asked}", *blocks[0]]
        return "\n\n".join("\n".join(block) for block in blocks if any(block))

    def suggestions(self, listed: Sequence[Item], question: str) -> str:
        """Draw a "did you mean" list: number, question, id."""
        lines = [f"{n}. {item.question}\t{item.id}" for n, item in enumerate(listed, 1)]
        return "\n".join([self.label("suggest", question=question), *lines])

    def items(self, listed: Sequence[Item], title: str) -> str:  # noqa: ARG002 - a line for each item only
        """Draw a list of entries, id first, one a line."""
        return "\n".join(f"{item.id}\t{item.question}" for item in listed)

    def topics(self, counted: Sequence[tuple[Item, int]], title: str) -> str:  # noqa: ARG002 - as for items
        """Draw the topics with their number of entries, one a line."""
        return "\n".join(f"{topic.id}\t{count}\t{topic.question}" for topic, count in counted)

    def rules(self, sheets: Sequence[Sheet]) -> str:
        """Draw rules, one a line: code, place, required or not, documents, limit, since, confidence."""
        rows = [
            [
                sheet.code,
                sheet.name,
                self.label(sheet.registration),
                *(sheet.facts.get(field, "") for field in ("documents", "limit", "since")),
                self.label(sheet.confidence),
            ]
            for sheet in sheets
        ]
        return "\n".join("\t".join(row) for row in rows)

    def comparison(self, sheets: Sequence[Sheet]) -> str:
        """Draw whole rules one after another, a field a line."""
        colon = self.label("colon")
        blocks = [
            [
                f"{sheet.name} ({sheet.code})",
                *(f"{name}{colon}{value}" for name, value in self.rule_rows(sheet) if value),
            ]
            for sheet in sheets
        ]
        blocks.append([self.language.pick(self.faq.disclaimer) or ""])
        return "\n\n".join("\n".join(block) for block in blocks if any(block))

    def _related(self, listed: Sequence[Item]) -> list[str]:
        marks = [f"{n}." for n in range(1, len(listed) + 1)] if self.numbered else ["-"] * len(listed)
        return [f"{mark} {item.id}\t{item.question}" for mark, item in zip(marks, listed, strict=True)]

    def _block(self, heading: str, lines: list[str]) -> list[str]:
        return [f"{self.label(heading)}{self.label('colon')}".rstrip(), *lines] if lines else []
