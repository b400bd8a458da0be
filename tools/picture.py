"""Draw what simfaq shows on a terminal as pictures for the README.

usage: picture.py [--check]

Each picture is the program's own output at 80 columns, for a light and a dark page. With --check nothing is
written; exit 1 says that a picture shows what the program no longer does.

The SVG is our own: Rich's fetches a font from the network, and changes from version to version.
"""

import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from generated import checking, settle
from rich.console import Console
from rich.style import Style
from rich.text import Text

from simfaq import Matcher, load
from simfaq.language import Language
from simfaq.render.terminal import Terminal
from simfaq.render.wrap import cells

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
QUESTIONS = {"zh": "一个人能办几张手机卡", "en": "how many SIM cards can I have in China"}
COLUMNS = 80
# Pixels: a character's cell, the height of a line, the margin around all.
CELL, LINE, MARGIN = 8, 20, 14
FONT_SIZE = 13.3  # at which the usual fixed-width fonts fill a cell
WIDE = 'font-size="14" letter-spacing="2"'  # and Chinese ones two
FONTS = (
    "ui-monospace,SFMono-Regular,Menlo,Consolas,'Noto Sans Mono CJK SC','PingFang SC','Microsoft YaHei',"
    "monospace"
)


@dataclass(frozen=True)
class Page:
    """The colours of a page: ground, text, and what the terminal's colours by number become on it."""

    ground: str
    text: str
    colours: Mapping[int, str]


RED, GREEN, YELLOW, CYAN = 1, 2, 3, 6
PAGES = {
    "light": Page(
        "#ffffff", "#1f2328", {RED: "#cf222e", GREEN: "#1a7f37", YELLOW: "#7d4e00", CYAN: "#0b7285"}
    ),
    "dark": Page(
        "#0d1117", "#e6edf3", {RED: "#ff7b72", GREEN: "#3fb950", YELLOW: "#d29922", CYAN: "#56d4dd"}
    ),
}
# How the frame's characters are drawn, from the left upper corner of their cell.
FRAME = {
    "─": "m0 10h8",
    "│": "m4 0v20",
    "╭": "m4 20v-6q0-4 4-4",
    "╮": "m0 10q4 0 4 4v6",
    "╰": "m4 0v6q0 4 4 4",
    "╯": "m0 10q4 0 4-4v-6",
}
# A stretch of frame, of spaces, of wide characters, or a word of others.
_WIDE_ONES = r"\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60"
PIECE = re.compile(rf"[─│╭╮╰╯]+| +|[{_WIDE_ONES}]+|[^─│╭╮╰╯ {_WIDE_ONES}]+")


def screen(language: str) -> list[str]:
    """Return the lines that a terminal gets: what is typed, and the answer with its escapes."""
    question = QUESTIONS[language]
    faq = load()
    typed = f"$ simfaq {question}"
    return [typed, "", *Terminal(faq, Language(language)).outcome(Matcher(faq).ask(question)).splitlines()]


def svg(lines: list[str], title: str, page: Page) -> str:
    """Draw lines of text with escapes."""
    width, height = COLUMNS * CELL + 2 * MARGIN, len(lines) * LINE + 2 * MARGIN
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{width}" height="{height}" rx="8" fill="{page.ground}"/>',
        f'<g font-family="{FONTS}" font-size="{FONT_SIZE}">',
    ]
    for number, line in enumerate(lines):
        drawn += _line(line, MARGIN + number * LINE, page)
    return "\n".join([*drawn, "</g>", "</svg>", ""])


def _line(line: str, top: int, page: Page) -> Iterator[str]:
    """Draw a line: frames as strokes, and every word from its own cell on, whatever the font."""
    left = MARGIN
    for text, style in _stretches(line):
        colour, look = _look(style, page)
        weight = ' font-weight="bold"' if style.bold else ""
        for piece in PIECE.findall(text):
            if piece[0] in FRAME:
                strokes = "".join(f"M{left + i * CELL} {top}{FRAME[char]}" for i, char in enumerate(piece))
                yield f'<path d="{strokes}" fill="none" stroke="{colour}"{look}/>'
            elif not piece.isspace():
                size = f" {WIDE}" if cells(piece) > len(piece) else ""
                at = f'x="{left}" y="{top + 15}"{size}'
                yield f'<text {at} fill="{colour}"{weight}{look}>{escape(piece, quote=False)}</text>'
            left += cells(piece) * CELL


def _stretches(line: str) -> Iterator[tuple[str, Style]]:
    console = Console(width=COLUMNS, color_system=None)
    for segment in Text.from_ansi(line).render(console):
        if segment.text != "\n":
            yield segment.text, segment.style or Style.null()


def _look(style: Style, page: Page) -> tuple[str, str]:
    """Return the colour of a style, and how faint it is."""
    number = style.color.number if style.color else None
    colour = page.text if number is None else page.colours.get(number, page.text)
    return colour, ' opacity="0.7"' if style.dim else ""


def main() -> int:
    """Write the pictures, or compare them."""
    check = checking(__doc__)
    # The pictures show the program's own colours, whatever the maintainer's settings are.
    os.environ.update(COLUMNS=str(COLUMNS), FORCE_COLOR="1", TERM="xterm-256color")
    os.environ.pop("NO_COLOR", None)
    screens = {language: screen(language) for language in QUESTIONS}
    pictures = {
        PICTURES / f"answer.{language}.{shade}.svg": svg(screens[language], f"simfaq {question}", page)
        for language, question in QUESTIONS.items()
        for shade, page in PAGES.items()
    }
    return settle(pictures, "tools/picture.py", check=check)


if __name__ == "__main__":
    sys.exit(main())
