"""Panels for a terminal, drawn with Rich. The dataset's text is never read as markup."""

import os
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence

from rich.box import ROUNDED
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.style import Style
from rich.text import Text

from simfaq.language import Language
from simfaq.model import Faq
from simfaq.page import Item, Page, Sheet
from simfaq.regions import field_name
from simfaq.render.base import TextRenderer
from simfaq.render.labels import cite
from simfaq.render.wrap import cells, wrap

# Longer lines are hard to follow, however wide the terminal.
MAX_WIDTH = 96
# What is narrower than this is drawn as if it were not, and wraps or is cut by the terminal.
MIN_WIDTH = 20
# A panel takes a border and a space on each side.
FRAME = 4
# From this width on the table of rules has all its columns.
ALL_COLUMNS_FROM = 60
# A place's column in a comparison is not made narrower than this.
MIN_COLUMN = 18
# What a link may look like: no user, no port, no backslash, nothing that a terminal could take for a command.
_ADDRESS = re.compile(r"https://([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:[/?#][!-\[\]-~]*)?")
_RULE_STYLE = {"yes": "yellow", "no": "green", "partial": "yellow", "planned": "cyan", "unknown": "dim"}
_CONFIDENCE_STYLE = {"verified": "", "uncertain": "dim", "memory": "dim"}
_VERDICT_STYLE = {"true": "green", "partly": "yellow", "false": "red", "unproven": "yellow"}


class Terminal(TextRenderer):
    """Draws panels, in colour where the terminal has it."""

    def __init__(self, faq: Faq, language: Language, *, numbered: bool = False) -> None:
        """Prepare the console; NO_COLOR, FORCE_COLOR, TERM and COLUMNS are Rich's to obey."""
        super().__init__(faq, language, numbered=numbered)
        # Rich reads COLUMNS and LINES itself and takes every digit for one of a number, such as ².
        self._console = Console(
            markup=False, highlight=False, emoji=False, width=_columns(os.environ), height=MAX_WIDTH
        )
        self._width = max(MIN_WIDTH, min(self._console.width, MAX_WIDTH))
        self._console.width = self._width  # Rich would cut what is wider

    def answer(self, shown: Page, *, asked: str | None = None) -> str:
        """Draw one entry: the answer in a panel, what it rests on in a second, then related questions."""
        body: list[RenderableType] = [
            self._paragraph(shown.summary or self.label("untranslated", id=shown.id), style="bold")
        ]
        for i, paragraph in enumerate(shown.details):
            body += [] if shown.compact and i else [Text()]
            told = self._paragraph(paragraph)
            if shown.compact:
                name, colon, _ = told.plain.partition(self.label("colon").rstrip())
                told.stylize("cyan", 0, len(name) if colon else 0)
            body.append(told)
        if shown.steps:
            body += [Text(), Text(self.label("steps"), style="bold cyan"), *self._numbered(shown.steps)]
        subtitle = f"{self.label('asked')}{self.label('colon')}{asked}" if asked else None
        parts: list[RenderableType] = [
            self._panel(Group(*body), title=shown.question, subtitle=subtitle, style="cyan"),
            self._panel(self._footing(shown), title=self.label("footing"), style="dim"),
        ]
        if shown.related:
            parts += [
                Text(f" {self.label('related')}", style="bold"),
                self._list(shown.related, numbered=self.numbered),
            ]
        return self._draw(*parts, *self._disclaimer())

    def suggestions(self, listed: Sequence[Item], question: str) -> str:
        """Draw a "did you mean" panel."""
        intro = self._paragraph(self.label("suggest", question=question))
        choices = self._list(listed, numbered=True, width=self._width - FRAME)
        hint = Text(self.label("show_hint"), style="dim")
        return self._draw(self._panel(Group(intro, Text(), choices, Text(), hint), style="yellow"))

    def items(self, listed: Sequence[Item], title: str) -> str:
        """Draw a list of entries under a title."""
        return self._draw(Text(f" {title}", style="bold"), self._list(listed))

    def topics(self, counted: Sequence[tuple[Item, int]], title: str) -> str:
        """Draw the topics as the branches of a tree, with their number of entries."""
        ids = max(cells(topic.id) for topic, _ in counted)
        numbers = max(len(str(count)) for _, count in counted)
        lines = [Text(title, style="bold")]
        for place, (topic, count) in enumerate(counted, 1):
            branch = "└─ " if place == len(counted) else "├─ "
            mark = Text.assemble((branch, "dim"), (topic.id.ljust(ids), "cyan"), f"  {count:>{numbers}}  ")
            rest = "   " if place == len(counted) else "│  "
            room = self._width - mark.cell_len
            if room < MIN_COLUMN:
                told = wrap(topic.question, self._width - len(rest))
                lines += [mark, *(Text.assemble((rest, "dim"), line) for line in told)]
                continue
            first, *others = wrap(topic.question, room)
            indent = " " * (mark.cell_len - len(rest))
            lines.append(mark.append(first))
            lines += [Text.assemble((rest, "dim"), indent + line) for line in others]
        return self._draw(*lines)

    def rules(self, sheets: Sequence[Sheet]) -> str:
        """Draw the table of rules; a narrow terminal gets fewer columns."""
        code = self.language.code
        columns = [self.label("place"), self.label("required"), field_name("documents", code)]
        short = [self._widest(columns[1], *map(self.label, _RULE_STYLE)) + 1]
        wide = self._width >= ALL_COLUMNS_FROM
        if wide:
            columns += [field_name("limit", code), field_name("since", code), self.label("confidence")]
            short.append(self._widest(columns[-1], *map(self.label, _CONFIDENCE_STYLE)))
        # What the words of the program leave is shared by what stands in the dataset.
        room = self._width - sum(short) - 2 * len(columns)
        parts = [int(share * room) for share in ((0.24, 0.37, 0.23, 0.16) if wide else (0.4, 0.6))]
        widths = [parts[0], short[0], *parts[1:], *short[1:]]
        from rich.table import Table  # noqa: PLC0415 - see _footing

        table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
        for column, width in zip(columns, widths, strict=True):
            table.add_column(column, width=width, overflow="fold")
        for sheet in sheets:
            rule = _RULE_STYLE[sheet.registration]
            # Where there is no room to say how sure the rule is, what is not gets a mark.
            doubt = "" if wide or sheet.confidence == "verified" else "?"
            row = [
                (f"{sheet.name} {sheet.code}", ""),
                (self.label(sheet.registration) + doubt, rule),
                (sheet.facts.get("documents", ""), ""),
            ]
            if wide:
                row += [(sheet.facts.get(field, ""), "") for field in ("limit", "since")]
                row.append((self.label(sheet.confidence), _CONFIDENCE_STYLE[sheet.confidence]))
            table.add_row(*self._cells(row, widths))
        notes = [self.label("rules_hint")] if wide else [self.label("doubtful"), self.label("rules_hint")]
        return self._draw(table, Text(), *(self._paragraph(note, style="dim") for note in notes))

    def comparison(self, sheets: Sequence[Sheet]) -> str:
        """Draw whole rules as columns, as many side by side as the width has room for."""
        names = [name for name, _ in self.rule_rows(sheets[0])]
        heading = min(max(cells(name) for name in names), self._width // 4)
        beside = max(1, (self._width - heading) // (MIN_COLUMN + 2))
        groups = [sheets[start : start + beside] for start in range(0, len(sheets), beside)]
        drawn = [self._columns(group, heading) for group in groups]
        return "\n\n".join([*drawn, *filter(None, [self._draw(*self._disclaimer())])])

    def _columns(self, sheets: Sequence[Sheet], heading: int) -> str:
        from rich.table import Table  # noqa: PLC0415 - see _footing

        width = (self._width - heading) // len(sheets) - 2
        table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=False, leading=1)
        table.add_column(width=heading, style="dim", overflow="fold")
        for _ in sheets:
            table.add_column(width=width, overflow="fold")
        widths = [heading, *[width] * len(sheets)]
        titles = [("", ""), *((f"{sheet.name} {sheet.code}", "bold cyan") for sheet in sheets)]
        table.add_row(*self._cells(titles, widths))
        for row in zip(*map(self.rule_rows, sheets), strict=True):
            values = [value for _, value in row]
            if any(values):
                table.add_row(*self._cells([(row[0][0], ""), *((value, "") for value in values)], widths))
        return self._draw(table)

    @staticmethod
    def _widest(*texts: str) -> int:
        return max(cells(text) for text in texts)

    def _cells(self, texts: Iterable[tuple[str, str]], widths: Iterable[int]) -> list[Text]:
        """Break each text to the width of its column."""
        pairs = zip(texts, widths, strict=True)
        return [Text("\n".join(wrap(text, width)), style=style) for (text, style), width in pairs]

    def _disclaimer(self) -> list[RenderableType]:
        text = self.language.pick(self.faq.disclaimer)
        return [Text(f" {line}", style="dim") for line in wrap(text, self._width - 2)] if text else []

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

    def _item(
        self, mark: str, text: str, width: int, *, mark_style: str = "", style: str | Style = ""
    ) -> Text:
        """Draw text after a mark, its further lines indented as far."""
        lines = wrap(text, width - len(mark))
        return Text.assemble((mark, mark_style), (("\n" + " " * len(mark)).join(lines), style))

    def _footing(self, shown: Page) -> RenderableType:
        """Draw what an answer stands on as two columns; a Rich table takes longer to load than to draw."""
        rows: list[tuple[str, str, str, str | Style]] = []
        for name, value in self.footing(shown):
            verdict = shown.claim_verdict if name == self.label("claim") else None
            rows.append((name, "", value, _VERDICT_STYLE.get(verdict or "", "")))
        for i, ref in enumerate(shown.references):
            link = Style(link=ref.url) if is_linkable(ref.url, self.faq.official_hosts) else Style.null()
            rows.append(("" if i else self.label("sources"), "- ", cite(ref, self.language.code), link))
        names = max((cells(name) for name, _, _, _ in rows), default=0) + 2
        lines = []
        for name, mark, value, style in rows:
            indent = names + len(mark)
            told = f"\n{' ' * indent}".join(wrap(value, self._width - FRAME - indent))
            head = name + " " * (names - cells(name))
            lines.append(Text.assemble((head, "dim"), mark, (told, style)))
        return Group(*lines)

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


def is_linkable(url: str | None, hosts: Sequence[str]) -> bool:
    """Whether an address may become clickable: https, a bare host, and a listed one if any is."""
    found = _ADDRESS.fullmatch(url or "")
    return found is not None and (not hosts or found[1] in hosts)


def _columns(environment: Mapping[str, str]) -> int | None:
    """Return the width that is asked for; None where the terminal is to be asked."""
    wanted = environment.get("COLUMNS", "")
    if wanted.isascii() and wanted.isdigit():
        return int(wanted[:5])
    return shutil.get_terminal_size().columns if wanted else None


def _fit(text: str | None, width: int) -> str:
    """Cut a title that the frame has no room for."""
    cut = Text(text or "")
    cut.truncate(max(width, 1), overflow="ellipsis")
    return cut.plain
