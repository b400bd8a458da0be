"""The prompt: questions one after another, and numbers that open what was offered."""

import sys
from collections.abc import Callable, Sequence

import typer

from simfaq.errors import Translate
from simfaq.page import Item

# Shows an answer to a question, or the entry with an id, and returns what it offers to go on with.
Answer = Callable[[str], Sequence[Item]]


def converse(answer: Answer, show: Answer, tidy: Callable[[str], str], translate: Translate) -> None:
    """Answer questions until an empty line, or the end of input, or an interrupt.

    `tidy` makes a typed line fit to be asked. A number opens what the last answer offered.
    """
    import readline  # noqa: F401, PLC0415 - importing it gives input() line editing and history

    typer.echo(translate("Ask a question; ? for help, an empty line to leave"), err=True)
    offered: Sequence[Item] = ()
    while (text := _line(tidy)) is not None:
        if text.casefold() in _LEAVE:
            return
        if text.casefold() in _ASK_HELP:
            typer.echo(translate(_HELP), err=True)
        elif (picked := pick(text, offered)) is not None:
            offered = show(picked.id)
        elif text.isdecimal():
            typer.echo(translate(_NO_NUMBER), err=True)
        else:
            offered = answer(text)


def choose(offered: Sequence[Item], translate: Translate) -> Item | None:
    """Let a person pick one of what is offered by its number; None for anything else."""
    try:
        while True:
            typer.echo(translate("Number, or Enter to leave: "), err=True, nl=False)
            text = sys.stdin.readline()
            picked = pick(text.strip(), offered)
            if picked or not text.strip().isdecimal():
                if not text:  # Ctrl-D leaves the line unfinished
                    typer.echo(err=True)
                return picked
            typer.echo(translate(_NO_NUMBER), err=True)
    except KeyboardInterrupt:
        typer.echo(err=True)
        return None


def pick(text: str, offered: Sequence[Item]) -> Item | None:
    """Return what a number stands for, counting from 1."""
    number = int(text) if text.isdecimal() and len(text) < _DIGITS else 0
    return offered[number - 1] if 1 <= number <= len(offered) else None


_DIGITS = 4
# What people type at a prompt to leave it, and to be told how it works.
_LEAVE = {"exit", "quit", "q", ":q", "退出", "再见"}
_ASK_HELP = {"?", "？", "help", "帮助"}
_HELP = (
    "Type a question in your own words, in Chinese or English.\n"
    "A number opens one of the questions offered last.\n"
    "An empty line, Ctrl-D or Ctrl-C leaves."
)
_NO_NUMBER = "Nothing with that number is offered just now"


def _line(tidy: Callable[[str], str]) -> str | None:
    """Read a line; None when there is to be no further one."""
    try:
        return tidy(input("simfaq> ")) or None
    except (EOFError, KeyboardInterrupt):
        typer.echo(err=True)
        return None
