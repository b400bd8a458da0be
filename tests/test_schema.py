"""The published JSON Schema says the same as the program that reads datasets."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator
from sample import SMALL
from slips import STRUCTURAL, Edit

from simfaq.dataset import SCHEMA_VERSION, parse
from simfaq.lint import _MEMBERS
from simfaq.loading import BUNDLED
from simfaq.model import Basis, ClaimVerdict, Confidence, Registration

ROOT = Path(__file__).parent.parent
SCHEMA: dict[str, Any] = json.loads((ROOT / "data" / "faq.schema.json").read_text("utf-8"))
SHAPES: dict[str, Any] = SCHEMA["$defs"]
VALIDATOR = Draft202012Validator(SCHEMA)
SMALLEST = {
    "schema_version": 1,
    "entries": [{"id": "a", "question": {"en": "How many?"}, "answer": {"en": {"summary": "Five."}}}],
}


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(json.loads(BUNDLED[1].read_text("utf-8")), id="bundled"),
        pytest.param(json.loads((ROOT / "examples" / "library.json").read_text("utf-8")), id="example"),
        pytest.param(SMALL, id="small"),
        pytest.param(SMALLEST, id="smallest"),
    ],
)
def test_what_loads_is_valid(document: dict[str, Any]) -> None:
    parse(document)
    assert [error.json_path for error in VALIDATOR.iter_errors(document)] == []


@pytest.mark.parametrize(("edit", "place", "problem"), STRUCTURAL)
def test_a_structural_slip_is_not(small: dict[str, Any], edit: Edit, place: str, problem: str) -> None:
    edit(small)
    found = {error.json_path.removeprefix("$").lstrip(".") for error in VALIDATOR.iter_errors(small)}
    assert found == {"" if place == "top level" else place}, problem


def test_it_knows_the_members_that_lint_knows() -> None:
    shapes = {
        "": SCHEMA,
        "topics[]": SHAPES["topic"],
        "sources[]": SHAPES["source"],
        "regions[]": SHAPES["region"],
        "regions[].rule": SHAPES["rule"],
        "out_of_scope[]": SHAPES["subject"],
        "entries[]": SHAPES["entry"],
        "entries[].answer.*": SHAPES["answer"],
        "entries[].citations[]": SHAPES["citation"],
    }
    assert {place: frozenset(shape["properties"]) for place, shape in shapes.items()} == _MEMBERS


def test_it_knows_the_values_that_the_model_knows() -> None:
    assert SCHEMA["properties"]["schema_version"]["const"] == SCHEMA_VERSION
    assert tuple(SHAPES["basis"]["enum"]) == get_args(Basis)
    assert tuple(SHAPES["entry"]["properties"]["claim_verdict"]["enum"]) == get_args(ClaimVerdict)
    assert tuple(SHAPES["rule"]["properties"]["registration"]["enum"]) == get_args(Registration)
    assert tuple(SHAPES["rule"]["properties"]["confidence"]["enum"]) == get_args(Confidence)


def test_every_member_is_explained() -> None:
    shapes = [SCHEMA, *(shape for shape in SHAPES.values() if "properties" in shape)]
    assert [
        name
        for shape in shapes
        for name, member in shape["properties"].items()
        if "description" not in {**SHAPES.get(member.get("$ref", "").rpartition("/")[2], {}), **member}
    ] == []
