"""The prompt, without a terminal: what a typed line leads to."""

import io
from collections.abc import Iterator, Sequence
from types import SimpleNamespace

import pytest

from simfaq import prompt
from simfaq.page import Item

OFFERED = (Item("a", "First?"), Item("b", "Second?"))


class Told:
    """Notes what was asked and opened, and offers two entries each time."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, str]] = []

    def answer(self, text: str) -> Sequence[Item]:
        self.calls.append(("answer", text))
        return OFFERED

    def show(self, name: str) -> Sequence[Item]:
        self.calls.append(("show", name))
        return ()


def converse(monkeypatch: pytest.MonkeyPatch, *lines: str | type[BaseException]) -> list[tuple[str, str]]:
    typed: Iterator[str | type[BaseException]] = iter(lines)

    def read(_mark: str) -> str:
        line = next(typed)
        if isinstance(line, str):
            return line
        raise line

    monkeypatch.setattr("builtins.input", read)
    told = Told()
    prompt.converse(told.answer, told.show, str.strip, str)
    return told.calls


@pytest.mark.parametrize("leaving", ["", " ", EOFError, KeyboardInterrupt])
def test_questions_are_answered_until_somebody_leaves(
    monkeypatch: pytest.MonkeyPatch, leaving: str | type[BaseException]
) -> None:
    assert converse(monkeypatch, "one", " two ", leaving) == [("answer", "one"), ("answer", "two")]


def test_a_number_opens_what_was_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    assert converse(monkeypatch, "one", "2", "") == [("answer", "one"), ("show", "b")]


@pytest.mark.parametrize("number", ["3", "0", "99999"])
def test_a_number_that_was_not_offered_is_no_question(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], number: str
) -> None:
    assert converse(monkeypatch, "one", number, "") == [("answer", "one")]
    assert "Nothing with that number" in capsys.readouterr().err


def test_help_is_at_hand(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert converse(monkeypatch, "?", "") == []
    assert "in your own words" in capsys.readouterr().err


@pytest.mark.parametrize(("typed", "picked"), [("2\n", OFFERED[1]), ("\n", None), ("x\n", None), ("", None)])
def test_one_of_what_is_offered_is_picked(
    monkeypatch: pytest.MonkeyPatch, typed: str, picked: Item | None
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert prompt.choose(OFFERED, str) == picked


def test_an_interrupt_picks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin", SimpleNamespace(readline=interrupted))
    assert prompt.choose(OFFERED, str) is None
