"""Panels for a terminal, drawn with Rich. The dataset's text is never read as markup."""

from collections.abc import Iterable, Sequence

from rich.box import ROUNDED
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from simfaq.language import Language
from simfaq.model import Faq
from simfaq.page import Item, Page
from simfaq.render.base import TextRenderer
from simfaq.render.labels import cite
from simfaq.render.wrap import wrap

# Longer lines are hard to follow, however wide the terminal.
MAX_WIDTH = 96
# What is narrower than this is drawn as if it were not, and wraps or is cut by the terminal.
MIN_WIDTH = 20
# A panel takes a border and a space on each side.
FRAME = 4
_VERDICT_STYLE = {"true": "green", "partly": "yellow", "false": "red", "unproven": "yellow"}


class Terminal(TextRenderer):
    """Draws panels, in colour where the terminal has it."""

    def __init__(self, faq: Faq, language: Language) -> None:
        """Prepare the console; NO_COLOR, FORCE_COLOR, TERM and COLUMNS are Rich's to obey."""
        super().__init__(faq, language)
        self._console = Console(markup=False, highlight=False, emoji=False)
        self._width = max(MIN_WIDTH, min(self._console.width, MAX_WIDTH))

    def answer(self, shown: Page, *, asked: str | None = None) -> str:
        """Draw one entry: the answer in a panel, what it rests on in a second, then related questions."""
        body: list[RenderableType] = [
            self._paragraph(shown.summary or self.label("untranslated", id=shown.id), style="bold")
        ]
        for paragraph in shown.details:
            body += [Text(), self._paragraph(paragraph)]
        if shown.steps:
            body += [Text(), Text(self.label("steps"), style="bold cyan"), *self._numbered(shown.steps)]
        subtitle = f"{self.label('asked')}{self.label('colon')}{asked}" if asked else None
        parts: list[RenderableType] = [
            self._panel(Group(*body), title=shown.question, subtitle=subtitle, style="cyan"),
            self._panel(self._footing_table(shown), title=self.label("footing"), style="dim"),
        ]
        if shown.related:
            parts += [Text(f" {self.label('related')}", style="bold"), self._list(shown.related)]
        for line in wrap(self.language.pick(self.faq.disclaimer) or "", self._width - 2):
            parts.append(Text(f" {line}", style="dim"))
        return self._draw(*parts)

    def suggestions(self, listed: Sequence[Item], question: str) -> str:
        """Draw a "did you mean" panel."""
        intro = self._paragraph(self.label("suggest", question=question))
        choices = self._list(listed, numbered=True, width=self._width - FRAME)
        hint = Text(self.label("show_hint"), style="dim")
        return self._draw(self._panel(Group(intro, Text(), choices, Text(), hint), style="yellow"))

    def items(self, listed: Sequence[Item], title: str) -> str:
        """Draw a list of entries under a title."""
        return self._draw(Text(f" {title}", style="bold"), self._list(listed))

    def topics(self, counted: Sequence[tuple[Item, int]]) -> str:
        """Draw the topics with their number of entries."""
        table = Table(box=None, show_header=False, padding=(0, 1), width=self._width)
        table.add_column(style="cyan", no_wrap=True)
        table.add_column(justify="right", no_wrap=True)
        table.add_column(overflow="fold", ratio=1)
        for topic, count in counted:
            table.add_row(Text(topic.id), Text(str(count)), Text(topic.question))
        return self._draw(table)

    def _draw(self, *parts: RenderableType) -> str:
        with self._console.capture() as capture:
            for part in parts:
                self._console.print(part, width=self._width)
        return capture.get().rstrip("\n")

    def _paragraph(self, text: str, *, style: str = "") -> Text:
        return Text("\n".join(wrap(text, self._width - FRAME)), style=style)

    def _panel(
        self, body: RenderableType, *, style: str, title: str | None = None, subtitle: str | None = None
    ) -> Panel:
        return Panel(
            body,
            title=Text(_fit(title, self._width - FRAME * 2), style="bold") if title else None,
            title_align="left",
            subtitle=Text(_fit(subtitle, self._width - FRAME * 2), style="dim") if subtitle else None,
            subtitle_align="right",
            border_style=style,
            box=ROUNDED,
            width=self._width,
        )

    def _numbered(self, lines: Iterable[str]) -> list[Text]:
        return [
            self._item(f"{number}. ", line, self._width - FRAME, mark_style="bold cyan")
            for number, line in enumerate(lines, 1)
        ]

    def _item(self, mark: str, text: str, width: int, *, mark_style: str = "", style: str = "") -> Text:
        """Draw text after a mark, its further lines indented as far."""
        lines = wrap(text, width - len(mark))
        return Text.assemble((mark, mark_style), (("\n" + " " * len(mark)).join(lines), style))

    def _footing_table(self, shown: Page) -> RenderableType:
        rows: list[tuple[str, Text]] = []
        for name, value in self.footing(shown):
            style = _VERDICT_STYLE.get(shown.claim_verdict or "", "") if name == self.label("claim") else ""
            rows.append((name, Text(value, style=style)))
        names = [name for name, _ in rows] + [self.label("sources")]
        indent = max(Text(name).cell_len for name in names) + 2
        width = self._width - FRAME - indent
        for i, ref in enumerate(shown.references):
            link = f"link {ref.url}" if ref.url else ""
            text = self._item("- ", cite(ref, self.language.code), width, style=link)
            rows.append(("" if i else self.label("sources"), text))
        table = Table(
            box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False, collapse_padding=True
        )
        table.add_column(style="dim", no_wrap=True)
        table.add_column(overflow="fold")
        for name, cell in rows:
            table.add_row(Text(name), cell)
        return table

    def _list(self, items: Iterable[Item], *, numbered: bool = False, width: int | None = None) -> Group:
        """Draw entries as question and id: on one line where both fit, else the id below."""
        room = (width or self._width) - 2
        lines = []
        for number, item in enumerate(items, 1):
            mark = f" {number}. " if numbered else " - "
            line = self._item(mark, item.question, room, mark_style="cyan")
            fits = "\n" not in line.plain and line.cell_len + 2 + len(item.id) <= room
            line.append("  " if fits else "\n" + " " * len(mark)).append(item.id, style="dim")
            lines.append(line)
        return Group(*lines)


def _fit(text: str | None, width: int) -> str:
    """Cut a title that the frame has no room for."""
    cut = Text(text or "")
    cut.truncate(max(width, 1), overflow="ellipsis")
    return cut.plain
