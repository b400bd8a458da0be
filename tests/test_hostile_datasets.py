"""Other people's files: each is loaded or refused on one line that names the place, and lint lists it all."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import hostile
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import SMALL
from typer.testing import Result

from simfaq import DatasetError, Matcher, lint
from simfaq.chinese import MESSAGES
from simfaq.dataset import MAX_BYTES, MAX_TEXT, MAX_WORDING, decode, parse, problems, read
from simfaq.language import Language
from simfaq.loading import load
from simfaq.page import page
from simfaq.render.terminal import Terminal, is_linkable
from simfaq.text import clean

Run = Callable[..., Result]
Edit = Callable[[dict[str, Any]], object]
FATAL = {"SF001", "SF002", "SF003", "SF004", "SF005", "SF006"}
FILES = st.integers(0, 2**32).map(lambda seed: hostile.a_file(SMALL, Random(seed)))  # noqa: S311 - no secret


@settings(max_examples=200, deadline=None)
@given(FILES)
def test_a_broken_file_is_told_on_one_line_and_lint_agrees(content: bytes) -> None:
    try:
        parse(decode(content, "x.json"), "x.json")
    except DatasetError as error:
        loads = False
        for told in (error.told(str), error.told(lambda text: MESSAGES.get(text, text))):
            assert told.startswith("x.json: ")
            assert hostile.leaks(clean(told)) == []
    else:
        loads = True
    try:
        findings = lint.examine(content, "x.json")
    except DatasetError:
        assert not loads
        return
    assert loads == FATAL.isdisjoint(finding.code for finding in findings)
    for finding in findings:
        assert hostile.leaks(f"{finding.place} {finding.told(str)}") == []


@settings(max_examples=60, deadline=None)
@given(FILES)
def test_what_loads_is_shown_and_asked(content: bytes) -> None:
    try:
        faq = parse(decode(content, "x.json"))
    except DatasetError:
        return
    language = Language("en")
    terminal = Terminal(faq, language)
    drawn = [terminal.pages([page(faq, entry, language) for entry in faq.entries.values()])]
    drawn.append(terminal.outcome(Matcher(faq).ask("how long should tea brew"), explain=True))
    assert hostile.leaks("".join(drawn), drawn=True) == []


def changed(edit: Edit) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(json.dumps(SMALL))
    edit(document)
    return document


BROKEN: list[tuple[str, str, Edit]] = [
    (
        'entries[0].question["a.b"]',
        "must be a string",
        lambda d: d["entries"][0]["question"].update({"a.b": 1}),
    ),
    ('entries[0].question["en[0]"]', "must be a", lambda d: d["entries"][0]["question"].update({"en[0]": 1})),
    (r'title["\u001b[2J\u202e"]', "must be a string", lambda d: d["title"].update({"\x1b[2J\u202e": 1})),
    (r'title["\ud800"]', "must be a string", lambda d: d["title"].update({"\ud800": 1})),
    ('title[""]', "must be a string", lambda d: d["title"].update({"": 1})),
    ("regions[0].name", "at least one language", lambda d: d["regions"][0].update(name={})),
    ("title.en", "holds a control character", lambda d: d["title"].update(en="a\u061cb")),
    ("title.en", f"longer than {MAX_TEXT:,}", lambda d: d["title"].update(en="x" * (MAX_TEXT + 1))),
    ("entries[0].id", f"longer than {MAX_WORDING:,}", lambda d: d["entries"][0].update(id="x" * 3000)),
    (
        "entries[0].variants.en[0]",
        "longer than",
        lambda d: d["entries"][0]["variants"].update(en=["x" * 3000]),
    ),
    ("synonyms[0][0]", "longer than", lambda d: d.update(synonyms=[["x" * 3000]])),
]


@pytest.mark.parametrize(("place", "problem", "edit"), BROKEN, ids=[place for place, _, _ in BROKEN])
def test_the_place_of_a_fault_is_told(place: str, problem: str, edit: Edit) -> None:
    document = changed(edit)
    with pytest.raises(DatasetError, match=problem) as told:
        parse(document)
    assert told.value.place == place
    findings = lint.examine(json.dumps(document).encode())
    assert [finding.place for finding in findings if finding.code in FATAL] == [place]


def test_a_key_that_looks_like_a_place_does_not_mislead_lint() -> None:
    document = changed(lambda d: d["entries"][0]["question"].update({"zh[0]": 5}))
    findings = lint.examine(json.dumps(document).encode())
    # What is broken is left out, and the rest is checked: the half-width mark of the other question is found.
    assert {"SF001", "SF203"} <= {finding.code for finding in findings}


@pytest.mark.parametrize(
    "edit",
    [
        lambda d: [entry.pop("id") for entry in d["entries"]],
        lambda d: d["entries"][0]["citations"].append({}),
        lambda d: d.update(default_region=7),
        lambda d: d.update(schema_version=10**17),
        lambda d: d["topics"].append({"id": 5, "title": {"en": "x"}}),
    ],
)
def test_a_fault_is_listed_once(edit: Edit) -> None:
    found = [(p.place, p.template) for p in problems(changed(edit))]
    assert found
    assert len(set(found)) == len(found)
    assert lint.examine(json.dumps(changed(edit)).encode())


def test_deep_lists_are_no_trouble_to_lint() -> None:
    deep: Any = []
    for _ in range(900):
        deep = [deep]
    document = {"schema_version": 1, "entries": deep}
    (found, *_) = lint.examine(json.dumps(document).encode())
    assert (found.code, found.place) == ("SF001", "entries[0]")


@pytest.mark.parametrize("number", ["1e999", "-1e999", "9" * 5000, "-" + "9" * 19, "1.0"])
def test_numbers_beyond_all_bounds_are_no_whole_numbers(number: str) -> None:
    content = json.dumps(SMALL).replace('"limit_count": 2', f'"limit_count": {number}').encode()
    with pytest.raises(DatasetError, match="must be a whole number") as told:
        parse(decode(content, "x"))
    assert told.value.place == "regions[2].rule.limit_count"


def test_a_long_value_is_quoted_in_part() -> None:
    name = "x" * 1500 + "end"
    with pytest.raises(DatasetError) as told:
        parse(changed(lambda d: d["entries"][0].update(related=[name])))
    assert len(str(told.value)) < 400
    assert "…" in str(told.value)
    assert "end is not among" in str(told.value)


def test_wordings_of_punctuation_alone_can_be_asked() -> None:
    entry = {"id": "a", "question": {"en": "???"}, "answer": {"en": {"summary": "!"}}}
    assert Matcher(parse({"schema_version": 1, "entries": [entry]})).ask("what").matches == ()


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _sparse(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (_fifo, "not a regular file"),
        (Path.mkdir, "not a regular file"),
        (_sparse, "larger than 100,000,000 bytes"),
        (Path.touch, "line 1 column 1: not valid JSON"),
        (lambda path: path.symlink_to(path), "Too many levels|no such file"),
        (lambda path: path.symlink_to("/dev/zero"), "not a regular file"),
        (lambda path: path.symlink_to("/proc/self/mem"), "Input/output error"),
        (lambda path: path.write_bytes(b"\xef\xbb\xbf\xef\xbb\xbf{}"), "not valid JSON"),
        (lambda path: path.write_bytes("{}".encode("utf-16")), "not UTF-8 text"),
        (lambda path: path.write_bytes(b"[" * 1_000_000), "nested too deeply"),
    ],
)
def test_what_is_no_dataset_file_is_one_line(
    run: Run, tmp_path: Path, make: Callable[[Path], object], problem: str
) -> None:
    make(tmp_path / "x.json")
    with pytest.raises(DatasetError, match=problem):
        load(tmp_path / "x.json")
    for command in (["ask", "x"], ["lint"], ["list"]):
        result = run("--data", str(tmp_path / "x.json"), *command, code=3)
        assert result.stdout == ""
        assert result.stderr.count("\n") == 1


def test_a_file_that_grows_while_it_is_read_is_read_no_further_than_the_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # /proc files say that they are empty; the limit holds for what is read, too.
    monkeypatch.setattr("simfaq.dataset.MAX_BYTES", 10)
    with pytest.raises(DatasetError, match="larger than 10 bytes"):
        read(Path("/proc/self/status"))


@pytest.mark.parametrize("name", ["a\nb", "a\x1b[31mb", "\udcff", "\u202egnp.exe", "x" * 5000])
def test_a_file_name_is_shown_without_harm(run: Run, name: str) -> None:
    for command in (["--data", name, "list"], ["lint", name]):
        result = run(*command, code=3)
        assert result.stderr.count("\n") == 1
        assert hostile.leaks(result.stderr) == []


HOSTS = ["www.iso.org"]


@pytest.mark.parametrize(
    ("url", "hosts", "linkable"),
    [
        ("https://www.iso.org/standard/73224.html", HOSTS, True),
        ("https://www.iso.org", HOSTS, True),
        ("https://www.iso.org?a=1#b", HOSTS, True),
        ("https://other.example/", [], True),
        ("https://other.example/", HOSTS, False),
        ("https://www.iso.org.evil.example/", HOSTS, False),
        ("https://www.iso.org@evil.example/", HOSTS, False),
        ("https://www.iso.org@evil.example/", [], False),
        ("https://www.iso.org:8443/", HOSTS, False),
        ("https://www.iso.org\\@evil.example/", HOSTS, False),
        ("https://www.iso.org/a b", HOSTS, False),
        ("https://www.iso.org/\x1b\\", HOSTS, False),
        ("https://www.iso.org/\n", HOSTS, False),
        ("https://www.iso.örg/", [], False),
        ("http://www.iso.org/", HOSTS, False),
        ("javascript:alert(1)", [], False),
        ("file:///etc/passwd", [], False),
        ("HTTPS://www.iso.org/", HOSTS, False),
        ("", [], False),
        (None, [], False),
    ],
)
def test_only_official_https_addresses_become_clickable(
    url: str | None,
    hosts: list[str],
    linkable: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert is_linkable(url, hosts) is linkable


@pytest.mark.parametrize(("url", "linked"), [("https://www.iso.org/x", 1), ("http://www.iso.org/x", 0)])
def test_the_terminal_links_nothing_else(url: str, linked: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    faq = parse(changed(lambda d: d["sources"][0].update(url=url)))
    language = Language("en")
    drawn = Terminal(faq, language).pages([page(faq, faq.entries["brewing-time"], language)])
    assert drawn.count(f";{url}\x1b\\") == linked
    assert ("\x1b]8;" in drawn) is bool(linked)


def test_a_link_is_no_way_to_a_style(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    faq = parse(changed(lambda d: d["sources"][0].update(url="https://www.iso.org/ blink red")))
    language = Language("en")
    drawn = Terminal(faq, language).pages([page(faq, faq.entries["brewing-time"], language)])
    assert "\x1b[5;31m" not in drawn
    assert "\x1b]8;" not in drawn
