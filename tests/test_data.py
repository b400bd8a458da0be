"""Claims about the bundled dataset, tested like code."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

import simfaq
from simfaq.loading import BUNDLED
from simfaq.text import normalise

DATASET: dict[str, Any] = json.loads(BUNDLED[1].read_text("utf-8"))
ENTRIES: list[dict[str, Any]] = DATASET["entries"]
LANGUAGES = {"zh", "en"}
every_entry = pytest.mark.parametrize("entry", ENTRIES, ids=[entry["id"] for entry in ENTRIES])


def texts(node: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Walk through everything a person reads, with its place."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from texts(value, f"{path}.{key}")
    elif isinstance(node, list):
        for i, value in enumerate(node):
            yield from texts(value, f"{path}[{i}]")
    elif isinstance(node, str):
        yield path, node


def test_there_are_enough_entries() -> None:
    mainland = [entry for entry in ENTRIES if entry.get("region") == "CN"]
    assert len(mainland) >= 150
    assert len(ENTRIES) - len(mainland) >= 50


def test_claims_are_judged_and_stand_under_myths() -> None:
    claims = {entry["id"] for entry in ENTRIES if "claim_verdict" in entry}
    assert claims == {entry["id"] for entry in ENTRIES if entry["topic"] == "myths"}
    # What articles on the web get wrong again and again.
    assert claims >= {
        "leica-sim-name",
        "credit-record-unregistered",
        "verification-time",
        "handheld-id-photo",
        "keep-number-no-monthly-fee",
        "lebara-what",
        "all-sims-registered-claim",
        "privacy-leak",
        "id-number-forgotten",
        "fingerprint-required",
        "invented-legal-references",
        "few-cards-no-offence",
        "five-year-ban",
        "one-id-check-unbind",
        "under-ten-ban",
        "unregistered-throttling",
    }


@every_entry
def test_an_entry_is_complete_in_both_languages(entry: dict[str, Any]) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry["id"])
    for member in ("question", "variants", "answer"):
        assert set(entry[member]) == LANGUAGES
    assert len(entry["variants"]["zh"]) >= 10
    assert len(entry["variants"]["en"]) >= 6
    zh, en = entry["answer"]["zh"], entry["answer"]["en"]
    assert len(zh["details"]) == len(en["details"]) > 0
    assert len(zh.get("steps", [])) == len(en.get("steps", []))
    assert entry["topic"]
    assert entry["related"]


@every_entry
def test_an_entry_says_what_it_rests_on(entry: dict[str, Any]) -> None:
    assert entry["basis"]
    if entry["basis"] in {"law", "official"}:
        assert entry["citations"]
    assert entry["id"] not in entry["related"]
    assert len(set(entry["related"])) == len(entry["related"])
    assert date(2026, 11, 1) <= date.fromisoformat(entry["reviewed"])


def test_statutes_are_cited_by_article() -> None:
    # Measures (办法) may be named as a whole, and a timeline names laws for their dates.
    statutes = {s["id"] for s in DATASET["sources"] if re.search(r"[^办]法(（|$)", s["title"]["zh"])}
    bare = [
        (entry["id"], citation["source"])
        for entry in ENTRIES
        for citation in entry.get("citations", [])
        if citation["source"] in statutes and "locator" not in citation and entry["id"] != "history-timeline"
    ]
    assert bare == []


def test_every_source_is_used_and_links_to_an_official_site() -> None:
    used = {citation["source"] for entry in ENTRIES for citation in entry.get("citations", [])}
    assert used == {source["id"] for source in DATASET["sources"]}
    for source in DATASET["sources"]:
        assert set(source["title"]) == set(source["publisher"]) == LANGUAGES
        if "url" in source:
            scheme, _, host, *_ = source["url"].split("/")
            assert (scheme, host in DATASET["official_hosts"]) == ("https:", True), source["url"]


def test_no_wording_stands_twice() -> None:
    wordings: Counter[str] = Counter()
    for entry in ENTRIES:
        for language in LANGUAGES:
            own = [entry["question"][language], *entry["variants"][language]]
            wordings.update(normalise(text) for text in own)
    for subject in DATASET["out_of_scope"]:
        for examples in subject["questions"].values():
            wordings.update(map(normalise, examples))
    assert [wording for wording, count in wordings.items() if count > 1] == []


def test_a_synonym_stands_in_one_group() -> None:
    words = Counter(normalise(word) for group in DATASET["synonyms"] for word in group)
    assert [word for word, count in words.items() if count > 1] == []


def test_a_place_name_means_one_place() -> None:
    names: dict[str, set[str]] = {}
    for region in DATASET["regions"]:
        for name in [*region["name"].values(), *(a for group in region["aliases"].values() for a in group)]:
            names.setdefault(normalise(name), set()).add(region["code"])
    assert {name: codes for name, codes in names.items() if len(codes) > 1} == {}


def test_chinese_is_punctuated_as_chinese() -> None:
    halfwidth = re.compile(r"[\u4e00-\u9fff][,;:?!()]|[,;:?!(][\u4e00-\u9fff]")
    shown = [{key: e[key] for key in ("question", "answer")} for e in ENTRIES]
    found = [(path, text) for path, text in texts(shown) if ".zh" in path and halfwidth.search(text)]
    assert found == []


def test_answers_hold_no_addresses() -> None:
    assert [
        path for path, text in texts([e["answer"] for e in ENTRIES]) if "http" in text or "www." in text
    ] == []


def test_the_renumbered_law_is_cited_by_its_new_articles() -> None:
    cited = {
        citation["locator"]["en"]
        for entry in ENTRIES
        for citation in entry.get("citations", [])
        if citation["source"] == "cn-csl" and entry["id"] != "csl-renumbering"  # which sets both side by side
    }
    assert cited
    assert not [locator for locator in cited if re.match(r"arts?\. (24|61)\b", locator)]


def test_both_languages_name_the_same_numbers_of_law() -> None:
    """A number of four digits or more (years, fines, hotlines) in one language stands in the other too."""

    def numbers(answer: dict[str, Any]) -> set[str]:
        text = " ".join(text for _, text in texts(answer)).replace(",", "")
        # Chinese writes round amounts with 万 and article numbers in characters.
        text = re.sub(r"[Aa]rt(icle|\.)s? \d+( and \d+)*", "", text)
        return {n for n in re.findall(r"\d{4,}", text) if not n.endswith("000")}

    for entry in ENTRIES:
        assert numbers(entry["answer"]["zh"]) == numbers(entry["answer"]["en"]), entry["id"]


@every_entry
def test_an_entrys_own_question_finds_it(entry: dict[str, Any], matcher: simfaq.Matcher) -> None:
    for language in LANGUAGES:
        outcome = matcher.ask(entry["question"][language])
        assert (outcome.verdict, outcome.matches[0].entry.id) == ("answer", entry["id"])


@pytest.mark.parametrize("subject", DATASET["out_of_scope"], ids=[s["id"] for s in DATASET["out_of_scope"]])
def test_an_out_of_scope_example_is_refused(subject: dict[str, Any], matcher: simfaq.Matcher) -> None:
    answered = [
        example
        for examples in subject["questions"].values()
        for example in examples
        if matcher.ask(example).verdict == "answer"
    ]
    assert answered == []
