"""Everything that the program says in English it can say in Chinese."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import typer.main

import simfaq
from simfaq import cli, lint
from simfaq.chinese import MESSAGES

# Calls whose first or second text is a message to people, with the position of it.
_SPEAKERS = dict.fromkeys(("SimfaqError", "invalid", "mistyped", "translate"), 0)
_SPEAKERS |= {"Invalid": 1, "DatasetError": 2, "_found": 2}


def messages() -> Iterator[str]:
    """List every message in the source."""
    for path in Path(simfaq.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = (
                    node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                )
                at = _SPEAKERS.get(name, len(node.args))
                if at < len(node.args):
                    found = node.args[at]
                    if isinstance(found, ast.Constant) and isinstance(found.value, str):
                        yield found.value


def test_every_message_has_a_translation() -> None:
    assert {text for text in messages() if text not in MESSAGES} == {"{problem}", "“{text}”"} - set(MESSAGES)


def test_every_help_text_has_a_translation() -> None:
    group = typer.main.get_command(cli.app)
    commands = [group, *group.commands.values()]  # type: ignore[attr-defined]
    texts = [command.help for command in commands]
    texts += [getattr(param, "help", None) for command in commands for param in command.params]
    assert [text for text in texts if text and text not in MESSAGES] == []


def test_every_check_has_a_translation() -> None:
    assert [text for text in lint.CHECKS.values() if text not in MESSAGES] == []


def test_translations_take_the_same_values() -> None:
    def fields(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert [english for english, chinese in MESSAGES.items() if fields(english) != fields(chinese)] == []
