"""Write the parts of the documents that the program and the dataset decide.

usage: readme.py [--check] [--measured]

README.md, README.zh.md and docs/*.md hold blocks between `<!-- begin NAME -->` and `<!-- end NAME -->`; this
fills them in, in the language of the document. With --check nothing is written; exit 1 says that a block
differs from what it would be now.

The blocks in MEASURED take minutes or are the machine's: they are left alone unless --measured asks for
them.
"""

import argparse
import ast
import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_args

import typer
from typer.testing import CliRunner

from simfaq import Faq, load
from simfaq.cli import app
from simfaq.command import translator
from simfaq.errors import Exit
from simfaq.lint import CHECKS
from simfaq.model import Basis

T = TypeVar("T")
ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "benchmarks" / "results"
BLOCK = re.compile(r"(<!-- begin (?P<name>[a-z-]+) -->\n).*?(<!-- end (?P=name) -->)", re.DOTALL)
ASKED = {"zh": "一个人能办几张手机卡", "en": "how many SIM cards can I have in China"}
# The developer's own settings must not decide what the documents say.
SETTINGS = ("SIMFAQ_DATA", "SIMFAQ_LANG", "FORCE_COLOR", "NO_COLOR", "LC_ALL", "LC_MESSAGES", "LANG")
# Values longer than this, in characters, are cut in the sample of JSON.
SAMPLE = 48

ENVIRONMENT = {
    "SIMFAQ_LANG": ("`auto`, `zh` or `en`, like `--lang`", "`auto`、`zh` 或 `en`，同 `--lang`"),
    "SIMFAQ_DATA": ("another dataset file, like `--data`", "另一个数据文件，同 `--data`"),
    "LC_ALL, LC_MESSAGES, LANG": (
        "the language where the question tells none",
        "从问题看不出语言时，用哪种语言",
    ),
    "NO_COLOR": ("no colour on a terminal", "终端里不用颜色"),
    "FORCE_COLOR": ("panels and colour also in a pipe", "管道里也用方框和颜色"),
    "COLUMNS": ("the width to draw for", "按这个宽度排版"),
}
EXITS = {
    Exit.ANSWERED: ("answered; `lint`: nothing found", "已回答；`lint`：没有发现问题"),
    Exit.NO_ANSWER: (
        "no confident answer, suggestions may be shown; `lint`: findings",
        "没有把握的答案，可能给出相近的问题；`lint`：发现问题",
    ),
    Exit.USAGE: ("wrong usage, or a file that cannot be read or written", "用法有误，或文件读写不了"),
    Exit.DATASET: ("unusable dataset", "数据文件不可用"),
}
BASES: Mapping[str, tuple[str, str]] = {
    "law": ("a statute or regulation says so", "法律、行政法规、部门规章有规定"),
    "official": ("a regulator or ministry says so", "主管部门的文件或答复这样说"),
    "operator": ("an operator's own terms", "运营商自己的规定"),
    "practice": ("usual; no written rule was found", "通行做法，没有查到明文规定"),
    "unverified": ("not verified; check before you rely on it", "尚未核实，用之前请自己核对"),
}


@cache
def _faq() -> Faq:
    return load()


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def _told(pair: tuple[T, T], language: str) -> T:
    return pair[language == "zh"]


def _output(*args: str) -> str:
    environment: dict[str, str | None] = dict.fromkeys(SETTINGS)
    return CliRunner().invoke(app, [*args], env={**environment, "COLUMNS": "80"}).stdout.rstrip("\n")


def counts(language: str) -> str:
    """Count what the dataset holds."""
    faq = _faq()
    numbers = {
        "entries": len(faq.entries),
        "topics": len(faq.topics),
        "wordings": sum(
            len(entry.question) + sum(map(len, entry.variants.values())) for entry in faq.entries.values()
        ),
        "sources": len(faq.sources),
        "places": len(faq.regions),
        "rules": sum(region.rule is not None for region in faq.regions.values()),
        "subjects": len(faq.out_of_scope),
        "examples": sum(len(texts) for s in faq.out_of_scope for texts in s.questions.values()),
        "reviewed": faq.reviewed,
    }
    shown = {name: f"{n:,}" if isinstance(n, int) else str(n) for name, n in numbers.items()}
    english = (
        "{entries} questions in {topics} topics, each answered in Chinese and in English; {wordings} "
        "wordings that people ask them in; {sources} cited documents; {places} countries and regions known "
        "by name, {rules} of them with their registration rule; {examples} examples of {subjects} subjects "
        "that are not answered. Reviewed on {reviewed}."
    )
    chinese = (
        "{topics} 个主题共 {entries} 个问题，每个都有中文和英文答案；收录 {wordings} 种问法；"
        "引用 {sources} 份文件；认得 {places} 个国家和地区的名称，其中 {rules} 个附有实名规定；"
        "另有 {subjects} 类不回答的问题，共 {examples} 个例子。核对日期：{reviewed}。"
    )
    return _told((english, chinese), language).format(**shown)


def topics(language: str) -> str:
    """List the topics."""
    return f"```\n$ simfaq list\n{_output('--lang', language, 'list')}\n```"


def commands(language: str) -> str:
    """List the commands with what each does."""
    root: Any = typer.main.get_command(app)
    translate = translator(language)
    rows = [
        (f"`{name}`", translate(command.help).partition("\n")[0]) for name, command in root.commands.items()
    ]
    return table(_told((("command", "does"), ("命令", "作用")), language), rows)


def options(language: str) -> str:
    """List the options, with the commands that take them."""
    root: Any = typer.main.get_command(app)
    translate = translator(language)
    taken: dict[tuple[str, str], list[str]] = defaultdict(list)
    before = _told(("before the command", "写在命令前"), language)
    for name, command in {before: root, **{f"`{n}`": c for n, c in root.commands.items()}}.items():
        context = typer.Context(command, info_name="simfaq")
        for param in command.params:
            if param.param_type_name == "option" and param.help and not param.hidden:
                names = param.get_help_record(context)[0].replace("<FILE>", "FILE")
                taken[names, translate(param.help)].append(name)
    rows = [
        (f"`{names}`", told, _told((", ", "、"), language).join(where))
        for (names, told), where in taken.items()
    ]
    heads = _told((("option", "meaning", "for"), ("选项", "作用", "适用")), language)
    return table(heads, rows)


def exits(language: str) -> str:
    """List the exit codes."""
    heads = _told((("exit code", "meaning"), ("退出码", "含义")), language)
    return table(heads, [(str(code.value), _told(EXITS[code], language)) for code in Exit])


def environment(language: str) -> str:
    """List the environment variables."""
    heads = _told((("variable", "meaning"), ("环境变量", "作用")), language)
    names = [(", ".join(f"`{n}`" for n in name.split(", ")), told) for name, told in ENVIRONMENT.items()]
    return table(heads, [(name, _told(told, language)) for name, told in names])


def bases(language: str) -> str:
    """List what an answer may rest on."""
    heads = _told((("basis", "meaning"), ("`basis`", "含义")), language)
    return table(heads, [(f"`{basis}`", _told(BASES[basis], language)) for basis in get_args(Basis)])


def sample(language: str) -> str:
    """Show an answer as JSON, its texts cut."""
    body = json.loads(_output("--lang", language, "ask", "--json", "--top", "1", ASKED[language]))
    text = json.dumps(_cut(body), ensure_ascii=False, indent=2)
    quoted = ASKED[language] if language == "zh" else f'"{ASKED[language]}"'
    return f"```\n$ simfaq ask --json --top 1 {quoted}\n{text}\n```"


def _cut(value: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        return {name: _cut(member) for name, member in value.items()}
    if isinstance(value, list):
        return [_cut(item) for item in value[:1]] + ["…"] * (len(value) > 1)
    return f"{value[:SAMPLE]}…" if isinstance(value, str) and len(value) > SAMPLE else value


def explained(_language: str) -> str:
    """Show how an answer was found."""
    question = "is there a cap on cards for one person"
    shown = _output("--lang", "en", "ask", "--explain", question)
    return f"```\n$ simfaq ask --explain {question}\n…\n{shown[shown.index('verdict: ') :]}\n```"


def checks(language: str) -> str:
    """List the checks of lint."""
    translate = translator(language)
    heads = _told((("check", "finds"), ("编号", "发现")), language)
    return table(heads, [(code, translate(meaning)) for code, meaning in CHECKS.items()])


def members(_language: str) -> str:
    """List the members of every kind of object in a dataset, from its schema."""
    schema = json.loads((ROOT / "data" / "faq.schema.json").read_text("utf-8"))
    shapes = {"dataset": schema, **schema["$defs"]}
    written = []
    for name, shape in shapes.items():
        if "properties" not in shape:
            continue
        rows = [
            (
                f"`{member}`{' *' * (member in shape.get('required', ()))}",
                _kind(told),
                told.get("description") or shapes[told["$ref"].rpartition("/")[2]]["description"],
            )
            for member, told in shape["properties"].items()
        ]
        written.append(
            f"### {name}\n\n{shape['description']}\n\n{table(('member', 'holds', 'meaning'), rows)}"
        )
    return "\n\n".join(written)


def _kind(shape: Mapping[str, Any]) -> str:
    if "$ref" in shape:
        return str(shape["$ref"].rpartition("/")[2])
    if "enum" in shape:
        return " \\| ".join(f"`{value}`" for value in shape["enum"]).replace("\\|", "or")
    if shape["type"] == "array":
        return f"list of {_kind(shape['items'])}"
    if "additionalProperties" in shape:
        return f"{_kind(shape['additionalProperties'])} by language"
    return {"integer": "whole number"}.get(shape["type"], str(shape["type"]))


def modules(_language: str) -> str:
    """List the modules with their lines and what each is for."""
    rows = []
    for folder in ("src/simfaq", "tools", "benchmarks"):
        paths = sorted((ROOT / folder).rglob("*.py"), key=lambda path: (len(path.parts), path))
        rows += [_module(path) for path in paths]
    rows.append(_module(ROOT / "hatch_build.py"))
    own = sum(int(lines) for path, lines, _ in rows if "/tables/" not in path)
    return f"{table(('module', 'lines', 'purpose'), rows)}\n\n{own:,} lines without the generated tables."


def _module(path: Path) -> tuple[str, str, str]:
    text = path.read_text("utf-8")
    purpose = (ast.get_docstring(ast.parse(text)) or "").partition("\n")[0]
    return f"`{path.relative_to(ROOT).as_posix()}`", str(len(text.splitlines())), purpose


def tasks(_language: str) -> str:
    """List the tasks of the Makefile."""
    found = re.findall(r"^([a-z-]+):.*## (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    return table(("task", "does"), [(f"`make {name}`", told) for name, told in found])


def cold_start(_language: str) -> str:
    """Set whole runs of each command beside what they are measured against, by Python version."""
    measured = json.loads((RESULTS / "cold_start.json").read_text("utf-8"))
    heads = [f"{one['python']}: ms" if part == "ms" else part for one in measured for part in ("ms", "ratio")]
    rows = []
    for alike in zip(*(one["rows"] for one in measured), strict=True):
        figures = [cell for row in alike for cell in (f"{row['median_ms']:.0f}", _ratios(row))]
        first = alike[0]
        target = f"{first['target']:.2f}" if first.get("target") else ""
        rows.append([first["contestant"], *figures, target, first.get("reference", "")])
    note = (
        f"Medians of {measured[0]['runs']} runs, in turn, and their ratio; in brackets the ratio of the "
        "fastest runs, which other work on the machine disturbs less."
    )
    return f"{table(['run', *heads, 'at most', 'of'], rows)}\n\n{note}"


def _ratios(row: Mapping[str, Any]) -> str:
    return f"{row['ratio']:.2f} ({row['ratio_of_min']:.2f})" if "ratio" in row else ""


def scale(_language: str) -> str:
    """Set simfaq beside other ways of searching, by the number of wordings."""
    measured = json.loads((RESULTS / "scale.json").read_text("utf-8"))
    names = [row["contestant"] for row in measured["sizes"][0]["rows"]]
    written = []
    for told, kind, form in (
        ("A question, warm: ms (and how many first hits are right)", "warm_ms", "{:.2f}"),
        ("Reading and indexing: s", "index_s", "{:.1f}"),
        ("Memory that took, at its peak: MB", "peak_mb", "{:.0f}"),
    ):
        rows = []
        for size in measured["sizes"]:
            by_name = {row["contestant"]: row for row in size["rows"]}
            cells = [f"{size['wordings']:,}"]
            for name in names:
                row = by_name[name]
                hits = f" ({row['hit_rate']:.0%})" if kind == "warm_ms" else ""
                cells.append(form.format(row[kind]) + hits)
            rows.append(cells)
        written.append(f"{told}\n\n{table(['wordings', *names], rows)}")
    growth = [
        (name, *(f"{held[kind]:.2f}" if kind in held else "" for kind in ("warm_ms", "first_ms", "index_s")))
        for name, held in measured["powers"].items()
    ]
    told = "The power of the number of wordings that a time grows with (1 is linear)"
    written.append(f"{told}\n\n{table(('contestant', 'warm', 'first', 'index'), growth)}")
    return "\n\n".join(written)


def _printed(*command: str) -> str:
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - our own scripts
    return f"```\n$ python {' '.join(command)}\n{done.stdout.rstrip()}\n```"


BLOCKS: Mapping[str, Callable[[str], str]] = {
    "counts": counts,
    "topics": topics,
    "commands": commands,
    "options": options,
    "exits": exits,
    "environment": environment,
    "bases": bases,
    "sample": sample,
    "explained": explained,
    "checks": checks,
    "members": members,
    "modules": modules,
    "tasks": tasks,
    "cold-start": cold_start,
    "scale": scale,
}
MEASURED: Mapping[str, Callable[[str], str]] = {
    "evaluate": lambda _: _printed("tools/evaluate.py"),
    "calibrate": lambda _: _printed("tools/calibrate.py"),
    "benchmark": lambda _: _printed("benchmarks/questions.py"),
}


def documents() -> list[Path]:
    """List the documents that may hold blocks."""
    return [ROOT / "README.md", ROOT / "README.zh.md", *sorted((ROOT / "docs").glob("*.md"))]


def differing(blocks: Mapping[str, Callable[[str], str]]) -> Iterator[tuple[Path, str, list[str]]]:
    """Find the documents that would change: each with its new text, and the blocks that differ."""
    for path in documents():
        language = "zh" if path.name.endswith(".zh.md") else "en"
        names: list[str] = []

        def fill(block: re.Match[str], language: str = language, names: list[str] = names) -> str:
            name = block["name"]
            if name not in blocks and name not in MEASURED:
                raise KeyError(f"there is no block {name}")
            if name not in blocks:
                return block[0]
            new = f"{block[1]}{blocks[name](language)}\n{block[3]}"
            names.extend([name] * (new != block[0]))
            return new

        text = path.read_text("utf-8")
        new = BLOCK.sub(fill, text)
        if new != text:
            yield path, new, names


def main() -> int:
    """Write the blocks, or compare them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="compare only")
    parser.add_argument("--measured", action="store_true", help="also the blocks that take minutes")
    args = parser.parse_args()
    stale = 0
    for path, text, names in differing({**BLOCKS, **MEASURED} if args.measured else BLOCKS):
        if args.check:
            print(f"{path.name}: {', '.join(names)} out of date: run tools/readme.py", file=sys.stderr)
            stale += 1
        else:
            path.write_text(text, "utf-8")
            print(f"wrote {', '.join(names)} in {path.name}")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
