"""Draw how times grow, as an SVG that is readable on light and on dark ground."""

import itertools
import math
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

WIDTH, HEIGHT = 720, 430
LEFT, RIGHT, TOP, BOTTOM = 64, 122, 52, 52
# Labels at the ends of lines stand so far apart at least.
APART = 17
# Colours that tell apart on either ground, and for those who see few colours; the first stands out.
COLOURS = {
    "light": ("#c2255c", "#0b7285", "#1864ab", "#5f3dc4", "#8d5300"),
    "dark": ("#ff8fb1", "#66d9e8", "#74c0fc", "#b197fc", "#e8b04b"),
}
STYLE = """\
.ground { fill: #ffffff } .text { fill: #1f2328 } .faint { fill: #59636e } .grid { stroke: #d8dee4 }
"""
DARK = """\
.ground { fill: #0d1117 } .text { fill: #e6edf3 } .faint { fill: #9198a1 } .grid { stroke: #30363d }
"""


def _style() -> str:
    def colours(shade: str) -> str:
        return "\n".join(
            f".line{i} {{ stroke: {colour} }} .name{i} {{ fill: {colour} }}"
            for i, colour in enumerate(COLOURS[shade])
        )

    return f"{STYLE}{colours('light')}\n@media (prefers-color-scheme: dark) {{\n{DARK}{colours('dark')}\n}}\n"


def spread(wanted: Sequence[float], lowest: float) -> list[float]:
    """Move labels apart, each as little as needed, and none below `lowest`; their order stays."""
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    placed = list(wanted)
    for upper, lower in itertools.pairwise(order):
        placed[lower] = max(placed[lower], placed[upper] + APART)
    placed[order[-1]] = min(placed[order[-1]], lowest)
    for lower, upper in itertools.pairwise(reversed(order)):
        placed[upper] = min(placed[upper], placed[lower] - APART)
    return placed


def drawn(results: Sequence[Mapping[str, Any]], *, strong: str) -> str:
    """Draw the time of a warm question by the number of wordings, a line each, one of them `strong`."""
    lines: dict[str, list[tuple[int, float]]] = {}
    for result in results:
        for row in result["rows"]:
            lines.setdefault(row["contestant"], []).append((result["wordings"], row["warm_ms"]))
    sizes = [result["wordings"] for result in results]
    times = [value for points in lines.values() for _, value in points]
    lowest, highest = math.floor(math.log10(min(times))), math.ceil(math.log10(max(times)))
    width, height = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def across(size: float) -> float:
        whole = math.log(sizes[-1] / sizes[0]) or 1
        return round(LEFT + width * math.log(size / sizes[0]) / whole, 1)

    def down(value: float) -> float:
        return round(TOP + height * (highest - math.log10(value)) / (highest - lowest or 1), 1)

    title = "How long a question takes, by the number of wordings in the dataset"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}">',
        f"<title>{escape(title)}</title>",
        f"<style>\n{_style()}</style>",
        f'<rect class="ground" width="{WIDTH}" height="{HEIGHT}" rx="8"/>',
        '<g font-family="sans-serif" font-size="13">',
        f'<text class="text" x="16" y="28" font-size="16" font-weight="bold">{escape(title)}</text>',
    ]
    base = HEIGHT - BOTTOM
    for power in range(lowest, highest + 1):
        y = down(10**power)
        parts += [
            f'<path class="grid" d="M{LEFT} {y}H{LEFT + width}"/>',
            f'<text class="faint" x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{10.0**power:,g}</text>',
        ]
    for size in sizes:
        x = across(size)
        parts += [
            f'<path class="grid" d="M{x} {TOP}V{base}"/>',
            f'<text class="faint" x="{x}" y="{base + 18}" text-anchor="middle">{size:,}</text>',
        ]
    middle, centre = TOP + height / 2, LEFT + width / 2
    aside = f'x="18" y="{middle}" transform="rotate(-90 18 {middle})"'
    for place, text in (
        (f'x="{centre}" y="{HEIGHT - 12}"', "wordings in the dataset"),
        (aside, "milliseconds per question, median"),
    ):
        parts.append(f'<text class="text" {place} text-anchor="middle">{text}</text>')
    labels = spread([down(points[-1][1]) for points in lines.values()], base)
    for i, (name, points) in enumerate(lines.items()):
        places = [(across(size), down(value)) for size, value in points]
        stands_out = name == strong
        path = "L".join(f"{x} {y}" for x, y in places)
        parts.append(
            f'<path class="line{i}" d="M{path}" fill="none" stroke-width="{3 if stands_out else 1.8}"'
            ' stroke-linejoin="round"/>'
        )
        parts += [
            f'<circle class="name{i}" cx="{x}" cy="{y}" r="{4 if stands_out else 3}"/>' for x, y in places
        ]
        end = f'x="{places[-1][0] + 10}" y="{round(labels[i] + 4.5, 1)}"'
        weight = ' font-weight="bold"' if stands_out else ""
        parts.append(f'<text class="name{i}" {end}{weight}>{escape(name)}</text>')
    return "\n".join([*parts, "</g>", "</svg>", ""])
