"""Every numbered check: a dataset without fault passes, and each slip is found at its place."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from simfaq import DatasetError
from simfaq.lint import CHECKS, check
from simfaq.loading import BUNDLED

Edit = Callable[[dict[str, Any]], object]


@pytest.fixture
def clean(small: dict[str, Any]) -> dict[str, Any]:
    """Return the small dataset without what the checks find in it."""
    small["entries"][0]["question"]["zh"] = "茶要泡多久？"
    milk = small["entries"][1]
    milk["question"]["zh"] = "英国人先放奶吗？"
    milk["variants"]["zh"] = ["英国茶加奶的先后", "先倒牛奶还是先倒茶"]
    milk["answer"]["zh"] = {"summary": "可以先放奶。"}
    milk["reviewed"] = "2026-01-02"
    return small


def findings(document: object, tmp_path: Path) -> list[tuple[str, str]]:
    path = tmp_path / "x.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document), "utf-8")
    return [(finding.code, finding.place) for finding in check(path)]


def test_a_clean_dataset_has_no_findings(clean: dict[str, Any], tmp_path: Path) -> None:
    assert findings(clean, tmp_path) == []


def test_the_bundled_dataset_has_no_findings() -> None:
    assert check(BUNDLED[1]) == []


SLIPS: list[tuple[str, str, Edit]] = [
    ("SF001", "entries[0].question.en", lambda d: d["entries"][0]["question"].update(en=7)),
    ("SF001", "entries[2]", lambda d: d["entries"].append(5)),
    ("SF002", "entries[1]", lambda d: d["entries"][1].pop("answer")),
    ("SF003", "entries[1].basis", lambda d: d["entries"][1].update(basis="hearsay")),
    ("SF003", "schema_version", lambda d: d.update(schema_version=2)),
    ("SF004", "entries[1].answer.en.summary", lambda d: d["entries"][1]["answer"]["en"].update(summary=" ")),
    ("SF005", "topics[1].id", lambda d: d["topics"].append(d["topics"][0])),
    ("SF006", "entries[0].related[0]", lambda d: d["entries"][0].update(related=["nope"])),
    (
        "SF006",
        "entries[1].citations[0].source",
        lambda d: d["entries"][1].update(citations=[{"source": "x"}]),
    ),
    ("SF007", "entries[1].answer.en", lambda d: d["entries"][1]["answer"]["en"].update(detail=["x"])),
    ("SF007", "regions[2].rule", lambda d: d["regions"][2]["rule"].update(limits={})),
    ("SF101", "sources[1] (b)", lambda d: d["sources"].append({"id": "b", "title": {"en": "B"}})),
    ("SF102", "entries[1] (milk)", lambda d: d["entries"][1].update(basis="law")),
    ("SF103", "sources[0].url (iso-3103)", lambda d: d["sources"][0].update(url="http://www.iso.org/")),
    ("SF103", "sources[0].url (iso-3103)", lambda d: d["sources"][0].update(url="https://iso.example/")),
    ("SF103", "sources[0].url (iso-3103)", lambda d: d["sources"][0].update(url="https://[")),
    ("SF103", "regions[2].rule.url (JP)", lambda d: d["regions"][2]["rule"].update(url="ftp://www.iso.org/")),
    (
        "SF104",
        "entries[1].answer.en.summary (milk)",
        lambda d: d["entries"][1]["answer"]["en"].update(summary="See www.tea.example."),
    ),
    ("SF105", "regions[2].rule (JP)", lambda d: d["regions"][2]["rule"].pop("source")),
    ("SF201", "entries[1].answer (milk)", lambda d: d["entries"][1]["answer"].pop("zh")),
    ("SF201", "regions[2].rule.documents (JP)", lambda d: d["regions"][2]["rule"]["documents"].pop("en")),
    ("SF202", "entries[0].answer (brewing-time)", lambda d: d["entries"][0]["answer"]["zh"]["steps"].pop()),
    (
        "SF203",
        "entries[1].answer.zh.summary (milk)",
        lambda d: d["entries"][1]["answer"]["zh"].update(summary="可以,先放奶。"),
    ),
    (
        "SF204",
        "entries[1].answer (milk)",
        lambda d: d["entries"][1]["answer"]["zh"].update(summary="1999年起可以先放奶。"),
    ),
    (
        "SF301",
        "entries[1].variants.en[3] (milk)",
        lambda d: d["entries"][1]["variants"]["en"].append("Tea brewing time!"),
    ),
    (
        "SF301",
        "out_of_scope[0].questions.en[3] (coffee)",
        lambda d: d["out_of_scope"][0]["questions"]["en"].append("milk before tea in Britain"),
    ),
    (
        "SF302",
        "entries[0].variants.en[1] (brewing-time)",
        lambda d: d["entries"][1]["variants"]["en"].append("minutes to steep green teas"),
    ),
    (
        "SF303",
        "entries[2].question.en (other)",
        lambda d: d["entries"].append({**d["entries"][0], "id": "other"}),
    ),
    ("SF304", "entries[1].variants (milk)", lambda d: d["entries"][1]["variants"].pop("zh")),
    ("SF305", "synonyms[1]", lambda d: d["synonyms"][1].append("Brew")),
    ("SF306", "regions[2] (JP)", lambda d: d["regions"][2].update(aliases={"en": ["UK"]})),
    ("SF307", "region_questions.en[2]", lambda d: d["region_questions"]["en"].append("tea dealers?")),
    ("SF401", "entries[1] (milk)", lambda d: d["entries"][1].update(reviewed="May 2026")),
    ("SF402", "topics[1] (b)", lambda d: d["topics"].append({"id": "b", "title": {"en": "B"}})),
    ("SF403", "entries[1] (milk)", lambda d: d["entries"][1].pop("topic")),
    ("SF404", "entries[2] (New_One)", lambda d: d["entries"].append({**d["entries"][1], "id": "New_One"})),
    ("SF405", "entries[1] (milk)", lambda d: d["entries"][1].update(related=["milk"])),
]


@pytest.mark.parametrize(
    ("code", "place", "edit"), SLIPS, ids=[f"{code} {place}" for code, place, _ in SLIPS]
)
def test_a_slip_is_found(code: str, place: str, edit: Edit, clean: dict[str, Any], tmp_path: Path) -> None:
    edit(clean)
    assert (code, place) in findings(clean, tmp_path)


def test_a_key_that_stands_twice_is_found(clean: dict[str, Any], tmp_path: Path) -> None:
    text = json.dumps(clean).replace('"id": "milk",', '"id": "tea", "id": "milk",')
    assert findings(text, tmp_path) == [("SF008", "entries[1]")]


def test_every_check_is_tried() -> None:
    assert {code for code, _, _ in SLIPS} | {"SF008"} == set(CHECKS)


def test_all_slips_are_found_at_once(clean: dict[str, Any], tmp_path: Path) -> None:
    clean["entries"][1]["basis"] = "hearsay"
    clean["topics"][0]["title"] = []
    clean["entries"][0]["reviewed"] = "May"
    clean["synonyms"] = 7
    found = findings(clean, tmp_path)
    assert found[:3] == [("SF001", "topics[0].title"), ("SF001", "synonyms"), ("SF003", "entries[1].basis")]
    assert ("SF401", "entries[0] (brewing-time)") in found


def test_an_unreadable_file_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text("{", "utf-8")
    with pytest.raises(DatasetError, match="not valid JSON"):
        check(path)


@pytest.mark.parametrize(
    "document", [[], 1, None, {}, {"entries": 5}, {"entries": []}, {"schema_version": 1}]
)
def test_what_is_no_dataset_at_all_is_a_finding(document: object, tmp_path: Path) -> None:
    assert findings(document, tmp_path)


def test_the_command_prints_findings_and_exits_1(
    run: Callable[..., Result], clean: dict[str, Any], tmp_path: Path
) -> None:
    path = tmp_path / "x.json"
    clean["entries"][1]["basis"] = "law"
    path.write_text(json.dumps(clean), "utf-8")
    result = run("--lang", "en", "lint", str(path), code=1)
    assert result.stdout == "SF102 entries[1] (milk): rests on law and cites nothing\n"
    assert result.stderr == "1 finding\n"
    (found,) = json.loads(run("--lang", "en", "lint", "--json", str(path), code=1).stdout)
    assert found["code"] == "SF102"


def test_the_command_is_silent_on_standard_output_when_all_is_well(
    run: Callable[..., Result], clean: dict[str, Any], tmp_path: Path
) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps(clean), "utf-8")
    result = run("--lang", "en", "lint", str(path))
    assert (result.stdout, result.stderr) == ("", "nothing found\n")


def test_the_command_lists_the_checks(run: Callable[..., Result]) -> None:
    assert run("--lang", "en", "lint", "--codes").stdout.splitlines() == [
        f"{c}  {m}" for c, m in CHECKS.items()
    ]


def test_the_command_speaks_chinese(
    run: Callable[..., Result], clean: dict[str, Any], tmp_path: Path
) -> None:
    path = tmp_path / "x.json"
    clean["entries"][1]["basis"] = "law"
    path.write_text(json.dumps(clean), "utf-8")
    result = run("lint", str(path), code=1)
    assert result.stdout == "SF102 entries[1] (milk): 依据是 law，却没有列出处\n"
    assert result.stderr == "1 个问题\n"


def test_the_command_says_why_a_file_cannot_be_read(run: Callable[..., Result]) -> None:
    assert (
        run("--lang", "en", "lint", "missing.json", code=3).stderr == "simfaq: missing.json: no such file\n"
    )
