"""Read a dataset file into a `Faq`, or say in one line what is wrong with it and where."""

import json
import os
import re
from collections.abc import Callable, Container, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Literal, TypeAlias, TypedDict, TypeVar, cast, get_args

from simfaq.errors import DatasetError
from simfaq.model import (
    Answer,
    Basis,
    Citation,
    ClaimVerdict,
    Confidence,
    Entry,
    Faq,
    Heading,
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

# What could move the cursor, change colours or turn the writing direction of a terminal.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb]")
# Longer text is no answer, and longer wordings are no questions: they would take for ever to index.
MAX_TEXT, MAX_WORDING = 20_000, 2_000
# Whole numbers of more digits are no counts and no years.
_MAX_DIGITS = 18
# A longer key is cut where a place names it.
_MAX_STEP = 60

T = TypeVar("T")
Kind: TypeAlias = Literal["type", "missing", "value", "text", "duplicate", "reference"]


class Invalid(Exception):  # noqa: N818 - `load` turns it into a DatasetError, `problems` lists it
    """What is wrong at one place of a document."""

    def __init__(self, place: str, template: str, kind: Kind = "value", **values: str) -> None:
        """`place` is a path such as `entries[3].id`; `values` are filled into the message."""
        super().__init__(place, template)
        self.place, self.template, self.kind, self.values = place, template, kind, values


Report: TypeAlias = list[Invalid] | None


class Head(TypedDict):
    """The members of Faq that are small."""

    title: Text
    version: str | None
    reviewed: str | None
    default_region: str | None
    disclaimer: Text
    topics: Mapping[str, Topic]
    origin_words: Phrases
    region_questions: Phrases
    official_hosts: tuple[str, ...]


def parse(document: object, file: str = "dataset") -> Faq:
    """Turn decoded JSON into a `Faq`; `file` is the name that errors give."""
    try:
        return _faq(_Node(document, "", None))
    except Invalid as error:
        raise DatasetError(file, error.place, error.template, **error.values) from None


def problems(document: object) -> list[Invalid]:
    """List everything in which decoded JSON does not follow the format, in the order of the document."""
    report: list[Invalid] = []
    _sound(_faq, _Node(document, "", report))
    # Ids and the default region are read twice.
    return list({(p.place, p.template, *p.values.values()): p for p in report}.values())


def entry(item: dict[str, Any], sources: Mapping[str, Source]) -> Entry:
    """Read one entry of a dataset that was found in order."""
    return _entry(_Object(item, "", None), sources)


def source(item: dict[str, Any]) -> Source:
    """Read one source likewise."""
    return _source(_Object(item, "", None))


def region(item: dict[str, Any]) -> Region:
    """Read one region likewise."""
    return _region(_Object(item, "", None))


def out_of_scope(item: dict[str, Any]) -> OutOfScope:
    """Read one subject that is out of scope likewise."""
    return _out_of_scope(_Node(item, "", None))


def head(document: dict[str, Any]) -> Head:
    """Read all but the large lists likewise."""
    return _head(_Object(document, "", None))


def read(path: Path) -> bytes:
    """Read a dataset file whole; a DatasetError says why it cannot be."""
    try:
        if not path.is_file():
            raise DatasetError(str(path), "", "not a regular file" if path.exists() else "no such file")
        # A FIFO that has taken the file's name meanwhile must not be waited for.
        number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(number, "rb") as stream:
            size = os.fstat(number).st_size
            # Files such as those of /proc do not say how long they are.
            content = stream.read(MAX_BYTES + 1) or b"" if size <= MAX_BYTES else b""
        if max(size, len(content)) > MAX_BYTES:
            raise DatasetError(str(path), "", "larger than {size} bytes", size=f"{MAX_BYTES:,}")
        return content  # noqa: TRY300 - the errors below are those of reading
    except (OSError, ValueError) as error:
        problem = getattr(error, "strerror", None) or str(error)
        raise DatasetError(str(path), "", "{problem}", problem=problem) from None


def decode(
    content: bytes, file: str, make_object: Callable[[list[tuple[str, Any]]], object] | None = None
) -> object:
    """Decode JSON, objects by `make_object` if given; a DatasetError for this file says where it is none."""
    load_text = partial(
        json.loads, parse_int=_number, parse_constant=_no_constant, object_pairs_hook=make_object
    )
    try:
        return load_text(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise DatasetError(file, f"byte {error.start}", "not UTF-8 text") from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno} column {error.colno}"
        raise DatasetError(file, place, "not valid JSON: {problem}", problem=error.msg) from None
    except RecursionError:
        raise DatasetError(file, "", "not valid JSON: nested too deeply") from None
    except ValueError as error:
        raise DatasetError(file, "", "not valid JSON: {name} is not a JSON number", name=str(error)) from None


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _number(digits: str) -> float:
    """Read a whole number; int() refuses thousands of digits, and takes long over fewer."""
    return int(digits) if len(digits) <= _MAX_DIGITS else float(digits)


class _Node:
    """A value in the document together with its place, so that every complaint names it."""

    __slots__ = ("place", "report", "value")

    def __init__(self, value: object, place: str, report: Report) -> None:
        self.value, self.place, self.report = value, place, report

    def invalid(self, template: str, kind: Kind = "value", **values: str) -> Invalid:
        return Invalid(self.place or "top level", template, kind, **values)

    def mistyped(self, wanted: str) -> Invalid:
        return self.invalid("must be {wanted}, not {found}", "type", wanted=wanted, found=_kind(self.value))

    def object(self) -> "_Object":
        if not isinstance(self.value, dict):
            raise self.mistyped("an object")
        return _Object(self.value, self.place, self.report)

    def items(self) -> Iterator["_Node"]:
        if not isinstance(self.value, list):
            raise self.mistyped("a list")
        return (_Node(item, f"{self.place}[{i}]", self.report) for i, item in enumerate(self.value))

    def each(self, read: Callable[["_Node"], T]) -> tuple[T, ...]:
        return tuple(_sound(read, item) for item in self.items())

    def string(self, most: int = MAX_TEXT) -> str:
        if not isinstance(self.value, str):
            raise self.mistyped("a string")
        try:
            self.value.encode()
        except UnicodeEncodeError:
            raise self.invalid("holds half of a surrogate pair", "text") from None
        if not self.value.strip():
            raise self.invalid("must not be empty", "text")
        if len(self.value) > most:
            raise self.invalid("is longer than {most} characters", "text", most=f"{most:,}")
        if _UNSAFE.search(self.value):
            raise self.invalid("holds a control character", "text")
        return self.value

    def wording(self) -> str:
        return self.string(MAX_WORDING)

    def strings(self) -> tuple[str, ...]:
        return self.each(_Node.string)

    def wordings(self) -> tuple[str, ...]:
        return self.each(_Node.wording)

    def text(self) -> Text:
        return self.by_language(_Node.string)

    def phrases(self) -> Phrases:
        return self.by_language(_Node.wordings)

    def some_wording(self) -> Text:
        if text := self.by_language(_Node.wording):
            return text
        raise self.invalid("must hold at least one language")

    def by_language(self, read: Callable[["_Node"], T]) -> Mapping[str, T]:
        return {language: _sound(read, node) for language, node in self.object().members()}

    def choice(self, options: tuple[str, ...]) -> Any:  # noqa: ANN401 - one of a Literal's values
        if self.value not in options:
            raise self.invalid("must be one of {options}", options=", ".join(options))
        return self.value

    def integer(self) -> int:
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise self.mistyped("a whole number")
        return self.value


class _Object:
    """The members of a JSON object, each with its place; members we do not know are left alone."""

    __slots__ = ("place", "report", "value")

    def __init__(self, value: dict[str, object], place: str, report: Report) -> None:
        self.value, self.place, self.report = value, place, report

    def node(self, key: str) -> _Node:
        """Return a member that the format knows by name."""
        return _Node(self.value[key], f"{self.place}.{key}" if self.place else key, self.report)

    def members(self) -> Iterator[tuple[str, _Node]]:
        return ((key, _Node(value, step(self.place, key), self.report)) for key, value in self.value.items())

    def need(self, key: str, read: Callable[[_Node], T]) -> T:
        if key in self.value:
            return _sound(read, self.node(key))
        _note(Invalid(self.place or "top level", "{key} is missing", "missing", key=key), self.report)
        return cast("T", None)

    def get(self, key: str, read: Callable[[_Node], T], default: T) -> T:
        return _sound(read, self.node(key)) if key in self.value else default

    def maybe(self, key: str, read: Callable[[_Node], T]) -> T | None:
        return _sound(read, self.node(key)) if key in self.value else None


def step(place: str, key: str) -> str:
    """Return the place of an object's member; a key that is no plain word stands in brackets, as JSON."""
    if not (key.isascii() and key.isidentifier()):
        return f"{place}[{json.dumps(key if len(key) <= _MAX_STEP else key[:_MAX_STEP] + '…')}]"
    return f"{place}.{key}" if place else key


def _sound(read: Callable[[_Node], T], node: _Node) -> T:
    """Read a node; where problems are being listed, one that is no good becomes None."""
    try:
        return read(node)
    except Invalid as problem:
        _note(problem, node.report)
        return cast("T", None)


def _is_read(name: str | None) -> bool:
    """Whether there is a name: where problems are being listed, one that is no good is None."""
    return name is not None


def _note(problem: Invalid, report: Report) -> None:
    if report is None:
        raise problem
    report.append(problem)


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _faq(root: _Node) -> Faq:
    top = root.object()
    version = top.need("schema_version", _Node.integer)
    if version not in {SCHEMA_VERSION, None}:
        problem = "is {version}; this simfaq reads version {known}"
        known = str(SCHEMA_VERSION)
        _note(Invalid("schema_version", problem, version=str(version), known=known), root.report)
    small = _head(top)
    sources = top.maybe("sources", lambda node: _unique(node, "id", _source)) or {}
    regions = top.maybe("regions", lambda node: _unique(node, "code", _region)) or {}
    entries = top.need("entries", lambda node: _unique(node, "id", lambda item: _entry(item, sources)))
    if entries == {}:
        _note(Invalid("entries", "must hold at least one entry"), root.report)
    _check_references(top, small["topics"], regions, entries or {})
    return Faq(
        **small,
        sources=sources,
        regions=regions,
        synonyms=top.get("synonyms", lambda node: node.each(_Node.wordings), ()),
        out_of_scope=top.get("out_of_scope", lambda node: node.each(_out_of_scope), ()),
        entries=entries,
        headings={
            name: Heading(entry.id, entry.topic, entry.region, entry.question)
            for name, entry in (entries or {}).items()
        },
    )


def _head(top: _Object) -> Head:
    no_text: Text = {}
    no_phrases: Phrases = {}
    no_names: tuple[str, ...] = ()
    return Head(
        title=top.get("title", _Node.text, no_text),
        version=top.maybe("version", _Node.string),
        reviewed=top.maybe("reviewed", _Node.string),
        default_region=top.maybe("default_region", _Node.string),
        disclaimer=top.get("disclaimer", _Node.text, no_text),
        topics=top.maybe("topics", lambda node: _unique(node, "id", _topic)) or {},
        origin_words=top.get("origin_words", _Node.phrases, no_phrases),
        region_questions=top.get("region_questions", _Node.phrases, no_phrases),
        official_hosts=top.get("official_hosts", _Node.strings, no_names),
    )


def _unique(node: _Node, key: str, read: Callable[[_Object], T]) -> dict[str, T]:
    """Read a list of objects into a mapping by the member `key`, which no two may share."""
    found: dict[str, T] = {}

    def take(item: _Node) -> None:
        members = item.object()
        name = members.need(key, _Node.wording)
        if _is_read(name) and name in found:
            raise Invalid(f"{members.place}.{key}", "{name} stands there already", "duplicate", name=name)
        found[name] = read(members)

    node.each(take)
    return found


def _topic(item: _Object) -> Topic:
    return Topic(id=item.need("id", _Node.wording), title=item.need("title", _Node.text))


def _source(item: _Object) -> Source:
    return Source(
        id=item.need("id", _Node.wording),
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
        code=item.need("code", _Node.wording),
        name=item.need("name", _Node.some_wording),
        aliases=item.get("aliases", _Node.phrases, {}),
        rule=item.maybe("rule", lambda node: _rule(node.object())),
        answered_by=item.maybe("answered_by", _Node.string),
    )


def _rule(item: _Object) -> Rule:
    return Rule(
        registration=item.need("registration", lambda node: node.choice(get_args(Registration))),
        summary=item.get("summary", _Node.text, {}),
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
        id=item.need("id", _Node.wording),
        hint=item.get("hint", _Node.text, {}),
        questions=item.need("questions", _Node.phrases),
    )


def _entry(item: _Object, sources: Mapping[str, Source]) -> Entry:
    return Entry(
        id=item.need("id", _Node.wording),
        topic=item.maybe("topic", _Node.string),
        region=item.maybe("region", _Node.string),
        question=item.need("question", _Node.some_wording),
        variants=item.get("variants", _Node.phrases, {}),
        answer=item.need("answer", _answers),
        basis=item.maybe("basis", lambda node: node.choice(get_args(Basis))),
        claim_verdict=item.maybe("claim_verdict", lambda node: node.choice(get_args(ClaimVerdict))),
        citations=item.get("citations", lambda node: node.each(lambda c: _citation(c, sources)), ()),
        related=item.get("related", _Node.strings, ()),
        reviewed=item.maybe("reviewed", _Node.string),
    )


def _answers(node: _Node) -> Mapping[str, Answer]:
    members = node.object().members()
    answers = {
        language: _sound(lambda answer: _answer(answer.object()), answer) for language, answer in members
    }
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
    if _is_read(name) and name not in sources:
        raise Invalid(
            f"{item.place}.source", "{name} is not among the {list}", "reference", name=name, list="sources"
        )
    return Citation(source=cast("Source", sources.get(name)), locator=item.get("locator", _Node.text, {}))


def _check_references(
    top: _Object, topics: Mapping[str, Topic], regions: Mapping[str, Region], entries: Mapping[str, Entry]
) -> None:
    """Refuse ids that lead nowhere; topics and regions count only where the dataset lists any."""

    def check(place: str, name: object, known: Container[object], what: str) -> None:
        if name is not None and name not in known:
            problem = Invalid(place, "{name} is not among the {list}", "reference", name=str(name), list=what)
            _note(problem, top.report)

    for i, name in _numbered(top, "entries", "id", entries):
        entry = entries[name]
        if topics:
            check(f"entries[{i}].topic", entry.topic, topics, "topics")
        if regions:
            check(f"entries[{i}].region", entry.region, regions, "regions")
        for k, related in enumerate(entry.related or ()):
            check(f"entries[{i}].related[{k}]", related, entries, "entries")
    for i, code in _numbered(top, "regions", "code", regions):
        check(f"regions[{i}].answered_by", regions[code].answered_by, entries, "entries")
    if regions:
        check("default_region", top.maybe("default_region", _Node.string), regions, "regions")


def _numbered(top: _Object, member: str, key: str, read: Container[str]) -> Iterator[tuple[int, str]]:
    """List the positions and names of what was read from a list, without what was no good."""
    seen: set[str] = set()
    items = top.value.get(member)
    for i, item in enumerate(items if isinstance(items, list) else ()):
        name = item.get(key) if isinstance(item, dict) else None
        if isinstance(name, str) and name in read and name not in seen:
            seen.add(name)
            yield i, name
