"""Whatever is typed, pasted or piped: answered or refused, and nothing harmful on the screen."""

import io
import json
import os
import subprocess
import sys
from random import Random

import hostile
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import SMALL

from simfaq import Matcher, SimfaqError, Verdict, streams
from simfaq.dataset import parse
from simfaq.language import Language
from simfaq.render.base import Renderer, refusal
from simfaq.render.explain import reason
from simfaq.render.json import Json
from simfaq.render.plain import Plain
from simfaq.render.terminal import Terminal
from simfaq.render.wrap import cells, wrap
from simfaq.session import Session
from simfaq.text import MAX_QUESTION, as_question, clean

FAQ = parse(SMALL)
MATCHER = Matcher(FAQ)
# Any text, also such as is no Unicode; what is known to be awkward; and both among words that are answered.
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=200)
AWKWARD = st.lists(st.sampled_from(hostile.SEQUENCES) | st.sampled_from(hostile.WORDS), max_size=8).map(
    " ".join
)
MADE_UP = st.integers(0, 2**32).map(lambda seed: hostile.a_question(Random(seed)))  # noqa: S311 - no secret
QUESTIONS = ANYTHING | AWKWARD | MADE_UP
several = settings(max_examples=80, deadline=None)


@several
@given(QUESTIONS)
def test_a_question_is_cleaned_once_and_for_all(raw: str) -> None:
    text = as_question(streams.argument(raw))
    assert hostile.leaks(text) == []
    assert as_question(text) == text == text.strip()
    assert len(text) <= MAX_QUESTION


@pytest.mark.parametrize("kind", [Terminal, Plain, Json])
@several
@given(raw=QUESTIONS, top=st.sampled_from([1, 3, 20]), region=st.sampled_from([None, "JP"]))
def test_every_question_is_drawn(kind: type[Renderer], raw: str, top: int, region: str | None) -> None:
    text = as_question(streams.argument(raw))
    found = MATCHER.ask(text, top=top, region=region)
    shown = kind(FAQ, Language("en")).outcome(found, explain=True)
    assert hostile.leaks(shown, drawn=kind is Terminal) == []
    shown.encode("utf-8")
    if kind is Json:
        assert json.loads(shown)["question"] == text
    if found.verdict == Verdict.NONE:
        assert hostile.leaks(refusal(FAQ, found, Language("zh"))) == []


def test_what_leaks_is_found() -> None:
    leaked = "a\x1b[31mb\u202ec\ud800\x9b1m\x07"
    assert hostile.leaks(leaked) == ["\x1b", "\u202e", "\ud800", "\x9b", "\x07"]
    assert hostile.leaks("\x1b[1mbold\x1b[0m\n\ttab", drawn=True) == []
    assert hostile.leaks("\x1b]8;;http://x\x1b\\", drawn=True) != []


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("\u200b \u200b", ""),
        (" \u200b a", "a"),
        ("a \x00 b", "a b"),
        ("a\x1b[31mb", "a[31mb"),
        ("a\ud800b", "a\ufffdb"),
        ("\u202eab\u061c", "ab"),
        ("a\r\n\x85b", "a b"),
    ],
)
def test_cleaning(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("text", "replaced"),
    [("\udce4\udcbd\udca0", "\u4f60"), ("a\udcff", "a\ufffd"), ("a\ud800b\udfff", "a\ufffdb\ufffd")],
)
def test_bytes_of_an_argument_are_put_together_again(text: str, replaced: str) -> None:
    assert streams.argument(text) == replaced


def test_only_the_end_of_a_long_input_is_kept() -> None:
    assert streams.end_of(io.StringIO("x" * 1_000_000 + "end"), 5) == "xxend"
    assert streams.end_of(io.StringIO(""), 5) == ""


def test_input_that_cannot_be_read_is_told() -> None:
    with open(os.devnull, "w", encoding="utf-8") as unreadable, pytest.raises(SimfaqError) as told:  # noqa: PTH123
        streams.end_of(unreadable, 5)
    assert "cannot read standard input" in str(told.value)


def test_ten_megabytes_of_anything_are_one_question() -> None:
    rubbish = Random(1).randbytes(10_000_000)  # noqa: S311 - no secret
    done = subprocess.run(
        [sys.executable, "-m", "simfaq", "ask", "--json"], input=rubbish, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (1, b"")
    body = json.loads(done.stdout)
    assert body["verdict"] == "none"
    assert hostile.leaks(body["question"]) == []


def test_a_tie_is_explained_even_where_only_one_entry_is_wanted() -> None:
    twice = {**SMALL["entries"][0], "id": "again", "related": []}
    matcher = Matcher(parse({**SMALL, "entries": [*SMALL["entries"], twice]}))
    found = matcher.ask("how long must I let my tea brew", top=1)
    assert found.tied
    assert reason(found) == "brewing-time and the next entry are too close to choose between"


def test_a_region_is_cleaned_as_a_question_is() -> None:
    session = Session(None, "auto")
    session.__dict__["faq"] = parse({key: SMALL[key] for key in ("schema_version", "entries", "sources")})
    assert session.region("x\x1b[2J\u202e") == "X[2J"
    assert session.region("\x00") is None


@several
@given(QUESTIONS.map(clean), st.integers(2, 60))
def test_wrapping_loses_nothing(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cells(line) <= width for line in lines)
