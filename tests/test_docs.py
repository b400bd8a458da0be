"""The documents say what the program does: generated parts, examples, links."""

import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from test_tools import tool
from typer.testing import Result

from simfaq import Matcher
from simfaq.session import Session

ROOT = Path(__file__).parent.parent
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "README.zh.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").glob("*.md")),
]
READMES = DOCUMENTS[:2]
named = pytest.mark.parametrize("path", DOCUMENTS, ids=[path.name for path in DOCUMENTS])


def fenced(path: Path, language: str = "") -> list[str]:
    """List the code blocks of a document in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", path.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def examples(path: Path) -> Iterator[list[str]]:
    """List the commands of a README that can be run here: one program, reading nothing."""
    for block in fenced(path):
        for line in block.splitlines():
            words = shlex.split(line.partition(" > ")[0], comments=True)
            if words[:1] == ["simfaq"] and words[1:] != ["ask"]:
                yield words[1:]


@pytest.fixture
def one_matcher(monkeypatch: pytest.MonkeyPatch, matcher: Matcher) -> None:
    """Let every command of this process use the matcher that the tests have built already."""
    monkeypatch.setattr(Session, "matcher", matcher)


@pytest.mark.usefixtures("one_matcher")
def test_the_generated_parts_are_current() -> None:
    readme = tool("readme")
    differing = [f"{path.name}: {', '.join(names)}" for path, _, names in readme.differing(readme.BLOCKS)]
    assert differing == [], "run `make docs`"


def test_the_pictures_are_current() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "picture.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), "run `make docs`"


@named
def test_links_lead_somewhere(path: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    targets = re.findall(r"\]\(([^)#]+)|(?:src|srcset)=\"([^\"]+)", text)
    links = [link or picture for link, picture in targets]
    assert [
        link for link in links if not link.startswith("https://") and not (path.parent / link).exists()
    ] == []


def test_chinese_is_punctuated_as_chinese() -> None:
    text = (ROOT / "README.zh.md").read_text("utf-8")
    text = re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)
    assert re.findall(r".*[\u4e00-\u9fff][,;:?!()].*|.*[,;:?!(][\u4e00-\u9fff].*", text) == []


@pytest.mark.parametrize("path", [*READMES, ROOT / "docs" / "another-subject.md"], ids=lambda path: path.name)
def test_the_example_of_the_library_runs(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = fenced(path, "python")
    exec(compile(code, path.name, "exec"), {})  # noqa: S102 - what the document tells people to run
    shown = capsys.readouterr().out
    assert re.search(r"第四条|item 4|answer Yes\.", shown)


@pytest.mark.usefixtures("one_matcher")
@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_the_commands_run(
    path: Path, run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("questions.txt").write_text("一个人能办几张手机卡\n", "utf-8")
    Path("tickets.csv").write_text("id,question\n1,一个人能办几张手机卡\n", "utf-8")
    commands = list(examples(path))
    assert len(commands) >= 8
    for command in commands:
        assert run(*command).stdout or Path("answers.csv").is_file()


def test_both_readmes_have_the_same_parts() -> None:
    parts = [re.findall(r"^(?:## |```|<!-- .*)", path.read_text("utf-8"), re.MULTILINE) for path in READMES]
    assert parts[0] == parts[1]
