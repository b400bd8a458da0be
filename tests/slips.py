"""Datasets gone wrong: an edit of the small one, the place that must be named, and the problem there."""

from collections.abc import Callable
from typing import Any

Edit = Callable[[dict[str, Any]], None]


def change(path: str, value: object) -> Edit:
    """Build an edit that sets the member at a path such as `entries.0.id`; ... removes it."""

    def edit(document: dict[str, Any]) -> None:
        *parents, last = [int(key) if key.isdigit() else key for key in path.split(".")]
        node: Any = document
        for key in parents:
            node = node[key]
        if value is ...:
            del node[last]
        else:
            node[last] = value

    return edit


# What is wrong in the structure: a JSON Schema can say so too.
STRUCTURAL: list[tuple[Edit, str, str]] = [
    (change("schema_version", ...), "top level", "schema_version is missing"),
    (change("schema_version", 2), "schema_version", "this simfaq reads version 1"),
    (change("schema_version", "1"), "schema_version", "must be a whole number, not a string"),
    (change("entries", {}), "entries", "must be a list, not an object"),
    (change("entries", []), "entries", "at least one entry"),
    (change("entries.0", "x"), "entries[0]", "must be an object, not a string"),
    (change("entries.0.id", " "), "entries[0].id", "must not be empty"),
    (change("entries.0.question", {}), "entries[0].question", "at least one language"),
    (change("entries.0.answer", {}), "entries[0].answer", "at least one language"),
    (change("entries.0.answer.zh.summary", ...), "entries[0].answer.zh", "summary is missing"),
    (change("entries.0.answer.zh.steps.1", 7), "entries[0].answer.zh.steps[1]", "not a number"),
    (change("entries.0.answer.en.details", None), "entries[0].answer.en.details", "not null"),
    (change("entries.0.basis", "hearsay"), "entries[0].basis", "must be one of law, official"),
    (change("entries.0.basis", []), "entries[0].basis", "must be one of law, official"),
    (change("entries.1.claim_verdict", "maybe"), "entries[1].claim_verdict", "must be one of true"),
    (change("synonyms.0.1", 1), "synonyms[0][1]", "must be a string"),
    (change("out_of_scope.0.questions", ...), "out_of_scope[0]", "questions is missing"),
    (change("entries.0.question.en", "\x1b[2J"), "entries[0].question.en", "control character"),
    (change("entries.0.question.en", "a\u202eb"), "entries[0].question.en", "control character"),
]
# What only the whole of a dataset shows.
OF_THE_WHOLE: list[tuple[Edit, str, str]] = [
    (change("entries.1.id", "brewing-time"), "entries[1].id", "stands there already"),
    (
        change("entries.0.citations.0.source", "x"),
        "entries[0].citations[0].source",
        "not among the sources",
    ),
    (change("entries.0.related.0", "x"), "entries[0].related[0]", "x is not among the entries"),
    (change("entries.0.topic", "x"), "entries[0].topic", "not among the topics"),
    (change("entries.0.region", "x"), "entries[0].region", "not among the regions"),
    (change("default_region", "x"), "default_region", "not among the regions"),
    (change("entries.0.question.en", "\ud800"), "entries[0].question.en", "surrogate"),
]
