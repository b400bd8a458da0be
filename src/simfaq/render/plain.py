"""Plain text: no colour, no boxes, no wrapping; one item a line in lists."""

from collections.abc import Sequence

from simfaq.page import Item, Page
from simfaq.render.base import TextRenderer
from simfaq.render.labels import cite


class Plain(TextRenderer):
    """Draws for pipes and files."""

    def answer(self, shown: Page, *, asked: str | None = None) -> str:
        """Draw one entry: conclusion, details, steps, what it rests on, related questions."""
        blocks = [
            [shown.question, shown.summary or self.label("untranslated", id=shown.id)],
            *([paragraph] for paragraph in shown.details),
            self._block("steps", [f"{n}. {step}" for n, step in enumerate(shown.steps, 1)]),
            [f"{name}{self.label('colon')}{value}" for name, value in self.footing(shown)],
            self._block(
                "sources",
                [f"- {cite(ref, self.language.code)} {ref.url or ''}".rstrip() for ref in shown.references],
            ),
            self._block("related", [f"- {item.id}\t{item.question}" for item in shown.related]),
            [self.language.pick(self.faq.disclaimer) or ""],
        ]
        if asked and asked != shown.question:
            blocks[0].insert(0, f"{self.label('asked')}{self.label('colon')}{asked}")
        return "\n\n".join("\n".join(block) for block in blocks if any(block))

    def suggestions(self, listed: Sequence[Item], question: str) -> str:
        """Draw a "did you mean" list: number, question, id."""
        lines = [f"{n}. {item.question}\t{item.id}" for n, item in enumerate(listed, 1)]
        return "\n".join([self.label("suggest", question=question), *lines])

    def items(self, listed: Sequence[Item], title: str) -> str:  # noqa: ARG002 - a line for each item only
        """Draw a list of entries, id first, one a line."""
        return "\n".join(f"{item.id}\t{item.question}" for item in listed)

    def topics(self, counted: Sequence[tuple[Item, int]]) -> str:
        """Draw the topics with their number of entries, one a line."""
        return "\n".join(f"{topic.id}\t{count}\t{topic.question}" for topic, count in counted)

    def _block(self, heading: str, lines: list[str]) -> list[str]:
        return [f"{self.label(heading)}{self.label('colon')}".rstrip(), *lines] if lines else []
