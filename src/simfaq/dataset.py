"""Read a dataset file into a `Faq`, or say in one line what is wrong with it and where."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar, get_args
from zlib import crc32

from simfaq.errors import DatasetError
from simfaq.model import (
    Answer,
    Basis,
    Citation,
    ClaimVerdict,
    Confidence,
    Entry,
    Faq,
    OutOfScope,
    Phrases,
    Region,
    Registration,
    Rule,
    Source,
    Text,
    Topic,
)

SCHEMA_VERSION = 1
# A hundred times the bundled file: beyond it, somebody has named the wrong file.
MAX_BYTES = 100_000_000

_PACKAGE = Path(__file__).parent
# Installed from a wheel the file lies in the package; in a checkout and an editable install at the top.
BUNDLED = (_PACKAGE / "data" / "faq.json", _PACKAGE.parent.parent / "data" / "faq.json")

# What could move the cursor, change colours or turn the writing direction of a terminal.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")

T = TypeVar("T")


def load(path: Path | str | None = None) -> Faq:
    """Read the dataset at `path`, the bundled one by default.

    Raises:
        DatasetError: the file cannot be read, is not JSON, or does not follow the format.

    """
    file = Path(path) if path is not None else _bundled()
    content = _read(file)
    faq = parse(_decode(content, str(file)), str(file))
    return replace(faq, fingerprint=f"{len(content)}-{crc32(content):08x}")


def parse(document: object, file: str = "dataset") -> Faq:
    """Turn decoded JSON into a `Faq`; `file` is the name that errors give."""
    try:
        return _faq(_Node(document, ""))
    except _Invalid as error:
        raise DatasetError(file, error.place, error.problem) from None


def _bundled() -> Path:
    for path in BUNDLED:
        if path.is_file():
            return path
    raise DatasetError(
        "faq.json", "", f"the bundled dataset is missing (looked in {' and '.join(map(str, BUNDLED))})"
    )


def _read(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise DatasetError(str(path), "", "not a regular file" if path.exists() else "no such file")
        if path.stat().st_size > MAX_BYTES:
            raise DatasetError(str(path), "", f"larger than {MAX_BYTES:,} bytes")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise DatasetError(str(path), "", getattr(error, "strerror", None) or str(error)) from None


def _decode(content: bytes, file: str) -> object:
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise DatasetError(file, f"byte {error.start}", "not UTF-8 text") from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno} column {error.colno}"
        raise DatasetError(file, place, f"not valid JSON: {error.msg}") from None
    except (RecursionError, ValueError) as error:
        problem = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise DatasetError(file, "", f"not valid JSON: {problem}") from None


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a JSON number")


class _Invalid(Exception):  # noqa: N818 - internal; callers see DatasetError
    def __init__(self, place: str, problem: str) -> None:
        self.place, self.problem = place, problem


class _Node:
    """A value in the document together with its place, so that every complaint names it."""

    __slots__ = ("place", "value")

    def __init__(self, value: object, place: str) -> None:
        self.value, self.place = value, place

    def invalid(self, problem: str) -> _Invalid:
        return _Invalid(self.place or "top level", problem)

    def object(self) -> "_Object":
        if not isinstance(self.value, dict):
            raise self.invalid(f"must be an object, not {_kind(self.value)}")
        return _Object(self.value, self.place)

    def items(self) -> Iterator["_Node"]:
        if not isinstance(self.value, list):
            raise self.invalid(f"must be a list, not {_kind(self.value)}")
        return (_Node(item, f"{self.place}[{i}]") for i, item in enumerate(self.value))

    def string(self) -> str:
        if not isinstance(self.value, str):
            raise self.invalid(f"must be a string, not {_kind(self.value)}")
        try:
            self.value.encode()
        except UnicodeEncodeError:
            raise self.invalid("holds half of a surrogate pair") from None
        if not self.value.strip():
            raise self.invalid("must not be empty")
        if _UNSAFE.search(self.value):
            raise self.invalid("holds a control character")
        return self.value

    def strings(self) -> tuple[str, ...]:
        return tuple(item.string() for item in self.items())

    def text(self) -> Text:
        return self._by_language(_Node.string)

    def phrases(self) -> Phrases:
        return self._by_language(_Node.strings)

    def _by_language(self, read: Callable[["_Node"], T]) -> Mapping[str, T]:
        return {language: read(node) for language, node in self.object().members()}

    def choice(self, options: tuple[str, ...]) -> Any:  # noqa: ANN401 - one of a Literal's values
        if self.value not in options:
            raise self.invalid(f"must be one of {', '.join(options)}")
        return self.value

    def integer(self) -> int:
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise self.invalid(f"must be a whole number, not {_kind(self.value)}")
        return self.value


class _Object:
    """The members of a JSON object, each with its place; members we do not know are left alone."""

    __slots__ = ("place", "value")

    def __init__(self, value: dict[str, object], place: str) -> None:
        self.value, self.place = value, place

    def node(self, key: str) -> _Node:
        return _Node(self.value[key], f"{self.place}.{key}".lstrip("."))

    def members(self) -> Iterator[tuple[str, _Node]]:
        return ((key, self.node(key)) for key in self.value)

    def need(self, key: str, read: Callable[[_Node], T]) -> T:
        if key not in self.value:
            raise _Invalid(self.place or "top level", f"{key} is missing")
        return read(self.node(key))

    def get(self, key: str, read: Callable[[_Node], T], default: T) -> T:
        return read(self.node(key)) if key in self.value else default

    def maybe(self, key: str, read: Callable[[_Node], T]) -> T | None:
        return read(self.node(key)) if key in self.value else None


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _faq(root: _Node) -> Faq:
    top = root.object()
    version = top.need("schema_version", _Node.integer)
    if version != SCHEMA_VERSION:
        raise _Invalid("schema_version", f"is {version}; this simfaq reads version {SCHEMA_VERSION}")
    topics = top.maybe("topics", lambda node: _unique(node, "id", _topic)) or {}
    sources = top.maybe("sources", lambda node: _unique(node, "id", _source)) or {}
    regions = top.maybe("regions", lambda node: _unique(node, "code", _region)) or {}
    entries = top.need("entries", lambda node: _unique(node, "id", lambda item: _entry(item, sources)))
    if not entries:
        raise _Invalid("entries", "must hold at least one entry")
    _check_references(top, topics, regions, entries)
    return Faq(
        title=top.get("title", _Node.text, {}),
        version=top.maybe("version", _Node.string),
        reviewed=top.maybe("reviewed", _Node.string),
        default_region=top.maybe("default_region", _Node.string),
        disclaimer=top.get("disclaimer", _Node.text, {}),
        topics=topics,
        regions=regions,
        synonyms=top.get("synonyms", lambda node: tuple(group.strings() for group in node.items()), ()),
        origin_words=top.get("origin_words", _Node.phrases, {}),
        out_of_scope=top.get("out_of_scope", lambda node: tuple(map(_out_of_scope, node.items())), ()),
        entries=entries,
        region_questions=top.get("region_questions", _Node.phrases, {}),
        official_hosts=top.get("official_hosts", _Node.strings, ()),
    )


def _unique(node: _Node, key: str, read: Callable[[_Object], T]) -> dict[str, T]:
    """Read a list of objects into a mapping by the member `key`, which no two may share."""
    found: dict[str, T] = {}
    for item in node.items():
        members = item.object()
        name = members.need(key, _Node.string)
        if name in found:
            raise _Invalid(f"{members.place}.{key}", f"{name} stands there already")
        found[name] = read(members)
    return found


def _topic(item: _Object) -> Topic:
    return Topic(id=item.need("id", _Node.string), title=item.need("title", _Node.text))


def _source(item: _Object) -> Source:
    return Source(
        id=item.need("id", _Node.string),
        title=item.need("title", _Node.text),
        publisher=item.get("publisher", _Node.text, {}),
        number=item.get("number", _Node.text, {}),
        published=item.maybe("published", _Node.string),
        effective=item.maybe("effective", _Node.string),
        status=item.maybe("status", _Node.string),
        url=item.maybe("url", _Node.string),
    )


def _region(item: _Object) -> Region:
    return Region(
        code=item.need("code", _Node.string),
        name=item.need("name", _Node.text),
        aliases=item.get("aliases", _Node.phrases, {}),
        rule=item.maybe("rule", lambda node: _rule(node.object())),
        answered_by=item.maybe("answered_by", _Node.string),
    )


def _rule(item: _Object) -> Rule:
    return Rule(
        registration=item.need("registration", lambda node: node.choice(get_args(Registration))),
        summary=item.need("summary", _in_some_language),
        documents=item.get("documents", _Node.text, {}),
        biometrics=item.get("biometrics", _Node.text, {}),
        limit=item.get("limit", _Node.text, {}),
        limit_count=item.maybe("limit_count", _Node.integer),
        visitors=item.get("visitors", _Node.text, {}),
        consequence=item.get("consequence", _Node.text, {}),
        legal_basis=item.get("legal_basis", _Node.text, {}),
        since=item.get("since", _Node.text, {}),
        source=item.get("source", _Node.text, {}),
        year=item.maybe("year", _Node.integer),
        url=item.maybe("url", _Node.string),
        basis=item.maybe("basis", lambda node: node.choice(get_args(Basis))),
        confidence=item.need("confidence", lambda node: node.choice(get_args(Confidence))),
    )


def _out_of_scope(node: _Node) -> OutOfScope:
    item = node.object()
    return OutOfScope(
        id=item.need("id", _Node.string),
        hint=item.get("hint", _Node.text, {}),
        questions=item.need("questions", _Node.phrases),
    )


def _entry(item: _Object, sources: Mapping[str, Source]) -> Entry:
    return Entry(
        id=item.need("id", _Node.string),
        topic=item.maybe("topic", _Node.string),
        region=item.maybe("region", _Node.string),
        question=item.need("question", _in_some_language),
        variants=item.get("variants", _Node.phrases, {}),
        answer=item.need("answer", _answers),
        basis=item.maybe("basis", lambda node: node.choice(get_args(Basis))),
        claim_verdict=item.maybe("claim_verdict", lambda node: node.choice(get_args(ClaimVerdict))),
        citations=item.get("citations", lambda node: tuple(_citation(c, sources) for c in node.items()), ()),
        related=item.get("related", _Node.strings, ()),
        reviewed=item.maybe("reviewed", _Node.string),
    )


def _in_some_language(node: _Node) -> Text:
    if text := node.text():
        return text
    raise node.invalid("must hold at least one language")


def _answers(node: _Node) -> Mapping[str, Answer]:
    answers = {language: _answer(answer.object()) for language, answer in node.object().members()}
    if not answers:
        raise node.invalid("must hold at least one language")
    return answers


def _answer(item: _Object) -> Answer:
    return Answer(
        summary=item.need("summary", _Node.string),
        details=item.get("details", _Node.strings, ()),
        steps=item.get("steps", _Node.strings, ()),
    )


def _citation(node: _Node, sources: Mapping[str, Source]) -> Citation:
    item = node.object()
    name = item.need("source", _Node.string)
    if name not in sources:
        raise _Invalid(f"{item.place}.source", f"{name} is not among the sources")
    return Citation(source=sources[name], locator=item.get("locator", _Node.text, {}))


def _check_references(
    top: _Object, topics: Mapping[str, Topic], regions: Mapping[str, Region], entries: Mapping[str, Entry]
) -> None:
    """Refuse ids that lead nowhere; topics and regions count only where the dataset lists any."""
    for i, entry in enumerate(entries.values()):
        if topics and entry.topic is not None and entry.topic not in topics:
            raise _Invalid(f"entries[{i}].topic", f"{entry.topic} is not among the topics")
        if regions and entry.region is not None and entry.region not in regions:
            raise _Invalid(f"entries[{i}].region", f"{entry.region} is not among the regions")
        for k, related in enumerate(entry.related):
            if related not in entries:
                raise _Invalid(f"entries[{i}].related[{k}]", f"there is no entry {related}")
    for i, region in enumerate(regions.values()):
        if region.answered_by is not None and region.answered_by not in entries:
            raise _Invalid(f"regions[{i}].answered_by", f"there is no entry {region.answered_by}")
    if regions and "default_region" in top.value and top.value["default_region"] not in regions:
        raise _Invalid("default_region", f"{top.value['default_region']} is not among the regions")
