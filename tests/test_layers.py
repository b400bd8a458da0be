"""Which way imports go: the core knows nothing of the command line and of what draws."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "simfaq"
# The command line and what serves it alone, and what draws.
EDGE = {"__main__", "cli", "command", "session", "prompt", "complete", "batch", "workers", "render"}
CORE = sorted(
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
    for path in PACKAGE.rglob("*.py")
    if path.relative_to(PACKAGE).with_suffix("").parts[0] not in EDGE
)


def imported(module: str) -> Iterator[str]:
    """List what a module imports, also inside functions and for type checking."""
    for node in ast.walk(ast.parse((PACKAGE / f"{module.replace('.', '/')}.py").read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module)
            yield from (f"{node.module}.{name.name}" for name in node.names)


@pytest.mark.parametrize("module", CORE)
def test_the_core_imports_neither_the_command_line_nor_rich(module: str) -> None:
    forbidden = {"typer", "click", "rich", *(f"simfaq.{name}" for name in EDGE)}
    named = {name for name in imported(module) if {name, name.partition(".")[0]} & forbidden}
    assert named == set()
    assert not [name for name in imported(module) if name.startswith("simfaq.render")]


def test_the_core_loads_alone() -> None:
    modules = [f"simfaq.{name}".removesuffix(".__init__") for name in CORE]
    probe = (
        f"import importlib, sys\nfor name in {modules!r}: importlib.import_module(name)\n"
        "import simfaq\nsimfaq.Matcher(simfaq.load()).ask('x')\n"
        f"edge = [f'simfaq.{{name}}' for name in {sorted(EDGE)!r}] + ['typer', 'click', 'rich']\n"
        "print(','.join(name for name in edge if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("\n", "")


def test_every_module_is_on_one_side() -> None:
    names = {
        path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()
    }
    assert names >= EDGE
    assert {"dataset", "matching", "lint", "page", "regions"} <= names - EDGE
